"""Wrong answers to signal_to_noise."""

from torch import Tensor


def absolute_values_first(gradients: Tensor) -> Tensor:
    """Averages the absolute values, so that pure noise seems to have a signal."""
    return gradients.abs().mean(0) / gradients.std(0)


def standard_error_of_the_mean(gradients: Tensor) -> Tensor:
    """Divides by the standard error, so that the ratio grows with the square root of n."""
    return gradients.mean(0).abs() / (gradients.std(0) / len(gradients) ** 0.5)


def square_mean_minus_mean_square(gradients: Tensor) -> Tensor:
    """Subtracts two nearly equal squares if the mean is large: rounding takes the spread."""
    n = len(gradients)
    mean = gradients.mean(0)
    variance = ((gradients**2).mean(0) - mean**2).clamp(min=0) * n / (n - 1)
    return mean.abs() / variance.sqrt()
