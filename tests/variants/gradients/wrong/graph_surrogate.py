"""Wrong ways of writing ``graph_surrogate``; a docstring is what its message says."""

import torch
from torch.distributions import Bernoulli


def _log_prob(theta, bits):
    return Bernoulli(logits=theta, validate_args=False).log_prob(bits)


def _cost(theta, loc, bits, noise):
    return (loc[bits.long()] + noise - theta) ** 2


def not_averaged(theta, loc, bits, noise):
    """there is one number for each draw; return their mean"""
    cost = _cost(theta, loc, bits, noise)
    return cost + cost.detach() * _log_prob(theta, bits)


def draws_again(theta, loc, bits, noise):
    """it draws noise of its own"""
    bits = torch.bernoulli(torch.sigmoid(theta.detach()).expand_as(bits))
    cost = _cost(theta, loc, bits, torch.randn_like(noise))
    return (cost + cost.detach() * _log_prob(theta, bits)).mean()
