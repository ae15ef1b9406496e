"""Right answers to dropout_activations."""

import torch
from torch import Tensor
from torch.nn import functional as F


def noisy_inputs(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """The inputs are multiplied with the factor, and the weights follow."""
    std = torch.sqrt(ratio / (1 - ratio))
    return (a * (1 + std * noise)) @ weight


def two_parts(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """The activations without noise, and what the noise adds to them."""
    keep = 1 - ratio
    variance = 1 / keep - 1
    extra = torch.einsum("bi,bi,io->bo", a, noise, weight)
    return F.linear(a, weight.mT) + extra * variance.sqrt()


def row_by_row(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """From the moments of the factor, one example at a time."""
    keep = 1 - ratio
    mean = keep * (1 / keep)
    variance = keep * (1 / keep) ** 2 - mean**2
    deviation = variance.clamp(min=0).sqrt()
    rows = [torch.mv(weight.t(), x * (1 + deviation * e)) for x, e in zip(a, noise, strict=True)]
    return torch.stack(rows)
