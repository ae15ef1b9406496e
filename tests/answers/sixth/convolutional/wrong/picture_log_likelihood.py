"""Wrong answers to picture_log_likelihood."""

import math

import torch
from torch import Tensor
from torch.distributions import Normal


def square_pictures(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """The pixels are counted as the square of the columns, right for square pictures only."""
    pixels = x.shape[-1] ** 2
    squares_x = (x - mean_x).square().sum((1, 2, 3)) / log_var[0].exp()
    squares_mask = (mask - mean_mask).square().sum((1, 2, 3)) / log_var[1].exp()
    constants = 3 * pixels * log_var[0] + pixels * log_var[1] + 4 * pixels * math.log(2 * math.pi)
    return -0.5 * (squares_x + squares_mask + constants)


def one_count_for_both(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """The mask's constants are counted three times, as if it had as many numbers as a picture."""
    count = x[0].numel()
    total = torch.zeros_like(x[:, 0, 0, 0])
    for true, made, each in zip((x, mask), (mean_x, mean_mask), log_var, strict=True):
        squares = (true - made).square().sum((1, 2, 3))
        total = total - 0.5 * (squares / each.exp() + count * (each + math.log(2 * math.pi)))
    return total


def logarithms_of_deviations(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """The logarithms of the variances are taken for those of the standard deviations."""
    of_x = Normal(mean_x, log_var[0].exp()).log_prob(x).sum((1, 2, 3))
    of_mask = Normal(mean_mask, log_var[1].exp()).log_prob(mask).sum((1, 2, 3))
    return of_x + of_mask


def error_inside_the_mask(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """The picture's error counts only where the mask says that the model is."""
    error_x = mask * (x - mean_x).square() / log_var[0].exp()
    error_mask = (mask - mean_mask).square() / log_var[1].exp()
    of_x = -0.5 * (error_x + log_var[0] + math.log(2 * math.pi))
    of_mask = -0.5 * (error_mask + log_var[1] + math.log(2 * math.pi))
    return of_x.sum((1, 2, 3)) + of_mask.sum((1, 2, 3))


def broadcast_together(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """Both densities are added before the sum, so the mask's is repeated for three channels."""
    of_x = Normal(mean_x, (log_var[0] / 2).exp()).log_prob(x)
    of_mask = Normal(mean_mask, (log_var[1] / 2).exp()).log_prob(mask)
    return (of_x + of_mask).sum((1, 2, 3))
