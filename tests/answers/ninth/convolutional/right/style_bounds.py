"""Right answers to style_bounds."""

import torch
from torch import Tensor
from torch.nn import functional as F


def matrix_of_memberships(
    log_likelihood: Tensor, style: Tensor, mu: Tensor, log_sigma: Tensor
) -> Tensor:
    """A one-hot matrix of pictures and styles adds up the log-likelihoods."""
    member = F.one_hot(style, len(mu)).to(mu.dtype)
    divergence = 0.5 * (mu**2 + (2 * log_sigma).exp() - 1) - log_sigma
    return log_likelihood @ member - divergence.sum(1)


def style_after_style(
    log_likelihood: Tensor, style: Tensor, mu: Tensor, log_sigma: Tensor
) -> Tensor:
    """A loop over the styles, each with the sum of its pictures and its own divergence."""
    bounds = []
    for number in range(mu.shape[0]):
        variance = log_sigma[number].exp().square()
        terms = mu[number].square() + variance - 1 - 2 * log_sigma[number]
        bounds.append(log_likelihood[style == number].sum() - terms.sum() / 2)
    return torch.stack(bounds)
