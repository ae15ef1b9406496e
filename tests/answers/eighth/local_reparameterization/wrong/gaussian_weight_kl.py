"""Wrong answers to gaussian_weight_kl."""

import torch
from torch import Tensor


def prior_variance_counted_once(
    mean: Tensor, log_var: Tensor, prior_var: Tensor
) -> Tensor:
    """Counts the prior's log variance once and not for each weight, right for the variance 1."""
    ratio = (log_var.exp() + mean**2) / prior_var
    return 0.5 * ((ratio - 1 - log_var).sum() + prior_var.log())


def mean_not_compared_with_the_prior(
    mean: Tensor, log_var: Tensor, prior_var: Tensor
) -> Tensor:
    """Divides the variance alone by the prior's, which is right for the variance 1."""
    ratio = log_var.exp() / prior_var
    return 0.5 * (ratio + mean**2 - 1 - ratio.log()).sum()


def logarithm_of_the_mean_variance(
    mean: Tensor, log_var: Tensor, prior_var: Tensor
) -> Tensor:
    """Takes the logarithm of the mean variance, right if all are equal as in the lab."""
    variance = log_var.exp()
    ratio = (variance + mean**2).mean() / prior_var
    return 0.5 * mean.numel() * (ratio - 1 - torch.log(variance.mean() / prior_var))
