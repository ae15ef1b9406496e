"""Wrong answers to fit_gaussian."""

import torch
from torch import Tensor


def both_differences_before_the_update(x: Tensor) -> tuple[Tensor, Tensor]:
    """Running update with the old mean twice: the covariance comes out too large."""
    mean, scatter = x[0], torch.zeros_like(torch.outer(x[0], x[0]))
    for number, row in enumerate(x[1:], start=2):
        before = row - mean
        scatter = scatter + torch.outer(before, before)
        mean = mean + before / number
    return mean, scatter / len(x)


def mean_square_minus_squared_mean(x: Tensor) -> tuple[Tensor, Tensor]:
    """E[x x^T] - m m^T: for data far from 0 in float32 nothing is left but rounding."""
    mean = x.mean(0)
    return mean, x.T @ x / len(x) - torch.outer(mean, mean)


def small_jitter_on_the_diagonal(x: Tensor) -> tuple[Tensor, Tensor]:
    """Adds 1e-4 to the diagonal, so that it can be inverted: not the maximum likelihood."""
    mean = x.mean(0)
    jitter = 1e-4 * torch.eye(x.shape[1], dtype=x.dtype, device=x.device)
    return mean, (x - mean).T @ (x - mean) / len(x) + jitter


def upper_triangle_only(x: Tensor) -> tuple[Tensor, Tensor]:
    """Fills the entries with i <= j and forgets their mirror images."""
    mean = x.mean(0)
    away = (x - mean).unbind(1)
    zero = torch.zeros_like(mean[0])
    rows = [
        torch.stack([(a * b).mean() if i <= j else zero for j, b in enumerate(away)])
        for i, a in enumerate(away)
    ]
    return mean, torch.stack(rows)


def square_root_of_squares(x: Tensor) -> tuple[Tensor, Tensor]:
    """Multiplies absolute differences: negative covariances come out positive."""
    mean = x.mean(0)
    away = (x - mean).abs()
    return mean, away.T @ away / len(x)


def divides_by_the_dimension(x: Tensor) -> tuple[Tensor, Tensor]:
    """Divides the scatter by d instead of n: right only for as many observations as coordinates."""
    mean = x.mean(0)
    return mean, (x - mean).T @ (x - mean) / x.shape[1]


def covariance_cut_off_the_graph(x: Tensor) -> tuple[Tensor, Tensor]:
    """The covariance is made of detached data: gradients flow back through the mean only."""
    mean = x.mean(0)
    away = (x - mean).detach()
    return mean, away.T @ away / len(x)


def centres_the_data_of_the_caller(x: Tensor) -> tuple[Tensor, Tensor]:
    """Subtracts the mean in place: the observations of the caller are changed."""
    mean = x.detach().mean(0)
    x -= mean
    return mean, x.T @ x / len(x)


def one_coordinate_squeezed(x: Tensor) -> tuple[Tensor, Tensor]:
    """torch.cov gives a number for d = 1, and its shape () is left as it is."""
    return x.mean(0), torch.cov(x.T, correction=0)


def first_observation_as_centre(x: Tensor) -> tuple[Tensor, Tensor]:
    """Shifts by the first observation for precision, and never takes the rest of the mean away."""
    away = x - x[0]
    return x[0] + away.mean(0), away.T @ away / len(x)
