"""Wrong answers to dropout_activations."""

import torch
from torch import Tensor


def variance_of_the_coin(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """Takes p (1 - p), the variance before the division by 1 - p, which makes it larger."""
    return (a * (1 + (ratio * (1 - ratio)).sqrt() * noise)) @ weight


def noise_added_to_the_inputs(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """Adds the noise to the inputs in place of multiplying them: a 0 does not stay 0."""
    return (a + (ratio / (1 - ratio)).sqrt() * noise) @ weight


def ratio_as_a_plain_number(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """Makes a Python number of the ratio: the values are right, but it gets no gradient."""
    p = ratio.item()
    return torch.addcmul(a, a, noise, value=(p / (1 - p)) ** 0.5) @ weight
