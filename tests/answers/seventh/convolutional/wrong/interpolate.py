"""Wrong answers to interpolate."""

import torch
from torch import Tensor


def along_the_sphere(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """Goes along a great circle, and not on the straight line."""
    share = torch.linspace(0, 1, steps, dtype=start.dtype, device=start.device)[:, None, None]
    cosine = torch.cosine_similarity(start, end, dim=-1)[:, None].clamp(-1 + 1e-6, 1 - 1e-6)
    angle = torch.acos(cosine)
    first = torch.sin((1 - share) * angle) / torch.sin(angle)
    second = torch.sin(share * angle) / torch.sin(angle)
    return first * start + second * end


def end_not_reached(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """Divides by the number of codes, so that the last ones stop before the end."""
    share = torch.arange(steps, dtype=start.dtype, device=start.device) / steps
    return start + share[:, None, None] * (end - start)


def roots_as_weights(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """The weights are roots, so that their squares have the sum 1: that is no straight line."""
    share = torch.linspace(0, 1, steps, dtype=start.dtype, device=start.device)[:, None, None]
    return (1 - share).sqrt() * start + share.sqrt() * end


def steps_after_the_batch(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """The steps are the second axis, and the batch the first."""
    share = torch.linspace(0, 1, steps, dtype=start.dtype, device=start.device)
    return torch.stack([torch.lerp(start, end, each) for each in share], dim=1)


def steps_added_in_place(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """Walks on detached codes, so that no gradient flows back."""
    codes = start.new_empty(steps, *start.shape)
    first, last = start.detach(), end.detach()
    for i in range(steps):
        codes[i] = first * (1 - i / (steps - 1)) + last * (i / (steps - 1))
    return codes
