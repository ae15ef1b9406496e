"""Right answers to beam_step."""

import torch
from torch import Tensor


def topk_of_the_flat_table(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The largest of the flattened table of sums; row and column by division."""
    width, vocabulary = log_probs.shape
    best, where = torch.topk((scores[:, None] + log_probs).flatten(), width)
    return best, torch.div(where, vocabulary, rounding_mode="floor"), where % vocabulary


def best_of_each_then_of_all(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Sorts the continuations of each beginning, and then the candidates that can win."""
    width = scores.shape[0]
    totals, words = (scores.unsqueeze(1) + log_probs).sort(dim=1, descending=True)
    totals, words = totals[:, :width], words[:, :width]
    parents = torch.arange(width, device=scores.device).unsqueeze(1).expand_as(words)
    order = totals.reshape(-1).argsort(descending=True)[:width]
    return totals.reshape(-1)[order], parents.reshape(-1)[order], words.reshape(-1)[order]
