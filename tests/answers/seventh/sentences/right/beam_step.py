"""Right answers to beam_step."""

import torch
from torch import Tensor


def flattened(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """topk of the flattened table; row and column by division."""
    width, vocabulary = log_probs.shape
    best, places = (scores[:, None] + log_probs).flatten().topk(width)
    return best, places // vocabulary, places % vocabulary


def sorted_table(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Everything is sorted, and the place is turned into indices by the library."""
    table = torch.add(log_probs, scores.unsqueeze(1))
    order = torch.argsort(table.reshape(-1), descending=True)[: len(scores)]
    parents, words = torch.unravel_index(order, table.shape)
    return table[parents, words], parents, words


def winner_after_winner(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Python's own sorting of all continuations, then tensors of the first ones."""
    table = scores.view(-1, 1) + log_probs
    values = table.tolist()
    pairs = [(b, w) for b in range(len(values)) for w in range(len(values[0]))]
    pairs.sort(key=lambda pair: values[pair[0]][pair[1]], reverse=True)
    kept = torch.tensor(pairs[: len(scores)], dtype=torch.int64, device=scores.device)
    parents, words = kept[:, 0], kept[:, 1]
    return table[parents, words], parents, words
