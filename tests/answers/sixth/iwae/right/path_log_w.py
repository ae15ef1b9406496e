"""Right answers to path_log_w."""

import math

import torch
from torch import Tensor

LOG_2PI = math.log(2 * math.pi)


def three_densities(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """Three normal log-densities written out, the last one with constants."""
    z = mean + torch.exp(0.5 * log_var) * noise
    prior = -0.5 * (z**2 + LOG_2PI).sum(-1)
    gap = x - (z @ weight.T + bias)
    likelihood = -0.5 * (gap**2 / noise_var + LOG_2PI + noise_var.log()).sum(-1)
    centre, spread = mean.detach(), log_var.detach()
    log_q = -0.5 * ((z - centre) ** 2 / spread.exp() + LOG_2PI + spread).sum(-1)
    return prior + likelihood - log_q


def distributions(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """Normal distributions of torch, that of the draws with detached parameters."""
    z = mean + (log_var / 2).exp() * noise
    prior = torch.distributions.Normal(torch.zeros_like(z), torch.ones_like(z))
    pixels = torch.distributions.Normal(z @ weight.mT + bias, noise_var.sqrt())
    with torch.no_grad():
        guess = torch.distributions.Normal(mean.clone(), torch.exp(log_var / 2))
    terms = prior.log_prob(z).sum(-1) + pixels.log_prob(x).sum(-1)
    return terms - guess.log_prob(z).sum(-1)


def draw_after_draw(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """A loop over the draws, with squares collected before the constants are added."""
    pixels, latent = weight.shape
    inverse = torch.exp(-log_var).detach()
    constant = 0.5 * log_var.detach().sum(-1)
    constant = constant - 0.5 * pixels * (math.log(2 * math.pi) + torch.log(noise_var))
    rows = []
    for eps in noise:
        z = torch.addcmul(mean, torch.exp(0.5 * log_var), eps)
        gap = x - torch.nn.functional.linear(z, weight, bias)
        away = z - mean.detach()
        squares = torch.einsum("bl,bl,bl->b", away, away, inverse) - z.square().sum(-1)
        rows.append(constant + 0.5 * squares - 0.5 * gap.square().sum(-1) / noise_var)
    return torch.stack(rows)
