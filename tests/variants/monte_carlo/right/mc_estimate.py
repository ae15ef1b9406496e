"""Other right ways of writing ``mc_estimate``."""

import torch


def var_mean(values):
    variance, mean = torch.var_mean(values, 0)
    return mean, (variance / values.shape[0]).sqrt()


def loop(values):
    n, total = values.size(0), torch.zeros_like(values[0])
    for row in values:
        total = total + row
    mean, squares = total / n, torch.zeros_like(total)
    for row in values:
        squares = squares + (row - mean) ** 2
    return mean, torch.sqrt(squares / (n * (n - 1)))


def by_hand(values):
    n = len(values)
    mean = torch.einsum("n...->...", values) / n
    centred = values - mean
    return [mean, torch.linalg.vector_norm(centred, dim=0) / (n * (n - 1)) ** 0.5]


def uncorrected_then_corrected(values):
    n = len(values)
    return values.mean(dim=0), values.std(dim=0, correction=0) / (n - 1) ** 0.5
