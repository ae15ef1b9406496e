"""Wrong answers to mixture_log_prob."""

import math

import torch
from torch import Tensor
from torch.distributions import Normal


def logits_are_no_log_weights(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """The logits are used as log-weights without being normalized."""
    log_normal = Normal(means, log_stds.exp()).log_prob(x[..., None])
    return torch.logsumexp(logits + log_normal, -1)


def small_number_against_log_of_zero(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor
) -> Tensor:
    """Adds 1e-12 before the logarithm: far away the log-density stays at -27.6."""
    density = Normal(means, log_stds.exp()).log_prob(x[..., None]).exp()
    return torch.log((torch.softmax(logits, 0) * density).sum(-1) + 1e-12)


def reads_log_variances(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """Takes log_stds for the logarithms of the variances."""
    squared = (x[..., None] - means) ** 2 / log_stds.exp()
    log_normal = -0.5 * (math.log(2 * math.pi) + log_stds + squared)
    return torch.logsumexp(torch.log_softmax(logits, 0) + log_normal, -1)


def new_axis_in_second_place(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """x[:, None] puts the components on the last axis only if x has one axis."""
    log_normal = Normal(means, log_stds.exp()).log_prob(x[:, None])
    return torch.logsumexp(torch.log_softmax(logits, 0) + log_normal, -1)


def average_of_the_logarithms(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """Averages the log-densities with the weights: that is not the logarithm of the average."""
    log_normal = Normal(means, log_stds.exp()).log_prob(x[..., None])
    return (torch.softmax(logits, 0) * log_normal).sum(-1)


def forgets_the_widths_in_the_constant(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor
) -> Tensor:
    """The normalizing factor 1 / std of each component is missing."""
    z = (x[..., None] - means) / log_stds.exp()
    log_normal = -0.5 * z**2 - 0.5 * math.log(2 * math.pi)
    return torch.logsumexp(torch.log_softmax(logits, 0) + log_normal, -1)
