"""Wrong answers to score_function_gradient."""

from collections.abc import Callable

import torch
from torch import Tensor


def draws_in_mirrored_pairs(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Draws half of the noise and mirrors it, so that the rows are not independent."""
    half = torch.randn((num_samples + 1) // 2, dtype=loc.dtype, device=loc.device)
    z = torch.cat([half, -half])[:num_samples]
    scores = torch.stack([z, z.square() - 1], -1) / scale
    return f(loc + scale * z).unsqueeze(-1) * scores


def subtracts_the_mean_of_all_values(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Takes the mean of all values, the own one too, from f, which shrinks the mean by 1 - 1/n."""
    z = torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    values = f(loc + scale * z)
    scores = torch.stack([z, z.square() - 1], -1) / scale
    return (values - values.mean()).unsqueeze(-1) * scores


def score_without_the_mean(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Puts x and not x - loc into the scores, right only for loc = 0."""
    x = loc + scale * torch.randn(num_samples, dtype=loc.dtype, device=loc.device)
    z = x / scale
    scores = torch.stack([z, z.square() - 1], -1) / scale
    return f(x).unsqueeze(-1) * scores
