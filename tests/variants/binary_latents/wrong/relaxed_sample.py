"""Wrong ways of writing ``relaxed_sample``; a docstring is what its message says."""

import torch


def uniform_noise(logits, u, temperature):
    """the noise has no logarithm"""
    return torch.sigmoid((logits + u) / temperature)


def one_logarithm(logits, u, temperature):
    """log(1 - u) is missing"""
    return torch.sigmoid((logits + torch.log(u)) / temperature)


def one_gumbel(logits, u, temperature):
    """for a bit it is the difference of two"""
    return torch.sigmoid((logits - torch.log(-torch.log(u))) / temperature)


def multiplied(logits, u, temperature):
    """multiplied by the temperature"""
    return torch.sigmoid((logits + torch.logit(u)) * temperature)


def no_temperature(logits, u, temperature):
    """the temperature is not used"""
    return torch.sigmoid(logits + torch.logit(u))


def logits_alone(logits, u, temperature):
    """only the logits are divided by the temperature"""
    return torch.sigmoid(logits / temperature + torch.logit(u))


def noise_alone(logits, u, temperature):
    """only the noise is divided by the temperature"""
    return torch.sigmoid(logits + torch.logit(u) / temperature)


def probabilities(logits, u, temperature):
    """for logits far from 0 the gradient"""
    pi = torch.sigmoid(logits)
    noise = torch.log(u) - torch.log(1 - u)
    return torch.sigmoid((torch.log(pi) - torch.log(1 - pi) + noise) / temperature)


def rounded(logits, u, temperature):
    """the draw is rounded to a bit"""
    return torch.round(torch.sigmoid((logits + torch.logit(u)) / temperature))


def number(logits, u, temperature):
    """the smooth step is missing"""
    return (logits + torch.logit(u)) / temperature
