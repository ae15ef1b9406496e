"""Wrong answers to gaussian_weight_kl."""

import torch
from torch import Tensor


def prior_logarithm_once(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """Adds the log of the prior variance once and not for every weight; right for variance 1."""
    each = (log_var.exp() + mean**2) / prior_var - 1 - log_var
    return 0.5 * (each.sum() + torch.log(prior_var))


def squared_mean_not_divided(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """Divides the variance by that of the prior but not the squared mean."""
    ratio = log_var.exp() / prior_var
    return 0.5 * (ratio + mean**2 - 1 - torch.log(ratio)).sum()


def from_prior_to_posterior(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """Computes the divergence of the prior from the posterior, the other way round."""
    precision = torch.exp(-log_var)
    return 0.5 * ((prior_var + mean**2) * precision - 1 + log_var - prior_var.log()).sum()
