"""Wrong ways of writing ``disarm_gradient``; a docstring is what its message says."""

import torch


def no_half(logits, z, other, cost, other_cost):
    """the ½ in front is missing"""
    return (cost - other_cost)[:, None] * (z - other) * torch.sigmoid(logits.abs())


def signed_logit(logits, z, other, cost, other_cost):
    """`abs` of `logits` is missing"""
    return 0.5 * (cost - other_cost)[:, None] * (z - other) * torch.sigmoid(logits)


def no_scale(logits, z, other, cost, other_cost):
    """this is leave-one-out of two draws"""
    return 0.5 * (cost - other_cost)[:, None] * (z - other)


def sign_lost(logits, z, other, cost, other_cost):
    """the sign of the bits is lost"""
    differ = (z != other).to(logits.dtype)
    return 0.5 * (cost - other_cost)[:, None] * differ * torch.sigmoid(logits.abs())


def score(logits, z, other, cost, other_cost):
    """the score z - π stands where"""
    pi = torch.sigmoid(logits)
    return 0.5 * (cost - other_cost)[:, None] * (z - pi) * torch.sigmoid(logits.abs())


def added(logits, z, other, cost, other_cost):
    """the costs are added"""
    return 0.5 * (cost + other_cost)[:, None] * (z - other) * torch.sigmoid(logits.abs())


def one_cost(logits, z, other, cost, other_cost):
    """the cost of the second code is left out"""
    return 0.5 * cost[:, None] * (z - other) * torch.sigmoid(logits.abs())


def summed(logits, z, other, cost, other_cost):
    """last axis"""
    each = 0.5 * (cost - other_cost)[:, None] * (z - other) * torch.sigmoid(logits.abs())
    return each.sum(-1)


def size_alone(logits, z, other, cost, other_cost):
    """|a| stands where"""
    return 0.5 * (cost - other_cost)[:, None] * (z - other) * logits.abs()


def other_way(logits, z, other, cost, other_cost):
    """sign"""
    return 0.5 * (cost - other_cost)[:, None] * (other - z) * torch.sigmoid(logits.abs())
