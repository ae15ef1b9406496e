"""Wrong answers to fit_gaussian."""

import torch
from torch import Tensor


def divides_by_n_minus_one(x: Tensor) -> tuple[Tensor, Tensor]:
    """torch.cov divides by n - 1; maximum likelihood divides by n."""
    d = x.shape[1]
    return x.mean(0), torch.cov(x.T).reshape(d, d)


def forgets_to_centre(x: Tensor) -> tuple[Tensor, Tensor]:
    """The mean is not subtracted: this is the second moment, not the covariance."""
    return x.mean(0), x.T @ x / len(x)


def only_variances(x: Tensor) -> tuple[Tensor, Tensor]:
    """Only the variances are fitted; the entries off the diagonal are set to 0."""
    return x.mean(0), torch.diag(x.var(0, correction=0))


def correlations(x: Tensor) -> tuple[Tensor, Tensor]:
    """This is the correlation matrix: the variables have been scaled to variance 1."""
    mean = x.mean(0)
    scaled = (x - mean) / x.std(0, correction=0)
    return mean, scaled.T @ scaled / len(x)


def one_mean_for_all(x: Tensor) -> tuple[Tensor, Tensor]:
    """A single mean over all numbers is subtracted, not one for each dimension."""
    centred = x - x.mean()
    return x.mean(0), centred.T @ centred / len(x)


def with_ridge(x: Tensor) -> tuple[Tensor, Tensor]:
    """A ridge was added to the diagonal; that is no longer the maximum of the likelihood."""
    mean = x.mean(0)
    covariance = (x - mean).T @ (x - mean) / len(x)
    return mean, covariance + 1e-3 * torch.eye(x.shape[1], dtype=x.dtype, device=x.device)


def cuts_the_gradient(x: Tensor) -> tuple[Tensor, Tensor]:
    """The covariance is computed without gradients."""
    mean = x.mean(0)
    with torch.no_grad():
        covariance = (x - mean).T @ (x - mean) / len(x)
    return mean, covariance


def flat_for_one_dimension(x: Tensor) -> tuple[Tensor, Tensor]:
    """For d = 1 torch.cov gives a single number of shape (), not the promised (1, 1)."""
    return x.mean(0), torch.cov(x.T, correction=0)


def always_single_precision(x: Tensor) -> tuple[Tensor, Tensor]:
    """The result is in 32 bits whatever the dtype of x is."""
    x = x.float()
    mean = x.mean(0)
    return mean, (x - mean).T @ (x - mean) / len(x)


def covariance_of_the_mean(x: Tensor) -> tuple[Tensor, Tensor]:
    """The covariance is divided by n twice: that is how uncertain the mean is."""
    mean = x.mean(0)
    return mean, (x - mean).T @ (x - mean) / len(x) ** 2
