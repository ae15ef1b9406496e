"""Wrong answers to fit_gaussian."""

import numpy as np
import torch
from torch import Tensor


def unbiased_covariance(x: Tensor) -> tuple[Tensor, Tensor]:
    """torch.cov divides by n - 1; maximum likelihood divides by n."""
    d = x.shape[1]
    return x.mean(0), torch.cov(x.T).reshape(d, d)


def second_moment(x: Tensor) -> tuple[Tensor, Tensor]:
    """The mean is not subtracted before the products."""
    return x.mean(0), x.T @ x / len(x)


def divides_by_the_dimension(x: Tensor) -> tuple[Tensor, Tensor]:
    """Divides the sum of products by d, not by n."""
    mean = x.mean(0)
    return mean, (x - mean).T @ (x - mean) / x.shape[1]


def scalar_in_one_dimension(x: Tensor) -> tuple[Tensor, Tensor]:
    """For d = 1 torch.cov gives a single number of shape (), not (1, 1)."""
    return x.mean(dim=0), torch.cov(x.T, correction=0)


def through_numpy(x: Tensor) -> tuple[Tensor, Tensor]:
    """The covariance goes through numpy, so no gradient comes back from it."""
    covariance = np.cov(x.detach().cpu().numpy(), rowvar=False, bias=True)
    covariance = torch.as_tensor(covariance).to(x).reshape(x.shape[1], x.shape[1])
    return x.mean(dim=0), covariance


def variances_on_the_diagonal(x: Tensor) -> tuple[Tensor, Tensor]:
    """Only the variances; the covariances between the coordinates are 0."""
    return x.mean(0), torch.diag(x.var(0, correction=0))
