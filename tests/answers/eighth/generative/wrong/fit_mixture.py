"""Wrong answers to fit_mixture."""

import torch
from torch import Tensor

from solutions.generative import mixture_log_prob


def one_after_the_other(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Moves the logits, then the means at the new logits, then the widths: not all at once."""
    parameters = [logits.detach(), means.detach(), log_stds.detach()]
    for _ in range(steps):
        for i in range(3):
            moved = parameters[i].clone().requires_grad_()
            mean = mixture_log_prob(x, *parameters[:i], moved, *parameters[i + 1 :]).mean()
            (gradient,) = torch.autograd.grad(mean, moved)
            parameters[i] = parameters[i] + lr * gradient
    return parameters[0], parameters[1], parameters[2]


def logits_normalized_in_each_step(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Makes log weights of the logits after each step: the same mixture, but other logits."""
    parameters = [logits, means, log_stds]
    for _ in range(steps):
        copies = [p.detach().requires_grad_() for p in parameters]
        gradients = torch.autograd.grad(mixture_log_prob(x, *copies).mean(), copies)
        parameters = [p.detach() + lr * g for p, g in zip(copies, gradients)]
        parameters[0] = parameters[0].log_softmax(0)
    return parameters[0].detach(), parameters[1].detach(), parameters[2].detach()


def widths_kept_from_collapse(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Keeps log_stds above -2, so that no component becomes narrower than 0.14."""
    parameters = [logits, means, log_stds]
    for _ in range(steps):
        copies = [p.detach().requires_grad_() for p in parameters]
        gradients = torch.autograd.grad(mixture_log_prob(x, *copies).mean(), copies)
        parameters = [p.detach() + lr * g for p, g in zip(copies, gradients)]
        parameters[2] = parameters[2].clamp_min(-2)
    return parameters[0].detach(), parameters[1].detach(), parameters[2].detach()
