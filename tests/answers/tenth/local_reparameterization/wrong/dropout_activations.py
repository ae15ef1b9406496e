"""Wrong answers to dropout_activations."""

import torch
from torch import Tensor


def noise_added_to_inputs(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """Adds the noise to the inputs and does not multiply with it, so that zeros get noise too."""
    return (a + torch.sqrt(ratio / (1 - ratio)) * noise) @ weight


def factors_below_zero_cut_off(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """Cuts negative factors off at 0, so that the mean is above 1 and the variance too small."""
    factor = 1 + torch.sqrt(ratio / (1 - ratio)) * noise
    return (a * factor.clamp(min=0)) @ weight


def noise_as_coin(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """Makes dropout's coins out of the noise, with the right mean and variance but not normal."""
    keep = torch.special.ndtr(noise) >= ratio
    return (a * keep / (1 - ratio)) @ weight
