"""Wrong ways of writing ``graph_surrogate``; a docstring is what its message says."""

import torch
from torch.distributions import Bernoulli, Normal


def _log_prob(theta, bits):
    return Bernoulli(logits=theta, validate_args=False).log_prob(bits)


def _cost(theta, loc, bits, noise):
    return (loc[bits.long()] + noise - theta) ** 2


def cost_not_detached(theta, loc, bits, noise):
    """the cost beside the score is not detached"""
    cost = _cost(theta, loc, bits, noise)
    return (cost + cost * _log_prob(theta, bits)).mean()


def slopes_alone(theta, loc, bits, noise):
    """no slope goes through the bits: their score is missing"""
    return _cost(theta, loc, bits, noise).mean()


def score_alone(theta, loc, bits, noise):
    """only the score is there"""
    return (_cost(theta, loc, bits, noise).detach() * _log_prob(theta, bits)).mean()


def theta_fixed_in_the_cost(theta, loc, bits, noise):
    """theta stands in the cost as well: that slope is missing"""
    cost = _cost(theta.detach(), loc, bits, noise)
    return (cost + cost.detach() * _log_prob(theta, bits)).mean()


def own_mean(theta, loc, bits, noise):
    """a baseline that knows its own draw"""
    cost = _cost(theta, loc, bits, noise)
    return (cost + (cost - cost.mean()).detach() * _log_prob(theta, bits)).mean()


def baseline_everywhere(theta, loc, bits, noise):
    """takes its slopes along, and knows its own draw"""
    cost = _cost(theta, loc, bits, noise)
    cost = cost - cost.mean()
    return (cost + cost.detach() * _log_prob(theta, bits)).mean()


def score_of_x(theta, loc, bits, noise):
    """this is the score of x, which has a path already"""
    x, cost = loc[bits.long()] + noise, _cost(theta, loc, bits, noise)
    log_prob = Normal(loc[bits.long()], 1.0, validate_args=False).log_prob(x.detach())
    return (cost + cost.detach() * log_prob).mean()


def counted_twice(theta, loc, bits, noise):
    """x has a path and a score: loc is counted twice"""
    x, cost = loc[bits.long()] + noise, _cost(theta, loc, bits, noise)
    log_prob = Normal(loc[bits.long()], 1.0, validate_args=False).log_prob(x.detach())
    return (cost + cost.detach() * (log_prob + _log_prob(theta, bits))).mean()


def probability(theta, loc, bits, noise):
    """the score is the slope of log p; here stands p"""
    cost = _cost(theta, loc, bits, noise)
    return (cost + cost.detach() * _log_prob(theta, bits).exp()).mean()


def zeros_forgotten(theta, loc, bits, noise):
    """the bits that are 0 have a probability, too"""
    cost = _cost(theta, loc, bits, noise)
    return (cost + cost.detach() * bits * torch.sigmoid(theta).log()).mean()


def straight_through(theta, loc, bits, noise):
    """straight-through"""
    one = torch.sigmoid(theta)
    bits = bits + one - one.detach()
    x = loc[0] + (loc[1] - loc[0]) * bits + noise
    return ((x - theta) ** 2).mean()


def means_apart(theta, loc, bits, noise):
    """each cost belongs to its own bit"""
    cost = _cost(theta, loc, bits, noise)
    return cost.mean() + cost.mean().detach() * _log_prob(theta, bits).mean()


def not_averaged(theta, loc, bits, noise):
    """there is one number for each draw; return their mean"""
    cost = _cost(theta, loc, bits, noise)
    return cost + cost.detach() * _log_prob(theta, bits)


def draws_again(theta, loc, bits, noise):
    """it draws noise of its own"""
    bits = torch.bernoulli(torch.sigmoid(theta.detach()).expand_as(bits))
    cost = _cost(theta, loc, bits, torch.randn_like(noise))
    return (cost + cost.detach() * _log_prob(theta, bits)).mean()


def no_slope_in_loc(theta, loc, bits, noise):
    """no slope reaches loc: x is detached"""
    cost = _cost(theta, loc.detach(), bits, noise)
    return (cost + cost.detach() * _log_prob(theta, bits)).mean()
