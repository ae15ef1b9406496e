"""Right answers to dropout_activations."""

import torch
from torch import Tensor


def factor_of_each_input(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """Multiplies each input with 1 + sqrt(p / (1 - p)) noise, and contracts by einsum."""
    factor = 1 + torch.sqrt(ratio / (1 - ratio)) * noise
    return torch.einsum("bi,bi,io->bo", a, factor, weight)


def both_outcomes_of_the_coin(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """Adds the squared distances from 1 of both outcomes, and the noise's part to the plain one."""
    kept = 1 - ratio
    variance = kept * (1 / kept - 1) ** 2 + ratio
    return a @ weight + variance.sqrt() * ((a * noise) @ weight)
