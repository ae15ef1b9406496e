"""Wrong answers to pca_encode."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def least_squares_code(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The pseudo-inverse gives the code with the best reconstruction, not the inner products: the same only for orthonormal directions."""
    return (x - mean) @ torch.linalg.pinv(directions)


def directions_normalized_first(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The directions are scaled to length 1: not asked for, and wrong for an encoder that was trained."""
    return (x - mean) @ F.normalize(directions, dim=-1).T


def centred_on_the_batch(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The mean of this batch is subtracted, not the mean that was passed."""
    own = x.reshape(-1, x.shape[-1]).mean(0)
    return (x - own) @ directions.T


def cosines(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """These are cosines of angles: the inner products are divided by the length of x - mean."""
    return F.normalize(x - mean, dim=-1) @ directions.T


def batch_axes_flattened(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """All batch axes are flattened into one and not restored, and a single image gets an axis."""
    return (x.reshape(-1, len(mean)) - mean) @ directions.T


def mean_taken_off_the_code(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The mean image is subtracted from the code, number by number: it belongs to the image, before the product."""
    return x @ directions.T - mean[: directions.shape[0]]


def centred_in_the_callers_memory(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """detach() shares the memory: -= changes the caller's images, and no gradient reaches x."""
    centred = x.detach()
    centred -= mean.detach()
    return centred @ directions.T


def averaged_over_pixels(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The products are averaged over the pixels; an inner product is their sum."""
    return ((x - mean).unsqueeze(-2) * directions).mean(-1)
