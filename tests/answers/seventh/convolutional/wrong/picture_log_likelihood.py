"""Wrong answers to picture_log_likelihood."""

import math

from torch import Tensor


def pixels_counted_once(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """The constants of a picture are counted for each pixel, which has three numbers."""
    count = x.shape[2] * x.shape[3]
    of_x = (x - mean_x).square().sum((1, 2, 3)) / log_var[0].exp()
    of_mask = (mask - mean_mask).square().sum((1, 2, 3)) / log_var[1].exp()
    constants = count * (log_var.sum() + 2 * math.log(2 * math.pi))
    return -(of_x + of_mask + constants) / 2


def logarithm_of_sigma(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """Takes what is given for the logarithms of the standard deviations."""
    total = 0
    for true, mean, log_sigma in ((x, mean_x, log_var[0]), (mask, mean_mask, log_var[1])):
        standard = (true - mean) / log_sigma.exp()
        each = -0.5 * standard**2 - log_sigma - 0.5 * math.log(2 * math.pi)
        total = total + each.sum((1, 2, 3))
    return total


def square_pictures(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """The number of pixels is the square of the number of rows."""
    pixels = x.shape[2] ** 2
    squares_x = (x - mean_x).square().sum((1, 2, 3)) / log_var[0].exp()
    squares_mask = (mask - mean_mask).square().sum((1, 2, 3)) / log_var[1].exp()
    constant_x = 3 * pixels * (log_var[0] + math.log(2 * math.pi))
    constant_mask = pixels * (log_var[1] + math.log(2 * math.pi))
    return -(squares_x + constant_x + squares_mask + constant_mask) / 2


def variances_not_learnt(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """The variances become Python numbers, so that no gradient flows back to them."""
    total = 0
    for true, mean, number in (
        (x, mean_x, log_var[0].item()),
        (mask, mean_mask, log_var[1].item()),
    ):
        each = (true - mean) ** 2 / math.exp(number) + number + math.log(2 * math.pi)
        total = total - each.sum((1, 2, 3)) / 2
    return total


def half_of_the_square_only(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """One half stands before the square, but not before the logarithm of the variance."""
    total = 0
    for true, mean, each in ((x, mean_x, log_var[0]), (mask, mean_mask, log_var[1])):
        square = (true - mean).square() / each.exp()
        total = total + (-0.5 * square - each - 0.5 * math.log(2 * math.pi)).sum((1, 2, 3))
    return total
