"""Wrong answers to sample_on_grid."""

import torch
from torch import Tensor


def rectangles(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """The mass of a cell is a rectangle with the height of its left point, not a trapezoid."""
    largest = log_f.max()
    f = (log_f - largest).exp()
    mass = f[:-1] * grid.diff()
    cdf = torch.cat([mass.new_zeros(1), mass.cumsum(0)])
    target = u * cdf[-1]
    cell = (torch.searchsorted(cdf.detach(), target.detach(), right=True) - 1).clamp(
        0, len(mass) - 1
    )
    x = grid[cell] + (target - cdf[cell]) / mass[cell] * grid.diff()[cell]
    return x, largest + cdf[-1].log()


def overflows(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """The largest log_f is not subtracted, so exp overflows or underflows for large or small log_f."""
    f = log_f.exp()
    mass = (f[1:] + f[:-1]) / 2 * grid.diff()
    cdf = torch.cat([mass.new_zeros(1), mass.cumsum(0)])
    target = u * cdf[-1]
    cell = (torch.searchsorted(cdf.detach(), target.detach(), right=True) - 1).clamp(
        0, len(mass) - 1
    )
    x = grid[cell] + (target - cdf[cell]) / mass[cell] * grid.diff()[cell]
    return x, cdf[-1].log()


def largest_not_added_back(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """The largest log_f is subtracted and not added back to log Z."""
    f = (log_f - log_f.max()).exp()
    mass = (f[1:] + f[:-1]) / 2 * grid.diff()
    cdf = torch.cat([mass.new_zeros(1), mass.cumsum(0)])
    target = u * cdf[-1]
    cell = (torch.searchsorted(cdf.detach(), target.detach(), right=True) - 1).clamp(
        0, len(mass) - 1
    )
    x = grid[cell] + (target - cdf[cell]) / mass[cell] * grid.diff()[cell]
    return x, cdf[-1].log()


def only_grid_points(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """The draws are grid points; nothing is interpolated inside of a cell."""
    largest = log_f.max()
    f = (log_f - largest).exp()
    mass = (f[1:] + f[:-1]) / 2 * grid.diff()
    cdf = torch.cat([mass.new_zeros(1), mass.cumsum(0)])
    cell = torch.searchsorted(cdf, u * cdf[-1]).clamp(0, len(grid) - 1)
    return grid[cell], largest + cdf[-1].log()


def new_random_place_in_the_cell(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """The place inside of the cell is drawn anew, so that CDF(x) is not u."""
    largest = log_f.max()
    f = (log_f - largest).exp()
    mass = (f[1:] + f[:-1]) / 2 * grid.diff()
    cdf = torch.cat([mass.new_zeros(1), mass.cumsum(0)])
    cell = (torch.searchsorted(cdf.detach(), (u * cdf[-1]).detach(), right=True) - 1).clamp(
        0, len(mass) - 1
    )
    return grid[cell] + torch.rand_like(u) * grid.diff()[cell], largest + cdf[-1].log()


def cdf_without_zero(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """The CDF lacks its 0 at the first point, so every draw is one cell off."""
    largest = log_f.max()
    f = (log_f - largest).exp()
    mass = (f[1:] + f[:-1]) / 2 * grid.diff()
    cdf = mass.cumsum(0)
    target = u * cdf[-1]
    cell = (torch.searchsorted(cdf.detach(), target.detach(), right=True) - 1).clamp(
        0, max(len(mass) - 2, 0)
    )
    upper = (cell + 1).clamp(max=len(mass) - 1)
    x = grid[cell] + (target - cdf[cell]) / mass[upper] * grid.diff()[cell]
    return x, largest + cdf[-1].log()


def linear_density(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """Inside of a cell the density is taken as linear and the CDF as a parabola; the CDF is to be linear there."""
    largest = log_f.max()
    f = (log_f - largest).exp()
    width = grid.diff()
    mass = (f[1:] + f[:-1]) / 2 * width
    cdf = torch.cat([mass.new_zeros(1), mass.cumsum(0)])
    target = u * cdf[-1]
    cell = (torch.searchsorted(cdf.detach(), target.detach(), right=True) - 1).clamp(
        0, len(mass) - 1
    )
    left = f[cell]
    slope = (f[cell + 1] - left) / width[cell]
    rest = target - cdf[cell]
    x = grid[cell] + 2 * rest / (left + (left.square() + 2 * slope * rest).clamp(min=0).sqrt())
    return x, largest + cdf[-1].log()


def sorts_the_numbers(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """The draws come sorted, so they no longer belong to their u."""
    largest = log_f.max()
    f = (log_f - largest).exp()
    mass = (f[1:] + f[:-1]) / 2 * grid.diff()
    cdf = torch.cat([mass.new_zeros(1), mass.cumsum(0)])
    target = u.sort().values * cdf[-1]
    cell = (torch.searchsorted(cdf.detach(), target.detach(), right=True) - 1).clamp(
        0, len(mass) - 1
    )
    x = grid[cell] + (target - cdf[cell]) / mass[cell] * grid.diff()[cell]
    return x, largest + cdf[-1].log()


def draws_without_gradient(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """The draws are computed without gradients."""
    largest = log_f.max()
    f = (log_f - largest).exp()
    mass = (f[1:] + f[:-1]) / 2 * grid.diff()
    cdf = torch.cat([mass.new_zeros(1), mass.cumsum(0)])
    log_z = largest + cdf[-1].log()
    with torch.no_grad():
        target = u * cdf[-1]
        cell = (torch.searchsorted(cdf, target, right=True) - 1).clamp(0, len(mass) - 1)
        x = grid[cell] + (target - cdf[cell]) / mass[cell] * grid.diff()[cell]
    return x, log_z


def epsilon_in_the_division(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """1e-3 in the division moves all draws of cells with little mass towards the left point."""
    largest = log_f.max()
    f = (log_f - largest).exp()
    mass = (f[1:] + f[:-1]) / 2 * grid.diff()
    cdf = torch.cat([mass.new_zeros(1), mass.cumsum(0)])
    target = u * cdf[-1]
    cell = (torch.searchsorted(cdf.detach(), target.detach(), right=True) - 1).clamp(
        0, len(mass) - 1
    )
    x = grid[cell] + (target - cdf[cell]) / (mass[cell] + 1e-3) * grid.diff()[cell]
    return x, largest + cdf[-1].log()
