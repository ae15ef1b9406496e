"""Wrong answers to log_joint."""

import math

import torch
from torch import Tensor


def forgets_the_prior(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Only log p(x | z) is returned; log p(z) is missing."""
    error = (x - z @ weight.T - bias).square().sum(-1)
    return -0.5 * (x.shape[-1] * torch.log(2 * math.pi * noise_var) + error / noise_var)


def variance_as_std(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """s² is passed as the standard deviation of the noise."""
    log_prior = torch.distributions.Normal(torch.zeros_like(z), 1.0).log_prob(z).sum(-1)
    return log_prior + torch.distributions.Normal(z @ weight.T + bias, noise_var).log_prob(x).sum(
        -1
    )


def one_constant_for_all_pixels(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """log(2 pi s²) is counted once, but each pixel brings its own."""
    error = (x - z @ weight.T - bias).square().sum(-1)
    log_prior = -0.5 * (z.shape[-1] * math.log(2 * math.pi) + z.square().sum(-1))
    return log_prior - 0.5 * (torch.log(2 * math.pi * noise_var) + error / noise_var)


def mean_over_pixels(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """The mean over the coordinates is taken where the sum belongs."""
    log_prior = torch.distributions.Normal(torch.zeros_like(z), 1.0).log_prob(z).mean(-1)
    likelihood = torch.distributions.Normal(z @ weight.T + bias, noise_var.sqrt())
    return log_prior + likelihood.log_prob(x).mean(-1)


def prior_without_constant(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """The prior's constant d/2 log(2 pi) is missing."""
    error = (x - z @ weight.T - bias).square().sum(-1)
    return -0.5 * (
        z.square().sum(-1) + x.shape[-1] * torch.log(2 * math.pi * noise_var) + error / noise_var
    )


def forgets_the_bias(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """The bias b is missing from the mean of x."""
    log_prior = torch.distributions.Normal(torch.zeros_like(z), 1.0).log_prob(z).sum(-1)
    return log_prior + torch.distributions.Normal(z @ weight.T, noise_var.sqrt()).log_prob(x).sum(
        -1
    )


def determinant_with_wrong_sign(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """log s² is added where it has to be subtracted."""
    error = (x - z @ weight.T - bias).square().sum(-1)
    log_prior = -0.5 * (z.shape[-1] * math.log(2 * math.pi) + z.square().sum(-1))
    return log_prior - 0.5 * (
        x.shape[-1] * (math.log(2 * math.pi) - noise_var.log()) + error / noise_var
    )


def one_number_for_all(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """The sums run over the observations too, so there is one number for the whole batch."""
    log_prior = torch.distributions.Normal(torch.zeros_like(z), 1.0).log_prob(z).sum()
    return (
        log_prior
        + torch.distributions.Normal(z @ weight.T + bias, noise_var.sqrt()).log_prob(x).sum()
    )


def evidence_instead(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """This is log p(x) + log p(z), as if x and z were independent."""
    covariance = weight @ weight.T + noise_var * torch.eye(
        len(bias), dtype=x.dtype, device=x.device
    )
    evidence = torch.distributions.MultivariateNormal(bias, covariance).log_prob(x)
    return evidence + torch.distributions.Normal(torch.zeros_like(z), 1.0).log_prob(z).sum(-1)


def same_noise_in_the_prior(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """The prior gets the variance s² too; z has variance 1."""
    error = (x - z @ weight.T - bias).square().sum(-1) + z.square().sum(-1)
    count = x.shape[-1] + z.shape[-1]
    return -0.5 * (count * torch.log(2 * math.pi * noise_var) + error / noise_var)
