"""Wrong ways of writing ``boltzmann``; a docstring is what its message says."""

import torch


def plain_exp(energy, temperature):
    """exp overflows or becomes 0"""
    weight = torch.exp(-energy / temperature)
    return weight / weight.sum(-1, keepdim=True), -temperature * weight.sum(-1).log()


def cut(energy, temperature):
    """no gradient"""
    scaled = (-energy / temperature).detach()
    return torch.softmax(scaled, -1), -temperature * torch.logsumexp(scaled, -1)
