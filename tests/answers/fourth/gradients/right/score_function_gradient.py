"""Right answers to score_function_gradient."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Normal


def scores_on_paper(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Draws from Normal, and the two scores in terms of x - loc."""
    loc, scale = loc.detach(), scale.detach()
    x = Normal(loc, scale).sample((num_samples,))
    score_loc = (x - loc) / scale**2
    score_scale = ((x - loc) ** 2 - scale**2) / scale**3
    y = f(x)
    return torch.stack([y * score_loc, y * score_scale], dim=1)


def scores_by_autograd(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """One copy of the parameters for each draw; autograd differentiates log_prob."""
    copies = torch.stack([loc, scale]).detach().repeat(num_samples, 1).requires_grad_()
    q = Normal(copies[:, 0], copies[:, 1])
    x = q.sample()
    (score,) = torch.autograd.grad(q.log_prob(x).sum(), copies)
    return f(x)[:, None] * score


def noise_and_columns(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Draws the noise first, and fills the two columns of an empty tensor."""
    with torch.no_grad():
        z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
        values = f(loc + scale * z)
        rows = torch.empty(num_samples, 2, dtype=loc.dtype, device=loc.device)
        rows[:, 0] = values * z / scale
        rows[:, 1] = values * (z**2 - 1) / scale
    return rows


def one_row_after_the_other(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """A loop over the draws, with a fresh graph for the score of each."""
    rows = []
    for _ in range(num_samples):
        mu, sigma = loc.detach().clone(), scale.detach().clone()
        mu.requires_grad_()
        sigma.requires_grad_()
        q = Normal(mu, sigma)
        x = q.sample()
        score = torch.autograd.grad(q.log_prob(x), [mu, sigma])
        rows.append(f(x) * torch.stack(score))
    return torch.stack(rows)
