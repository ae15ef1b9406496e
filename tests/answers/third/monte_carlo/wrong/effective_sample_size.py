"""Wrong answers to effective_sample_size."""

import torch
from torch import Tensor


def perplexity(log_w: Tensor) -> Tensor:
    """The exponentiated entropy of the weights: another measure; equal only in the extremes."""
    log_shares = torch.log_softmax(log_w, 0)
    return torch.exp(-(log_shares.exp() * log_shares).sum(0))


def one_over_the_largest(log_w: Tensor) -> Tensor:
    """1 over the largest normalized weight: another measure, never above the right one."""
    return 1 / torch.softmax(log_w, 0).amax(0)


def spread_with_bessel(log_w: Tensor) -> Tensor:
    """k / (1 + c^2), but the variance of the weights divides by k - 1: too small."""
    weights = torch.softmax(log_w, 0) * len(log_w)
    return len(log_w) / (1 + weights.var(0))


def one_shift_for_all_columns(log_w: Tensor) -> Tensor:
    """Shifts by the largest entry of the whole table: a column far below it is 0 / 0."""
    weights = torch.exp(log_w - log_w.max())
    return weights.sum(0) ** 2 / weights.square().sum(0)


def softmax_of_the_last_axis(log_w: Tensor) -> Tensor:
    """Normalizes over the last axis instead of the first: right only for one axis."""
    weights = torch.softmax(log_w, -1)
    return weights.sum(0) ** 2 / weights.square().sum(0)


def weights_floored(log_w: Tensor) -> Tensor:
    """Adds 1e-3 to the normalized weights: many useless draws count for some."""
    weights = torch.softmax(log_w, 0) + 1e-3
    return weights.sum(0) ** 2 / weights.square().sum(0)


def whole_draws(log_w: Tensor) -> Tensor:
    """Rounds to whole draws, which also stops the gradient."""
    return (1 / torch.softmax(log_w, 0).square().sum(0)).round()


def logarithms_clamped(log_w: Tensor) -> Tensor:
    """Clamps log_w to -40..40 against overflow: beyond it different weights become equal."""
    weights = log_w.clamp(-40, 40).exp()
    return weights.sum(0) ** 2 / weights.square().sum(0)


def normalizer_without_gradient(log_w: Tensor) -> Tensor:
    """The sum of weights is detached: right value, wrong gradient."""
    log_shares = log_w - torch.logsumexp(log_w, 0).detach()
    return 1 / torch.exp(2 * log_shares).sum(0)


def share_of_the_draws(log_w: Tensor) -> Tensor:
    """Divides by k: the share of effective draws, from 1 / k to 1."""
    return 1 / torch.softmax(log_w, 0).square().mean(0) / len(log_w) ** 2
