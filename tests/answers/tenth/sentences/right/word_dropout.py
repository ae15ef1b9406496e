"""Right answers to word_dropout."""

import torch
from torch import Tensor


def where_kept(words: Tensor, noise: Tensor, keep: float, unknown: int, training: bool) -> Tensor:
    """A condition with its first column set to true."""
    if not training:
        return words
    stays = noise < keep
    stays[:, 0] = True
    return torch.where(stays, words, unknown)


def word_after_word(
    words: Tensor, noise: Tensor, keep: float, unknown: int, training: bool
) -> Tensor:
    """Loops over a copy, from the second word of each row on."""
    result = words.clone()
    for i in range(words.shape[0]):
        for j in range(1, words.shape[1]):
            if training and not bool(noise[i, j] < keep):
                result[i, j] = unknown
    return result
