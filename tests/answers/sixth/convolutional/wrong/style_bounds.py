"""Wrong answers to style_bounds."""

import torch
from torch import Tensor


def last_picture_wins(
    log_likelihood: Tensor, style: Tensor, mu: Tensor, log_sigma: Tensor
) -> Tensor:
    """An indexed assignment keeps one picture of each style and loses the others."""
    kl = 0.5 * (mu**2 + (2 * log_sigma).exp() - 1 - 2 * log_sigma).sum(-1)
    total = torch.zeros_like(kl)
    total[style] += log_likelihood
    return total - kl


def absent_styles_are_free(
    log_likelihood: Tensor, style: Tensor, mu: Tensor, log_sigma: Tensor
) -> Tensor:
    """The bound of a style without pictures is 0, not minus its divergence."""
    kl = 0.5 * (mu**2 + (2 * log_sigma).exp() - 1 - 2 * log_sigma).sum(-1)
    total = torch.zeros_like(kl).index_add(0, style, log_likelihood)
    for number in style.unique().tolist():
        total[number] = total[number] - kl[number]
    return total


def counted_weights(log_likelihood: Tensor, style: Tensor, mu: Tensor, log_sigma: Tensor) -> Tensor:
    """torch.bincount adds the log-likelihoods up, but lets no gradient through to them."""
    kl = 0.5 * (mu**2 + (2 * log_sigma).exp() - 1 - 2 * log_sigma).sum(-1)
    total = torch.bincount(style, log_likelihood.detach(), minlength=len(mu))
    return total.to(mu.dtype) - kl


def logarithms_of_variances(
    log_likelihood: Tensor, style: Tensor, mu: Tensor, log_sigma: Tensor
) -> Tensor:
    """The logarithms of the standard deviations are taken for those of the variances."""
    kl = 0.5 * (mu**2 + log_sigma.exp() - 1 - log_sigma).sum(-1)
    return (-kl).index_add(0, style, log_likelihood)


def divergence_for_each_picture(
    log_likelihood: Tensor, style: Tensor, mu: Tensor, log_sigma: Tensor
) -> Tensor:
    """The divergence is subtracted for each picture of a style, as if each had its own code."""
    kl = 0.5 * (mu**2 + (2 * log_sigma).exp() - 1 - 2 * log_sigma).sum(-1)
    return torch.zeros_like(kl).index_add(0, style, log_likelihood - kl[style])
