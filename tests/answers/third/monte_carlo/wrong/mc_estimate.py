"""Wrong answers to mc_estimate."""

import math

import torch
from torch import Tensor


def bessel_in_both_places(values: Tensor) -> tuple[Tensor, Tensor]:
    """Divides s, which has n - 1 already, by sqrt(n - 1): too large by a factor near 1."""
    return values.mean(0), values.std(0) / math.sqrt(len(values) - 1)


def unbiased_standard_deviation(values: Tensor) -> tuple[Tensor, Tensor]:
    """Corrects s for its own small bias (c4), which makes it another number than s."""
    n = len(values)
    c4 = math.sqrt(2 / (n - 1)) * math.exp(math.lgamma(n / 2) - math.lgamma((n - 1) / 2))
    return values.mean(0), values.std(0) / c4 / math.sqrt(n)


def squares_minus_square(values: Tensor) -> tuple[Tensor, Tensor]:
    """s^2 from the mean of squares minus the squared mean: rounding wins where the mean is large."""
    n, mean = len(values), values.mean(0)
    variance = ((values**2).mean(0) - mean**2).clamp(min=0) * n / (n - 1)
    return mean, torch.sqrt(variance / n)


def never_below_a_floor(values: Tensor) -> tuple[Tensor, Tensor]:
    """Keeps the variance at 1e-8 or more, for the gradient: tiny values get too long a bar."""
    return values.mean(0), (values.var(0).clamp(min=1e-8) / len(values)).sqrt()


def all_numbers_counted(values: Tensor) -> tuple[Tensor, Tensor]:
    """Divides by the root of the number of all entries: right only for one value for each draw."""
    return values.mean(0), values.std(0) / math.sqrt(values.numel())


def one_spread_for_all(values: Tensor) -> tuple[Tensor, Tensor]:
    """s is the spread of all entries together, not of each column."""
    error = values.std() / math.sqrt(len(values))
    return values.mean(0), error.expand(values.shape[1:])


def half_width_of_an_interval(values: Tensor) -> tuple[Tensor, Tensor]:
    """Multiplies the standard error by 1.96, as for an interval of 95%."""
    return values.mean(0), 1.96 * values.std(0) / math.sqrt(len(values))


def error_without_gradient(values: Tensor) -> tuple[Tensor, Tensor]:
    """The standard error is computed from detached values: no gradient flows through it."""
    return values.mean(0), values.detach().std(0) / math.sqrt(len(values))


def mean_absolute_deviation(values: Tensor) -> tuple[Tensor, Tensor]:
    """s is the mean absolute deviation times sqrt(pi / 2): right for normal draws only."""
    n, mean = len(values), values.mean(0)
    spread = (values - mean).abs().mean(0) * math.sqrt(math.pi / 2 * n / (n - 1))
    return mean, spread / math.sqrt(n)


def spread_around_the_first_draw(values: Tensor) -> tuple[Tensor, Tensor]:
    """Takes the squared differences from the first draw instead of the mean."""
    n = len(values)
    squares = (values[1:] - values[0]).square().sum(0)
    return values.mean(0), torch.sqrt(squares / (n - 1) / n)
