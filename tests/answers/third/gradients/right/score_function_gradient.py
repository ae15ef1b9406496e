"""Right answers to score_function_gradient."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Normal
from torch.func import grad, vmap


def two_columns_written_one_by_one(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Noise from torch.randn, the two products in two variables, then stack."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    mu, sigma = loc.detach(), scale.detach()
    value = f(mu + sigma * z) / sigma
    return torch.stack((value * z, value * (z * z - 1)), dim=1)


def log_prob_of_the_normal_differentiated(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """One loc and one scale for each draw; autograd differentiates the sum of log_prob."""
    locs = loc.detach().expand(num_samples).clone().requires_grad_()
    scales = scale.detach().expand(num_samples).clone().requires_grad_()
    normal = Normal(locs, scales)
    x = normal.sample()
    with torch.enable_grad():
        scores = torch.autograd.grad(normal.log_prob(x).sum(), [locs, scales])
    return torch.column_stack(scores) * f(x).detach().reshape(num_samples, 1)


def score_of_one_point_under_vmap(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """torch.func.grad of the log-density at one point, vmap over the points, f in a column."""

    def log_density(theta: Tensor, point: Tensor) -> Tensor:
        return -(((point - theta[0]) / theta[1]) ** 2) / 2 - theta[1].log()

    theta = torch.stack([loc, scale]).detach()
    points = torch.normal(theta[0].expand(num_samples), theta[1].expand(num_samples))
    values = f(points.unsqueeze(1)).detach()
    return values * vmap(grad(log_density), in_dims=(None, 0))(theta, points)


@torch.no_grad()
def a_loop_over_single_draws(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Draws one number at a time, and calls f on points of shape ()."""
    out = loc.new_empty(num_samples, 2)
    for row in out:
        z = torch.randn_like(loc)
        height = f(torch.addcmul(loc, scale, z))
        row[0], row[1] = height * z / scale, height * (z + 1) * (z - 1) / scale
    return out


def noise_by_box_and_muller(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Makes normals from two uniforms; the score is a broadcast table times a column of f."""
    with torch.inference_mode(False), torch.no_grad():
        u = torch.rand(2, num_samples, dtype=torch.float64, device=loc.device)
        z = (torch.sqrt(-2 * torch.log1p(-u[0])) * torch.cos(2 * torch.pi * u[1])).to(loc.dtype)
        powers = z[:, None] ** torch.tensor([1, 2], device=loc.device)
        scores = (powers - torch.tensor([0, 1], device=loc.device)) / scale
        return f(loc + scale * z)[:, None] * scores
