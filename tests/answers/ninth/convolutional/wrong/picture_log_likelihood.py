"""Wrong answers to picture_log_likelihood."""

import math

import torch
from torch import Tensor


def variance_as_standard_deviation(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """Gives exp(log_var) to Normal as the standard deviation: the variance is squared."""
    std = log_var.exp()
    of_x = torch.distributions.Normal(mean_x, std[0]).log_prob(x).flatten(1).sum(1)
    return of_x + torch.distributions.Normal(mean_mask, std[1]).log_prob(mask).flatten(1).sum(1)


def as_many_in_a_mask_as_in_a_picture(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """Counts the mask's constants three times, as if it had as many numbers as the picture."""
    n = x[0].numel()
    squares = torch.stack(
        [(x - mean_x).square().flatten(1).sum(1), (mask - mean_mask).square().flatten(1).sum(1)], 1
    )
    return -0.5 * (squares / log_var.exp() + n * (log_var + math.log(2 * math.pi))).sum(1)


def picture_inside_of_the_mask(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """Compares the picture only where the mask is: its background costs nothing."""

    def log_normal(rest: Tensor, log_v: Tensor) -> Tensor:
        return -0.5 * (rest.square() / log_v.exp() + log_v + math.log(2 * math.pi))

    of_x = log_normal(mask * (x - mean_x), log_var[0]).sum((1, 2, 3))
    return of_x + log_normal(mask - mean_mask, log_var[1]).sum((1, 2, 3))
