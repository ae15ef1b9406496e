"""Wrong ways of writing ``relaxed_sample``; a docstring is what its message says."""

import torch


def probabilities(logits, u, temperature):
    """for logits far from 0 the value or its gradient"""
    pi = torch.sigmoid(logits)
    noise = torch.log(u) - torch.log(1 - u)
    return torch.sigmoid((torch.log(pi) - torch.log(1 - pi) + noise) / temperature)


def number(logits, u, temperature):
    """the smooth step is missing"""
    return (logits + torch.logit(u)) / temperature
