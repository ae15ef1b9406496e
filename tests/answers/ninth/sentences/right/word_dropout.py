"""Right answers to word_dropout."""

import torch
from torch import Tensor


def fills_a_mask_of_the_taken(
    words: Tensor,
    noise: Tensor,
    keep: float,
    unknown: int,
    training: bool,
) -> Tensor:
    """Fills a copy where the noise is not below keep, except in the first column."""
    if not training:
        return words.clone()
    taken = noise >= keep
    taken[:, 0] = False
    return words.masked_fill(taken, unknown)


def mixes_with_whole_numbers(
    words: Tensor,
    noise: Tensor,
    keep: float,
    unknown: int,
    training: bool,
) -> Tensor:
    """Multiplies words and the unknown one with 1 or 0; the first column is put in front."""
    stays = (noise < keep).long() if training else torch.ones_like(words)
    mixed = words * stays + unknown * (1 - stays)
    return torch.cat([words[:, :1], mixed[:, 1:]], 1)
