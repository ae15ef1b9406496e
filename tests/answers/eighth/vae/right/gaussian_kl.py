"""Right answers to gaussian_kl."""

import torch
from torch import Tensor


def norm_and_expm1(mu: Tensor, log_var: Tensor) -> Tensor:
    """Take the squared length of mu by einsum, and what the variances cost by expm1."""
    length = torch.einsum("...i,...i->...", mu, mu)
    return 0.5 * (length + (torch.expm1(log_var) - log_var).sum(-1))


def cross_entropy_less_entropy(mu: Tensor, log_var: Tensor) -> Tensor:
    """Add up cross-entropy less entropy in a loop over the coordinates, without log 2 pi."""
    total = torch.zeros_like(mu[..., 0])
    for i in range(mu.shape[-1]):
        cross = (mu[..., i].square() + log_var[..., i].exp()) / 2
        entropy = (1 + log_var[..., i]) / 2
        total = total + (cross - entropy)
    return total
