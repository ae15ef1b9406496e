"""Wrong answers to dropout_activations."""

import torch
from torch import Tensor


def divided_once(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """The variance p (1 - p) of keeping is divided by 1 - p once and not by its square."""
    variance = ratio * (1 - ratio) / (1 - ratio)
    return (a * (1 + torch.sqrt(variance) * noise)) @ weight


def never_negative(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """The factor is cut off at 0, so that it is not normal and has another mean."""
    factor = 1 + torch.sqrt(ratio / (1 - ratio)) * noise
    return (a * factor.clamp(min=0)) @ weight


def added_noise(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """The noise is added to the inputs and not multiplied with them."""
    return (a + torch.sqrt(ratio / (1 - ratio)) * noise) @ weight


def ratio_without_gradient(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """The ratio becomes a Python number, and gets no gradient."""
    p = float(ratio)
    return (a * (1 + (p / (1 - p)) ** 0.5 * noise)) @ weight


def ratio_kept(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """The ratio is taken for the probability of keeping an input."""
    return (a * (1 + torch.sqrt((1 - ratio) / ratio) * noise)) @ weight
