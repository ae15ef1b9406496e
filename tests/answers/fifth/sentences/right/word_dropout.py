"""Right answers to word_dropout."""

import torch
from torch import Tensor


def where_noise_is_small(
    words: Tensor,
    noise: Tensor,
    keep: float,
    unknown: int,
    training: bool,
) -> Tensor:
    """torch.where, with a condition in which the first column is true."""
    if not training:
        return words
    stays = noise < keep
    stays[:, 0] = True
    return torch.where(stays, words, unknown)


def masked_fill_of_the_rest(
    words: Tensor,
    noise: Tensor,
    keep: float,
    unknown: int,
    training: bool,
) -> Tensor:
    """The first column apart, the others filled where the noise is too large."""
    if training:
        rest = words[:, 1:].masked_fill(noise[:, 1:] >= keep, unknown)
        words = torch.cat([words[:, :1], rest], dim=1)
    return words


def numbers_mixed(
    words: Tensor,
    noise: Tensor,
    keep: float,
    unknown: int,
    training: bool,
) -> Tensor:
    """Arithmetic with a mask of zeros and ones."""
    place = torch.arange(words.shape[1], device=words.device)
    dropped = ((noise >= keep) & (place > 0)).long() * int(training)
    return words * (1 - dropped) + unknown * dropped


def word_by_word(
    words: Tensor,
    noise: Tensor,
    keep: float,
    unknown: int,
    training: bool,
) -> Tensor:
    """Loops over a copy of the batch."""
    result = words.clone()
    if not training:
        return result
    batch, longest = words.shape
    for i in range(batch):
        for t in range(1, longest):
            if not noise[i, t] < keep:
                result[i, t] = unknown
    return result
