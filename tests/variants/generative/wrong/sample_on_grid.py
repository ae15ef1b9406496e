"""Wrong ways of writing ``sample_on_grid``; a docstring is what its message says."""

import torch


def invert(mass, grid, u):
    cdf = torch.cat([torch.zeros_like(mass[:1]), mass.cumsum(0)]) / mass.sum()
    left = torch.searchsorted(cdf, u).clamp(1, len(grid) - 1) - 1
    share = (u - cdf[left]) / (cdf[left + 1] - cdf[left])
    return left, share


def linear(mass, grid, u):
    left, share = invert(mass, grid, u)
    return grid[left] + share * (grid[left + 1] - grid[left])


def masses(log_f, grid):
    f = torch.exp(log_f - log_f.max())
    return (f[1:] + f[:-1]) / 2 * (grid[1:] - grid[:-1])


def not_shifted(log_f, grid, u):
    """exp does not hold a large log_f"""
    f = torch.exp(log_f)
    mass = (f[1:] + f[:-1]) / 2 * (grid[1:] - grid[:-1])
    return linear(mass, grid, u), mass.sum().log()


def only_points(log_f, grid, u):
    """2 tensors should be returned"""
    return linear(masses(log_f, grid), grid, u)


def detached(log_f, grid, u):
    """is there a .detach()"""
    mass = masses(log_f.detach(), grid)
    return linear(mass, grid, u), mass.sum().log() + log_f.max()


def zero_on_the_cpu(log_f, grid, u):
    """is made on the CPU whatever device log_f is on"""
    mass = masses(log_f, grid)
    cdf = torch.cat([torch.zeros(1, dtype=log_f.dtype), mass.cumsum(0)]) / mass.sum()
    left = torch.searchsorted(cdf, u).clamp(1, len(grid) - 1) - 1
    share = (u - cdf[left]) / (cdf[left + 1] - cdf[left])
    return grid[left] + share * (grid[left + 1] - grid[left]), mass.sum().log() + log_f.max()
