"""Wrong answers to score_function_gradient."""

from collections.abc import Callable

import torch
from torch import Tensor


def draws_in_mirrored_pairs(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Takes each noise with both signs, so that two rows at a time are not independent."""
    half = torch.randn((num_samples + 1) // 2, dtype=loc.dtype, device=loc.device)
    z = torch.cat([half, -half])[:num_samples]
    scores = torch.stack([z, z.square() - 1], -1) / scale
    return f(loc + scale * z).unsqueeze(-1) * scores


def score_at_the_sample_moments(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Standardises the draws by their own mean and deviation: close for many, wrong for few."""
    x = loc + scale * torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    z = (x - x.mean()) / x.std()
    scores = torch.stack([z, z.square() - 1], -1) / scale
    return f(x).unsqueeze(-1) * scores


def score_of_the_log_scale(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Its second column is the derivative in log scale, the same only where the scale is 1."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    scores = torch.stack([z / scale, z.square() - 1], -1)
    return f(loc + scale * z).unsqueeze(-1) * scores
