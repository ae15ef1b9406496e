"""Right answers to score_function_gradient."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Normal


def written_out_scores(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The two scores by their formulas, stacked, beside f with a new last axis."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    x = loc + scale * z
    scores = torch.stack([z / scale, (z**2 - 1) / scale], dim=1)
    return f(x)[:, None] * scores


def autograd_of_log_prob(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The scores by autograd of Normal.log_prob, with one copy of the parameters for each draw."""
    with torch.no_grad():
        x = loc + scale * torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
        values = f(x)
    with torch.enable_grad():
        locs = loc.detach().repeat(num_samples).requires_grad_()
        scales = scale.detach().repeat(num_samples).requires_grad_()
        log_prob = Normal(locs, scales).log_prob(x).sum()
        score_loc, score_scale = torch.autograd.grad(log_prob, [locs, scales])
    return torch.stack([values * score_loc, values * score_scale], dim=-1)


def loop_over_draws(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """One row at a time in a plain loop, f called with single points."""
    result = torch.empty(num_samples, 2, dtype=loc.dtype, device=loc.device)
    with torch.no_grad():
        for i in range(num_samples):
            x = torch.normal(loc, scale)
            value = f(x)
            result[i, 0] = value * (x - loc) / scale**2
            result[i, 1] = value * ((x - loc) ** 2 - scale**2) / scale**3
    return result


def vmap_of_grad(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """torch.func.grad of the log-density in both parameters, mapped over draws from Normal.sample."""

    def log_density(mean, deviation, point):
        return -0.5 * ((point - mean) / deviation) ** 2 - torch.log(deviation)

    x = Normal(loc, scale).sample((num_samples,))
    score = torch.func.vmap(torch.func.grad(log_density, argnums=(0, 1)), in_dims=(None, None, 0))
    d_loc, d_scale = score(loc.detach(), scale.detach(), x)
    fx = f(x).reshape(num_samples, 1)
    return fx * torch.cat((d_loc.reshape(-1, 1), d_scale.reshape(-1, 1)), 1)


def column_shaped_draws(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Draws of shape (n, 1) from the start, noise made in double precision, an einsum at the end."""
    z = torch.randn((num_samples, 1), dtype=torch.float64, device=loc.device).to(loc.dtype)
    value = f(torch.addcmul(loc, scale, z)).to(loc.dtype)
    powers = torch.cat((z, (z - 1) * (z + 1)), dim=1)
    return torch.einsum("no,np->np", value, powers) / scale
