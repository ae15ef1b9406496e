"""Wrong answers to dropout_activations."""

import torch
from torch import Tensor


def variance_of_the_switch(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """The variance is that of keeping or dropping, without the division by 1 - ratio."""
    return (a * (1 + torch.sqrt(ratio * (1 - ratio)) * noise)) @ weight


def kept_over_dropped(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """The ratio is taken for the probability to keep."""
    return (a * (1 + torch.sqrt((1 - ratio) / ratio) * noise)) @ weight


def root_forgotten(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """The noise is multiplied with the variance."""
    return (a * (1 + ratio / (1 - ratio) * noise)) @ weight


def factor_never_negative(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """Negative factors become 0, because those of dropout are not negative."""
    factor = 1 + torch.sqrt(ratio / (1 - ratio)) * noise
    return (a * factor.clamp(min=0)) @ weight


def scaled_twice(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """The noisy inputs are divided by 1 - ratio once more, so the mean is too large."""
    noisy = a * (1 + torch.sqrt(ratio / (1 - ratio)) * noise)
    return (noisy / (1 - ratio)) @ weight


def noise_of_the_first(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """The whole batch has the noise of the first example."""
    factor = 1 + torch.sqrt(ratio / (1 - ratio)) * noise[0]
    return a @ (factor[:, None] * weight)
