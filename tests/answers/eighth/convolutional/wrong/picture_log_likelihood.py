"""Wrong answers to picture_log_likelihood."""

import math

import torch
from torch import Tensor
from torch.distributions import Normal


def constants_once_for_each_picture(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """Counts variance and 2 pi once for a picture and once for a mask, not for each number."""
    squares = torch.stack([
        (x - mean_x).square().sum((1, 2, 3)), (mask - mean_mask).square().sum((1, 2, 3))
    ], 1)
    return -0.5 * (squares / log_var.exp() + log_var + math.log(2 * math.pi)).sum(1)


def variance_of_the_picture_in_both_constants(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """Takes the picture's log variance for the mask's constant too, right if both are equal."""
    squares_x = (x - mean_x).square() / log_var[0].exp()
    squares_mask = (mask - mean_mask).square() / log_var[1].exp()
    every = torch.cat([squares_x, squares_mask], 1) + log_var[0] + math.log(2 * math.pi)
    return -0.5 * every.sum((1, 2, 3))


def log_variance_as_log_deviation(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """Takes exp(log_var) for the standard deviation, which is right for the variance 1 only."""
    std = log_var.exp()
    every = torch.cat([
        Normal(mean_x, std[0]).log_prob(x), Normal(mean_mask, std[1]).log_prob(mask)
    ], 1)
    return every.flatten(1).sum(1)
