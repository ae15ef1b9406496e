"""Wrong answers to picture_log_likelihood."""

import math

import torch
from torch import Tensor
from torch.distributions import Normal
from torch.nn import functional as F


def variance_as_deviation(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """The variance is given to a distribution that wants the standard deviation."""
    scale = log_var.exp()
    log_p_x = Normal(mean_x, scale[0]).log_prob(x).flatten(1).sum(1)
    return log_p_x + Normal(mean_mask, scale[1]).log_prob(mask).flatten(1).sum(1)


def as_many_in_the_mask(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """The constants of the mask are counted for three channels, but it has one."""
    count = x[0].numel()
    squares_x = (x - mean_x).square().sum((1, 2, 3))
    squares_mask = (mask - mean_mask).square().sum((1, 2, 3))
    log_p_x = squares_x / log_var[0].exp() + count * (log_var[0] + math.log(2 * math.pi))
    log_p_mask = squares_mask / log_var[1].exp() + count * (log_var[1] + math.log(2 * math.pi))
    return -0.5 * (log_p_x + log_p_mask)


def smallest_variance(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """gaussian_nll_loss does not let a variance be smaller than 1e-6."""
    var = log_var.exp()
    loss_x = F.gaussian_nll_loss(
        mean_x, x, var[0].expand_as(x).clone(), full=True, reduction="none"
    )
    loss_mask = F.gaussian_nll_loss(
        mean_mask, mask, var[1].expand_as(mask).clone(), full=True, reduction="none"
    )
    return -loss_x.flatten(1).sum(1) - loss_mask.flatten(1).sum(1)


def variances_as_numbers(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """The logarithms of the variances are read out as plain numbers, and get no gradient."""
    total = 0
    parts = ((x, mean_x), (mask, mean_mask))
    for (data, mean), each in zip(parts, log_var.tolist(), strict=True):
        square = (data - mean) ** 2 / math.exp(each)
        total = total - 0.5 * (square + each + math.log(2 * math.pi)).flatten(1).sum(1)
    return total


def without_two_pi(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """The logarithm of two pi is left out, as if a constant did not matter."""
    log_p_x = -0.5 * ((x - mean_x) ** 2 * torch.exp(-log_var[0]) + log_var[0])
    log_p_mask = -0.5 * ((mask - mean_mask) ** 2 * torch.exp(-log_var[1]) + log_var[1])
    return log_p_x.sum((1, 2, 3)) + log_p_mask.sum((1, 2, 3))


def square_pictures(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """The numbers are counted as if a picture had as many columns as rows."""
    pixels = x.shape[2] ** 2
    total = 0
    for data, mean, each in ((x, mean_x, log_var[0]), (mask, mean_mask, log_var[1])):
        squares = (data - mean).square().sum((1, 2, 3))
        count = data.shape[1] * pixels
        total = total - 0.5 * (squares / each.exp() + count * (each + math.log(2 * math.pi)))
    return total
