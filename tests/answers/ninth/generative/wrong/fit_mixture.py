"""Wrong answers to fit_mixture."""

import torch
from torch import Tensor

from solutions.generative import mixture_log_prob


def one_after_the_other(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Moves logits, means and log_stds in turn, so the later ones see what has moved already."""
    at = [p.detach().clone() for p in (logits, means, log_stds)]
    for _ in range(steps):
        for i in range(3):
            leaf = at[i].requires_grad_()
            (slope,) = torch.autograd.grad(mixture_log_prob(x, *at).mean(), leaf)
            at[i] = (leaf + lr * slope).detach()
    return at[0], at[1], at[2]


def adam_in_place_of_plain_steps(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Climbs with Adam, whose steps are about lr long whatever the gradient is."""
    at = [p.detach().clone().requires_grad_() for p in (logits, means, log_stds)]
    optimizer = torch.optim.Adam(at, lr=lr, maximize=True)
    for _ in range(steps):
        optimizer.zero_grad()
        mixture_log_prob(x, *at).mean().backward()
        optimizer.step()
    return at[0].detach(), at[1].detach(), at[2].detach()


def slope_in_the_std_itself(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Moves log_stds by the derivative in the standard deviations, right only where they are 1."""
    logits, means, log_stds = logits.detach(), means.detach(), log_stds.detach()
    for _ in range(steps):
        std = log_stds.exp()
        error = (x.detach()[:, None] - means) / std
        share = torch.softmax(logits - log_stds - 0.5 * error**2, 1)
        by_logits = share.mean(0) - logits.softmax(0)
        by_means = (share * error).mean(0) / std
        by_stds = (share * (error**2 - 1)).mean(0) / std
        logits, means = logits + lr * by_logits, means + lr * by_means
        log_stds = log_stds + lr * by_stds
    return logits, means, log_stds
