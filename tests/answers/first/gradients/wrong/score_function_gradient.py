"""Wrong answers to score_function_gradient."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Normal


def scores_not_divided_by_scale(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Both scores lack their 1 / scale: z and z^2 - 1 are the scores for scale 1 only."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    return f(loc + scale * z).unsqueeze(-1) * torch.stack([z, z.square() - 1], -1)


def scale_score_without_minus_one(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The score in the scale has lost its -1, which comes from the log scale in the density."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    return f(loc + scale * z).unsqueeze(-1) * torch.stack([z, z.square()], -1) / scale


def derivative_in_the_variance(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The second column is the derivative in the variance, (z^2 - 1) / (2 scale^2), not in the scale."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = loc + scale * z
    var = scale**2
    scores = torch.stack([(x - loc) / var, 0.5 * ((x - loc) ** 2 / var**2 - 1 / var)], -1)
    return f(x).unsqueeze(-1) * scores


def scale_taken_for_variance(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The scale is treated as a variance: the draws are stretched by its square root."""
    std = scale.sqrt()
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    return f(loc + std * z).unsqueeze(-1) * torch.stack([z / std, (z**2 - 1) / std], -1)


def batch_mean_subtracted(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The mean of f over the batch is subtracted; it knows each draw, so the estimate is biased, and it was not asked for."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    values = f(loc + scale * z)
    values = values - values.mean()
    return values.unsqueeze(-1) * torch.stack([z / scale, (z**2 - 1) / scale], -1)


def score_at_other_draws(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """f and the score are taken at different draws, so they are independent and the mean is 0."""
    like = dict(dtype=loc.dtype, device=loc.device)
    x = loc + scale * torch.randn(num_samples, **like)
    z = torch.randn(num_samples, **like)
    return f(x).unsqueeze(-1) * torch.stack([z / scale, (z**2 - 1) / scale], -1)


def default_dtype(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The noise has the default dtype, and a 0-dim loc does not lift it: for a double loc the result is in float32."""
    z = torch.randn(num_samples, device=loc.device)
    return f(loc + scale * z).unsqueeze(-1) * torch.stack([z / scale, (z**2 - 1) / scale], -1)


def density_slope_without_log(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The derivative of the density itself, p times the score, is used in the place of the score."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = loc + scale * z
    p = Normal(loc, scale).log_prob(x).exp()
    return (f(x) * p).unsqueeze(-1) * torch.stack([z / scale, (z**2 - 1) / scale], -1)


def slope_of_f(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """This is the pathwise estimator: it differentiates f, which may have steps, and never uses the score."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = (loc + scale * z).detach().requires_grad_()
    (slope,) = torch.autograd.grad(f(x).sum() + 0 * x.sum(), x)
    return torch.stack([slope, slope * z], -1)


def noise_clipped_at_two(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Noise beyond two standard deviations is clipped, so the draws are not normal."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device).clamp(-2, 2)
    return f(loc + scale * z).unsqueeze(-1) * torch.stack([z / scale, (z**2 - 1) / scale], -1)
