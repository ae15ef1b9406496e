"""Right answers to sample_on_grid."""

import torch
from torch import Tensor


def cumulative_trapezoid_and_lerp(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """torch.cumulative_trapezoid for the CDF, and torch.lerp inside the cell."""
    top = log_f.max()
    mass = torch.cumulative_trapezoid((log_f - top).exp(), grid)
    cdf = torch.cat([mass.new_zeros(1), mass / mass[-1]])
    right = torch.searchsorted(cdf.detach(), u.detach(), right=True).clamp(max=len(grid) - 1)
    left = right - 1
    share = (u - cdf[left]) / (cdf[right] - cdf[left])
    return torch.lerp(grid[left], grid[right], share), top + mass[-1].log()


def all_in_logarithms(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """The logarithm of each cell's mass by logaddexp; their softmax are the probabilities."""
    widths = grid.diff()
    log_mass = torch.logaddexp(log_f[1:], log_f[:-1]) + torch.log(widths / 2)
    p = torch.softmax(log_mass, dim=0)
    upper = torch.cumsum(p, dim=0)
    upper = upper / upper[-1]
    lower = torch.cat([upper.new_zeros(1), upper[:-1]])
    cell = torch.bucketize(u, upper, right=True).clamp(max=len(p) - 1)
    share = (u - lower[cell]) / (upper - lower)[cell]
    x = grid[cell] + share * widths[cell]
    return x, torch.logsumexp(log_mass, dim=0)


def one_draw_after_the_other(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """A Python loop: counts the CDF values that are not above each u, to find its cell."""
    shift = log_f.detach().max()
    f = torch.exp(log_f - shift)
    areas = [torch.zeros_like(shift)]
    for i in range(len(grid) - 1):
        areas.append(areas[-1] + (f[i] + f[i + 1]) / 2 * (grid[i + 1] - grid[i]))
    total = areas[-1]
    cdf = torch.stack(areas) / total
    draws = []
    for number in u:
        i = int((cdf <= number).sum()) - 1
        share = (number - cdf[i]) / (cdf[i + 1] - cdf[i])
        draws.append(grid[i] + share * (grid[i + 1] - grid[i]))
    return torch.stack(draws), shift + torch.log(total)


def table_of_comparisons(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """Compares every u with every CDF value; log Z is a logsumexp with trapezoid weights."""
    gaps = torch.diff(grid)
    zero = torch.zeros_like(gaps[:1])
    weights = (torch.cat([gaps, zero]) + torch.cat([zero, gaps])) / 2
    log_z = torch.logsumexp(log_f + weights.log(), 0)
    density = torch.exp(log_f - log_z)
    mass = 0.5 * (density[:-1] + density[1:]) * gaps
    cdf = torch.cat([zero, mass.cumsum(0)])
    cdf = cdf / cdf[-1]
    cell = (cdf[None, :-1] <= u[:, None]).sum(1) - 1
    left, right = cdf.gather(0, cell), cdf.gather(0, cell + 1)
    return grid.gather(0, cell) + (u - left) / (right - left) * gaps.gather(0, cell), log_z
