"""Wrong answers to mc_estimate."""
import math

import torch
from torch import Tensor


def divided_by_n(values: Tensor) -> tuple[Tensor, Tensor]:
    """The sample variance divides by n, not by n - 1."""
    return values.mean(0), values.std(0, unbiased=False) / math.sqrt(len(values))


def standard_deviation(values: Tensor) -> tuple[Tensor, Tensor]:
    """This is the spread of one draw; the standard error of the mean is smaller by sqrt(n)."""
    return values.mean(0), values.std(0)


def squared_error(values: Tensor) -> tuple[Tensor, Tensor]:
    """This is the variance of the mean; the root is missing."""
    return values.mean(0), values.var(0) / len(values)


def std_over_n(values: Tensor) -> tuple[Tensor, Tensor]:
    """Divides by n in place of sqrt(n)."""
    return values.mean(0), values.std(0) / len(values)


def minus_one_twice(values: Tensor) -> tuple[Tensor, Tensor]:
    """n - 1 is used twice: std has it already, and the root is of n."""
    return values.mean(0), values.std(0) / math.sqrt(len(values) - 1)


def counts_all_elements(values: Tensor) -> tuple[Tensor, Tensor]:
    """n is the number of all elements, not the number of draws on the first axis."""
    return values.mean(0), values.std(0) / math.sqrt(values.numel())


def over_the_last_axis(values: Tensor) -> tuple[Tensor, Tensor]:
    """The draws are on the first axis, not on the last."""
    return values.mean(-1), values.std(-1) / math.sqrt(values.shape[-1])


def about_zero(values: Tensor) -> tuple[Tensor, Tensor]:
    """The mean is not subtracted before squaring."""
    n = len(values)
    return values.mean(0), (values.square().sum(0) / (n - 1) / n).sqrt()


def error_without_gradient(values: Tensor) -> tuple[Tensor, Tensor]:
    """The standard error is detached: no gradient flows back through it."""
    return values.mean(0), values.detach().std(0) / math.sqrt(len(values))


def one_error_for_all(values: Tensor) -> tuple[Tensor, Tensor]:
    """One standard deviation over all axes is repeated, in place of one for each column."""
    mean = values.mean(0)
    return mean, (values.std() / math.sqrt(len(values))).expand_as(mean)
