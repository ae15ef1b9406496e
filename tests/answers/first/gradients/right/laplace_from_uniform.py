"""Right answers to laplace_from_uniform."""

import math

import torch
from torch import Tensor


def two_halves_with_where(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Each half solved for itself, put together with torch.where."""
    left = torch.log(2 * u)
    right = -torch.log(2 * (1 - u))
    return loc + scale * torch.where(u < 0.5, left, right)


def signed_tail(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The smaller of the two tail probabilities, and a sign for the side."""
    below = u < 0.5
    tail = torch.where(below, u, 1 - u)
    side = torch.where(below, -1.0, 1.0).to(u.dtype)
    return loc - side * scale * (math.log(2) + tail.log())


def boolean_masks_as_numbers(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The halves multiplied with 0 and 1, logarithms with log1p."""
    low = (u <= 0.5).to(u.dtype)
    return low * (loc + scale * torch.log(2 * u)) + (1 - low) * (
        loc - scale * (math.log(2) + torch.log1p(-u))
    )


def element_by_element(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """A loop over the elements after broadcasting, with an if for the half."""
    us, locs, scales = torch.broadcast_tensors(u, loc, scale)
    out = []
    for a, m, b in zip(us.reshape(-1), locs.reshape(-1), scales.reshape(-1)):
        if a < 0.5:
            out.append(m + b * torch.log(2 * a))
        else:
            out.append(m - b * torch.log(2 - 2 * a))
    return torch.stack(out).reshape(us.shape).to(u.dtype)


def written_into_slices(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """An empty tensor filled by index, in double precision inside."""
    standard = torch.zeros_like(u, dtype=torch.float64)
    high = u > 0.5
    wide = u.double()
    standard[high] = -torch.log(2 * (1 - wide[high]))
    standard[~high] = torch.log(2 * wide[~high])
    return loc + scale * standard.to(u.dtype)
