"""Wrong answers for log_mean_exp."""

import math

import torch
from torch import Tensor


def as_it_stands(log_w: Tensor) -> Tensor:
    """This is the formula as it stands: exp overflows above 88 and underflows below -104."""
    return log_w.exp().mean(0).log()


def one_maximum_for_all_columns(log_w: Tensor) -> Tensor:
    """m is the maximum of the whole table: a column far below it underflows to minus infinity."""
    m = log_w.max()
    return m + (log_w - m).exp().mean(0).log()


def log_sum_exp_only(log_w: Tensor) -> Tensor:
    """This is the log of the sum, not of the mean: log k is not subtracted."""
    return torch.logsumexp(log_w, 0)


def over_the_batch(log_w: Tensor) -> Tensor:
    """The mean is over the second axis, the batch, so you get one number per row."""
    return torch.logsumexp(log_w, 1) - math.log(log_w.shape[1])


def divides_by_k_outside(log_w: Tensor) -> Tensor:
    """The logarithm of the sum is divided by k; it is the sum that must be divided."""
    return torch.logsumexp(log_w, 0) / log_w.shape[0]


def log_of_batch_size(log_w: Tensor) -> Tensor:
    """The sum is over the k rows, but you divide by the number of columns."""
    k = log_w.shape[-1]
    return torch.logsumexp(log_w, 0) - math.log(k)


def forgets_to_add_m(log_w: Tensor) -> Tensor:
    """m is subtracted from the exponents but never added again."""
    m = log_w.max(0).values
    return (log_w - m).exp().mean(0).log()


def mean_of_logs(log_w: Tensor) -> Tensor:
    """This is the mean of the logs, not the log of the mean (Jensen: too small)."""
    return log_w.mean(0)


def shift_by_mean(log_w: Tensor) -> Tensor:
    """m is the mean of the column: a number 90 above it still overflows."""
    m = log_w.mean(0)
    return m + (log_w - m).exp().mean(0).log()


def shift_by_first_row(log_w: Tensor) -> Tensor:
    """m is the first row, not the largest: overflows when another row lies far above it."""
    m = log_w[0]
    return m + torch.log(torch.exp(log_w - m).mean(0))


def protects_only_from_overflow(log_w: Tensor) -> Tensor:
    """m is at least 0, so very negative columns still underflow."""
    m = log_w.max(0).values.clamp(min=0)
    return m + (log_w - m).exp().mean(0).log()


def clamped_exponents(log_w: Tensor) -> Tensor:
    """The logarithms are clamped to [-80, 80], which changes those outside."""
    return log_w.clamp(-80, 80).exp().mean(0).log()


def eps_in_the_log(log_w: Tensor) -> Tensor:
    """The 1e-10 inside the log hides the underflow: every column below -23 gives about -23."""
    return torch.log(log_w.exp().mean(0) + 1e-10)


def falls_back_on_maximum(log_w: Tensor) -> Tensor:
    """Where the naive formula fails you return the maximum, which is off by up to log k."""
    naive = log_w.exp().mean(0).log()
    return torch.where(torch.isfinite(naive), naive, log_w.amax(0))


def starts_the_sum_at_one(log_w: Tensor) -> Tensor:
    """The running total starts with log 1 = 0, so a weight of 1 that isn't there is counted."""
    total = torch.zeros_like(log_w[0])
    for row in log_w:
        total = torch.logaddexp(total, row)
    return total - math.log(len(log_w))


def averages_of_averages(log_w: Tensor) -> Tensor:
    """Each step halves what came before: with more than two rows the last ones weigh most."""
    mean = log_w[0]
    for row in log_w[1:]:
        mean = torch.logaddexp(mean, row) - math.log(2)
    return mean


def squeezes_everything(log_w: Tensor) -> Tensor:
    """squeeze() also removes the batch axis when the batch holds a single image."""
    m = log_w.max(0, keepdim=True).values
    return (m + (log_w - m).exp().mean(0, keepdim=True).log()).squeeze()


def float32_inside(log_w: Tensor) -> Tensor:
    """You compute in float32, so an answer in float64 has only seven right digits."""
    low = log_w.float()
    return (torch.logsumexp(low, 0) - math.log(low.shape[0])).to(log_w.dtype)


def shift_by_largest_magnitude(log_w: Tensor) -> Tensor:
    """m is the largest absolute value: for negative logs you shift the wrong way and underflow."""
    m = log_w.abs().max(0).values
    return m + (log_w - m).exp().mean(0).log()


def second_order_expansion(log_w: Tensor) -> Tensor:
    """Mean plus half the variance holds for normal logs and large k only; it isn't the log-mean."""
    return log_w.mean(0) + 0.5 * log_w.var(0, unbiased=False)
