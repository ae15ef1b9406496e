"""Right answers to word_dropout."""

import torch
from torch import Tensor


def where_with_a_mask(
    words: Tensor, noise: Tensor, keep: float, unknown: int, training: bool
) -> Tensor:
    """A mask of what stays, whose first column is set, and torch.where."""
    if not training:
        return words
    stays = noise < keep
    stays[:, 0] = True
    return torch.where(stays, words, unknown)


def first_column_apart(
    words: Tensor, noise: Tensor, keep: float, unknown: int, training: bool
) -> Tensor:
    """Fills all columns but the first, and puts the first before them."""
    if training:
        taken = (noise[:, 1:] < keep).logical_not()
        return torch.cat([words[:, :1], words[:, 1:].masked_fill(taken, unknown)], dim=1)
    return words.clone()


def arithmetic(words: Tensor, noise: Tensor, keep: float, unknown: int, training: bool) -> Tensor:
    """Whole numbers 1 and 0 for what stays, as factors."""
    first = torch.arange(words.shape[1], device=words.device) == 0
    stays = ((noise.to(words.device) < keep) | first | (not training)).long()
    return stays * words + (1 - stays) * unknown
