"""Wrong answers to word_dropout."""

import torch
from torch import Tensor


def overwrites_what_it_is_given(
    words: Tensor, noise: Tensor, keep: float, unknown: int, training: bool
) -> Tensor:
    """Writes into words itself: the caller, who scores the same tensor, loses its words."""
    if training:
        words[:, 1:][noise[:, 1:] >= keep] = unknown
    return words


def beginning_kept_by_noise_of_zero(
    words: Tensor, noise: Tensor, keep: float, unknown: int, training: bool
) -> Tensor:
    """Gives the first word the noise 0, which is not below a keep of 0: then it is taken away."""
    if not training:
        return words
    noise = noise.clone()
    noise[:, 0] = 0.0
    return torch.where(noise < keep, words, unknown)


def takes_words_away_in_evaluation(
    words: Tensor, noise: Tensor, keep: float, unknown: int, training: bool
) -> Tensor:
    """Ignores training: words are missing in evaluation as well."""
    kept = torch.where(noise < keep, words, unknown)
    return torch.cat([words[:, :1], kept[:, 1:]], 1)
