"""Wrong ways of writing ``reconstruction_error``; a docstring is what its message says."""

import torch
from torch.nn import functional as F


def mse(x, reconstruction):
    """averaged over the pixels too"""
    return F.mse_loss(reconstruction, x)


def other_way_round(x, reconstruction):
    """the other way round"""
    return (x - reconstruction).square().mean(-1).sum()


def root(x, reconstruction):
    """the square root of it is returned"""
    return (x - reconstruction).square().sum(-1).mean().sqrt()


def distances(x, reconstruction):
    """the square root is taken for each image"""
    return (x - reconstruction).norm(dim=-1).mean()


def summed_first(x, reconstruction):
    """square first"""
    return (x - reconstruction).sum(-1).square().mean()


def negative(x, reconstruction):
    """the sign is wrong"""
    return -(x - reconstruction).square().sum(-1).mean()


def number(x, reconstruction):
    """the result is of type float"""
    return (x - reconstruction).square().sum(-1).mean().item()


def no_gradient(x, reconstruction):
    """no gradient"""
    with torch.no_grad():
        return (x - reconstruction).square().sum(-1).mean()
