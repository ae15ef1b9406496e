"""Wrong ways of writing ``leave_one_out``; a docstring is what its message says."""

import torch


def cut(cost):
    """no gradient"""
    return ((cost.sum(0) - cost) / (len(cost) - 1)).detach()


def one_neighbour(cost):
    """this is the cost of the draw before"""
    return torch.roll(cost, 1, 0)
