"""Right answers to dropout_activations."""

import torch
from torch import Tensor


def inputs_multiplied_first(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """Multiplies the inputs by their factors, and then by the weights."""
    factor = 1 + (ratio / (1 - ratio)).sqrt() * noise
    return (a * factor) @ weight


def noise_added_to_the_layer(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """Adds the deviation, as the exponential of half a logit, times the noisy inputs' product."""
    deviation = torch.exp(0.5 * torch.logit(ratio))
    return a @ weight + deviation * torch.einsum("bi,bi,io->bo", a, noise, weight)
