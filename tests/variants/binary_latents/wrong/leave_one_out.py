"""Wrong ways of writing ``leave_one_out``; a docstring is what its message says."""

import torch


def own_too(cost):
    """this is the mean of all draws"""
    return cost.mean(0, keepdim=True).expand_as(cost)


def not_divided(cost):
    """this is the sum of the others"""
    return cost.sum(0) - cost


def cut(cost):
    """no gradient"""
    return ((cost.sum(0) - cost) / (len(cost) - 1)).detach()


def one_neighbour(cost):
    """this is the cost of the draw before"""
    return torch.roll(cost, 1, 0)
