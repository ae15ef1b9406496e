"""Wrong answers to log_joint."""

import math

import torch
from torch import Tensor
from torch.distributions import Normal
from torch.nn import functional as F


def variance_as_standard_deviation(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Normal wants the standard deviation, and gets the variance s^2."""
    prior = Normal(torch.zeros_like(z), torch.ones_like(z)).log_prob(z).sum(-1)
    return prior + Normal(z @ weight.T + bias, noise_var).log_prob(x).sum(-1)


def pixels_counted_for_both(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """The prior's constant counts the pixels, not the latent coordinates."""
    n = x.shape[-1]
    error = (x - z @ weight.T - bias).square().sum(-1)
    log_prior = -0.5 * (n * math.log(2 * math.pi) + z.square().sum(-1))
    return log_prior - 0.5 * (n * torch.log(2 * math.pi * noise_var) + error / noise_var)


def reshape_for_transpose(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """W is reshaped, not transposed: its entries land in wrong places unless latent is 1."""
    pixels, latent = weight.shape
    error = (x - z @ weight.reshape(latent, pixels) - bias).square().sum(-1)
    log_prior = -0.5 * (latent * math.log(2 * math.pi) + z.square().sum(-1))
    return log_prior - 0.5 * (pixels * torch.log(2 * math.pi * noise_var) + error / noise_var)


def bias_with_the_wrong_sign(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """The bias is added to the residual, not subtracted: unseen as long as b = 0."""
    pixels, latent = weight.shape
    error = (x - z @ weight.T + bias).square().sum(-1)
    log_prior = -0.5 * (latent * math.log(2 * math.pi) + z.square().sum(-1))
    return log_prior - 0.5 * (pixels * torch.log(2 * math.pi * noise_var) + error / noise_var)


def squared_error_of_the_whole_batch(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """mse_loss averages over the batch as well: every row gets the same error."""
    pixels, latent = weight.shape
    at = z @ weight.T + bias
    target, at = torch.broadcast_tensors(x, at)
    error = pixels * F.mse_loss(at, target)
    log_prior = -0.5 * (latent * math.log(2 * math.pi) + z.square().sum(-1))
    return log_prior - 0.5 * (pixels * torch.log(2 * math.pi * noise_var) + error / noise_var)


def prior_with_noise_variance(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """The prior of z has variance 1, and not the noise variance s^2."""

    def log_normal(squared: Tensor) -> Tensor:
        return -0.5 * (torch.log(2 * math.pi * noise_var) + squared / noise_var).sum(-1)

    return log_normal(z.square()) + log_normal((x - z @ weight.T - bias).square())


def log_variance_without_half(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """log s^2 lacks its factor 1/2: as if log s^2 were log s."""
    pixels, latent = weight.shape
    error = (x - z @ weight.T - bias).square().sum(-1)
    constant = -0.5 * (pixels + latent) * math.log(2 * math.pi) - pixels * noise_var.log()
    return constant - 0.5 * z.square().sum(-1) - 0.5 * error / noise_var


def small_noise_is_clamped(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """The noise variance is kept above 0.05 for safety: wrong for a smaller one."""
    v = noise_var.clamp(min=0.05)
    pixels, latent = weight.shape
    error = (x - z @ weight.T - bias).square().sum(-1)
    log_prior = -0.5 * (latent * math.log(2 * math.pi) + z.square().sum(-1))
    return log_prior - 0.5 * (pixels * torch.log(2 * math.pi * v) + error / v)
