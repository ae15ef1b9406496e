"""Right answers to sample_on_grid."""

import torch
from torch import Tensor


def line_through_the_cell(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """Sums masses in units of the highest point, and scales u to them, not the masses to 1."""
    top = log_f.detach().max()
    heights = torch.exp(log_f - top)
    masses = (heights[1:] + heights[:-1]) / 2 * (grid[1:] - grid[:-1])
    reached = torch.cat([masses.new_zeros(1), masses.cumsum(0)])
    wanted = u.to(log_f.dtype) * reached[-1]
    rises = reached[1:] > reached[:-1]
    last = int(rises.nonzero().max())
    cell = torch.searchsorted(reached.detach(), wanted.detach(), right=True).sub(1).clamp(max=last)
    share = (wanted - reached[cell]) / (reached[cell + 1] - reached[cell])
    return grid[cell] + share * (grid[cell + 1] - grid[cell]), top + reached[-1].log()


def halving_the_grid(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """Normalizes in logarithms, and finds the cell of each draw by bisection over the indices."""
    widths = torch.diff(grid)
    nothing = torch.zeros_like(widths[:1])
    around = (torch.cat([widths, nothing]) + torch.cat([nothing, widths])) / 2
    log_z = torch.logsumexp(log_f + around.log(), 0)
    cdf = torch.cumulative_trapezoid(torch.exp(log_f - log_z), grid)
    cdf = torch.cat([nothing, cdf]) / cdf[-1]
    u = u.to(log_f.dtype)
    left = torch.zeros(u.shape, dtype=torch.long, device=u.device)
    right = torch.full_like(left, int((cdf < cdf[-1]).sum()))
    for _ in range(len(grid).bit_length()):
        middle = (left + right) // 2
        below = cdf[middle] <= u
        left, right = torch.where(below, middle, left), torch.where(below, right, middle)
    share = (u - cdf[left]) / (cdf[left + 1] - cdf[left])
    return torch.lerp(grid[left], grid[left + 1], share), log_z
