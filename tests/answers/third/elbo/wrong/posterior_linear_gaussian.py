"""Wrong answers to posterior_linear_gaussian."""

import torch
from torch import Tensor


def likelihood_alone(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The precision lacks the identity of the prior: least squares, without shrinking."""
    covariance = torch.linalg.inv(weight.T @ weight / noise_var)
    return (x - bias) @ weight @ covariance / noise_var, covariance


def noise_as_a_deviation(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Squares noise_var, which is a variance already."""
    identity = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    covariance = torch.linalg.inv(identity + weight.T @ weight / noise_var**2)
    return (x - bias) @ weight @ covariance / noise_var**2, covariance


def mean_not_divided_by_the_noise(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The mean lacks 1 / s^2: right only for s^2 = 1."""
    identity = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    covariance = torch.linalg.inv(identity + weight.T @ weight / noise_var)
    return (x - bias) @ weight @ covariance, covariance


def centred_by_the_batch(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Subtracts the mean of the batch, not the bias of the model."""
    identity = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    covariance = torch.linalg.inv(identity + weight.T @ weight / noise_var)
    return (x - x.mean(0)) @ weight @ covariance / noise_var, covariance


def precision_returned(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The second thing returned is the precision, not its inverse."""
    identity = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    precision = identity + weight.T @ weight / noise_var
    return torch.linalg.solve(precision, ((x - bias) @ weight / noise_var).T).T, precision


def reciprocals_of_the_diagonal(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The covariance is diag(1 / Lambda_jj): right only if the columns of W are orthogonal."""
    identity = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    precision = identity + weight.T @ weight / noise_var
    means = torch.linalg.solve(precision, ((x - bias) @ weight / noise_var).T).T
    return means, torch.diag(1 / precision.diagonal())


def covariance_without_the_noise(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """With M = W^T W + s^2 I the mean is right, but the covariance is s^2 M^-1, not M^-1."""
    identity = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    inverse = torch.linalg.inv(weight.T @ weight + noise_var * identity)
    return (x - bias) @ weight @ inverse, inverse


def small_directions_cut_off(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """pinv with the tolerance 1e-2 zeroes the posterior's widest directions if W is uneven."""
    identity = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    precision = identity + weight.T @ weight / noise_var
    covariance = torch.linalg.pinv(precision, rtol=1e-2, hermitian=True)
    return (x - bias) @ weight @ covariance / noise_var, covariance


def covariance_for_every_observation(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Expands the covariance to (batch, latent, latent); one (latent, latent) is asked for."""
    identity = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    covariance = torch.linalg.inv(identity + weight.T @ weight / noise_var)
    means = (x - bias) @ weight @ covariance / noise_var
    return means, covariance.expand(len(x), -1, -1)


def centres_what_it_was_given(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Subtracts the bias from the caller's x in place."""
    identity = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    covariance = torch.linalg.inv(identity + weight.T @ weight / noise_var)
    x.sub_(bias)
    return x @ weight @ covariance / noise_var, covariance


def image_by_image_and_squeezed(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Squeezes the means: one observation, or one latent coordinate, loses its axis."""
    identity = torch.eye(weight.shape[1], dtype=x.dtype, device=x.device)
    covariance = torch.linalg.inv(identity + weight.T @ weight / noise_var)
    columns = covariance @ weight.T @ (x - bias).unsqueeze(-1) / noise_var
    return columns.squeeze(), covariance
