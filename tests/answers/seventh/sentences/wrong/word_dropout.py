"""Wrong answers to word_dropout."""

import torch
from torch import Tensor


def first_sentence_stays(
    words: Tensor,
    noise: Tensor,
    keep: float,
    unknown: int,
    training: bool,
) -> Tensor:
    """The first row stays instead of the first word of each row."""
    if not training:
        return words
    stays = noise < keep
    stays[0] = True
    return torch.where(stays, words, unknown)


def an_exact_share(
    words: Tensor,
    noise: Tensor,
    keep: float,
    unknown: int,
    training: bool,
) -> Tensor:
    """Of each row the share with the least noise stays, however much noise there is."""
    if not training:
        return words
    rank = noise.argsort(1).argsort(1)
    stays = rank < keep * words.shape[1]
    stays[:, 0] = True
    return torch.where(stays, words, unknown)


def noise_of_its_own(
    words: Tensor,
    noise: Tensor,
    keep: float,
    unknown: int,
    training: bool,
) -> Tensor:
    """Draws new noise instead of using what was given."""
    if not training:
        return words
    stays = torch.bernoulli(torch.full(words.shape, keep, device=words.device)).bool()
    stays[:, 0] = True
    return torch.where(stays, words, unknown)


def noise_of_the_place_before(
    words: Tensor,
    noise: Tensor,
    keep: float,
    unknown: int,
    training: bool,
) -> Tensor:
    """Each word after the first is judged by the noise of the place before it."""
    if not training:
        return words
    rest = torch.where(noise[:, :-1] < keep, words[:, 1:], unknown)
    return torch.cat([words[:, :1], rest], 1)


def sign_found_by_its_number(
    words: Tensor,
    noise: Tensor,
    keep: float,
    unknown: int,
    training: bool,
) -> Tensor:
    """What stays is every word of the number that the lab's corpus has for the beginning."""
    if not training:
        return words
    return torch.where((noise < keep) | (words == 3), words, unknown)
