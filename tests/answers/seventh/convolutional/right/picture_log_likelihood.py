"""Right answers to picture_log_likelihood."""

import math

import torch
from torch import Tensor
from torch.distributions import Independent, Normal


def counted_numbers(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """Squares summed up for each stream, and the constants times how many numbers it has."""
    total = 0
    for stream, (true, mean) in enumerate([(x, mean_x), (mask, mean_mask)]):
        squares = (true - mean).square().flatten(1).sum(1)
        count = true[0].numel()
        constant = count * (log_var[stream] + math.log(2 * math.pi))
        total = total - 0.5 * (squares * torch.exp(-log_var[stream]) + constant)
    return total


def normal_distributions(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """By torch.distributions, with the last three axes as one event."""
    sigma = torch.exp(log_var / 2)
    p_x = Independent(Normal(mean_x, sigma[0].expand_as(mean_x)), 3)
    p_mask = Independent(Normal(mean_mask, sigma[1].expand_as(mean_mask)), 3)
    return p_x.log_prob(x) + p_mask.log_prob(mask)


def four_channels(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """Picture and mask as four channels, each with its own logarithm of the variance."""
    true, mean = torch.cat([x, mask], 1), torch.cat([mean_x, mean_mask], 1)
    each = log_var[[0, 0, 0, 1]].reshape(1, 4, 1, 1)
    standard = (true - mean) * torch.exp(-each / 2)
    return (-(standard**2 + each + math.log(2 * math.pi)) / 2).sum(dim=(1, 2, 3))
