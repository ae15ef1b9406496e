"""Wrong ways of writing ``reparameterize``; a docstring is what its message says."""

import torch
from torch.distributions import Normal


def detached_standard_deviation(mu, log_var):
    """no gradient reaches log_var: is the standard deviation detached?"""
    return mu + (0.5 * log_var).exp().detach() * torch.randn_like(mu)


def sample_instead_of_rsample(mu, log_var):
    """draw with .rsample()"""
    return Normal(mu, (0.5 * log_var).exp()).sample()


def shared_over_the_second_axis(mu, log_var):
    """the noise of some entries depends on that of others"""
    noise = torch.randn_like(mu)
    return mu + (0.5 * log_var).exp() * (noise[..., :1, :] if mu.dim() > 2 else noise)


def one_number(mu, log_var):
    """the same noise is used for the whole batch"""
    return mu + (0.5 * log_var).exp() * torch.randn(())


def fixed_seed(mu, log_var):
    """two calls give the same noise"""
    generator = torch.Generator().manual_seed(0)
    return mu + (0.5 * log_var).exp() * torch.randn(mu.shape, generator=generator)


def centred_uniform_noise(mu, log_var):
    """the noise is not Gaussian"""
    return mu + (0.5 * log_var).exp() * (torch.rand_like(mu) - 0.5) * 12**0.5


def softplus(mu, log_var):
    """the draws do not have the right variance"""
    return mu + torch.nn.functional.softplus(log_var + 1) * torch.randn_like(mu)


def torch_normal(mu, log_var):
    """torch.normal(mean, std) cuts it"""
    return torch.normal(mu, (0.5 * log_var).exp())


def noise_on_the_cpu(mu, log_var):
    """a tensor is made on the CPU whatever device mu is on"""
    return mu + (0.5 * log_var).exp() * torch.randn(mu.shape)


def noise_of_one_dtype(mu, log_var):
    """the result is float64 although the inputs are float32"""
    return mu + (0.5 * log_var).exp() * torch.randn_like(mu, dtype=torch.float64)
