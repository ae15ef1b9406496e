"""Wrong ways of writing ``filter_centres``; a docstring is what its message says."""

import torch


def tutorial(g, log_delta, size, longest, n):
    """shifted by one stride"""
    middle = (size + 1) / 2 * (g + 1) - 1
    delta = (longest - 1) / (n - 1) * torch.exp(log_delta)
    grid_i = torch.arange(n).to(g)
    return middle.reshape(-1, 1) + (grid_i - n / 2 - 0.5) * delta.reshape(-1, 1)


def in_pixels(g, log_delta, size, longest, n):
    """that many times (longest - 1) / (n - 1)"""
    middle = (size + 1) / 2 * (g + 1) - 1
    delta = torch.exp(log_delta)
    return middle[:, None] + (torch.arange(n).to(g) - (n - 1) / 2) * delta[:, None]
