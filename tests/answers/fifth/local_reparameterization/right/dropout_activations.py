"""Right answers to dropout_activations."""

import math

import torch
from torch import Tensor


def noisy_inputs(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """The inputs times noisy factors, then the weights."""
    factor = 1 + torch.sqrt(ratio / (1 - ratio)) * noise
    return (a * factor) @ weight


def mean_plus_spread(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """Products of the inputs and of their noise with the weights; the odds by torch.logit."""
    std = torch.exp(0.5 * torch.logit(ratio))
    return a @ weight + std * ((a * noise) @ weight)


def moments_of_the_factor(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """The variance from the two values that the factor of dropout has; einsum."""
    keep = 1 - ratio
    value = 1 / keep
    variance = keep * (value - 1) ** 2 + ratio * (0 - 1) ** 2
    return torch.einsum("bi,io,bi->bo", a, weight, noise.mul(variance.sqrt()).add(1))


def output_by_output(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """A loop over the outputs; standard deviation as a Python number."""
    p = float(ratio)
    noisy = torch.add(a, a * noise, alpha=math.sqrt(p / (1.0 - p)))
    return torch.stack([torch.mv(noisy, column) for column in weight.unbind(1)], dim=1)
