"""Wrong answers to reconstruction_error."""

from torch import Tensor


def always_64_pixels(x: Tensor, reconstruction: Tensor) -> Tensor:
    """The mean of all squares times 64: right only for the digits of 8 by 8 pixels."""
    return 64 * (x - reconstruction).square().mean()


def by_pythagoras(x: Tensor, reconstruction: Tensor) -> Tensor:
    """|x|^2 - |reconstruction|^2: the squared distance only if the two differ at a right angle."""
    return (x.square().sum(1) - reconstruction.square().sum(1)).mean()


def averaged_before_squaring(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Averages the differences over the images and squares then: errors of images cancel."""
    return (x - reconstruction).mean(0).square().sum()
