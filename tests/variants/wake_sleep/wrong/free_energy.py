"""Wrong ways of writing ``free_energy``; a docstring is what its message says."""

import torch


def no_temperature(energy, q, temperature):
    """the entropy is not multiplied by the temperature"""
    return (q * energy + torch.xlogy(q, q)).sum(-1)


def plain_log(energy, q, temperature):
    """0 log 0 counts as 0"""
    return (q * energy + temperature * q * q.log()).sum(-1)


def all_rows(energy, q, temperature):
    """summed over the batch"""
    return (q * energy + temperature * torch.xlogy(q, q)).sum()


def in_bits(energy, q, temperature):
    """the logarithms have the base 2"""
    return (q * energy + temperature * torch.where(q > 0, q * q.log2(), 0.0 * q)).sum(-1)
