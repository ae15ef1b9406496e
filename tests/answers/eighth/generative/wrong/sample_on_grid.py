"""Wrong answers to sample_on_grid."""

import torch
from torch import Tensor


def cell_that_ends_at_u(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """Searches from the left: NaN at u = 0 where the first cells are so low that they are empty."""
    top = log_f.max()
    f = (log_f - top).exp()
    masses = 0.5 * (f[1:] + f[:-1]) * grid.diff()
    total = masses.sum()
    cdf = torch.cat([torch.zeros_like(masses[:1]), masses.cumsum(0)]) / total
    u = u.to(log_f.dtype)
    cell = torch.searchsorted(cdf, u).clamp(1, len(grid) - 1) - 1
    share = (u - cdf[cell]) / (cdf[cell + 1] - cdf[cell])
    return grid[cell] + share * grid.diff()[cell], top + total.log()


def total_taken_for_a_number(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """Detaches the sum by which the CDF is divided: right values, wrong gradients of x."""
    top = log_f.max()
    f = (log_f - top).exp()
    masses = 0.5 * (f[1:] + f[:-1]) * grid.diff()
    total = masses.sum()
    cdf = torch.cat([torch.zeros_like(masses[:1]), masses.cumsum(0)]) / total.detach()
    u = u.to(log_f.dtype)
    cell = (torch.searchsorted(cdf, u, right=True) - 1).clamp(0, len(grid) - 2)
    share = (u - cdf[cell]) / (cdf[cell + 1] - cdf[cell])
    return grid[cell] + share * grid.diff()[cell], top + total.log()


def density_linear_in_the_cell(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """Inverts the parabola of a linear density: not the CDF that is linear between the points."""
    top = log_f.max()
    f = (log_f - top).exp()
    masses = 0.5 * (f[1:] + f[:-1]) * grid.diff()
    total = masses.sum()
    reached = torch.cat([torch.zeros_like(masses[:1]), masses.cumsum(0)])
    wanted = u.to(log_f.dtype) * total
    cell = (torch.searchsorted(reached, wanted, right=True) - 1).clamp(0, len(grid) - 2)
    rest = wanted - reached[cell]
    start, slope = f[cell], (f.diff() / grid.diff())[cell]
    root = (start.square() + 2 * slope * rest).clamp_min(0).sqrt()
    return grid[cell] + 2 * rest / (start + root), top + total.log()
