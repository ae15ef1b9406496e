"""Right answers to effective_sample_size."""

import torch
from torch import Tensor


def two_logsumexps(log_w: Tensor) -> Tensor:
    """Subtracts the logarithm of the sum of squares from twice the logarithm of the sum."""
    below = log_w - log_w.detach().amax(0)
    return (2 * below.logsumexp(0) - (2 * below).logsumexp(0)).exp()


def relative_to_the_largest(log_w: Tensor) -> Tensor:
    """Divides all weights by the largest of their column, and then follows the definition."""
    w = torch.exp(log_w - log_w.max(dim=0, keepdim=True).values)
    return w.sum(0).square() / w.square().sum(0)
