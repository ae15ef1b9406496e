"""Wrong ways of writing ``reconstruction_error``; a docstring is what its message says."""

import torch


def root(x, reconstruction):
    """the square root of it is returned"""
    return (x - reconstruction).square().sum(-1).mean().sqrt()


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
