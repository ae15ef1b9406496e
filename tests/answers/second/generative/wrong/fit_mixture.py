"""Wrong answers to fit_mixture."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def one_after_the_other(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Each parameter moves with the gradient at the new values of those before it: all three should move at once."""
    parameters = [logits.detach(), means.detach(), log_stds.detach()]
    for _ in range(steps):
        for i in range(3):
            parameters[i] = parameters[i].detach().requires_grad_()
            (slope,) = torch.autograd.grad(mixture_log_prob(x, *parameters).mean(), parameters[i])
            parameters[i] = (parameters[i] + lr * slope).detach()
    return tuple(parameters)


def gradients_pile_up(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The gradients are never set to zero: each step adds those of all steps before."""
    parameters = [p.detach().clone().requires_grad_() for p in (logits, means, log_stds)]
    for _ in range(steps):
        mixture_log_prob(x, *parameters).mean().backward()
        with torch.no_grad():
            for p in parameters:
                p += lr * p.grad
    return tuple(p.detach() for p in parameters)


def stops_when_it_hardly_grows(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """It stops when a step gains less than 0.0001: the number of steps is given."""
    parameters, last = (logits, means, log_stds), -math.inf
    for _ in range(steps):
        parameters = [p.detach().requires_grad_() for p in parameters]
        value = mixture_log_prob(x, *parameters).mean()
        if value.item() - last < 1e-4:
            break
        last = value.item()
        slopes = torch.autograd.grad(value, parameters)
        parameters = [p + lr * slope for p, slope in zip(parameters, slopes)]
    return tuple(p.detach() for p in parameters)


def best_that_was_seen(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """It returns the best parameters that were judged: those after the last step never are, so it is a step behind."""
    parameters, best, found = (logits, means, log_stds), -math.inf, (logits, means, log_stds)
    for _ in range(steps):
        parameters = [p.detach().requires_grad_() for p in parameters]
        value = mixture_log_prob(x, *parameters).mean()
        if value.item() > best:
            best, found = value.item(), parameters
        slopes = torch.autograd.grad(value, parameters)
        parameters = [p + lr * slope for p, slope in zip(parameters, slopes)]
    return tuple(p.detach() for p in found)


def logits_normalized_in_each_step(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The logits are replaced by log-weights after each step: the same mixture, but not where gradient ascent leads."""
    parameters = (logits, means, log_stds)
    for _ in range(steps):
        parameters = [p.detach().requires_grad_() for p in parameters]
        slopes = torch.autograd.grad(mixture_log_prob(x, *parameters).mean(), parameters)
        a, m, s = (p + lr * slope for p, slope in zip(parameters, slopes))
        parameters = (a.log_softmax(0), m, s)
    return tuple(p.detach() for p in parameters)


def long_gradients_shortened(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Gradients longer than 1 are shortened to 1: plain ascent takes them as they are."""
    parameters = [p.detach().clone().requires_grad_() for p in (logits, means, log_stds)]
    optimizer = torch.optim.SGD(parameters, lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        (-mixture_log_prob(x, *parameters).mean()).backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
    return tuple(p.detach() for p in parameters)


def means_in_units_of_their_width(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The step of the means is multiplied by the variance (a natural gradient): right only for widths of 1."""
    parameters = (logits, means, log_stds)
    for _ in range(steps):
        a, m, s = parameters = [p.detach().requires_grad_() for p in parameters]
        da, dm, ds = torch.autograd.grad(mixture_log_prob(x, *parameters).mean(), parameters)
        parameters = (a + lr * da, m + lr * (2 * s).exp() * dm, s + lr * ds)
    return tuple(p.detach() for p in parameters)


def ascent_in_the_widths_themselves(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The standard deviations move along their own gradient; it is their logarithms that should move."""
    a, m, s = logits.detach(), means.detach(), log_stds.detach().exp()
    for _ in range(steps):
        a, m, s = (p.detach().requires_grad_() for p in (a, m, s))
        da, dm, ds = torch.autograd.grad(mixture_log_prob(x, a, m, s.log()).mean(), (a, m, s))
        a, m, s = a + lr * da, m + lr * dm, (s + lr * ds).clamp_min(1e-6)
    return a.detach(), m.detach(), s.log().detach()
