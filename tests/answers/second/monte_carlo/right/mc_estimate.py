"""Answers to mc_estimate, right."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution, Exponential, Normal, Uniform


def var_mean_in_one_call(values: Tensor) -> tuple[Tensor, Tensor]:
    """torch.var_mean, and the root of variance over n by a power."""
    var, mean = torch.var_mean(values, dim=0, correction=1)
    return mean, torch.std(values, dim=0) * values.shape[0] ** -0.5


def norm_of_the_deviations(values: Tensor) -> tuple[Tensor, Tensor]:
    """The Euclidean norm of the deviations over sqrt(n (n - 1))."""
    n = len(values)
    mean = values.sum(0) / n
    return mean, torch.linalg.vector_norm(values - mean, dim=0) / math.sqrt(n * (n - 1))


def loops_over_flat_columns(values: Tensor) -> tuple[Tensor, Tensor]:
    """Flattens the trailing axes, and treats one column after the other."""
    n = values.size(0)
    columns = values.reshape(n, -1).unbind(1)
    means = torch.stack([column.mean() for column in columns])
    errors = torch.stack([column.std() / n**0.5 for column in columns])
    return means.reshape(values.shape[1:]), errors.reshape(values.shape[1:])


def draws_moved_to_the_last_axis(values: Tensor) -> tuple[Tensor, Tensor]:
    """Moves the draws to the end, and scales the population std with sqrt(1 / (n - 1))."""
    last = values.movedim(0, -1)
    n = last.shape[-1]
    return last.mean(dim=-1), last.std(dim=-1, correction=0).div(math.sqrt(n - 1))
