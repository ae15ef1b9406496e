"""Wrong answers to reconstruction_error."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def twice_the_huber_loss(x: Tensor, reconstruction: Tensor) -> Tensor:
    """The Huber loss is linear for differences above 1, so large errors count too little."""
    return 2 * F.smooth_l1_loss(reconstruction, x, reduction="none").sum(1).mean()


def sixty_four_pixels(x: Tensor, reconstruction: Tensor) -> Tensor:
    """The 64 pixels of the digits are written into the formula: wrong for other images."""
    return 64 * F.mse_loss(reconstruction, x)


def reconstruction_clamped_first(x: Tensor, reconstruction: Tensor) -> Tensor:
    """The reconstruction is clamped to grey values: what lies outside is an error too, and gets no gradient."""
    return (x - reconstruction.clamp(0, 1)).square().sum(1).mean()


def target_held_fixed(x: Tensor, reconstruction: Tensor) -> Tensor:
    """x is detached, so no gradient flows back to it."""
    return (reconstruction - x.detach()).square().sum(-1).mean()


def differences_summed_before_squaring(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Summed over the pixels before squaring: errors of opposite sign cancel."""
    return (x - reconstruction).sum(1).square().mean()


def every_image_against_every_reconstruction(x: Tensor, reconstruction: Tensor) -> Tensor:
    """cdist compares each image with the reconstructions of all others as well: only the diagonal was asked for."""
    return (x[:, None] - reconstruction[None]).square().sum(-1).mean()


def distance_without_the_square(x: Tensor, reconstruction: Tensor) -> Tensor:
    """This averages the distances; the squared distances were asked for."""
    return torch.linalg.vector_norm(x - reconstruction, dim=1).mean()


def axes_exchanged(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Summed over the images and averaged over the pixels: the wrong way round."""
    return (x - reconstruction).square().sum(dim=0).mean()
