"""Wrong answers to fit_mixture."""

import torch
from torch import Tensor


def sum_of_the_observations(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The gradient of the sum of log p(x), not of the mean: each step is n times too long."""
    params = [t.detach().clone().requires_grad_() for t in (logits, means, log_stds)]
    optimizer = torch.optim.SGD(params, lr=lr, maximize=True)
    for _ in range(steps):
        optimizer.zero_grad()
        mixture_log_prob(x, *params).sum().backward()
        optimizer.step()
    return params[0].detach(), params[1].detach(), params[2].detach()


def gradients_pile_up(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """No zero_grad: from the second step on, old gradients are added to the new ones."""
    params = [t.detach().clone().requires_grad_() for t in (logits, means, log_stds)]
    optimizer = torch.optim.SGD(params, lr=lr)
    for _ in range(steps):
        loss = -mixture_log_prob(x, *params).mean()
        loss.backward()
        optimizer.step()
    return params[0].detach(), params[1].detach(), params[2].detach()


def one_parameter_after_the_other(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Moves the three one after the other, each gradient at what has been moved before."""
    params = [t.detach().clone() for t in (logits, means, log_stds)]
    for _ in range(steps):
        for i in range(3):
            params[i].requires_grad_()
            (slope,) = torch.autograd.grad(mixture_log_prob(x, *params).mean(), params[i])
            params[i] = (params[i] + lr * slope).detach()
    return params[0], params[1], params[2]


def moves_the_start_values(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """detach() without clone() shares memory: the steps change the tensors of the caller."""
    params = [t.detach().requires_grad_() for t in (logits, means, log_stds)]
    optimizer = torch.optim.SGD(params, lr=lr, maximize=True)
    for _ in range(steps):
        optimizer.zero_grad()
        mixture_log_prob(x, *params).mean().backward()
        optimizer.step()
    return params[0].detach(), params[1].detach(), params[2].detach()


def adam_in_place_of_plain_steps(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Uses Adam, which divides each gradient by its size: no plain gradient ascent."""
    params = [t.detach().clone().requires_grad_() for t in (logits, means, log_stds)]
    optimizer = torch.optim.Adam(params, lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        (-mixture_log_prob(x, *params).mean()).backward()
        optimizer.step()
    return params[0].detach(), params[1].detach(), params[2].detach()


def one_step_too_few(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """range(1, steps) makes one step too few."""
    params = [t.detach() for t in (logits, means, log_stds)]
    for _ in range(1, steps):
        params = [p.requires_grad_() for p in params]
        slopes = torch.autograd.grad(mixture_log_prob(x, *params).mean(), params)
        params = [(p + lr * g).detach() for p, g in zip(params, slopes, strict=True)]
    return params[0].detach(), params[1].detach(), params[2].detach()
