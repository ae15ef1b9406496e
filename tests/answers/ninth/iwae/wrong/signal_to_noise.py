"""Wrong answers to signal_to_noise."""

from torch import Tensor


def mean_of_the_sizes(gradients: Tensor) -> Tensor:
    """Takes the mean of the absolute values: pure noise then has a signal."""
    return gradients.abs().mean(0) / gradients.std(0)


def one_noise_for_all_parameters(gradients: Tensor) -> Tensor:
    """Divides by the standard deviation of all numbers together, not by that of each parameter."""
    return gradients.mean(0).abs() / gradients.std()


def mean_square_minus_squared_mean(gradients: Tensor) -> Tensor:
    """Subtracts two large squares: float32 leaves nothing of a small spread around a large mean."""
    n, mean = len(gradients), gradients.mean(0)
    variance = ((gradients**2).mean(0) - mean**2).clamp(min=0) * n / (n - 1)
    return mean.abs() / variance.sqrt()
