"""Right answers to masked_log_likelihood."""

import torch
from torch import Tensor
from torch.distributions import Categorical
from torch.nn import functional as F


def gathered(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """log_softmax, gather, and zeros where the padding is."""
    inside = torch.arange(words.shape[1], device=logits.device) < lengths[:, None]
    chosen = words.masked_fill(~inside, 0).unsqueeze(-1)
    log_probs = torch.log_softmax(logits, -1).gather(-1, chosen).squeeze(-1)
    return log_probs.masked_fill(~inside, 0).sum(-1)


def by_cross_entropy(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """Padding gets a number that the cross entropy ignores."""
    places = torch.arange(words.size(1), device=words.device).expand_as(words)
    target = torch.where(places < lengths.unsqueeze(1), words, -100)
    losses = F.cross_entropy(logits.transpose(1, 2), target, ignore_index=-100, reduction="none")
    return -losses.sum(dim=1)


def sentence_by_sentence(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """A loop over sentences, each cut to its length, with a categorical distribution."""
    totals = []
    for row, sentence, length in zip(logits, words, lengths.tolist(), strict=True):
        q = Categorical(logits=row[:length])
        totals.append(q.log_prob(sentence[:length]).sum())
    return torch.stack(totals)
