"""Right answers to fit_mixture."""

import torch
from torch import Tensor, nn


def autograd_in_each_step(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """torch.autograd.grad of the mean with fresh copies in each step."""
    parameters = [p.detach().to(x.dtype) for p in (logits, means, log_stds)]
    for _ in range(steps):
        parameters = [p.detach().requires_grad_() for p in parameters]
        with torch.enable_grad():
            objective = mixture_log_prob(x.detach(), *parameters).mean()
            gradients = torch.autograd.grad(objective, parameters)
        parameters = [p + lr * g for p, g in zip(parameters, gradients)]
    return tuple(p.detach() for p in parameters)


def plain_sgd_optimizer(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """torch.optim.SGD on clones, with maximize=True."""
    parameters = [nn.Parameter(p.detach().clone()) for p in (logits, means, log_stds)]
    optimizer = torch.optim.SGD(parameters, lr=lr, maximize=True)
    for _ in range(steps):
        optimizer.zero_grad()
        mixture_log_prob(x, *parameters).mean().backward()
        optimizer.step()
    first, second, third = (p.detach() for p in parameters)
    return first, second, third


def gradients_from_responsibilities(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The gradients in closed form from the responsibilities, without autograd."""
    a, mu, s = logits.detach().clone(), means.detach().clone(), log_stds.detach().clone()
    data = x.detach()[:, None]
    for _ in range(steps):
        z = (data - mu) / s.exp()
        r = torch.softmax(a - s - 0.5 * z**2, dim=1)
        step_a = r.mean(0) - a.softmax(0)
        step_mu = (r * z / s.exp()).mean(0)
        step_s = (r * (z**2 - 1)).mean(0)
        a, mu, s = a + lr * step_a, mu + lr * step_mu, s + lr * step_s
    return a, mu, s


def descends_the_loss(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """backward() of minus the mean, and a step down under no_grad."""
    leaves = [p.detach().clone().requires_grad_() for p in (logits, means, log_stds)]
    for _ in range(steps):
        loss = -mixture_log_prob(x, *leaves).sum() / x.numel()
        loss.backward()
        with torch.no_grad():
            for leaf in leaves:
                leaf -= lr * leaf.grad
                leaf.grad = None
    return tuple(leaf.detach() for leaf in leaves)


def functional_gradient(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """torch.func.grad of a function of one stacked tensor of the three parameters."""

    def objective(stacked):
        return mixture_log_prob(x.detach(), stacked[0], stacked[1], stacked[2]).mean()

    stacked = torch.stack([logits, means, log_stds]).detach()
    for _ in range(steps):
        stacked = stacked + lr * torch.func.grad(objective)(stacked)
    return stacked[0].detach(), stacked[1].detach(), stacked[2].detach()
