"""Right answers to sample_on_grid."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F


def trapezoids_and_searchsorted(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """Trapezoids, cumsum, searchsorted, and a straight line inside of the cell."""
    largest = log_f.max()
    f = (log_f - largest).exp()
    mass = (f[1:] + f[:-1]) / 2 * grid.diff()
    cdf = torch.cat([mass.new_zeros(1), mass.cumsum(0)])
    target = u.to(log_f.dtype) * cdf[-1]
    cell = (torch.searchsorted(cdf.detach(), target.detach(), right=True) - 1).clamp(
        0, len(mass) - 1
    )
    inside = (target - cdf[cell]) / (cdf[cell + 1] - cdf[cell])
    x = grid[cell] + inside * (grid[cell + 1] - grid[cell])
    return x, largest + cdf[-1].log()


def masses_as_logarithms(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """The cells' masses as logarithms, log Z as their logsumexp, shares as a softmax."""
    log_mass = torch.logaddexp(log_f[1:], log_f[:-1]) - math.log(2) + (grid[1:] - grid[:-1]).log()
    log_z = torch.logsumexp(log_mass, dim=0)
    share = torch.softmax(log_mass, dim=0)
    right = share.cumsum(0)
    left = torch.cat([torch.zeros_like(right[:1]), right[:-1]])
    target = u.to(share.dtype) * right[-1]
    cell = torch.bucketize(target.detach(), right.detach(), right=True).clamp(max=len(share) - 1)
    inside = (target - left[cell]) / (right[cell] - left[cell])
    return grid[cell] * (1 - inside) + grid[cell + 1] * inside, log_z


def counts_the_points_below(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """The cell is found by counting the grid points with a CDF up to u, without searchsorted."""
    shift = log_f.detach().max()
    z_of_cells = torch.stack(
        [
            torch.trapezoid((log_f[i : i + 2] - shift).exp(), grid[i : i + 2])
            for i in range(len(grid) - 1)
        ]
    )
    cdf = F.pad(z_of_cells.cumsum(0), (1, 0))
    total = cdf[-1]
    level = u.to(log_f.dtype)[:, None] * total
    i = (cdf[None, 1:-1] <= level).sum(dim=1)
    x0, x1, c0, c1 = grid[i], grid[i + 1], cdf[i], cdf[i + 1]
    return x0 + (x1 - x0) * (level[:, 0] - c0) / (c1 - c0), shift + total.log()


def loop_over_draws(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """A Python loop over the draws that walks along the cells."""
    top = log_f.max()
    f = torch.exp(log_f - top)
    cdf = [f.new_zeros(())]
    for i in range(len(grid) - 1):
        cdf.append(cdf[-1] + 0.5 * (f[i] + f[i + 1]) * (grid[i + 1] - grid[i]))
    draws = []
    for number in u.to(f.dtype):
        level, i = number * cdf[-1], 0
        while i < len(grid) - 2 and cdf[i + 1] <= level:
            i += 1
        draws.append(torch.lerp(grid[i], grid[i + 1], (level - cdf[i]) / (cdf[i + 1] - cdf[i])))
    x = torch.stack(draws) if draws else f.new_zeros(0)
    return x, torch.log(cdf[-1]) + top


def in_double_precision(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """All in double precision, with gather, and back to the dtype of log_f."""
    wide, points, level = log_f.double(), grid.double(), u.double()
    top = torch.amax(wide, 0)
    cumulated = torch.cumulative_trapezoid(torch.exp(wide - top), points)
    total = cumulated[-1]
    cdf = torch.cat((torch.zeros_like(cumulated[:1]), cumulated / total))
    with torch.no_grad():
        upper = torch.searchsorted(cdf, level, side="right").clamp(1, len(points) - 1)
    lower = upper - 1
    share = (level - cdf.gather(0, lower)) / (cdf.gather(0, upper) - cdf.gather(0, lower))
    x = points.gather(0, lower) + share * (points.gather(0, upper) - points.gather(0, lower))
    return x.to(log_f.dtype), (top + torch.log(total)).to(log_f.dtype)
