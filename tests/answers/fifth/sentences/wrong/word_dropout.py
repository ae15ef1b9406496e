"""Wrong answers to word_dropout."""

import torch
from torch import Tensor


def beginning_dropped(
    words: Tensor,
    noise: Tensor,
    keep: float,
    unknown: int,
    training: bool,
) -> Tensor:
    """The sign that a sentence begins can be taken away too."""
    return torch.where(noise < keep, words, unknown) if training else words


def dropped_where_small(
    words: Tensor,
    noise: Tensor,
    keep: float,
    unknown: int,
    training: bool,
) -> Tensor:
    """keep is taken for the probability to drop a word."""
    if not training:
        return words
    dropped = noise < keep
    dropped[:, 0] = False
    return words.masked_fill(dropped, unknown)


def noise_of_the_word_before(
    words: Tensor,
    noise: Tensor,
    keep: float,
    unknown: int,
    training: bool,
) -> Tensor:
    """The words after the first are given the noise from the first place on, one place off."""
    if not training:
        return words
    rest = torch.where(noise[:, :-1] < keep, words[:, 1:], unknown)
    return torch.cat([words[:, :1], rest], 1)


def equal_counts_as_below(
    words: Tensor,
    noise: Tensor,
    keep: float,
    unknown: int,
    training: bool,
) -> Tensor:
    """A word stays also where the noise is equal to keep, so even for keep 0."""
    if not training:
        return words
    dropped = noise > keep
    dropped[:, 0] = False
    return words.masked_fill(dropped, unknown)


def number_one_for_unknown(
    words: Tensor,
    noise: Tensor,
    keep: float,
    unknown: int,
    training: bool,
) -> Tensor:
    """The unknown word is always 1, as in the lab's vocabulary."""
    if not training:
        return words
    stays = noise < keep
    stays[:, 0] = True
    return torch.where(stays, words, torch.ones_like(words))


def in_evaluation_too(
    words: Tensor,
    noise: Tensor,
    keep: float,
    unknown: int,
    training: bool,
) -> Tensor:
    """Words are taken away also without training."""
    rest = torch.where(noise[:, 1:] < keep, words[:, 1:], unknown)
    return torch.cat([words[:, :1], rest], dim=1)
