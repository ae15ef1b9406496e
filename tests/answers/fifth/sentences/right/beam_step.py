"""Right answers to beam_step."""

import torch
from torch import Tensor


def topk_of_flat_table(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """topk of the flattened sums, row and column by division."""
    width, vocabulary = log_probs.shape
    best, index = torch.topk((scores[:, None] + log_probs).flatten(), width)
    return best, index // vocabulary, index % vocabulary


def sorted_table(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Sorts all sums, and takes the first ones from tables of rows and columns."""
    width, vocabulary = log_probs.shape
    total = scores.unsqueeze(1).add(log_probs).reshape(-1)
    order = total.argsort(descending=True, stable=True)[:width]
    rows = torch.arange(width, device=scores.device).repeat_interleave(vocabulary)
    columns = torch.arange(vocabulary, device=scores.device).repeat(width)
    return total[order], rows[order], columns[order]


def best_of_each_first(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The best continuations of each beginning, then the best of these."""
    width, vocabulary = log_probs.shape
    each = min(width, vocabulary)
    candidates, words = (log_probs + scores[:, None]).topk(each, dim=1)
    best, place = candidates.flatten().topk(width)
    parents = torch.div(place, each, rounding_mode="floor")
    return best, parents, words.flatten()[place]


def python_sort(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """A list of all pairs, sorted by Python."""
    width, vocabulary = log_probs.shape
    total = scores[:, None] + log_probs
    values = total.tolist()
    pairs = [(i, j) for i in range(width) for j in range(vocabulary)]
    pairs.sort(key=lambda pair: values[pair[0]][pair[1]], reverse=True)
    parents, words = torch.tensor(pairs[:width], device=scores.device).T
    return total[parents, words], parents, words
