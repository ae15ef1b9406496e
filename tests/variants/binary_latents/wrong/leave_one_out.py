"""Wrong ways of writing ``leave_one_out``; a docstring is what its message says."""

import torch


def own_too(cost):
    """this is the mean of all draws"""
    return cost.mean(0, keepdim=True).expand_as(cost)


def divided_by_k(cost):
    """the others are k - 1 draws; this divides by k"""
    return (cost.sum(0) - cost) / len(cost)


def not_divided(cost):
    """this is the sum of the others"""
    return cost.sum(0) - cost


def centred(cost):
    """this is the cost minus the baseline"""
    return cost - (cost.sum(0) - cost) / (len(cost) - 1)


def over_the_batch(cost):
    """the draws of the batch are left out"""
    return (cost.sum(1, keepdim=True) - cost) / (len(cost) - 1)


def own_not_left_out(cost):
    """the own cost is not left out"""
    return (cost.sum(0) / (len(cost) - 1)).expand_as(cost)


def cut(cost):
    """no gradient"""
    return ((cost.sum(0) - cost) / (len(cost) - 1)).detach()


def one_neighbour(cost):
    """this is the cost of the draw before"""
    return torch.roll(cost, 1, 0)


def everything(cost):
    """other observations have no say"""
    return (cost.sum() - cost) / (cost.numel() - 1)
