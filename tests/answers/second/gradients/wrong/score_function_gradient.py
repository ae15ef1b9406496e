"""Answers to score_function_gradient, wrong."""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.distributions import Gamma, Laplace, MultivariateNormal, Normal, StudentT


def log_scale_derivative(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The second column is the derivative in log scale; it lacks a division by scale."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    return f(loc + scale * z).unsqueeze(-1) * torch.stack([z / scale, z.square() - 1], -1)


def variance_derivative(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The second column is the derivative in the variance, not in the standard deviation."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    return f(loc + scale * z).unsqueeze(-1) * torch.stack(
        [z / scale, (z.square() - 1) / (2 * scale.square())], -1
    )


def normalization_forgotten(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The -1 is missing: the derivative of the log of the normalization is left out."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    return f(loc + scale * z).unsqueeze(-1) * torch.stack([z, z.square()], -1) / scale


def mean_as_baseline(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The mean of all f is subtracted: the rows are not f times the score, and it biases them by 1/n."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    value = f(loc + scale * z)
    return (value - value.mean()).unsqueeze(-1) * torch.stack([z, z.square() - 1], -1) / scale


def another_draw_for_each_column(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The two columns of a row use different draws; row i has one draw x_i."""
    z = torch.randn(num_samples, 2, dtype=loc.dtype, device=loc.device)
    value = f(loc + scale * z)
    return value * torch.stack([z[:, 0], z[:, 1].square() - 1], -1) / scale


def mirrored_noise(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The second half of the noise mirrors the first: the draws are not independent."""
    half = torch.randn((num_samples + 1) // 2, dtype=loc.dtype, device=loc.device)
    z = torch.cat([half, -half])[:num_samples]
    return f(loc + scale * z).unsqueeze(-1) * torch.stack([z, z.square() - 1], -1) / scale


def variance_as_scale(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The draws have the standard deviation sqrt(scale): right only at scale 1."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = loc + scale.sqrt() * z
    d = (x - loc) / scale
    return f(x).unsqueeze(-1) * torch.stack([d, d.square() - 1], -1) / scale


def whitened_noise(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The noise is standardized over the batch, so the rows know of each other."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    z = (z - z.mean()) / z.std()
    return f(loc + scale * z).unsqueeze(-1) * torch.stack([z, z.square() - 1], -1) / scale
