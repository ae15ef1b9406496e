"""Wrong answers to signal_to_noise."""

from torch import Tensor


def of_the_mean(gradients: Tensor) -> Tensor:
    """The standard error of the mean instead of the standard deviation of one estimate."""
    n = len(gradients)
    return gradients.mean(0).abs() / (gradients.std(0) / n**0.5)


def absolute_first(gradients: Tensor) -> Tensor:
    """The mean of the absolute values instead of the absolute value of the mean."""
    return gradients.abs().mean(0) / gradients.std(0)


def n_degrees(gradients: Tensor) -> Tensor:
    """The standard deviation divides by n instead of n - 1."""
    return gradients.mean(0).abs() / gradients.std(0, correction=0)


def square_of_mean(gradients: Tensor) -> Tensor:
    """Mean square minus squared mean, which rounding spoils where the noise is small."""
    n = len(gradients)
    mean = gradients.mean(0)
    variance = (gradients.square().mean(0) - mean.square()) * n / (n - 1)
    return mean.abs() / variance.sqrt()


def around_zero(gradients: Tensor) -> Tensor:
    """The noise is measured around 0, not around the mean."""
    n = len(gradients)
    return gradients.mean(0).abs() / ((gradients**2).sum(0) / (n - 1)).sqrt()


def cautious(gradients: Tensor) -> Tensor:
    """A small number in the denominator swallows the noise of tiny gradients."""
    return gradients.mean(0).abs() / (gradients.std(0) + 1e-6)
