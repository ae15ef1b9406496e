"""Right answers to dropout_activations."""

import torch
from torch import Tensor


def mean_part_and_noise_part(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """Multiplies the inputs and their noise with the weights separately, and adds both."""
    spread = torch.sqrt(ratio / (1 - ratio))
    return a @ weight + spread * ((a * noise) @ weight)


def spread_from_the_two_outcomes(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """Gets the variance as the mean square of the two outcomes of dropout minus their mean's."""
    keep = 1 - ratio
    outcome = 1 / keep
    variance = keep * (outcome - 1) ** 2 + ratio * (0 - 1) ** 2
    factor = torch.addcmul(torch.ones_like(noise), noise, variance.sqrt())
    return torch.einsum("bi,bi,io->bo", a, factor, weight)
