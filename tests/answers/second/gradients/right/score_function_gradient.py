"""Answers to score_function_gradient, right."""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.distributions import Gamma, Laplace, MultivariateNormal, Normal, StudentT


def scores_from_autograd(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The score by autograd of Normal.log_prob, with a copy of the parameters for each draw."""
    a = loc.detach().expand(num_samples).clone().requires_grad_()
    b = scale.detach().expand(num_samples).clone().requires_grad_()
    x = loc.detach() + scale.detach() * torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    scores = torch.autograd.grad(Normal(a, b).log_prob(x).sum(), (a, b))
    return torch.stack([f(x) * s for s in scores], dim=1)


def one_row_after_another(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """A loop over the draws, f on a 0-dim point each time."""
    rows = []
    for _ in range(num_samples):
        x = torch.normal(loc.detach(), scale.detach())
        d = x - loc.detach()
        value = f(x)
        rows.append(
            torch.stack(
                [
                    value * d / scale.detach() ** 2,
                    value * (d**2 / scale.detach() ** 3 - 1 / scale.detach()),
                ]
            )
        )
    return torch.stack(rows).to(loc.dtype)


def factored_score(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """(z - 1)(z + 1) for z squared minus 1, an outer shape by broadcasting."""
    with torch.no_grad():
        z = torch.randn(num_samples, 1, dtype=loc.dtype, device=loc.device)
        return f(loc + scale * z) * torch.cat([z, (z - 1) * (z + 1)], dim=-1) / scale


def fills_an_empty_result(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Fills two columns of an empty tensor."""
    result = loc.new_empty(num_samples, 2)
    z = loc.new_empty(num_samples).normal_()
    over = f((z * scale + loc).detach()).to(loc.dtype) / scale.detach()
    result[:, 0] = z * over
    result[:, 1] = torch.addcmul(-over, z, z * over)
    return result
