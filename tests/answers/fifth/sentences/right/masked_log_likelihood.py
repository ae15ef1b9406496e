"""Right answers to masked_log_likelihood."""

import torch
from torch import Tensor
from torch.distributions import Categorical
from torch.nn import functional as F


def log_softmax_and_gather(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """log_softmax, gather, and a mask by where."""
    mask = torch.arange(words.shape[1], device=words.device) < lengths[:, None]
    chosen = torch.where(mask, words, 0)[..., None]
    log_p = torch.log_softmax(logits, -1).gather(-1, chosen)[..., 0]
    return torch.where(mask, log_p, 0.0).sum(1)


def ignored_padding(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """cross_entropy, which ignores the places that get a number of no word."""
    places = torch.arange(logits.shape[1], device=lengths.device).unsqueeze(0)
    target = words.masked_fill(places >= lengths.unsqueeze(1), -100)
    costs = F.cross_entropy(logits.transpose(1, 2), target, reduction="none", ignore_index=-100)
    return -costs.sum(dim=1)


def sentence_by_sentence(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """A loop that cuts each sentence off at its length."""
    result = []
    for scores, sentence, length in zip(logits, words, lengths.tolist(), strict=True):
        law = Categorical(logits=scores[:length])
        result.append(law.log_prob(sentence[:length]).sum())
    return torch.stack(result)


def real_words_side_by_side(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """Only the real words are taken, and index_add brings each to its sentence."""
    batch, longest = words.shape
    rows, places = (torch.arange(longest, device=words.device) < lengths[:, None]).nonzero().T
    scores = logits[rows, places]
    came = scores[torch.arange(len(scores), device=words.device), words[rows, places]]
    log_p = came - scores.logsumexp(-1)
    return logits.new_zeros(batch).index_add(0, rows, log_p)
