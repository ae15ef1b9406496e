"""Wrong ways of writing ``elbo_monte_carlo``; a docstring is what its message says."""

import math

import torch
from torch.distributions import MultivariateNormal

from solutions.elbo import log_joint


def _log_w(x, mean, scale_tril, weight, bias, noise_var, k):
    q = MultivariateNormal(mean, scale_tril=scale_tril)
    z = q.rsample((k,))
    return log_joint(x, z, weight, bias, noise_var) - q.log_prob(z)


def loss(x, mean, scale_tril, weight, bias, noise_var, k):
    """the sign is wrong"""
    return -_log_w(x, mean, scale_tril, weight, bias, noise_var, k).mean(0)


def summed_draws(x, mean, scale_tril, weight, bias, noise_var, k):
    """summed over the k draws"""
    return _log_w(x, mean, scale_tril, weight, bias, noise_var, k).sum(0)


def batch_mean(x, mean, scale_tril, weight, bias, noise_var, k):
    """averaged over the batch"""
    return _log_w(x, mean, scale_tril, weight, bias, noise_var, k).mean()


def all_draws(x, mean, scale_tril, weight, bias, noise_var, k):
    """take the mean over the k draws"""
    return _log_w(x, mean, scale_tril, weight, bias, noise_var, k)


def no_log_det(x, mean, scale_tril, weight, bias, noise_var, k):
    """lacks the logarithm of the determinant"""
    log_det = scale_tril.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    return _log_w(x, mean, scale_tril, weight, bias, noise_var, k).mean(0) - log_det


def wrong_log_det(x, mean, scale_tril, weight, bias, noise_var, k):
    """the logarithm of the determinant with the wrong sign"""
    log_det = scale_tril.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    return _log_w(x, mean, scale_tril, weight, bias, noise_var, k).mean(0) - 2 * log_det


def no_constants(x, mean, scale_tril, weight, bias, noise_var, k):
    """log q(z) lacks its constants"""
    value = _log_w(x, mean, scale_tril, weight, bias, noise_var, k).mean(0)
    return value - 0.5 * mean.shape[-1] * math.log(2 * math.pi)


def detached(x, mean, scale_tril, weight, bias, noise_var, k):
    """that of a reparameterized draw"""
    q = MultivariateNormal(mean, scale_tril=scale_tril)
    z = q.sample((k,))
    return (log_joint(x, z, weight, bias, noise_var) - q.log_prob(z)).mean(0)


def no_graph(x, mean, scale_tril, weight, bias, noise_var, k):
    """no gradient can flow back"""
    return _log_w(x, mean, scale_tril, weight, bias, noise_var, k).mean(0).detach()


def no_entropy(x, mean, scale_tril, weight, bias, noise_var, k):
    """log q(z) is missing"""
    q = MultivariateNormal(mean, scale_tril=scale_tril)
    return log_joint(x, q.rsample((k,)), weight, bias, noise_var).mean(0)


def transposed(x, mean, scale_tril, weight, bias, noise_var, k):
    """the noise is multiplied by L transposed"""
    noise = torch.randn(k, *mean.shape, dtype=x.dtype)
    z = mean + (scale_tril.mT @ noise[..., None])[..., 0]

    q = MultivariateNormal(mean, scale_tril=scale_tril)
    return (log_joint(x, z, weight, bias, noise_var) - q.log_prob(z)).mean(0)


def no_noise(x, mean, scale_tril, weight, bias, noise_var, k):
    """no noise: z is just the mean"""
    q = MultivariateNormal(mean, scale_tril=scale_tril)
    return log_joint(x, mean, weight, bias, noise_var) - q.log_prob(mean)


def shared_noise(x, mean, scale_tril, weight, bias, noise_var, k):
    """the same noise is used for the whole batch"""
    noise = torch.randn(k, 1, mean.shape[-1], dtype=x.dtype)
    z = mean + (scale_tril @ noise[..., None])[..., 0]
    q = MultivariateNormal(mean, scale_tril=scale_tril)
    return (log_joint(x, z, weight, bias, noise_var) - q.log_prob(z)).mean(0)


def one_draw(x, mean, scale_tril, weight, bias, noise_var, k):
    """the k draws are all the same, or only one of them is used"""
    return _log_w(x, mean, scale_tril, weight, bias, noise_var, 1).mean(0)


def seeded(x, mean, scale_tril, weight, bias, noise_var, k):
    """two calls give the same noise"""
    torch.manual_seed(0)
    return _log_w(x, mean, scale_tril, weight, bias, noise_var, k).mean(0)


def evidence_bound(x, mean, scale_tril, weight, bias, noise_var, k):
    """this is log mean exp of log w"""
    log_w = _log_w(x, mean, scale_tril, weight, bias, noise_var, k)
    return log_w.logsumexp(0) - math.log(k)


def noise_of_the_default_dtype(x, mean, scale_tril, weight, bias, noise_var, k):
    """for float64 inputs tensors of two dtypes meet"""
    noise = torch.randn(k, *mean.shape)
    z = mean + (scale_tril @ noise[..., None])[..., 0]
    q = MultivariateNormal(mean, scale_tril=scale_tril)
    return (log_joint(x, z, weight, bias, noise_var) - q.log_prob(z)).mean(0)


def noise_on_the_cpu(x, mean, scale_tril, weight, bias, noise_var, k):
    """a tensor is made on the CPU"""
    noise = torch.randn(k, *mean.shape, dtype=mean.dtype)
    z = mean + (scale_tril * noise[..., None, :]).sum(-1)
    log_det = scale_tril.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    log_q = -0.5 * (noise**2 + math.log(2 * math.pi)).sum(-1) - log_det
    return (log_joint(x, z, weight, bias, noise_var) - log_q).mean(0)
