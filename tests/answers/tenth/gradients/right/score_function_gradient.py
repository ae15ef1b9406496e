"""Right answers to score_function_gradient."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Normal


def scores_by_formula(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The two scores from the noise by formula, stacked into columns beside the values."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    values = f(loc + scale * z)
    return torch.stack([values * z / scale, values * (z * z - 1) / scale], dim=-1)


def scores_by_autograd(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """One copy of the parameters for each draw; autograd differentiates the log density."""
    x = Normal(loc.detach(), scale.detach()).sample((num_samples,))
    with torch.enable_grad():
        locs = loc.detach().repeat(num_samples).requires_grad_()
        scales = scale.detach().repeat(num_samples).requires_grad_()
        log_prob = Normal(locs, scales).log_prob(x).sum()
        scores = torch.autograd.grad(log_prob, (locs, scales))
    return f(x)[:, None] * torch.stack(scores, 1)
