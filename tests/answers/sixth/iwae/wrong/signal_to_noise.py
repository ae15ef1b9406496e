"""Wrong answers to signal_to_noise."""

from torch import Tensor


def divided_by_all(gradients: Tensor) -> Tensor:
    """Divides the squares by n instead of n - 1."""
    return gradients.mean(0).abs() / gradients.std(0, correction=0)


def sizes_averaged(gradients: Tensor) -> Tensor:
    """Takes absolute values before the mean, so that pure noise has a signal."""
    return gradients.abs().mean(0) / gradients.std(0)


def difference_of_squares(gradients: Tensor) -> Tensor:
    """Gets the variance as a difference of two large numbers, which loses all digits."""
    n = len(gradients)
    mean = gradients.mean(0)
    variance = ((gradients**2).mean(0) - mean**2) * n / (n - 1)
    return mean.abs() / variance.clamp(min=0).sqrt()


def small_number_below(gradients: Tensor) -> Tensor:
    """Adds a small number to the standard deviation, which is much for small gradients."""
    return gradients.mean(0).abs() / (gradients.std(0) + 1e-6)


def deviations_of_the_mean(gradients: Tensor) -> Tensor:
    """Divides by the standard error of the mean instead of one estimate's deviation."""
    return gradients.mean(0).abs() / (gradients.std(0) / len(gradients) ** 0.5)
