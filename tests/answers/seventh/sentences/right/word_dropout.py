"""Right answers to word_dropout."""

import torch
from torch import Tensor


def where_it_stays(
    words: Tensor,
    noise: Tensor,
    keep: float,
    unknown: int,
    training: bool,
) -> Tensor:
    """A mask of what stays, whose first column is set to true."""
    if not training:
        return words
    stays = noise < keep
    stays[:, 0] = True
    return torch.where(stays, words, unknown)


def filled_after_the_first(
    words: Tensor,
    noise: Tensor,
    keep: float,
    unknown: int,
    training: bool,
) -> Tensor:
    """The first column is left out, the rest is filled, and both are put together again."""
    if training:
        rest = words[:, 1:].masked_fill(~(noise[:, 1:] < keep), unknown)
        return torch.cat((words[:, :1], rest), dim=1)
    return words.clone()


def word_by_word(
    words: Tensor,
    noise: Tensor,
    keep: float,
    unknown: int,
    training: bool,
) -> Tensor:
    """A loop over rows and places on a copy."""
    result = words.clone()
    if not training:
        return result
    batch, longest = words.shape
    for b in range(batch):
        for t in range(1, longest):
            if noise[b, t] >= keep:
                result[b, t] = unknown
    return result
