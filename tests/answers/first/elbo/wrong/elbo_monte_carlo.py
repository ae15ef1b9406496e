"""Wrong answers to elbo_monte_carlo."""

import math

import torch
from torch import Tensor


def logarithm_after_the_mean(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """The logarithm is taken after averaging the weights: the bound of importance-weighted autoencoders."""
    q = torch.distributions.MultivariateNormal(mean, scale_tril=scale_tril)
    z = q.rsample((k,))
    return torch.logsumexp(log_joint(x, z, weight, bias, noise_var) - q.log_prob(z), 0) - math.log(
        k
    )


def noise_shared_by_the_batch(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """All observations get the same noise, so their estimates are not independent."""
    eps = torch.randn(k, 1, mean.shape[-1], dtype=mean.dtype, device=mean.device).expand(
        k, *mean.shape
    )
    z = mean + (scale_tril @ eps[..., None])[..., 0]
    log_q = torch.distributions.MultivariateNormal(mean, scale_tril=scale_tril).log_prob(z)
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)


def only_one_draw(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """k is ignored: the same single draw is used k times."""
    eps = torch.randn_like(mean).expand(k, *mean.shape)
    z = mean + (scale_tril @ eps[..., None])[..., 0]
    log_q = torch.distributions.MultivariateNormal(mean, scale_tril=scale_tril).log_prob(z)
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)


def noise_times_the_transpose(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """The noise is multiplied by L^T instead of L."""
    eps = torch.randn(k, *mean.shape, dtype=mean.dtype, device=mean.device)
    z = mean + (scale_tril.mT @ eps[..., None])[..., 0]
    log_det = scale_tril.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    log_q = -0.5 * (eps.square().sum(-1) + mean.shape[-1] * math.log(2 * math.pi)) - log_det
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)


def half_of_the_determinant(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """log det L is halved, as if L were the covariance."""
    eps = torch.randn(k, *mean.shape, dtype=mean.dtype, device=mean.device)
    z = mean + (scale_tril @ eps[..., None])[..., 0]
    log_det = 0.5 * scale_tril.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    log_q = -0.5 * (eps.square().sum(-1) + mean.shape[-1] * math.log(2 * math.pi)) - log_det
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)


def not_reparameterized(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """sample() cuts the graph: no gradient goes through the draws."""
    q = torch.distributions.MultivariateNormal(mean, scale_tril=scale_tril)
    z = q.sample((k,))
    return (log_joint(x, z, weight, bias, noise_var) - q.log_prob(z)).mean(0)


def exact_entropy(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """The exact entropy replaces the average of -log q(z); then the noise does not vanish at the posterior."""
    q = torch.distributions.MultivariateNormal(mean, scale_tril=scale_tril)
    z = q.rsample((k,))
    return log_joint(x, z, weight, bias, noise_var).mean(0) + q.entropy()


def forgets_log_q(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """log q(z) is not subtracted."""
    q = torch.distributions.MultivariateNormal(mean, scale_tril=scale_tril)
    return log_joint(x, q.rsample((k,)), weight, bias, noise_var).mean(0)


def same_seed_every_time(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """A fixed seed gives the same noise in every call, so repeated estimates are all equal."""
    generator = torch.Generator().manual_seed(0)
    eps = torch.randn(k, *mean.shape, dtype=mean.dtype, generator=generator).to(mean.device)
    z = mean + (scale_tril @ eps[..., None])[..., 0]
    log_q = torch.distributions.MultivariateNormal(mean, scale_tril=scale_tril).log_prob(z)
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)


def uniform_noise(
    x: Tensor,
    mean: Tensor,
    scale_tril: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    k: int,
) -> Tensor:
    """The noise is uniform with variance 1; q is Gaussian."""
    eps = (torch.rand(k, *mean.shape, dtype=mean.dtype, device=mean.device) - 0.5) * math.sqrt(12)
    z = mean + (scale_tril @ eps[..., None])[..., 0]
    log_q = torch.distributions.MultivariateNormal(mean, scale_tril=scale_tril).log_prob(z)
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)
