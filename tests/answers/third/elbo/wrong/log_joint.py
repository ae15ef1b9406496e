"""Wrong answers to log_joint."""

import math

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal, Normal


def variance_constant_once_per_image(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """log s^2 is counted once for an image, not once for each pixel."""
    error = x - z @ weight.T - bias
    numbers = x.shape[-1] + z.shape[-1]
    squares = (z**2).sum(-1) + (error**2).sum(-1) / noise_var
    return -0.5 * (squares + numbers * math.log(2 * math.pi) + noise_var.log())


def prior_constant_for_every_pixel(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Both constants have the number of pixels, also that of the prior over latent coordinates."""
    n = x.shape[-1]
    error = x - (z @ weight.T + bias)
    log_prior = -0.5 * (n * math.log(2 * math.pi) + z.square().sum(-1))
    log_like = -0.5 * (n * torch.log(2 * math.pi * noise_var) + error.square().sum(-1) / noise_var)
    return log_prior + log_like


def reshapes_instead_of_transposing(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """weight.reshape(latent, pixels) is not the transpose; right only for one coordinate."""
    predicted = z @ weight.reshape(z.shape[-1], -1) + bias
    log_prior = -0.5 * (z**2 + math.log(2 * math.pi)).sum(-1)
    return log_prior + Normal(predicted, noise_var.sqrt()).log_prob(x).sum(-1)


def variance_where_the_normal_wants_a_deviation(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Gives s^2 to Normal as its standard deviation: right only for s^2 = 1."""
    log_prior = Normal(torch.zeros_like(z), 1.0).log_prob(z).sum(-1)
    return log_prior + Normal(z @ weight.T + bias, noise_var).log_prob(x).sum(-1)


def log_of_the_deviation_without_its_two(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Half of the factor is forgotten: -1/2 log s for each pixel where it is -log s."""
    s = noise_var.sqrt()
    error = (x - bias - z @ weight.T) / s
    log_likelihood = -0.5 * (error**2 + torch.log(2 * math.pi * s)).sum(-1)
    return log_likelihood - 0.5 * (z**2 + math.log(2 * math.pi)).sum(-1)


def bias_on_the_wrong_side(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """The error is x + b - W z: right only for a bias of zero."""
    error = x + bias - z @ weight.T
    log_prior = -0.5 * (z**2 + math.log(2 * math.pi)).sum(-1)
    return log_prior - 0.5 * (error**2 / noise_var + torch.log(2 * math.pi * noise_var)).sum(-1)


def squeezes_a_batch_of_one(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Squeezes the result, so a leading axis of length one is lost."""
    error = x - bias - (weight @ z.unsqueeze(-1)).squeeze(-1)
    log_prior = -0.5 * (z**2 + math.log(2 * math.pi)).sum(-1)
    log_like = -0.5 * (error**2 / noise_var + torch.log(2 * math.pi * noise_var)).sum(-1)
    return (log_prior + log_like).squeeze()


def centres_the_images_in_place(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Subtracts the bias from the caller's x in place: the next call gets other images."""
    x -= bias
    error = x - z @ weight.T
    log_prior = -0.5 * (z**2 + math.log(2 * math.pi)).sum(-1)
    return log_prior - 0.5 * (error**2 / noise_var + torch.log(2 * math.pi * noise_var)).sum(-1)


def a_little_more_variance_for_safety(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Adds 1e-3 to the variance against a division by zero: wrong where the noise is small."""
    safe = noise_var + 1e-3
    error = x - bias - z @ weight.T
    log_prior = -0.5 * (z**2 + math.log(2 * math.pi)).sum(-1)
    return log_prior - 0.5 * (error**2 / safe + torch.log(2 * math.pi * safe)).sum(-1)


def prior_of_all_points_together(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Sums the log-prior over the leading axes too: right only for a single latent point."""
    error = x - bias - z @ weight.T
    log_prior = -0.5 * (z**2 + math.log(2 * math.pi)).sum()
    return log_prior - 0.5 * (error**2 / noise_var + torch.log(2 * math.pi * noise_var)).sum(-1)


def marginal_of_x_beside_the_prior(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Uses the evidence N(x; b, W W^T + s^2 I) in place of p(x | z)."""
    identity = torch.eye(weight.shape[0], dtype=x.dtype, device=x.device)
    evidence = MultivariateNormal(bias, weight @ weight.T + noise_var * identity)
    return evidence.log_prob(x) - 0.5 * (z**2 + math.log(2 * math.pi)).sum(-1)
