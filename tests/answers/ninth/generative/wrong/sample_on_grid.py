"""Wrong answers to sample_on_grid."""

import torch
from torch import Tensor


def first_step_for_all_cells(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """Takes the width of the first cell for all of them, right only at equal distances."""
    top = log_f.max().detach()
    f = torch.exp(log_f - top)
    width = grid[1] - grid[0]
    running = torch.cumsum(0.5 * (f[1:] + f[:-1]) * width, 0)
    cdf = torch.cat([running.new_zeros(1), running / running[-1]])
    u = u.to(cdf.dtype)
    cell = torch.searchsorted(cdf.detach(), u.detach(), right=True) - 1
    cell = cell.clamp(0, len(grid) - 2)
    inside = (u - cdf[cell]) / (cdf[cell + 1] - cdf[cell])
    return grid[cell] + inside * grid.diff()[cell], top + running[-1].log()


def density_linear_inside_a_cell(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """Inverts the parabola of a linear density in each cell, where the CDF should be linear."""
    top = log_f.max().detach()
    f = torch.exp(log_f - top)
    widths = grid.diff()
    running = torch.cumsum(0.5 * (f[1:] + f[:-1]) * widths, 0)
    total = running[-1]
    lower = torch.cat([running.new_zeros(1), running])
    wanted = u.to(f.dtype) * total
    cell = torch.searchsorted(lower.detach(), wanted.detach(), right=True) - 1
    cell = cell.clamp(0, len(widths) - 1)
    rest = (wanted - lower[cell]) / widths[cell]
    slope = f[cell + 1] - f[cell]
    root = torch.sqrt((f[cell].square() + 2 * slope * rest).clamp_min(0))
    density = (f[cell] + root).clamp_min(torch.finfo(f.dtype).tiny)
    return grid[cell] + widths[cell] * 2 * rest / density, top + total.log()


def distribution_held_fixed(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """Detaches the CDF before it inverts it, so no gradient flows from x back to log_f."""
    top = log_f.max().detach()
    f = torch.exp(log_f - top)
    widths = grid.diff()
    running = torch.cumsum(0.5 * (f[1:] + f[:-1]) * widths, 0)
    cdf = torch.cat([running.new_zeros(1), running / running[-1]]).detach()
    u = u.to(cdf.dtype)
    cell = torch.searchsorted(cdf, u.detach(), right=True) - 1
    cell = cell.clamp(0, len(widths) - 1)
    inside = (u - cdf[cell]) / (cdf[cell + 1] - cdf[cell])
    return grid[cell] + inside * widths[cell], top + running[-1].log()
