"""Right answers to beam_step."""

import torch
from torch import Tensor


def sorts_all_continuations(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Sorts all sums from the largest down, and finds row and column in tables of their numbers."""
    width, vocabulary = log_probs.shape
    rows = torch.arange(width, device=scores.device).repeat_interleave(vocabulary)
    columns = torch.arange(vocabulary, device=scores.device).repeat(width)
    totals = torch.add(log_probs, scores.unsqueeze(1)).reshape(-1)
    order = torch.argsort(totals, descending=True)[:width]
    return totals[order], rows[order], columns[order]


def takes_the_best_again_and_again(
    scores: Tensor, log_probs: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    """Finds the largest of what is left, width times; what was taken is marked in a mask."""
    totals = (scores[:, None] + log_probs).flatten()
    left = torch.ones_like(totals, dtype=torch.bool)
    found = []
    for _ in range(len(scores)):
        candidates = left.nonzero().squeeze(1)
        place = candidates[totals[candidates].argmax()]
        left[place] = False
        found.append(place)
    places = torch.stack(found)
    rows, columns = places // log_probs.shape[1], places % log_probs.shape[1]
    return totals[places], rows, columns
