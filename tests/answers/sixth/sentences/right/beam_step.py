"""Right answers to beam_step."""

import torch
from torch import Tensor


def flat_table(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The largest of the flattened table, and its rows and columns by division."""
    totals = scores[:, None] + log_probs
    best, index = totals.flatten().topk(len(scores))
    return best, index // log_probs.shape[1], index % log_probs.shape[1]


def best_of_each_then_best_of_all(
    scores: Tensor, log_probs: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    """No beginning can have more continuations than are kept, so each offers only so many."""
    width, vocabulary = log_probs.shape
    offers, words = log_probs.topk(min(width, vocabulary), dim=1)
    offers = offers + scores.unsqueeze(1)
    parents = torch.arange(width, device=scores.device).unsqueeze(1).expand_as(offers)
    order = offers.reshape(-1).argsort(descending=True)[:width]
    return offers.reshape(-1)[order], parents.reshape(-1)[order], words.reshape(-1)[order]


def one_after_another(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Sorts all pairs of a beginning and a word as Python does, and keeps the first ones."""
    totals = scores.reshape(-1, 1) + log_probs
    table = totals.tolist()
    pairs = [(row, word) for row in range(len(table)) for word in range(len(table[0]))]
    pairs.sort(key=lambda pair: table[pair[0]][pair[1]], reverse=True)
    kept = torch.tensor(pairs[: len(table)], dtype=torch.int64, device=scores.device)
    parents, words = kept[:, 0], kept[:, 1]
    return totals[parents, words], parents, words
