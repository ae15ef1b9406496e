"""Right answers to fit_local_posterior."""

import torch
from torch import Tensor
from torch.distributions import Normal, kl_divergence
from torch.func import grad, vmap


def gradients_by_hand(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """Both gradients are written out, so nothing is differentiated."""
    precision = 1 + torch.einsum("ij,ij->j", weight, weight) / noise_var
    with torch.no_grad():
        for _ in range(steps):
            to_mean = (x - bias - mean @ weight.T) @ weight / noise_var - mean
            to_log_var = (1 - log_var.exp() * precision) / 2
            mean, log_var = mean + lr * to_mean, log_var + lr * to_log_var
    return mean.detach(), log_var.detach()


def plain_sgd_that_maximizes(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """torch.optim.SGD on clones, with maximize, and the KL of torch.distributions."""
    at = mean.detach().clone().requires_grad_(True)
    log = log_var.detach().clone().requires_grad_(True)
    optimizer = torch.optim.SGD([at, log], lr=lr, maximize=True)
    for _ in range(steps):
        optimizer.zero_grad()
        error = x - bias - torch.matmul(at, weight.mT)
        spread = torch.einsum("bj,ij->bi", log.exp(), weight.square())
        fit = -(error.square() + spread).sum(1) / (2 * noise_var)
        prior = Normal(torch.zeros_like(at), torch.ones_like(at))
        price = kl_divergence(Normal(at, (log / 2).exp()), prior).sum(1)
        (fit - price).sum().backward(inputs=[at, log])
        optimizer.step()
    return at.detach(), log.detach()


def gradient_of_one_observation_under_vmap(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """The ELBO of a single observation, its torch.func.grad, and vmap over the batch."""

    def bound(m: Tensor, v: Tensor, point: Tensor) -> Tensor:
        error = point - bias - weight @ m
        seen = torch.dot(error, error) + torch.trace(weight @ torch.diag(v.exp()) @ weight.T)
        return -0.5 * (seen / noise_var + torch.dot(m, m) + v.exp().sum() - v.sum())

    both = vmap(grad(bound, argnums=(0, 1)))
    mean, log_var = mean.detach(), log_var.detach()
    for _ in range(steps):
        to_mean, to_log_var = both(mean, log_var, x)
        mean, log_var = (mean + lr * to_mean).detach(), (log_var + lr * to_log_var).detach()
    return mean, log_var


def downhill_on_the_divergence(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """The ELBO is log p(x) minus a KL to the true posterior: goes down on that KL."""
    with torch.no_grad():
        centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    here = [mean.detach().clone(), log_var.detach().clone()]
    for _ in range(steps):
        here = [t.detach().requires_grad_() for t in here]
        gap = gaussian_kl_full(here[0], torch.diag_embed(here[1].exp()), centre, covariance)
        slopes = torch.autograd.grad(gap.sum(), here)
        here = [t - lr * slope for t, slope in zip(here, slopes, strict=True)]
    return here[0].detach(), here[1].detach()


def all_steps_of_the_mean_at_once(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """The error of the mean is multiplied by (I - lr Lambda)^steps; only log_var needs a loop."""
    latent = weight.shape[1]
    identity = torch.eye(latent, dtype=mean.dtype, device=mean.device)
    precision = identity + weight.T @ weight / noise_var
    centre = torch.linalg.solve(precision, weight.T @ (x - bias).T / noise_var).T
    shrink = torch.linalg.matrix_power(identity - lr * precision, steps)
    end, log = centre + (mean - centre) @ shrink, log_var.clone()
    for _ in range(steps):
        log = log + 0.5 * lr * (1 - torch.exp(log + precision.diagonal().log()))
    return end.detach(), log.detach()
