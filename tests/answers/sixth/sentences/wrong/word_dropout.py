"""Wrong answers to word_dropout."""

import torch
from torch import Tensor


def equal_noise_stays(
    words: Tensor, noise: Tensor, keep: float, unknown: int, training: bool
) -> Tensor:
    """Lets a word stay whose noise is equal to the limit, so some stay even if none may."""
    if not training:
        return words
    stays = noise <= keep
    stays[:, 0] = True
    return torch.where(stays, words, unknown)


def padding_stays(
    words: Tensor, noise: Tensor, keep: float, unknown: int, training: bool
) -> Tensor:
    """Lets every number 0 stay, whatever the noise says."""
    if not training:
        return words
    stays = (noise < keep) | (words == 0)
    stays[:, 0] = True
    return torch.where(stays, words, unknown)


def sign_by_its_number(
    words: Tensor, noise: Tensor, keep: float, unknown: int, training: bool
) -> Tensor:
    """Knows the sign that begins a sentence by the number 3, not by its place."""
    if not training:
        return words
    stays = (noise < keep) | (words == 3)
    return torch.where(stays, words, unknown)


def first_row_stays(
    words: Tensor, noise: Tensor, keep: float, unknown: int, training: bool
) -> Tensor:
    """Protects the first row of the batch instead of the first column."""
    if not training:
        return words
    stays = noise < keep
    stays[0] = True
    return torch.where(stays, words, unknown)


def keep_is_what_goes(
    words: Tensor, noise: Tensor, keep: float, unknown: int, training: bool
) -> Tensor:
    """Takes a word away where the noise is below the limit, which is as often for one half."""
    if not training:
        return words
    dropped = noise < keep
    dropped[:, 0] = False
    return torch.where(dropped, unknown, words)
