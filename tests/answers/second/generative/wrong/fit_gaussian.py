"""Wrong answers to fit_gaussian."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def negative_covariances_removed(x: Tensor) -> tuple[Tensor, Tensor]:
    """Negative entries are clamped to 0: a variance is not negative, but a covariance may be."""
    centred = x - x.mean(0)
    return x.mean(0), (centred.T @ centred / len(x)).clamp(min=0)


def axes_lost_in_one_dimension(x: Tensor) -> tuple[Tensor, Tensor]:
    """For d = 1 torch.cov gives a number, not a matrix of shape (1, 1)."""
    return x.mean(0), torch.cov(x.T, correction=0)


def unbiased_if_possible(x: Tensor) -> tuple[Tensor, Tensor]:
    """Divided by n - 1: unbiased, but maximum likelihood divides by n."""
    centred = x - x.mean(0)
    return x.mean(0), centred.T @ centred / max(len(x) - 1, 1)


def with_a_ridge(x: Tensor) -> tuple[Tensor, Tensor]:
    """0.001 is added to the variances so that the matrix can be inverted: that is not the most probable covariance."""
    centred = x - x.mean(0)
    return x.mean(0), centred.T @ centred / len(x) + 1e-3 * torch.eye(x.shape[1]).to(x)


def covariance_without_gradient(x: Tensor) -> tuple[Tensor, Tensor]:
    """The covariance is computed from detached observations: no gradient flows back through it."""
    mean = x.mean(0)
    centred = (x - mean).detach()
    return mean, torch.einsum("ni,nj->ij", centred, centred) / len(x)


def outliers_pulled_in(x: Tensor) -> tuple[Tensor, Tensor]:
    """Deviations above three standard deviations are cut: every observation counts as it is."""
    mean = x.mean(0)
    centred = x - mean
    limit = 3 * centred.square().mean(0).sqrt()
    centred = torch.minimum(torch.maximum(centred, -limit), limit)
    return mean, centred.T @ centred / len(x)


def spread_about_the_median(x: Tensor) -> tuple[Tensor, Tensor]:
    """The covariance is taken about the median; it should be about the mean that is returned."""
    centred = x - x.median(dim=0).values
    return x.mean(0), centred.T @ centred / len(x)


def correlation_matrix(x: Tensor) -> tuple[Tensor, Tensor]:
    """Each column is divided by its standard deviation: these are correlations, not covariances."""
    mean = x.mean(0)
    centred = x - mean
    scaled = centred / centred.square().mean(0).sqrt().clamp_min(1e-12)
    return mean, scaled.T @ scaled / len(x)
