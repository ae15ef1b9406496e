"""Wrong answers to pathwise_gradient."""

from collections.abc import Callable

import torch
from torch import Tensor


def slope_of_the_mean(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Differentiates the mean of f, so that every row is too small by the factor num_samples."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = (loc + scale * noise).detach().requires_grad_()
    (slope,) = torch.autograd.grad(f(x).mean(), x)
    return torch.stack([slope, slope * noise], 1)


def derivative_in_log_scale(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The second column is f'(x) (x - loc), the derivative in log scale: right for scale 1."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = (loc + scale * noise).detach().requires_grad_()
    (slope,) = torch.autograd.grad(f(x).sum(), x)
    return torch.stack([slope, slope * (x.detach() - loc)], 1)


def average_in_every_row(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Each row is the average over all draws: right mean, but no spread between the rows."""
    mu, sigma = loc.detach().clone().requires_grad_(), scale.detach().clone().requires_grad_()
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    found = torch.autograd.grad(f(mu + sigma * noise).mean(), [mu, sigma])
    return torch.stack(found).repeat(num_samples, 1)


def other_noise_beside_the_slope(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Multiplies the slope with noise that was drawn anew: the second column has the mean 0."""
    x = (loc + scale * torch.randn(num_samples, dtype=loc.dtype, device=loc.device)).detach()
    x.requires_grad_()
    (slope,) = torch.autograd.grad(f(x).sum(), x)
    return torch.stack([slope, slope * torch.randn_like(slope)], 1)


def difference_over_a_tenth(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Central differences with the step 0.1 in place of f': exact for parabolas only."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = (loc + scale * noise).detach()
    slope = (f(x + 0.1) - f(x - 0.1)) / 0.2
    return torch.stack([slope, slope * noise], 1)


def slope_at_the_mean(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Takes f' at loc for all draws: right only if f is a straight line."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    centre = loc.detach().expand(num_samples).clone().requires_grad_()
    (slope,) = torch.autograd.grad(f(centre).sum(), centre)
    return torch.stack([slope, slope * noise], 1)


def outliers_cut_off(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Clamps the noise to two standard deviations: the tails are missing."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device).clamp(-2, 2)
    x = (loc + scale * noise).detach().requires_grad_()
    (slope,) = torch.autograd.grad(f(x).sum(), x)
    return torch.stack([slope, slope * noise], 1)


def noise_of_the_default_dtype(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """randn without a dtype: for a float64 loc the result is float32."""
    noise = torch.randn(num_samples)
    x = (loc + scale * noise).detach().requires_grad_()
    (slope,) = torch.autograd.grad(f(x).sum(), x)
    return torch.stack([slope, slope * noise], 1)


def draw_times_slope(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The second column is f'(x) x / scale: loc is not subtracted, right only for loc 0."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = (loc + scale * noise).detach().requires_grad_()
    (slope,) = torch.autograd.grad(f(x).sum(), x)
    return torch.stack([slope, slope * x.detach() / scale], 1)


def one_draw_for_all_rows(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """randn_like(loc) is a single number, and all rows share it."""
    noise = torch.randn_like(loc.detach()).expand(num_samples)
    x = (loc + scale * noise).detach().requires_grad_()
    (slope,) = torch.autograd.grad(f(x).sum(), x)
    return torch.stack([slope, slope * noise], 1)


def size_of_the_noise(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """dx/dscale is taken as |noise|: draws left of loc have the wrong sign."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = (loc + scale * noise).detach().requires_grad_()
    (slope,) = torch.autograd.grad(f(x).sum(), x)
    return torch.stack([slope, slope * ((x - loc) / scale).abs().detach()], 1)
