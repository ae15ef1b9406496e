"""Other right ways of writing ``signal_to_noise``."""

import torch


def both_at_once(gradients):
    std, mean = torch.std_mean(gradients, 0)
    return (mean / std).abs()


def by_squares(gradients):
    n = len(gradients)
    mean = gradients.sum(0) / n
    squares = ((gradients - mean) ** 2).sum(0) / (n - 1)
    return torch.sqrt(mean**2 / squares)


def column_by_column(gradients):
    return torch.stack([g.mean().abs() / g.std() for g in gradients.unbind(1)])
