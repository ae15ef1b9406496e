"""Wrong ways of writing ``free_energy``; a docstring is what its message says."""

import torch


def plain_log(energy, q, temperature):
    """0 log 0 counts as 0"""
    return (q * energy + temperature * q * q.log()).sum(-1)


def in_bits(energy, q, temperature):
    """the logarithms have the base 2"""
    return (q * energy + temperature * torch.where(q > 0, q * q.log2(), 0.0 * q)).sum(-1)
