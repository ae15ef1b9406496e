"""Wrong answers to flow_free_energy."""

import math

import torch
from torch import Tensor


def whole_steps_of_ten_thousand(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """Divides the step as a whole number, so that beta stays 0.01 until step 10,000."""
    beta = min(1.0, 0.01 + step // 10000)
    constant = z_first.shape[-1] * math.log(2 * math.pi)
    square = (z_first - mean).square() * torch.exp(-log_var)
    log_q = -0.5 * (constant + (log_var + square).sum(-1)) - log_dets.sum(0)
    log_prior = -0.5 * (constant + z_last.square().sum(-1))
    return log_q - beta * (log_likelihood + log_prior)


def average_of_the_maps(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """Subtracts the mean of the K log-determinants and not their sum, right only for K = 1."""
    beta = min(1.0, 0.01 + step / 10000)
    constant = z_first.shape[-1] * math.log(2 * math.pi)
    square = (z_first - mean).square() * torch.exp(-log_var)
    log_q = -0.5 * (constant + (log_var + square).sum(-1)) - log_dets.mean(0)
    log_prior = -0.5 * (constant + z_last.square().sum(-1))
    return log_q - beta * (log_likelihood + log_prior)


def constants_cancelled_too_early(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """Drops log(2 pi) from q_0 and from the prior, which cancels only when beta is 1."""
    beta = min(1.0, 0.01 + step / 10000)
    square = (z_first - mean).square() * torch.exp(-log_var)
    log_q = -0.5 * (log_var + square).sum(-1) - log_dets.sum(0)
    log_prior = -0.5 * z_last.square().sum(-1)
    return log_q - beta * (log_likelihood + log_prior)
