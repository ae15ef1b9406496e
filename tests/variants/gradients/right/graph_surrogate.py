"""Other right ways of writing ``graph_surrogate``."""

import torch
from torch.distributions import Bernoulli, Normal


def by_distribution(theta, loc, bits, noise):
    p = Bernoulli(logits=theta, validate_args=False)
    x = loc[bits.long()] + noise
    cost = (x - theta) ** 2
    return torch.mean(cost + p.log_prob(bits) * cost.detach())


def others_as_baseline(theta, loc, bits, noise):
    x = loc[0] + (loc[1] - loc[0]) * bits + noise
    cost = (x - theta) ** 2
    fixed = cost.detach()
    baseline = (fixed.sum() - fixed) / (len(fixed) - 1)
    log_prob = Bernoulli(logits=theta, validate_args=False).log_prob(bits)
    return cost.mean() + ((fixed - baseline) * log_prob).sum() / len(bits)


def value_of_the_cost(theta, loc, bits, noise):
    """A factor of 1 whose slope is the score."""
    cost = (torch.where(bits > 0.5, loc[1], loc[0]) + noise - theta).square()
    log_prob = bits * torch.nn.functional.logsigmoid(theta) + (
        1 - bits
    ) * torch.nn.functional.logsigmoid(-theta)
    return (cost * torch.exp(log_prob - log_prob.detach())).mean()


def scores_of_both(theta, loc, bits, noise):
    """x without its path, and the score of all that is drawn; theta keeps its slope."""
    centre = loc[bits.long()]
    x = (centre + noise).detach()
    cost = (x - theta) ** 2
    log_prob = Bernoulli(logits=theta, validate_args=False).log_prob(bits)
    log_prob = log_prob + Normal(centre, 1.0, validate_args=False).log_prob(x)
    return (cost + cost.detach() * log_prob).mean()


def both_bits(theta, loc, bits, noise):
    """No draw of the bits is needed: there are two of them."""
    cost = ((loc[:, None] + noise) - theta) ** 2
    one = torch.sigmoid(theta)
    return torch.einsum("k,kn->n", torch.stack([1 - one, one]), cost).mean()


def score_by_hand(theta, loc, bits, noise):
    """The score is bit - sigmoid(theta), a factor of theta itself."""
    slope = bits - torch.sigmoid(theta).detach()
    total = 0
    for bit, e, s in zip(bits, noise, slope, strict=True):
        x = (1 - bit) * loc[0] + bit * loc[1] + e
        cost = (x - theta) ** 2
        total = total + cost + (cost * s).detach() * theta
    return total / len(bits)
