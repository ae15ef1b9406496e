"""Wrong ways of writing ``relaxed_sample``; a docstring is what its message says."""

import torch


def one_gumbel(logits, u, temperature):
    """for a bit it is the difference of two"""
    return torch.sigmoid((logits - torch.log(-torch.log(u))) / temperature)


def logits_alone(logits, u, temperature):
    """only the logits are divided by the temperature"""
    return torch.sigmoid(logits / temperature + torch.logit(u))


def probabilities(logits, u, temperature):
    """for logits far from 0 the gradient"""
    pi = torch.sigmoid(logits)
    noise = torch.log(u) - torch.log(1 - u)
    return torch.sigmoid((torch.log(pi) - torch.log(1 - pi) + noise) / temperature)


def number(logits, u, temperature):
    """the smooth step is missing"""
    return (logits + torch.logit(u)) / temperature
