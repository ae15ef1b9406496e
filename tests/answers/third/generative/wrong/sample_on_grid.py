"""Wrong answers to sample_on_grid."""

import torch
from torch import Tensor


def density_linear_in_the_cell(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """Inverts the CDF of a density that is linear in each cell: that CDF is quadratic, not linear."""
    top = log_f.max()
    f = torch.exp(log_f - top)
    width = grid[1:] - grid[:-1]
    running = torch.cat([f.new_zeros(1), torch.cumulative_trapezoid(f, grid)])
    target = u * running[-1]
    left = torch.searchsorted(running, target).clamp(1, len(grid) - 1) - 1
    rest, slope = target - running[left], (f[left + 1] - f[left]) / width[left]
    step = 2 * rest / (f[left] + torch.sqrt(f[left] ** 2 + 2 * slope * rest))
    return grid[left] + step, top + running[-1].log()


def geometric_trapezoids(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """Averages log_f at the ends of a cell and exponentiates after: not the trapezoid rule."""
    top = log_f.max()
    mass = torch.exp((log_f[1:] + log_f[:-1]) / 2 - top) * (grid[1:] - grid[:-1])
    cdf = torch.cat([torch.zeros_like(mass[:1]), mass.cumsum(0)]) / mass.sum()
    left = torch.searchsorted(cdf, u).clamp(1, len(grid) - 1) - 1
    share = (u - cdf[left]) / (cdf[left + 1] - cdf[left])
    return grid[left] + share * (grid[left + 1] - grid[left]), top + mass.sum().log()


def width_of_the_next_cell(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """Interpolates with the width of the cell on the right: right only for equal distances."""
    top = log_f.max()
    f = torch.exp(log_f - top)
    width = grid[1:] - grid[:-1]
    mass = (f[1:] + f[:-1]) / 2 * width
    cdf = torch.cat([torch.zeros_like(mass[:1]), mass.cumsum(0)]) / mass.sum()
    right = torch.searchsorted(cdf, u).clamp(1, len(grid) - 1)
    share = (u - cdf[right - 1]) / (cdf[right] - cdf[right - 1])
    next_width = width[right.clamp(max=len(width) - 1)]
    return grid[right - 1] + share * next_width, top + mass.sum().log()


def small_number_in_the_denominator(
    log_f: Tensor, grid: Tensor, u: Tensor
) -> tuple[Tensor, Tensor]:
    """Adds 1e-3 to the rise of the CDF in a cell: on a fine grid x stays near the left end."""
    top = log_f.max()
    f = torch.exp(log_f - top)
    mass = (f[1:] + f[:-1]) / 2 * (grid[1:] - grid[:-1])
    cdf = torch.cat([torch.zeros_like(mass[:1]), mass.cumsum(0)]) / mass.sum()
    left = torch.searchsorted(cdf, u).clamp(1, len(grid) - 1) - 1
    share = (u - cdf[left]) / (cdf[left + 1] - cdf[left] + 1e-3)
    return grid[left] + share * (grid[left + 1] - grid[left]), top + mass.sum().log()


def numbers_sorted_on_the_way(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """Sorts u before the search: the points come out in increasing order, not in the order of u."""
    top = log_f.max()
    f = torch.exp(log_f - top)
    mass = (f[1:] + f[:-1]) / 2 * (grid[1:] - grid[:-1])
    cdf = torch.cat([torch.zeros_like(mass[:1]), mass.cumsum(0)]) / mass.sum()
    ordered = u.sort().values
    left = torch.searchsorted(cdf, ordered).clamp(1, len(grid) - 1) - 1
    share = (ordered - cdf[left]) / (cdf[left + 1] - cdf[left])
    return grid[left] + share * (grid[left + 1] - grid[left]), top + mass.sum().log()


def last_cell_never_reached(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """Clamps the cell one too early: numbers in the last cell are extrapolated from the one before."""
    top = log_f.max()
    f = torch.exp(log_f - top)
    mass = (f[1:] + f[:-1]) / 2 * (grid[1:] - grid[:-1])
    cdf = torch.cat([torch.zeros_like(mass[:1]), mass.cumsum(0)]) / mass.sum()
    left = (torch.searchsorted(cdf, u) - 1).clamp(0, max(len(grid) - 3, 0))
    share = (u - cdf[left]) / (cdf[left + 1] - cdf[left])
    return grid[left] + share * (grid[left + 1] - grid[left]), top + mass.sum().log()


def mean_of_the_heights(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """The draws are right; Z is the mean height times the length of the grid, not the trapezoids."""
    top = log_f.max()
    f = torch.exp(log_f - top)
    mass = (f[1:] + f[:-1]) / 2 * (grid[1:] - grid[:-1])
    cdf = torch.cat([torch.zeros_like(mass[:1]), mass.cumsum(0)]) / mass.sum()
    left = torch.searchsorted(cdf, u).clamp(1, len(grid) - 1) - 1
    share = (u - cdf[left]) / (cdf[left + 1] - cdf[left])
    x = grid[left] + share * (grid[left + 1] - grid[left])
    return x, top + torch.log(f.mean() * (grid[-1] - grid[0]))


def distribution_without_gradient(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """The CDF is detached, because a search has no gradient: none flows from x back to log_f."""
    top = log_f.max()
    f = torch.exp(log_f - top)
    mass = (f[1:] + f[:-1]) / 2 * (grid[1:] - grid[:-1])
    cdf = torch.cat([torch.zeros_like(mass[:1]), mass.cumsum(0)]) / mass.sum()
    cdf = cdf.detach()
    left = torch.searchsorted(cdf, u).clamp(1, len(grid) - 1) - 1
    share = (u - cdf[left]) / (cdf[left + 1] - cdf[left])
    return grid[left] + share * (grid[left + 1] - grid[left]), top + mass.sum().log()


def masses_from_the_left_ends(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """log Z is by trapezoids, but the CDF adds up rectangles with the height at their left end."""
    top = log_f.max()
    f = torch.exp(log_f - top)
    mass = f[:-1] * (grid[1:] - grid[:-1])
    cdf = torch.cat([torch.zeros_like(mass[:1]), mass.cumsum(0)]) / mass.sum()
    left = torch.searchsorted(cdf, u).clamp(1, len(grid) - 1) - 1
    share = (u - cdf[left]) / (cdf[left + 1] - cdf[left])
    x = grid[left] + share * (grid[left + 1] - grid[left])
    return x, top + torch.trapezoid(f, grid).log()


def shift_by_the_value_in_the_middle(
    log_f: Tensor, grid: Tensor, u: Tensor
) -> tuple[Tensor, Tensor]:
    """Subtracts log_f at the middle of the grid: a hump far above it overflows."""
    middle = log_f[len(log_f) // 2]
    f = torch.exp(log_f - middle)
    mass = (f[1:] + f[:-1]) / 2 * (grid[1:] - grid[:-1])
    cdf = torch.cat([torch.zeros_like(mass[:1]), mass.cumsum(0)]) / mass.sum()
    left = torch.searchsorted(cdf, u).clamp(1, len(grid) - 1) - 1
    share = (u - cdf[left]) / (cdf[left + 1] - cdf[left])
    return grid[left] + share * (grid[left + 1] - grid[left]), middle + mass.sum().log()
