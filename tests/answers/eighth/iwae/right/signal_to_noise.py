"""Right answers to signal_to_noise."""

import torch
from torch import Tensor


def mean_over_deviation(gradients: Tensor) -> Tensor:
    """Asks torch for variance and mean at once."""
    variance, mean = torch.var_mean(gradients, 0)
    return mean.abs() / variance.sqrt()


def squares_of_what_is_left(gradients: Tensor) -> Tensor:
    """Sums the squares around the mean of one parameter after the other."""
    ratios = []
    for column in gradients.unbind(1):
        mean = column.sum() / len(column)
        left = column - mean
        ratios.append(mean.abs() / (left @ left / (len(column) - 1)).sqrt())
    return torch.stack(ratios)
