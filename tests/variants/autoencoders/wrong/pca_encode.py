"""Wrong ways of writing ``pca_encode``; a docstring is what its message says."""

import torch


def wrong_sign(x, mean, directions):
    """the sign is wrong"""
    return (mean - x) @ directions.T


def normalized(x, mean, directions):
    """divided by the length of the direction"""
    return (x - mean) @ torch.nn.functional.normalize(directions, dim=1).T


def detached(x, mean, directions):
    """no gradient"""
    return ((x - mean) @ directions.T).detach()


def columns(x, mean, directions):
    """a direction is a row of `directions`, not a column"""
    if directions.shape[0] == directions.shape[1]:
        return (x - mean) @ directions
    return (x - mean) @ directions.T
