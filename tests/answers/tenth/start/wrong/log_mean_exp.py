"""Wrong answers to log_mean_exp."""

import math

import torch
from torch import Tensor


def naive_in_double(log_w: Tensor) -> Tensor:
    """Only widens to float64, where exp still becomes 0 below -745 and infinite above 709."""
    return log_w.double().exp().mean(0).log().to(log_w.dtype)


def mean_taken_out(log_w: Tensor) -> Tensor:
    """Subtracts the mean of a column and not its maximum, so that a wide column overflows."""
    middle = log_w.mean(0)
    return middle + (log_w - middle).exp().mean(0).log()


def halves_while_adding(log_w: Tensor) -> Tensor:
    """Averages the running average with each new row, so late rows weigh more if k is above 2."""
    average = log_w[0]
    for row in log_w[1:]:
        average = torch.logaddexp(average, row) - math.log(2)
    return average
