"""Right answers to path_log_w."""

import math

import torch
from torch import Tensor
from torch.distributions import Independent, Normal


def three_densities(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """A small function for a normal log-density, used three times."""

    def log_normal(value, centre, variance):
        terms = (value - centre) ** 2 / variance + torch.log(2 * math.pi * variance)
        return -0.5 * terms.sum(-1)

    z = mean + torch.exp(0.5 * log_var) * noise
    prior = log_normal(z, torch.zeros_like(z), torch.ones_like(z))
    likelihood = log_normal(x, z @ weight.T + bias, noise_var.expand(x.shape))
    return prior + likelihood - log_normal(z, mean.detach(), log_var.detach().exp())


def by_distributions(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """Distributions of the library; the guess is one of detached parameters."""
    guess = Independent(Normal(mean, (log_var / 2).exp()), 1)
    z = guess.mean + guess.stddev * noise
    frozen = Independent(Normal(mean.detach(), (log_var.detach() / 2).exp()), 1)
    prior = Independent(Normal(torch.zeros_like(mean), torch.ones_like(mean)), 1)
    made = torch.einsum("kbl,pl->kbp", z, weight) + bias
    seen = Independent(Normal(made, noise_var.sqrt()), 1)
    return prior.log_prob(z) + seen.log_prob(x) - frozen.log_prob(z)


def draw_by_draw(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """A loop over the draws; what the three constants have in common cancels."""
    pixels, _ = weight.shape
    fixed_mean, fixed_log_var = mean.clone().detach(), log_var.clone().detach()
    rows = []
    for eps in noise:
        z = torch.addcmul(mean, torch.exp(log_var / 2), eps)
        gap = (z - fixed_mean) * torch.exp(-fixed_log_var / 2)
        rest = x - torch.nn.functional.linear(z, weight, bias)
        twice = gap.square().sum(-1) + fixed_log_var.sum(-1) - z.square().sum(-1)
        twice = twice - rest.square().sum(-1) / noise_var
        twice = twice - pixels * (noise_var.log() + math.log(2 * math.pi))
        rows.append(twice / 2)
    return torch.stack(rows)
