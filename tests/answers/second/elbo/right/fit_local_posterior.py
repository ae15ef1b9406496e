"""Right answers to fit_local_posterior."""

import torch
from torch import Tensor


def autograd_of_the_summed_elbo(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """torch.autograd.grad of the ELBO without constants, summed over the batch."""
    mean, log_var = mean.detach().clone(), log_var.detach().clone()
    for _ in range(steps):
        with torch.enable_grad():
            m, v = mean.requires_grad_(), log_var.requires_grad_()
            error = (x - bias - m @ weight.T).square().sum() + (v.exp() @ weight.T.square()).sum()
            kl = 0.5 * (m.square() + v.exp() - v).sum()
            to_m, to_v = torch.autograd.grad(-0.5 * error / noise_var - kl, (m, v))
        mean, log_var = (m + lr * to_m).detach(), (v + lr * to_v).detach()
    return mean.detach(), log_var.detach()


def optimizer_that_maximizes(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """torch.optim.SGD without momentum on copies, with maximize=True and the sum over the batch."""
    m = mean.detach().clone().requires_grad_()
    v = log_var.detach().clone().requires_grad_()
    optimizer = torch.optim.SGD([m, v], lr=lr, maximize=True)
    column = weight.detach().square().sum(0) / noise_var.detach()
    with torch.enable_grad():
        for _ in range(steps):
            optimizer.zero_grad()
            residual = x.detach() - bias.detach() - m @ weight.detach().T
            bound = -0.5 * residual.square().sum() / noise_var.detach() - 0.5 * m.square().sum()
            bound = bound + 0.5 * (v - v.exp() * (1 + column)).sum()
            bound.backward()
            optimizer.step()
    return m.detach(), v.detach()


def closed_form_for_the_mean(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """The error of the mean is multiplied by (I - lr Lambda)^steps at once; log_var in a loop; float64."""
    w, v = weight.double(), noise_var.double()
    eye = torch.eye(w.shape[1], dtype=w.dtype, device=w.device)
    precision = eye + w.T @ w / v
    centre = torch.linalg.solve(precision, w.T @ (x.double() - bias.double()).T / v).T
    power = torch.linalg.matrix_power(eye - lr * precision, steps)
    end = centre + (mean.double() - centre) @ power
    logs = log_var.double()
    for _ in range(steps):
        logs = logs + lr * 0.5 * (1 - logs.exp() * precision.diagonal())
    return end.to(mean.dtype), logs.to(mean.dtype)


def gradients_in_plain_loops(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """The printed gradients, observation by observation, in vectors; results are stacked."""
    means, logs = [], []
    column = 1 + (weight**2).sum(0) / noise_var
    for one, m, v in zip(x, mean, log_var, strict=True):
        t = 0
        while t < steps:
            to_m = weight.T @ (one - bias - weight @ m) / noise_var - m
            to_v = (1 - torch.exp(v) * column) / 2
            m, v, t = m + lr * to_m, v + lr * to_v, t + 1
        means.append(m)
        logs.append(v)
    return torch.stack(means), torch.stack(logs)
