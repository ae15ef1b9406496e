"""Wrong answers to interpolate."""

import torch
from torch import Tensor


def never_at_the_end(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """Divides the way by steps instead of steps - 1: the last codes lie before the end."""
    share = torch.arange(steps, dtype=start.dtype, device=start.device)[:, None, None] / steps
    return start + share * (end - start)


def along_the_sphere(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """Spherical interpolation: the ends are right, but the codes between lie on an arc."""
    share = torch.linspace(0, 1, steps, dtype=start.dtype, device=start.device)[:, None, None]
    cosine = torch.nn.functional.cosine_similarity(start, end, dim=-1)
    angle = cosine.clamp(-0.999, 0.999).arccos()[:, None]
    ways = ((1 - share) * angle).sin() * start + (share * angle).sin() * end
    return ways / angle.sin()


def share_of_what_is_left(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """Goes the share from the code before, not from the start: unequal from four codes up."""
    codes = [start]
    for i in range(1, steps):
        codes.append(codes[-1] + (end - codes[-1]) * (i / (steps - 1)))
    return torch.stack(codes)
