"""Right answers to graph_surrogate."""

import torch
from torch import Tensor, nn


def cost_and_fixed_cost_times_log_prob(
    theta: Tensor, loc: Tensor, bits: Tensor, noise: Tensor
) -> Tensor:
    """The mean cost, and the cost held fixed times the log-probability of the bits."""
    bits = bits.to(theta.dtype)
    cost = ((1 - bits) * loc[0] + bits * loc[1] + noise - theta).pow(2)
    log_one, log_zero = nn.functional.logsigmoid(torch.stack([theta, -theta]))
    log_prob = bits * log_one + (1 - bits) * log_zero
    return (cost + cost.detach() * log_prob).mean()


def with_a_baseline_of_the_others(
    theta: Tensor, loc: Tensor, bits: Tensor, noise: Tensor
) -> Tensor:
    """The score stands beside the cost minus the mean cost of the other draws."""
    n = len(bits)
    cost = torch.square(loc[bits.long()] + noise - theta)
    fixed = cost.detach()
    signal = fixed - (fixed.sum() - fixed) / (n - 1)
    log_prob = torch.distributions.Bernoulli(logits=theta).log_prob(bits.to(theta.dtype))
    return cost.sum() / n + torch.dot(signal, log_prob) / n
