"""Right answers to fit_mixture."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def optimizer_that_maximizes(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """torch.optim.SGD with maximize=True."""
    parameters = [p.detach().clone().requires_grad_() for p in (logits, means, log_stds)]
    optimizer = torch.optim.SGD(parameters, lr=lr, maximize=True)
    for _ in range(steps):
        optimizer.zero_grad()
        mixture_log_prob(x.detach(), *parameters).mean().backward()
        optimizer.step()
    return tuple(p.detach() for p in parameters)


def gradients_on_paper(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The gradients by hand, from the responsibilities."""
    x, logits, means, log_stds = (t.detach() for t in (x, logits, means, log_stds))
    for _ in range(steps):
        z = (x[:, None] - means) * torch.exp(-log_stds)
        r = torch.softmax(logits - log_stds - z.square() / 2, dim=1)
        up_logits = r.mean(0) - torch.softmax(logits, 0)
        up_means = (r * z).mean(0) * torch.exp(-log_stds)
        up_log_stds = (r * (z.square() - 1)).mean(0)
        logits, means, log_stds = (
            logits + lr * up_logits,
            means + lr * up_means,
            log_stds + lr * up_log_stds,
        )
    return logits, means, log_stds


def functional_gradient(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """torch.func.grad by all three arguments."""
    now = (logits.detach(), means.detach(), log_stds.detach())
    gradient = torch.func.grad(
        lambda a, b, c: mixture_log_prob(x.detach(), a, b, c).mean(), argnums=(0, 1, 2)
    )
    for _ in range(steps):
        now = tuple(value + lr * slope for value, slope in zip(now, gradient(*now)))
    return now


def one_matrix_of_parameters(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """All parameters in one tensor of shape (3, k), descending on the negative log-likelihood."""
    theta = torch.stack([logits, means, log_stds]).detach()
    step = 0
    while step < steps:
        theta.requires_grad_(True)
        loss = -mixture_log_prob(x.detach(), *theta.unbind(0)).sum() / x.numel()
        (slope,) = torch.autograd.grad(loss, theta)
        theta = theta.detach() - lr * slope
        step += 1
    return theta[0].clone(), theta[1].clone(), theta[2].clone()
