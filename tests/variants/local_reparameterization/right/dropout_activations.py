"""Other right ways of writing ``dropout_activations``."""

import torch


def added(a, weight, ratio, noise):
    std = (ratio / (1 - ratio)) ** 0.5
    return a @ weight + std * ((a * noise) @ weight)


def einsum(a, weight, ratio, noise):
    factor = 1 + noise * torch.sqrt(1 / (1 - ratio) - 1)
    return torch.einsum("bi,bi,io->bo", a, factor, weight)


def of_the_mask(a, weight, ratio, noise):
    keep = 1 - ratio
    spread = torch.sqrt(ratio * keep) / keep  # of a mask of zeros and ones, divided by keep
    return torch.addcmul(a, a, spread * noise) @ weight
