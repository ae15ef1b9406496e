"""Right answers to mc_estimate."""
import math

import torch
from torch import Tensor


def std_over_root_n(values: Tensor) -> tuple[Tensor, Tensor]:
    """torch.std over the first axis, divided by the root of n."""
    return values.mean(0), values.std(0) / math.sqrt(len(values))


def var_mean_of_the_library(values: Tensor) -> tuple[Tensor, Tensor]:
    """torch.var_mean, then the root of the variance over n."""
    variance, mean = torch.var_mean(values, dim=0, correction=1)
    return mean, (variance / values.shape[0]).sqrt()


def deviations_written_out(values: Tensor) -> tuple[Tensor, Tensor]:
    """Sum of squared deviations over n (n - 1)."""
    n = values.size(0)
    mean = values.sum(dim=0) / n
    squares = (values - mean).pow(2).sum(dim=0)
    return mean, (squares / (n * (n - 1))) ** 0.5


def norm_of_deviations(values: Tensor) -> tuple[Tensor, Tensor]:
    """The Euclidean norm of the deviations, scaled by one number."""
    n = values.shape[0]
    mean = torch.mean(values, 0)
    return mean, torch.linalg.vector_norm(values - mean, dim=0) * (n * (n - 1)) ** -0.5


def welford_row_by_row(values: Tensor) -> tuple[Tensor, Tensor]:
    """Welford's running mean and sum of squares, row after row."""
    mean, total = values[0], torch.zeros_like(values[0])
    for count, row in enumerate(values[1:], start=2):
        delta = row - mean
        mean = mean + delta / count
        total = total + delta * (row - mean)
    n = len(values)
    return mean, torch.sqrt(total / (n - 1) / n)
