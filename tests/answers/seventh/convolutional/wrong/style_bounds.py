"""Wrong answers to style_bounds."""

import torch
from torch import Tensor


def divergence_for_each_picture(
    log_likelihood: Tensor, style: Tensor, mu: Tensor, log_sigma: Tensor
) -> Tensor:
    """The divergence is subtracted for each picture, and not once for each style."""
    kl = (0.5 * (mu**2 + (2 * log_sigma).exp() - 1) - log_sigma).sum(1)
    return mu.new_zeros(len(mu)).index_add(0, style, log_likelihood - kl[style])


def nothing_without_pictures(
    log_likelihood: Tensor, style: Tensor, mu: Tensor, log_sigma: Tensor
) -> Tensor:
    """The bound of a style without pictures is 0, instead of minus its divergence."""
    kl = (0.5 * (mu**2 + (2 * log_sigma).exp() - 1) - log_sigma).sum(1)
    bounds = mu.new_zeros(len(mu))
    for s in style.unique():
        bounds[s] = log_likelihood[style == s].sum() - kl[s]
    return bounds


def logarithm_of_the_variance(
    log_likelihood: Tensor, style: Tensor, mu: Tensor, log_sigma: Tensor
) -> Tensor:
    """The divergence takes the given logarithms for those of the variances."""
    kl = 0.5 * (mu**2 + log_sigma.exp() - 1 - log_sigma).sum(1)
    return mu.new_zeros(len(mu)).index_add(0, style, log_likelihood) - kl


def bincount_of_constants(
    log_likelihood: Tensor, style: Tensor, mu: Tensor, log_sigma: Tensor
) -> Tensor:
    """Adds up by bincount, which needs constants: no gradient flows to the log-likelihoods."""
    fit = torch.bincount(style, weights=log_likelihood.detach(), minlength=len(mu))
    kl = (0.5 * (mu**2 + (2 * log_sigma).exp() - 1) - log_sigma).sum(1)
    return fit.to(mu.dtype) - kl


def last_picture_only(
    log_likelihood: Tensor, style: Tensor, mu: Tensor, log_sigma: Tensor
) -> Tensor:
    """Adds by an index, by which only one of several pictures of a style is added."""
    kl = (0.5 * (mu**2 + (2 * log_sigma).exp() - 1) - log_sigma).sum(1)
    bounds = -kl
    bounds[style] += log_likelihood
    return bounds
