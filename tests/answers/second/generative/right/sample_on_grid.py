"""Right answers to sample_on_grid."""

from bisect import bisect_right

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def masses_as_logarithms(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """The masses stay logarithms until they are normalized; torch.bucketize finds the cell."""
    width = grid.diff()
    log_mass = torch.logaddexp(log_f[1:], log_f[:-1]) - math.log(2) + width.log()
    log_z = torch.logsumexp(log_mass, dim=0)
    rising = torch.cumsum(torch.exp(log_mass - log_z), dim=0)
    cdf = torch.cat([torch.zeros_like(rising[:1]), rising / rising[-1]])
    u = u.to(log_f.dtype)
    cell = torch.bucketize(u.detach(), cdf.detach(), right=True).sub(1).clamp(0, len(width) - 1)
    low, high = cdf[cell], cdf[cell + 1]
    return grid[cell] + width[cell] * (u - low) / (high - low), log_z


def cells_found_by_counting(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """The cell is the number of grid points whose CDF is not above u; the point is a weighted mean of its ends."""
    top = log_f.max()
    f = torch.exp(log_f - top)
    mass = 0.5 * (f[:-1] + f[1:]) * (grid[1:] - grid[:-1])
    cdf = F.pad(torch.cumsum(mass, 0), (1, 0))
    target = u.to(log_f.dtype) * cdf[-1]
    left = torch.stack([(cdf[1:] <= value).sum() for value in target]).clamp(max=len(mass) - 1)
    right = left + 1
    to_left, to_right = target - cdf[left], cdf[right] - target
    x = (grid[left] * to_right + grid[right] * to_left) / (cdf[right] - cdf[left])
    return x, cdf[-1].log() + top


def bisection_for_each_number(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """A loop over u with Python's bisect."""
    largest = log_f.detach().max()
    f = (log_f - largest).exp()
    steps = grid[1:] - grid[:-1]
    cumulated = [log_f.new_zeros(())]
    for i in range(len(steps)):
        cumulated.append(cumulated[-1] + steps[i] * (f[i] + f[i + 1]) / 2)
    total = cumulated[-1]
    heights = [value.item() for value in cumulated]
    points = []
    for value in u.to(log_f.dtype):
        target = value * total
        i = min(bisect_right(heights, target.item()), len(steps)) - 1
        share = (target - cumulated[i]) / (cumulated[i + 1] - cumulated[i])
        points.append(grid[i] + share * steps[i])
    return torch.stack(points), total.log() + largest


def trapezoids_of_the_library(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """torch.cumulative_trapezoid for the CDF, and lerp between the ends of the cell."""
    shift = log_f.amax()
    growing = torch.cumulative_trapezoid((log_f - shift).exp(), grid)
    z = growing[-1]
    cdf = torch.cat((z.new_zeros(1), growing / z))
    v = u.to(cdf)
    i = torch.searchsorted(cdf.detach(), v.detach().contiguous(), right=True).clamp(
        1, len(grid) - 1
    )
    share = (v - cdf[i - 1]) / (cdf[i] - cdf[i - 1])
    return torch.lerp(grid[i - 1], grid[i], share), shift + z.log()
