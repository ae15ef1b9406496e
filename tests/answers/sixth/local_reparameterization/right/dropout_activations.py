"""Right answers to dropout_activations."""

import torch
from torch import Tensor


def noisy_inputs(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """Each input times 1 plus standard deviation times noise."""
    return (a * (1 + torch.sqrt(ratio / (1 - ratio)) * noise)) @ weight


def noise_apart(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """Activations without noise, and the activations of the noise alone."""
    scale = ratio.sqrt() * torch.rsqrt(1 - ratio)
    return a @ weight + scale * ((a * noise) @ weight)


def input_by_input(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """The variance from the definition, E[f^2] - 1, and a loop over the inputs."""
    keep = 1 - ratio
    variance = keep * (1 / keep - 1) ** 2 + ratio
    factor = torch.addcmul(torch.ones_like(noise), variance.sqrt(), noise)
    b = a.new_zeros(len(a), weight.shape[1])
    for i, row in enumerate(weight):
        b = b + torch.outer(a[:, i] * factor[:, i], row)
    return b
