"""Wrong ways of writing ``pca_encode``; a docstring is what its message says."""

import torch


def wrong_sign(x, mean, directions):
    """the sign is wrong"""
    return (mean - x) @ directions.T


def reconstruction(x, mean, directions):
    """this is the reconstruction"""
    return mean + (x - mean) @ directions.T @ directions


def normalized(x, mean, directions):
    """divided by the length of the direction"""
    return (x - mean) @ torch.nn.functional.normalize(directions, dim=1).T


def least_squares(x, mean, directions):
    """by least squares"""
    return (x - mean) @ torch.linalg.pinv(directions)


def averaged(x, mean, directions):
    """averaged over the pixels"""
    return (x - mean) @ directions.T / x.shape[-1]


def own_mean(x, mean, directions):
    """subtract the mean that is given"""
    return (x - x.reshape(-1, x.shape[-1]).mean(0)) @ directions.T


def detached(x, mean, directions):
    """no gradient"""
    return ((x - mean) @ directions.T).detach()


def columns(x, mean, directions):
    """a direction is a row of `directions`, not a column"""
    if directions.shape[0] == directions.shape[1]:
        return (x - mean) @ directions
    return (x - mean) @ directions.T
