"""Right answers to graph_surrogate."""

import torch
from torch import Tensor


def surrogate_cost_and_score(theta: Tensor, loc: Tensor, bits: Tensor, noise: Tensor) -> Tensor:
    """Adds to each cost the cost held fixed times the log-probability of its bit."""
    cost = (loc[bits.long()] + noise - theta).square()
    bernoulli = torch.distributions.Bernoulli(logits=theta)
    return (cost + cost.detach() * bernoulli.log_prob(bits.to(theta.dtype))).mean()


def surrogate_with_the_mean_of_the_others(
    theta: Tensor, loc: Tensor, bits: Tensor, noise: Tensor
) -> Tensor:
    """Subtracts the mean cost of the other draws, which no own bit knows, beside the score."""
    n = len(bits)
    bits = bits.to(theta.dtype)
    x = torch.lerp(loc[0], loc[1], bits) + noise
    cost = (x - theta) ** 2
    fixed = cost.detach()
    others = (fixed.sum() - fixed) / (n - 1)
    log_p = bits * theta - torch.logaddexp(torch.zeros_like(theta), theta)
    return (cost.sum() + torch.dot(fixed - others, log_p)) / n
