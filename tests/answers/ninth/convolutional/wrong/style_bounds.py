"""Wrong answers to style_bounds."""

import torch
from torch import Tensor


def divergence_of_every_picture(
    log_likelihood: Tensor, style: Tensor, mu: Tensor, log_sigma: Tensor
) -> Tensor:
    """Subtracts the divergence for each picture of a style, as in a plain VAE, instead of once."""
    divergence = 0.5 * (mu.square() + (2 * log_sigma).exp() - 1 - 2 * log_sigma).sum(1)
    return torch.zeros_like(divergence).index_add(0, style, log_likelihood - divergence[style])


def pictures_in_the_order_of_styles(
    log_likelihood: Tensor, style: Tensor, mu: Tensor, log_sigma: Tensor
) -> Tensor:
    """Cuts the batch into pieces as long as the styles are frequent: wrong if it is not sorted."""
    counts = torch.bincount(style, minlength=len(mu)).tolist()
    sums = torch.stack([piece.sum() for piece in log_likelihood.split(counts)])
    return sums - 0.5 * (mu.square() + (2 * log_sigma).exp() - 1 - 2 * log_sigma).sum(1)


def nothing_for_absent_styles(
    log_likelihood: Tensor, style: Tensor, mu: Tensor, log_sigma: Tensor
) -> Tensor:
    """Subtracts the divergence only of styles in the batch: the others get 0 and no gradient."""
    divergence = 0.5 * (mu.square() + (2 * log_sigma).exp() - 1 - 2 * log_sigma).sum(1)
    there = torch.bincount(style, minlength=len(mu)) > 0
    sums = torch.zeros_like(divergence).index_add(0, style, log_likelihood)
    return sums - there * divergence
