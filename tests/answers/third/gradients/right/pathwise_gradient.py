"""Right answers to pathwise_gradient."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Normal
from torch.func import grad, vjp, vmap


def scalar_slope_under_vmap(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """torch.func.grad of f at a point of shape (), vmap over all points."""
    noise = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    slopes = vmap(grad(f))((loc + scale * noise).detach())
    return torch.stack([slopes, slopes * noise], dim=1)


def parameters_of_their_own(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Every draw gets its own loc and scale from a table (n, 2), and autograd does the rest."""
    theta = torch.stack([loc, scale]).detach().repeat(num_samples, 1).requires_grad_()
    x = Normal(theta[:, 0], theta[:, 1]).rsample()
    (found,) = torch.autograd.grad(f(x), theta, grad_outputs=torch.ones_like(x))
    return found


def one_draw_one_backward(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """A loop: one draw of shape (), one autograd.grad in both parameters."""
    rows = []
    for _ in range(num_samples):
        mu = loc.detach().clone().requires_grad_()
        sigma = scale.detach().clone().requires_grad_()
        x = mu + sigma * torch.randn_like(mu)
        rows.append(torch.stack(torch.autograd.grad(f(x), [mu, sigma])))
    return torch.stack(rows)


def vector_jacobian_product(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """vjp of the whole map from (locs, scales) to values, with a vector of ones."""
    noise = torch.randn_like(loc.detach().repeat(num_samples))

    def values(locs: Tensor, scales: Tensor) -> Tensor:
        return f(locs + scales * noise)

    start = [t.detach().expand(num_samples) for t in (loc, scale)]
    out, pull = vjp(values, *start)
    return torch.cat([g.unsqueeze(-1) for g in pull(torch.ones_like(out))], dim=-1)


def slopes_times_a_table(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """f on a column of points; the slopes (n, 1) times the table of derivatives (1, noise)."""
    noise = torch.empty(num_samples, 1, dtype=loc.dtype, device=loc.device).normal_()
    column = torch.addcmul(loc.detach(), scale.detach(), noise).requires_grad_(True)
    slopes = torch.autograd.grad(f(column).sum(), column)[0]
    return slopes * torch.cat([torch.ones_like(noise), noise], -1)
