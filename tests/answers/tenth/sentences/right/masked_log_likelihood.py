"""Right answers to masked_log_likelihood."""

import torch
from torch import Tensor
from torch.nn import functional as F


def gather_and_mask(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """Log-softmax, gather, and zeros where the padding is."""
    counts = torch.arange(words.shape[1], device=words.device) < lengths.unsqueeze(1)
    chosen = words.masked_fill(~counts, 0).unsqueeze(-1)
    log_p = logits.log_softmax(-1).gather(-1, chosen).squeeze(-1)
    return torch.where(counts, log_p, 0.0).sum(-1)


def sentence_after_sentence(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """Cuts each sentence to its length and sums its cross-entropy."""
    sums = []
    for row, sentence, length in zip(logits, words, lengths.tolist(), strict=True):
        sums.append(-F.cross_entropy(row[:length], sentence[:length], reduction="sum"))
    return torch.stack(sums)
