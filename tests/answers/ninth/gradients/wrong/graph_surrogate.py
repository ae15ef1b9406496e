"""Wrong answers to graph_surrogate."""

import torch
from torch import Tensor


def cost_moves_beside_the_score(theta: Tensor, loc: Tensor, bits: Tensor, noise: Tensor) -> Tensor:
    """Forgets to hold the cost fixed beside log p, which adds log p times its slopes."""
    cost = (loc[bits.long()] + noise - theta).square()
    log_p = torch.distributions.Bernoulli(logits=theta).log_prob(bits.to(theta.dtype))
    return (cost + cost * log_p).mean()


def baseline_that_knows_its_draw(theta: Tensor, loc: Tensor, bits: Tensor, noise: Tensor) -> Tensor:
    """Subtracts the mean cost of all draws, the own one too, which biases theta by 1/n."""
    cost = (loc[bits.long()] + noise - theta).square()
    log_p = torch.distributions.Bernoulli(logits=theta).log_prob(bits.to(theta.dtype))
    fixed = cost.detach()
    return (cost + (fixed - fixed.mean()) * log_p).mean()


def product_of_two_means(theta: Tensor, loc: Tensor, bits: Tensor, noise: Tensor) -> Tensor:
    """Averages costs and log-probabilities before it multiplies, so the score term shrinks by n."""
    cost = (loc[bits.long()] + noise - theta).square()
    log_p = torch.distributions.Bernoulli(logits=theta).log_prob(bits.to(theta.dtype))
    return cost.mean() + cost.detach().mean() * log_p.mean()
