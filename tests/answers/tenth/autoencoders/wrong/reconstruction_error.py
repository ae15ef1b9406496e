"""Wrong answers to reconstruction_error."""

import torch
from torch import Tensor


def target_detached(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Treats the images as a constant target, so that no gradient flows back to ``x``."""
    return (x.detach() - reconstruction).square().sum(1).mean()


def summed_over_images(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Exchanges the axes: sums over images and averages over pixels, right only if n = pixels."""
    return (x - reconstruction).square().sum(0).mean()


def variance_of_the_differences(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Sums the variances of the differences, in which an offset common to all images is lost."""
    return torch.var(x - reconstruction, dim=0, correction=0).sum()
