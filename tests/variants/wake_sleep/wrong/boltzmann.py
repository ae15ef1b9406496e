"""Wrong ways of writing ``boltzmann``; a docstring is what its message says."""

import torch


def highest_first(energy, temperature):
    """high energies get the most"""
    return torch.softmax(energy / temperature, -1), -temperature * torch.logsumexp(
        energy / temperature, -1
    )


def log_z_alone(energy, temperature):
    """log Z is not multiplied by the temperature"""
    return torch.softmax(-energy / temperature, -1), -torch.logsumexp(-energy / temperature, -1)


def plain_exp(energy, temperature):
    """exp overflows or becomes 0"""
    weight = torch.exp(-energy / temperature)
    return weight / weight.sum(-1, keepdim=True), -temperature * weight.sum(-1).log()


def cut(energy, temperature):
    """no gradient"""
    scaled = (-energy / temperature).detach()
    return torch.softmax(scaled, -1), -temperature * torch.logsumexp(scaled, -1)
