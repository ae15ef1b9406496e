"""Wrong answers to sample_on_grid."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def straight_density_in_each_cell(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """Inside a cell the density is straight and the CDF a parabola here; the CDF should be linear between the grid points."""
    top = log_f.max()
    f = (log_f - top).exp()
    width = grid.diff()
    mass = (f[1:] + f[:-1]) / 2 * width
    cdf = torch.cat([mass.new_zeros(1), mass.cumsum(0)])
    target = u * cdf[-1]
    cell = (torch.searchsorted(cdf.detach(), target.detach(), right=True) - 1).clamp(
        0, len(mass) - 1
    )
    rest = (target - cdf[cell]) / width[cell]
    left, rise = f[cell], f[cell + 1] - f[cell]
    share = 2 * rest / (left + (left * left + 2 * rise * rest).clamp_min(1e-30).sqrt())
    return grid[cell] + share * width[cell], cdf[-1].log() + top


def last_cell_for_zero(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """For u = 0 searchsorted without right=True gives 0, and the cell -1 is the last one."""
    top = log_f.max()
    f = (log_f - top).exp()
    width = grid.diff()
    mass = (f[1:] + f[:-1]) / 2 * width
    cdf = torch.cat([mass.new_zeros(1), mass.cumsum(0)])
    target = u * cdf[-1]
    cell = torch.searchsorted(cdf.detach(), target.detach()) - 1
    return grid[cell] + (target - cdf[cell]) / mass[cell] * width[cell], cdf[-1].log() + top


def geometric_mean_of_the_ends(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """The mass of a cell is its width times exp of the mean logarithm: a trapezoid has the mean of the two heights."""
    top = log_f.max()
    width = grid.diff()
    mass = ((log_f[1:] + log_f[:-1]) / 2 - top).exp() * width
    cdf = torch.cat([mass.new_zeros(1), mass.cumsum(0)])
    target = u * cdf[-1]
    cell = (torch.searchsorted(cdf.detach(), target.detach(), right=True) - 1).clamp(
        0, len(mass) - 1
    )
    return grid[cell] + (target - cdf[cell]) / mass[cell] * width[cell], cdf[-1].log() + top


def shifted_by_the_average(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """The average of log_f is subtracted, not the largest: if log_f varies much, exp still overflows."""
    shift = log_f.mean()
    f = (log_f - shift).exp()
    width = grid.diff()
    mass = (f[1:] + f[:-1]) / 2 * width
    cdf = torch.cat([mass.new_zeros(1), mass.cumsum(0)])
    target = u * cdf[-1]
    cell = (torch.searchsorted(cdf.detach(), target.detach(), right=True) - 1).clamp(
        0, len(mass) - 1
    )
    return grid[cell] + (target - cdf[cell]) / mass[cell] * width[cell], cdf[-1].log() + shift


def points_as_if_equally_spaced(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """Z is right, but the points are placed as if all cells had the same width."""
    top = log_f.max()
    f = (log_f - top).exp()
    mass = (f[1:] + f[:-1]) / 2 * grid.diff()
    cdf = torch.cat([mass.new_zeros(1), mass.cumsum(0)])
    target = u * cdf[-1]
    cell = (torch.searchsorted(cdf.detach(), target.detach(), right=True) - 1).clamp(
        0, len(mass) - 1
    )
    position = cell + (target - cdf[cell]) / mass[cell]
    return grid[0] + position * (grid[-1] - grid[0]) / len(mass), cdf[-1].log() + top


def summed_from_the_right(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """The masses are added up from the right: the draws have the right density, but CDF(x) is 1 - u."""
    top = log_f.max()
    f = (log_f - top).exp()
    width = grid.diff()
    mass = (f[1:] + f[:-1]) / 2 * width
    above = torch.cat([mass.new_zeros(1), mass.flip(0).cumsum(0)])
    target = u * above[-1]
    step = (torch.searchsorted(above.detach(), target.detach(), right=True) - 1).clamp(
        0, len(mass) - 1
    )
    share = (target - above[step]) / mass.flip(0)[step]
    return grid.flip(0)[step] - share * width.flip(0)[step], above[-1].log() + top


def cdf_without_gradient(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """The CDF is detached: x has gradients to grid and u, but none to log_f."""
    top = log_f.max()
    f = (log_f - top).exp()
    width = grid.diff()
    mass = (f[1:] + f[:-1]) / 2 * width
    log_z = mass.sum().log() + top
    mass = mass.detach()
    cdf = torch.cat([mass.new_zeros(1), mass.cumsum(0)])
    target = u * cdf[-1]
    cell = (torch.searchsorted(cdf, target.detach(), right=True) - 1).clamp(0, len(mass) - 1)
    return grid[cell] + (target - cdf[cell]) / mass[cell] * width[cell], log_z


def cdf_does_not_begin_at_zero(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """The 0 at the first grid point is missing from the CDF: each point lies one cell too far to the left."""
    top = log_f.max()
    f = (log_f - top).exp()
    width = grid.diff()
    mass = (f[1:] + f[:-1]) / 2 * width
    cdf = mass.cumsum(0)
    target = u * cdf[-1]
    cell = torch.searchsorted(cdf.detach(), target.detach(), right=True).clamp(0, len(mass) - 1)
    return grid[cell] + (target - cdf[cell]) / mass[cell] * width[cell], cdf[-1].log() + top
