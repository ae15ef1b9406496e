"""Right answers to sample_on_grid."""

import math

import torch
from torch import Tensor


def running_logsumexp(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """The masses and their running sums as logarithms; the cell is found by counting."""
    log_mass = torch.logaddexp(log_f[1:], log_f[:-1]) + (grid[1:] - grid[:-1]).log() - math.log(2)
    log_z = torch.logsumexp(log_mass, 0)
    inner = torch.logcumsumexp(log_mass, 0).sub(log_z).exp()
    cdf = torch.cat([torch.zeros_like(inner[:1]), inner])
    cell = (cdf[1:-1] < u[:, None]).sum(1)
    share = (u - cdf[cell]) / (cdf[cell + 1] - cdf[cell])
    return torch.lerp(grid[cell], grid[cell + 1], share), log_z


def cumulative_trapezoid(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """torch.cumulative_trapezoid; looks u * Z up in the running masses, without dividing."""
    top = log_f.amax()
    running = torch.cumulative_trapezoid(torch.exp(log_f - top), grid)
    running = torch.cat([running.new_zeros(1), running])
    target = u * running[-1]
    right = torch.bucketize(target.detach(), running.detach()).clamp(1, len(grid) - 1)
    left = right - 1
    slope = (grid[right] - grid[left]) / (running[right] - running[left])
    return grid[left] + (target - running[left]) * slope, top + running[-1].log()


def every_cell_gives_its_part(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """x is the left end plus the width of each cell times the share of it that u has passed."""
    top = log_f.detach().max()
    f = (log_f - top).exp()
    width = grid.diff()
    mass = 0.5 * width * (f[:-1] + f[1:])
    total = mass.sum()
    p = mass / total
    before = torch.cumsum(p, 0) - p
    entered = u[:, None] > before
    here = entered & (u[:, None] <= before + p)
    part = (u[:, None] - before) / torch.where(here, p, torch.ones_like(p))
    passed = torch.where(here, part, entered.to(p))
    return grid[0] + passed @ width, top + torch.log(total)


def bisection_for_each_number(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """A binary search by hand, for all numbers at once, between the ends of the grid."""
    top = log_f.max()
    f = torch.exp(log_f - top)
    z = torch.trapezoid(f, grid)
    cdf = torch.cat([f.new_zeros(1), torch.cumulative_trapezoid(f, grid)]) / z
    low = torch.zeros_like(u, dtype=torch.long)
    high = torch.full_like(low, len(grid) - 1)
    for _ in range(len(grid).bit_length() + 1):
        middle = (low + high) // 2
        below = (cdf[middle] < u) & (high - low > 1)
        above = ~(cdf[middle] < u) & (high - low > 1)
        low, high = torch.where(below, middle, low), torch.where(above, middle, high)
    rise = (u - cdf[low]) / (cdf[high] - cdf[low])
    return (1 - rise) * grid[low] + rise * grid[high], top + z.log()


def from_cell_to_cell(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """Walks over the cells with the mass so far, and sets the numbers that fall into each."""
    top = log_f.max()
    f = torch.exp(log_f - top)
    mass = [(f[i] + f[i + 1]) * (grid[i + 1] - grid[i]) / 2 for i in range(len(grid) - 1)]
    total = torch.stack(mass).sum()
    so_far = torch.zeros_like(total)
    x = grid[:1].expand(len(u))
    for i, part in enumerate(mass):
        wanted, after = u * total, so_far + part
        inside = wanted > so_far
        if i + 1 < len(mass):
            inside = inside & (wanted <= after)
        share = (wanted - so_far) / torch.where(inside, part, torch.ones_like(part))
        x = torch.where(inside, grid[i] + share * (grid[i + 1] - grid[i]), x)
        so_far = after
    return x, top + total.log()
