"""Wrong answers to dropout_activations."""

import torch
from torch import Tensor


def root_of_the_numerator(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """The root covers only the numerator of the variance."""
    return (a * (1 + torch.sqrt(ratio) / (1 - ratio) * noise)) @ weight


def ratio_is_a_plain_number(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """The ratio is turned into a number and gets no gradient."""
    p = ratio.item()
    return (a * (1 + (p / (1 - p)) ** 0.5 * noise)) @ weight


def factors_not_below_zero(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """Negative factors are cut off at 0, because those of dropout are never negative."""
    factor = 1 + torch.sqrt(ratio / (1 - ratio)) * noise
    return (a * factor.clamp(min=0)) @ weight


def noise_is_added(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """The noise is added to the inputs and not multiplied with them."""
    return (a + torch.sqrt(ratio / (1 - ratio)) * noise) @ weight


def dropped_where_noise_is_low(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """Real dropout, with a mask of the right probability made of the noise."""
    keep = (torch.special.ndtr(noise) >= ratio).to(a.dtype)
    return (a * keep / (1 - ratio)) @ weight
