"""Wrong answers to gaussian_weight_kl."""

import math

from torch import Tensor


def prior_from_posterior(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """The divergence the other way round, of the prior from the posterior."""
    ratio = (prior_var + mean**2) / log_var.exp()
    return 0.5 * (ratio - 1 - prior_var.log() + log_var).sum()


def prior_is_a_plain_number(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """The variance of the prior is turned into a number and gets no gradient."""
    s2 = prior_var.item()
    ratio = (log_var.exp() + mean**2) / s2
    return 0.5 * (ratio - 1 - log_var + math.log(s2)).sum()


def constants_once_for_each_input(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """The terms without a weight are counted once for each input, not for each weight."""
    ratio = (log_var.exp() + mean**2) / prior_var
    return 0.5 * (ratio.sum() - log_var.sum() + len(mean) * (prior_var.log() - 1))


def mean_not_compared_with_prior(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """The squared mean is not divided by the variance of the prior."""
    ratio = log_var.exp() / prior_var
    return 0.5 * (ratio + mean**2 - 1 - ratio.log()).sum()


def logarithm_of_prior_forgotten(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """The logarithm is that of the variance, not of its ratio to the prior's."""
    ratio = (log_var.exp() + mean**2) / prior_var
    return 0.5 * (ratio - 1 - log_var).sum()
