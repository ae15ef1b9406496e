"""Right answers to fit_local_posterior."""

import torch
from torch import Tensor


def gradients_as_given(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """The two gradients of the page, without autograd."""
    m, s = mean.detach(), log_var.detach()
    diagonal = 1 + weight.pow(2).sum(dim=0) / noise_var
    for _ in range(steps):
        error = x - bias - m @ weight.T
        grad_m = error @ weight / noise_var - m
        grad_s = 0.5 * (1 - s.exp() * diagonal)
        m, s = m + lr * grad_m, s + lr * grad_s
    return m, s


def optimizer_on_the_sum(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """torch.optim.SGD on the negative ELBO, summed over the batch."""
    m = mean.detach().clone().requires_grad_()
    s = log_var.detach().clone().requires_grad_()
    w, b, v = weight.detach(), bias.detach(), noise_var.detach()
    optimizer = torch.optim.SGD([m, s], lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        residual = (x - b - m @ w.T).square().sum() + (s.exp() * w.square().sum(0)).sum()
        kl = 0.5 * (m.square() + s.exp() - 1 - s).sum()
        loss = residual / (2 * v) + kl
        loss.backward()
        optimizer.step()
    return m.detach(), s.detach()


def down_the_divergence(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """The ELBO is log p(x) minus a KL to the posterior: goes down the gradient of this KL."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    m, s = mean.detach().clone(), log_var.detach().clone()
    for _ in range(steps):
        m.requires_grad_()
        s.requires_grad_()
        kl = gaussian_kl_full(m, torch.diag_embed(s.exp()), centre, covariance)
        grad_m, grad_s = torch.autograd.grad(kl.sum(), (m, s))
        m, s = (m - lr * grad_m).detach(), (s - lr * grad_s).detach()
    return m, s


def observation_by_observation(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """A loop over the observations, each with its own search and the posterior's precision."""
    latent = weight.shape[1]
    precision = torch.eye(latent).to(weight) + weight.T @ weight / noise_var
    precision = precision.detach()
    pulls = ((x - bias) @ weight / noise_var).detach()
    found = []
    for pull, m, s in zip(pulls, mean.detach(), log_var.detach(), strict=True):
        for _ in range(steps):
            m = m + lr * (pull - precision @ m)
            s = s + lr * (1 - precision.diag() * s.exp()) / 2
        found.append((m, s))
    return torch.stack([m for m, _ in found]), torch.stack([s for _, s in found])
