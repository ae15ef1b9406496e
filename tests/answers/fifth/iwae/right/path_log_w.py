"""Right answers to path_log_w."""

import math

import torch
from torch import Tensor
from torch.distributions import Independent, MultivariateNormal, Normal

from labsupport.models.linear_gaussian import LinearGaussian


def three_densities(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """The three log-densities from one helper, as the formula has them."""

    def log_normal(at: Tensor, centre: Tensor, variance: Tensor) -> Tensor:
        return -0.5 * ((at - centre) ** 2 / variance + torch.log(2 * math.pi * variance)).sum(-1)

    z = mean + torch.exp(0.5 * log_var) * noise
    prior = log_normal(z, torch.zeros_like(z), torch.ones_like(z))
    likelihood = log_normal(x, z @ weight.T + bias, noise_var.expand_as(x))
    q = log_normal(z, mean.detach(), log_var.detach().exp())
    return prior + likelihood - q


def distributions(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """With the densities of torch.distributions."""
    z = torch.addcmul(mean, log_var.mul(0.5).exp(), noise)
    zero, one = torch.zeros_like(mean), torch.ones_like(mean)
    prior = Independent(Normal(zero, one), 1).log_prob(z)
    likelihood = Normal(torch.nn.functional.linear(z, weight, bias), noise_var.sqrt()).log_prob(x)
    with torch.no_grad():
        q = MultivariateNormal(mean.clone(), scale_tril=torch.diag_embed((log_var / 2).exp()))
    return prior + likelihood.sum(-1) - q.log_prob(z)


def model_of_the_lab(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """The joint density from the lab's model, and q with parameters of which the gradient stops."""
    z = mean + (log_var / 2).exp() * noise
    fixed_mean, fixed_log_var = mean.detach(), log_var.detach()
    gap = (z - fixed_mean) * torch.exp(-0.5 * fixed_log_var)
    log_q = -0.5 * (gap.square() + fixed_log_var + math.log(2 * math.pi)).sum(dim=-1)
    return LinearGaussian(weight, bias, noise_var).log_joint(x, z) - log_q


def draw_by_draw(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """A loop over the draws; constants with 2 pi are collected, of which only x's remain."""
    pixels = weight.shape[0]
    std = log_var.exp().sqrt()
    constant_mean, constant_std = mean.detach(), std.detach()
    rows = []
    for eps in noise:
        z = mean + std * eps
        error = x - torch.einsum("pl,bl->bp", weight, z) - bias
        row = -0.5 * (z * z).sum(1) - 0.5 * (error * error).sum(1) / noise_var
        row = row - 0.5 * pixels * torch.log(2 * math.pi * noise_var)
        row = row + 0.5 * (((z - constant_mean) / constant_std) ** 2).sum(1)
        rows.append(row + constant_std.log().sum(1))
    return torch.stack(rows)
