"""Wrong answers to interpolate."""

import torch
from torch import Tensor


def end_not_reached(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """The shares stop one step before the end."""
    share = torch.arange(steps, dtype=start.dtype, device=start.device)[:, None, None] / steps
    return (1 - share) * start + share * end


def usual_precision(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """The shares are float32, so codes of half precision change their dtype, and codes of double
    precision are rounded."""
    share = torch.linspace(0, 1, steps, device=start.device)[:, None, None]
    return (1 - share) * start + share * end


def slow_at_both_ends(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """The shares are smoothed, so codes are not equally spaced from four steps on."""
    share = torch.linspace(0, 1, steps, dtype=start.dtype, device=start.device)[:, None, None]
    share = share * share * (3 - 2 * share)
    return (1 - share) * start + share * end


def on_the_sphere(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """The codes lie on an arc around the origin, not on the straight line."""
    share = torch.linspace(0, 1, steps, dtype=start.dtype, device=start.device)[:, None, None]
    cosine = torch.cosine_similarity(start, end, dim=-1).clamp(-0.9999, 0.9999)
    angle = torch.acos(cosine)[None, :, None]
    left, right = torch.sin((1 - share) * angle), torch.sin(share * angle)
    return (left * start + right * end) / torch.sin(angle)


def fixed_difference(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """The step is taken without its history, so the end gets no gradient and the start too much."""
    step = ((end - start) / (steps - 1)).detach()
    return torch.stack([start + i * step for i in range(steps)])
