"""Wrong answers to dropout_activations."""

import torch
from torch import Tensor


def variance_for_the_deviation(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """Multiplies the noise by the variance itself, which is right for the ratios 0 and 1/2."""
    return (a * (1 + ratio / (1 - ratio) * noise)) @ weight


def factors_never_negative(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """Clamps the factors at 0, as dropout has them, so that their mean is above 1."""
    factor = (1 + torch.sqrt(ratio / (1 - ratio)) * noise).clamp(min=0)
    return torch.einsum("bi,bi,io->bo", a, factor, weight)


def ratio_held_constant(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """Detaches the ratio, so that no gradient flows to it."""
    p = ratio.detach()
    return (a + a * noise * torch.sqrt(p / (1 - p))) @ weight
