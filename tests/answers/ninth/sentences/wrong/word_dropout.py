"""Wrong answers to word_dropout."""

import torch
from torch import Tensor


def takes_the_sign_of_the_beginning(
    words: Tensor,
    noise: Tensor,
    keep: float,
    unknown: int,
    training: bool,
) -> Tensor:
    """Treats the first column as all others: the sign that a sentence begins may be taken."""
    if not training:
        return words
    return torch.where(noise < keep, words, unknown)


def unknown_word_of_the_lab(
    words: Tensor,
    noise: Tensor,
    keep: float,
    unknown: int,
    training: bool,
) -> Tensor:
    """Writes the number 1 for what is taken away, whatever number the unknown word has."""
    if not training:
        return words
    stays = noise < keep
    stays[:, 0] = True
    return torch.where(stays, words, torch.ones_like(words))


def writes_into_the_batch(
    words: Tensor,
    noise: Tensor,
    keep: float,
    unknown: int,
    training: bool,
) -> Tensor:
    """Overwrites the caller's words in place: the sentences themselves have then lost words."""
    if training:
        words[:, 1:][noise[:, 1:] >= keep] = unknown
    return words
