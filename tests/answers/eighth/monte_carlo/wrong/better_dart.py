"""Wrong answers to better_dart."""

from torch import Tensor


def height_in_the_middle_of_a_strip(u: Tensor) -> Tensor:
    """Rounds the coordinate to the middle of one of ten strips: the mean is 3.152."""
    middle = ((10 * u[:, 0]).floor() + 0.5).clamp(max=9.5) / 10
    return 4 * (1 - middle.square()).sqrt()


def height_of_two_rows(u: Tensor) -> Tensor:
    """Averages with the row at the other end: less variance, but not made of one row alone."""
    height = 4 * (1 - u[:, 0].square()).sqrt()
    return (height + height.flip(0)) / 2


def dart_and_height_averaged(u: Tensor) -> Tensor:
    """Averages the dart with the height above it: the mean is right, the variance 1.27."""
    dart = 4 * (u.square().sum(-1) <= 1).to(u.dtype)
    return (dart + 4 * (1 - u[:, 0].square()).sqrt()) / 2
