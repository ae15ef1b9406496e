"""Wrong answers to sample_on_grid."""

import torch
from torch import Tensor


def all_cells_as_wide_as_the_first(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """Takes the width of the first cell for all cells."""
    top = log_f.max()
    f = torch.exp(log_f - top)
    mass = (f[1:] + f[:-1]) / 2 * (grid[1] - grid[0])
    cdf = torch.cat([torch.zeros_like(mass[:1]), mass.cumsum(0)]) / mass.sum()
    left = torch.searchsorted(cdf, u, right=True).clamp(1, len(grid) - 1) - 1
    share = (u - cdf[left]) / (cdf[left + 1] - cdf[left])
    return grid[left] + share * (grid[left + 1] - grid[left]), top + mass.sum().log()


def only_points_of_the_grid(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """Returns the grid point where the CDF passes u, without interpolating in the cell."""
    top = log_f.max()
    f = torch.exp(log_f - top)
    mass = (f[1:] + f[:-1]) / 2 * (grid[1:] - grid[:-1])
    cdf = torch.cat([torch.zeros_like(mass[:1]), mass.cumsum(0)]) / mass.sum()
    return grid[torch.searchsorted(cdf, u).clamp(max=len(grid) - 1)], top + mass.sum().log()


def rectangles(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """Rectangles with the height at the left end of each cell, not trapezoids."""
    top = log_f.max()
    mass = torch.exp(log_f - top)[:-1] * (grid[1:] - grid[:-1])
    cdf = torch.cat([torch.zeros_like(mass[:1]), mass.cumsum(0)]) / mass.sum()
    left = torch.searchsorted(cdf, u, right=True).clamp(1, len(grid) - 1) - 1
    share = (u - cdf[left]) / (cdf[left + 1] - cdf[left])
    return grid[left] + share * (grid[left + 1] - grid[left]), top + mass.sum().log()


def zero_wraps_around(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """For u = 0 searchsorted gives 0, and cell -1 is counted from the end."""
    top = log_f.max()
    f = torch.exp(log_f - top)
    mass = (f[1:] + f[:-1]) / 2 * (grid[1:] - grid[:-1])
    p = mass / mass.sum()
    cdf = torch.cat([torch.zeros_like(p[:1]), p.cumsum(0)])
    cell = torch.searchsorted(cdf, u).clamp(max=len(p)) - 1
    share = (u - cdf[cell]) / p[cell]
    return grid[cell] + share * (grid[cell + 1] - grid[cell]), top + mass.sum().log()


def forgets_the_shift_in_log_z(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """The largest log_f, which was subtracted, is not added back to log Z."""
    f = torch.exp(log_f - log_f.max())
    mass = (f[1:] + f[:-1]) / 2 * (grid[1:] - grid[:-1])
    cdf = torch.cat([torch.zeros_like(mass[:1]), mass.cumsum(0)]) / mass.sum()
    left = torch.searchsorted(cdf, u, right=True).clamp(1, len(grid) - 1) - 1
    share = (u - cdf[left]) / (cdf[left + 1] - cdf[left])
    return grid[left] + share * (grid[left + 1] - grid[left]), mass.sum().log()


def draws_without_a_graph(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """Draws inside torch.no_grad(): no gradient flows back from x."""
    top = log_f.max()
    f = torch.exp(log_f - top)
    mass = (f[1:] + f[:-1]) / 2 * (grid[1:] - grid[:-1])
    with torch.no_grad():
        cdf = torch.cat([torch.zeros_like(mass[:1]), mass.cumsum(0)]) / mass.sum()
        left = torch.searchsorted(cdf, u, right=True).clamp(1, len(grid) - 1) - 1
        share = (u - cdf[left]) / (cdf[left + 1] - cdf[left])
        x = grid[left] + share * (grid[left + 1] - grid[left])
    return x, top + mass.sum().log()
