"""Wrong answers to score_function_gradient."""

from collections.abc import Callable

import torch
from torch import Tensor


def score_of_the_log_scale(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The second score is z^2 - 1, that of log scale, so it is off by the factor scale."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    values = f(loc + scale * z)
    return values.unsqueeze(-1) * torch.stack([z / scale, z.square() - 1], -1)


def value_and_score_at_different_draws(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Draws x anew for the value, so value and score are independent and all means are 0."""

    def noise() -> Tensor:
        return torch.randn(num_samples, dtype=loc.dtype, device=loc.device)

    values = f(loc + scale * noise())
    z = noise()
    return values.unsqueeze(-1) * torch.stack([z, z.square() - 1], -1) / scale


def mirrored_draws(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Half of the draws mirror the other half, so rows are not independent (means are right)."""
    half = torch.randn((num_samples + 1) // 2, dtype=loc.dtype, device=loc.device)
    z = torch.cat([half, -half])[:num_samples]
    values = f(loc + scale * z)
    return values.unsqueeze(-1) * torch.stack([z, z.square() - 1], -1) / scale
