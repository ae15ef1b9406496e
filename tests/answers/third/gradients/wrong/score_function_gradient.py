"""Wrong answers to score_function_gradient."""

from collections.abc import Callable

import torch
from torch import Tensor


@torch.no_grad()
def baseline_from_all_draws(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Subtracts the mean of f over all draws, the own one too: shrinks the gradient by 1 - 1/n."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    value = f(loc + scale * z)
    score = torch.stack([z, z**2 - 1], 1) / scale
    return (value - value.mean())[:, None] * score


@torch.no_grad()
def score_of_the_noise(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Does not divide the scores by scale: right only for scale 1."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    return f(loc + scale * z)[:, None] * torch.stack([z, z**2 - 1], 1)


@torch.no_grad()
def derivative_in_the_variance(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The second column is the derivative in scale^2."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    score = torch.stack([z / scale, (z**2 - 1) / (2 * scale**2)], 1)
    return f(loc + scale * z)[:, None] * score


@torch.no_grad()
def scale_taken_for_a_variance(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Draws x with the standard deviation sqrt(scale); the scores use scale."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = loc + scale.sqrt() * z
    z = (x - loc) / scale
    return f(x)[:, None] * torch.stack([z, z**2 - 1], 1) / scale


@torch.no_grad()
def fresh_noise_for_the_second_column(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The score in scale belongs to other draws than f: its mean is zero."""
    z, other = torch.randn(2, num_samples, dtype=loc.dtype, device=loc.device)
    return f(loc + scale * z)[:, None] * torch.stack([z, other**2 - 1], 1) / scale


@torch.no_grad()
def cost_at_the_noise(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Evaluates f at the noise instead of at x: right only for loc 0 and scale 1."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    return f(z)[:, None] * torch.stack([z, z**2 - 1], 1) / scale


@torch.no_grad()
def mirrored_draws(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Every second draw is the mirror image of the one before: the rows are not independent."""
    half = torch.randn((num_samples + 1) // 2, dtype=loc.dtype, device=loc.device)
    z = torch.stack([half, -half], 1).reshape(-1)[:num_samples]
    return f(loc + scale * z)[:, None] * torch.stack([z, z**2 - 1], 1) / scale


@torch.no_grad()
def reshape_for_a_transpose(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Stacks the columns as rows and reshapes: the two derivatives are mixed up."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    value = f(loc + scale * z)
    return (torch.stack([value * z, value * (z**2 - 1)]) / scale).reshape(num_samples, 2)


@torch.no_grad()
def noise_of_the_default_dtype(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """randn without a dtype: a float64 loc of shape () does not make the result float64."""
    z = torch.randn(num_samples)
    return f(loc + scale * z)[:, None] * torch.stack([z, z**2 - 1], 1) / scale


@torch.no_grad()
def noise_made_exactly_standard(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Shifts and scales the noise to the mean 0 and variance 1 of the sample: draws depend."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    if num_samples > 1:
        z = (z - z.mean()) / z.std()
    return f(loc + scale * z)[:, None] * torch.stack([z, z**2 - 1], 1) / scale


def path_through_the_sample(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Differentiates log N at x = loc + scale z with z fixed: the score in loc comes out as 0."""
    mu = loc.detach().expand(num_samples).clone().requires_grad_()
    sigma = scale.detach().expand(num_samples).clone().requires_grad_()
    normal = torch.distributions.Normal(mu, sigma)
    x = normal.rsample()
    scores = torch.autograd.grad(normal.log_prob(x).sum(), [mu, sigma])
    return f(x.detach())[:, None] * torch.stack(scores, 1)
