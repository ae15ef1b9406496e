"""Wrong answers to style_bounds."""

import torch
from torch import Tensor


def divergence_for_each_picture(
    log_likelihood: Tensor, style: Tensor, mu: Tensor, log_sigma: Tensor
) -> Tensor:
    """The divergence is subtracted once for each picture, not once for each style."""
    divergence = 0.5 * (mu**2 + torch.exp(2 * log_sigma) - 1 - 2 * log_sigma).sum(-1)
    return torch.zeros_like(divergence).index_add(0, style, log_likelihood - divergence[style])


def counted_bins(log_likelihood: Tensor, style: Tensor, mu: Tensor, log_sigma: Tensor) -> Tensor:
    """bincount adds the log-likelihoods up, but has no derivative, so they are detached."""
    divergence = 0.5 * (mu**2 + torch.exp(2 * log_sigma) - 1 - 2 * log_sigma).sum(-1)
    log_p = torch.bincount(style, weights=log_likelihood.detach(), minlength=len(mu))
    return log_p.to(mu.dtype) - divergence


def in_order_of_styles(
    log_likelihood: Tensor, style: Tensor, mu: Tensor, log_sigma: Tensor
) -> Tensor:
    """The pictures are taken to be in the order of the styles, with as many of each."""
    divergence = 0.5 * (mu**2 + torch.exp(2 * log_sigma) - 1 - 2 * log_sigma).sum(-1)
    return log_likelihood.unflatten(0, (len(mu), -1)).sum(1) - divergence


def nothing_without_pictures(
    log_likelihood: Tensor, style: Tensor, mu: Tensor, log_sigma: Tensor
) -> Tensor:
    """The bound of a style without pictures is zero, not minus its divergence."""
    bounds = torch.zeros_like(mu[:, 0])
    for number in style.unique():
        mean, log_std = mu[number], log_sigma[number]
        divergence = 0.5 * (mean**2 + torch.exp(2 * log_std) - 1 - 2 * log_std).sum()
        bounds[number] = log_likelihood[style == number].sum() - divergence
    return bounds


def constant_once(log_likelihood: Tensor, style: Tensor, mu: Tensor, log_sigma: Tensor) -> Tensor:
    """The constant of the divergence is subtracted once, not for each coordinate."""
    divergence = 0.5 * ((mu**2 + torch.exp(2 * log_sigma) - 2 * log_sigma).sum(-1) - 1)
    return torch.zeros_like(divergence).index_add(0, style, log_likelihood) - divergence


def last_picture_only(
    log_likelihood: Tensor, style: Tensor, mu: Tensor, log_sigma: Tensor
) -> Tensor:
    """Pictures of one style overwrite each other, so that one of them is left."""
    divergence = 0.5 * (mu**2 + torch.exp(2 * log_sigma) - 1 - 2 * log_sigma).sum(-1)
    log_p = torch.zeros_like(divergence).index_put((style,), log_likelihood)
    return log_p - divergence
