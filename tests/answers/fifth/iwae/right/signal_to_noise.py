"""Right answers to signal_to_noise."""

import torch
from torch import Tensor


def methods(gradients: Tensor) -> Tensor:
    """Mean, absolute value and standard deviation over the first axis."""
    return gradients.mean(0).abs() / gradients.std(0)


def both_at_once(gradients: Tensor) -> Tensor:
    """torch.std_mean, and the sign taken off the ratio."""
    std, mean = torch.std_mean(gradients, dim=0, correction=1)
    return torch.abs(mean / std)


def written_out(gradients: Tensor) -> Tensor:
    """Sums and a root, in two passes."""
    n = gradients.shape[0]
    mean = gradients.sum(0) / n
    variance = ((gradients - mean) ** 2).sum(0) / (n - 1)
    return mean.abs() * variance.rsqrt()


def running(gradients: Tensor) -> Tensor:
    """Welford's running mean and sum of squares, parameter by parameter."""
    ratios = []
    for column in gradients.unbind(1):
        mean, squares = torch.zeros_like(column[0]), torch.zeros_like(column[0])
        for count, value in enumerate(column, 1):
            gap = value - mean
            mean = mean + gap / count
            squares = squares + gap * (value - mean)
        ratios.append(mean.abs() / (squares / (len(column) - 1)).sqrt())
    return torch.stack(ratios)


def covariance(gradients: Tensor) -> Tensor:
    """The diagonal of the covariance matrix of the parameters."""
    d = gradients.shape[1]
    variances = torch.cov(gradients.T).reshape(d, d).diagonal()
    return gradients.mean(0).abs().div(variances.sqrt())
