"""Wrong answers to pca_encode."""

import torch
from torch import Tensor


def mean_stays_in(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The mean is not subtracted."""
    return x @ directions.T


def mean_of_the_batch(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Subtracts the mean of the images at hand, not the mean that was given."""
    return (x - x.mean(0)) @ directions.T


def least_squares(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The pseudoinverse in place of inner products: only the same if the rows are orthonormal."""
    return (x - mean) @ torch.linalg.pinv(directions)


def only_for_tables(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """torch.mm takes tables only: a single image, or images with more axes, fail."""
    return torch.mm(x - mean, directions.t())


def centres_in_place(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Subtracts the mean in place: the images of the caller are changed."""
    x -= mean
    return x @ directions.T


def squeezes_a_single_number(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """squeeze(): a code of one number, or a batch of one image, loses its axis."""
    return ((x - mean) @ directions.T).squeeze()
