"""Wrong answers to reparameterize."""

import math

import torch
from torch import Tensor


def root_after_exp(mu: Tensor, log_var: Tensor) -> Tensor:
    """exp(log_var) overflows before the root is taken: infinite for log_var = 100 in float32."""
    return mu + log_var.exp().sqrt() * torch.randn_like(mu)


def logistic_noise_of_variance_one(mu: Tensor, log_var: Tensor) -> Tensor:
    """The noise has mean 0 and variance 1, but it is logistic, not normal."""
    u = torch.rand_like(mu).clamp(1e-7, 1 - 1e-7)
    return mu + (log_var / 2).exp() * torch.logit(u) * math.sqrt(3) / math.pi


def one_noise_for_all_rows(mu: Tensor, log_var: Tensor) -> Tensor:
    """All rows of the first axis get the same noise."""
    return mu + (log_var / 2).exp() * torch.randn_like(mu[0])


def second_half_mirrors_the_first(mu: Tensor, log_var: Tensor) -> Tensor:
    """The noise of the second half of the entries is the negative of the first: not independent."""
    n = mu.numel()
    half = torch.randn((n + 1) // 2, dtype=mu.dtype, device=mu.device)
    return mu + (log_var / 2).exp() * torch.cat([half, -half])[:n].reshape(mu.shape)


def log_var_is_clamped(mu: Tensor, log_var: Tensor) -> Tensor:
    """log_var is clamped to -8 ... 8: it may be any number."""
    return mu + (log_var.clamp(-8, 8) / 2).exp() * torch.randn_like(mu)


def torch_normal_has_no_gradient(mu: Tensor, log_var: Tensor) -> Tensor:
    """torch.normal draws, but no gradient comes back through the draw to mu and log_var."""
    return torch.normal(mu, (log_var / 2).exp())


def generator_with_a_fixed_seed(mu: Tensor, log_var: Tensor) -> Tensor:
    """A generator that is seeded in every call: each call has the same noise."""
    generator = torch.Generator(device=mu.device).manual_seed(0)
    noise = torch.randn(mu.shape, dtype=mu.dtype, device=mu.device, generator=generator)
    return mu + (log_var / 2).exp() * noise


def noise_is_centred_over_the_rows(mu: Tensor, log_var: Tensor) -> Tensor:
    """The mean over the first axis is taken off the noise: rows depend on each other, and one row gets none."""
    noise = torch.randn_like(mu)
    return mu + (log_var / 2).exp() * (noise - noise.mean(0, keepdim=True))
