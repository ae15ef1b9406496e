"""Wrong ways of writing ``filter_centres``; a docstring is what its message says."""

import torch


def tutorial(g, log_delta, size, longest, n):
    """shifted by one stride"""
    middle = (size + 1) / 2 * (g + 1) - 1
    delta = (longest - 1) / (n - 1) * torch.exp(log_delta)
    grid_i = torch.arange(n).to(g)
    return middle.reshape(-1, 1) + (grid_i - n / 2 - 0.5) * delta.reshape(-1, 1)


def half(g, log_delta, size, longest, n):
    """shifted by half a stride"""
    middle = (size + 1) / 2 * (g + 1) - 1
    delta = (longest - 1) / (n - 1) * torch.exp(log_delta)
    return middle[:, None] + (torch.arange(n).to(g) - n / 2) * delta[:, None]


def slide(g, log_delta, size, longest, n):
    """the paper counts pixels from 1"""
    middle = (size + 1) / 2 * (g + 1)
    delta = (longest - 1) / (n - 1) * torch.exp(log_delta)
    return middle[:, None] + (torch.arange(n).to(g) - (n - 1) / 2) * delta[:, None]


def from_the_middle(g, log_delta, size, longest, n):
    """the grid begins at the middle"""
    middle = (size + 1) / 2 * (g + 1) - 1
    delta = (longest - 1) / (n - 1) * torch.exp(log_delta)
    return middle[:, None] + torch.arange(n).to(g) * delta[:, None]


def not_exponential(g, log_delta, size, longest, n):
    """the stride has its exponential"""
    middle = (size + 1) / 2 * (g + 1) - 1
    delta = (longest - 1) / (n - 1) * log_delta
    return middle[:, None] + (torch.arange(n).to(g) - (n - 1) / 2) * delta[:, None]


def own_side(g, log_delta, size, longest, n):
    """it is the longest one's, for both directions"""
    middle = (size + 1) / 2 * (g + 1) - 1
    delta = (size - 1) / (n - 1) * torch.exp(log_delta)
    return middle[:, None] + (torch.arange(n).to(g) - (n - 1) / 2) * delta[:, None]


def n_gaps(g, log_delta, size, longest, n):
    """n filters have n - 1 gaps"""
    middle = (size + 1) / 2 * (g + 1) - 1
    delta = (longest - 1) / n * torch.exp(log_delta)
    return middle[:, None] + (torch.arange(n).to(g) - (n - 1) / 2) * delta[:, None]


def in_pixels(g, log_delta, size, longest, n):
    """that many times (longest - 1) / (n - 1)"""
    middle = (size + 1) / 2 * (g + 1) - 1
    delta = torch.exp(log_delta)
    return middle[:, None] + (torch.arange(n).to(g) - (n - 1) / 2) * delta[:, None]


def inside_of_the_edges(g, log_delta, size, longest, n):
    """the middle is scaled with size - 1"""
    middle = (size - 1) / 2 * (g + 1) - 1
    delta = (longest - 1) / (n - 1) * torch.exp(log_delta)
    return middle[:, None] + (torch.arange(n).to(g) - (n - 1) / 2) * delta[:, None]
