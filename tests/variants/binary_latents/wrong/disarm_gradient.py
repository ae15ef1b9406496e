"""Wrong ways of writing ``disarm_gradient``; a docstring is what its message says."""

import torch


def signed_logit(logits, z, other, cost, other_cost):
    """`abs` of `logits` is missing"""
    return 0.5 * (cost - other_cost)[:, None] * (z - other) * torch.sigmoid(logits)


def summed(logits, z, other, cost, other_cost):
    """last axis"""
    each = 0.5 * (cost - other_cost)[:, None] * (z - other) * torch.sigmoid(logits.abs())
    return each.sum(-1)
