"""Wrong answers to mixture_log_prob."""

import math

import torch
from torch import Tensor


def logits_as_log_weights(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """The logits are not normalized: without the softmax the weights do not add up to 1."""
    log_normal = (
        -0.5 * ((x[..., None] - means) / log_stds.exp()) ** 2
        - log_stds
        - 0.5 * math.log(2 * math.pi)
    )
    return torch.logsumexp(logits + log_normal, -1)


def plain_sum(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """The densities are added without logsumexp: far away the sum is 0 and its logarithm infinite."""
    normal = (
        torch.exp(-0.5 * ((x[..., None] - means) / log_stds.exp()) ** 2)
        / log_stds.exp()
        / math.sqrt(2 * math.pi)
    )
    return (logits.softmax(0) * normal).sum(-1).log()


def sum_with_epsilon(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """A tiny number is added before the logarithm, so that the tails end at a floor."""
    normal = (
        torch.exp(-0.5 * ((x[..., None] - means) / log_stds.exp()) ** 2)
        / log_stds.exp()
        / math.sqrt(2 * math.pi)
    )
    return ((logits.softmax(0) * normal).sum(-1) + 1e-12).log()


def mean_of_logs(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """The weights multiply the logarithms of the densities; the logarithm of the weighted sum is asked for."""
    log_normal = (
        -0.5 * ((x[..., None] - means) / log_stds.exp()) ** 2
        - log_stds
        - 0.5 * math.log(2 * math.pi)
    )
    return (logits.softmax(0) * log_normal).sum(-1)


def log_widths_as_log_variances(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor
) -> Tensor:
    """exp(log_stds) is taken for the variance."""
    variance = log_stds.exp()
    log_normal = (
        -0.5 * (x[..., None] - means) ** 2 / variance - 0.5 * log_stds - 0.5 * math.log(2 * math.pi)
    )
    return torch.logsumexp(torch.log_softmax(logits, 0) + log_normal, -1)


def best_component_only(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """Only the largest component counts, not their sum."""
    log_normal = (
        -0.5 * ((x[..., None] - means) / log_stds.exp()) ** 2
        - log_stds
        - 0.5 * math.log(2 * math.pi)
    )
    return (torch.log_softmax(logits, 0) + log_normal).amax(-1)


def softmax_without_log(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """The weights are added to the log-densities, not their logarithms."""
    log_normal = (
        -0.5 * ((x[..., None] - means) / log_stds.exp()) ** 2
        - log_stds
        - 0.5 * math.log(2 * math.pi)
    )
    return torch.logsumexp(logits.softmax(0) + log_normal, -1)


def moment_matched_gaussian(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """A single Gaussian with the mean and variance of the mixture is no mixture."""
    weights = logits.softmax(0)
    mean = (weights * means).sum()
    variance = (weights * ((2 * log_stds).exp() + (means - mean) ** 2)).sum()
    return -0.5 * (x - mean) ** 2 / variance - 0.5 * torch.log(2 * math.pi * variance)


def one_axis_only(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """The axis of the components is put in for x of shape (n,) only; other shapes give wrong shapes or fail."""
    terms = -0.5 * ((x[None] - means[:, None]) / log_stds[:, None].exp()) ** 2 - log_stds[:, None]
    terms = terms + torch.log_softmax(logits, 0)[:, None] - 0.5 * math.log(2 * math.pi)
    return terms.logsumexp(0)


def weights_without_gradient(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """The weights are computed without gradients, so the logits never learn."""
    log_normal = (
        -0.5 * ((x[..., None] - means) / log_stds.exp()) ** 2
        - log_stds
        - 0.5 * math.log(2 * math.pi)
    )
    with torch.no_grad():
        log_weights = torch.log_softmax(logits, 0)
    return torch.logsumexp(log_weights + log_normal, -1)
