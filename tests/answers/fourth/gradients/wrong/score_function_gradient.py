"""Wrong answers to score_function_gradient."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Normal


def score_of_the_log_scale(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """z^2 - 1 is the score of log scale: the division by scale is missing."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    values = f(loc + scale * z)
    return torch.stack([values * z / scale, values * (z.square() - 1)], -1)


def subtracts_the_mean_value(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Subtracts the mean of f, the own draw included: not asked for, and biased."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    values = f(loc + scale * z)
    values = values - values.mean()
    return values[:, None] * torch.stack([z, z.square() - 1], -1) / scale


def other_draws_for_the_score(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The scores belong to other draws than the values of f: all means are 0."""
    q = Normal(loc, scale)
    values = f(q.sample((num_samples,)))
    z = (q.sample((num_samples,)) - loc) / scale
    return values[:, None] * torch.stack([z, z.square() - 1], -1) / scale


def noise_in_float32(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """torch.randn without a dtype: the result is float32 for parameters in float64."""
    z = torch.randn(num_samples, device=loc.device)
    values = f(loc + scale * z)
    return values[:, None] * torch.stack([z, z.square() - 1], -1) / scale


def value_at_the_noise(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """f is evaluated at the noise z, not at loc + scale * z."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    return f(z)[:, None] * torch.stack([z, z.square() - 1], -1) / scale


def square_without_minus_one(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The score in scale lacks the -1 from the derivative of -log scale."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    return f(loc + scale * z)[:, None] * torch.stack([z, z.square()], -1) / scale
