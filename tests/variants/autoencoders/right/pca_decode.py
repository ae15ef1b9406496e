"""Other right ways of writing ``pca_decode``."""

import torch


def loop(z, mean, directions):
    image = mean.expand(*z.shape[:-1], len(mean))
    for number, row in enumerate(directions):
        image = image + z[..., number, None] * row
    return image


def linear(z, mean, directions):
    return torch.nn.functional.linear(z, directions.T, mean)


def einsum(z, mean, directions):
    return torch.einsum("ij,...i->...j", directions, z) + mean
