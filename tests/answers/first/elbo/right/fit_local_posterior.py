"""Right answers to fit_local_posterior."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def two_gradients(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """The two gradients of the text in a loop."""
    ones = 1 + weight.square().sum(0) / noise_var
    for _ in range(steps):
        gradient_mean = (x - bias - mean @ weight.T) @ weight / noise_var - mean
        gradient_log_var = 0.5 * (1 - log_var.exp() * ones)
        mean, log_var = mean + lr * gradient_mean, log_var + lr * gradient_log_var
    return mean, log_var


def differentiates_the_sum(
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
    a, b = mean.detach().clone(), log_var.detach().clone()
    for _ in range(steps):
        a.requires_grad_()
        b.requires_grad_()
        with torch.enable_grad():
            variance = b.exp()
            error = (x - bias - a @ weight.T).square().sum() + (variance @ weight.square().T).sum()
            elbo = -0.5 * (error / noise_var + (a.square() + variance - b).sum())
            grad_a, grad_b = torch.autograd.grad(elbo, (a, b))
        a, b = (a + lr * grad_a).detach(), (b + lr * grad_b).detach()
    return a, b


def each_observation_alone(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """A loop over the observations, with the precision matrix."""
    latent = weight.shape[1]
    precision = torch.eye(latent, dtype=mean.dtype, device=mean.device) + weight.T @ weight / noise_var
    means, log_vars = [], []
    for point, m, v in zip(x, mean, log_var):
        pull = weight.T @ (point - bias) / noise_var
        for _ in range(steps):
            m = m + lr * (pull - precision @ m)
            v = v + lr * (1 - v.exp() * precision.diagonal()) / 2
        means.append(m)
        log_vars.append(v)
    return torch.stack(means), torch.stack(log_vars)


def sgd_on_minus_elbo(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """torch.optim.SGD on minus the summed ELBO."""
    parameters = [nn.Parameter(mean.detach().clone()), nn.Parameter(log_var.detach().clone())]
    optimizer = torch.optim.SGD(parameters, lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        m, v = parameters
        expected = -0.5 * ((x - F.linear(m, weight, bias)) ** 2 / noise_var).sum()
        expected = expected - 0.5 * (v.exp() * (weight**2).sum(0) / noise_var).sum()
        kl = 0.5 * (m**2 + v.exp() - v - 1).sum()
        (kl - expected).backward()
        optimizer.step()
    return parameters[0].detach(), parameters[1].detach()


def divergence_by_func_grad(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> tuple[Tensor, Tensor]:
    """Goes down the KL to the exact posterior, whose gradient is minus that of the ELBO, with torch.func.grad."""
    precision = torch.diag(torch.ones_like(weight[0])) + weight.T @ weight / noise_var
    centre = torch.linalg.solve(precision, weight.T @ (x - bias).T / noise_var).T

    def divergence(m, v):
        delta = m - centre
        return 0.5 * ((delta @ precision * delta).sum() + (v.exp() * precision.diagonal() - v).sum())

    gradient = torch.func.grad(divergence, argnums=(0, 1))
    m, v = mean.clone(), log_var.clone()
    for _ in range(steps):
        g_m, g_v = gradient(m, v)
        m, v = m - lr * g_m, v - lr * g_v
    return m, v
