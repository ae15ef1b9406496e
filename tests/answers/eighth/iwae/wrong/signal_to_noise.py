"""Wrong answers to signal_to_noise."""

from torch import Tensor


def mean_of_absolute_values(gradients: Tensor) -> Tensor:
    """Takes the absolute value before the mean, right only where all estimates have one sign."""
    return gradients.abs().mean(0) / gradients.std(0)


def mean_square_minus_squared_mean(gradients: Tensor) -> Tensor:
    """Subtracts two large numbers where the mean is far above the noise, and rounds it away."""
    n, mean = len(gradients), gradients.mean(0)
    variance = (gradients**2).mean(0) - mean**2
    return mean.abs() / (variance * n / (n - 1)).sqrt()


def n_degrees_of_freedom(gradients: Tensor) -> Tensor:
    """Divides the squares by n and not by n - 1, which shows for few estimates."""
    return gradients.mean(0).abs() / gradients.std(0, correction=0)
