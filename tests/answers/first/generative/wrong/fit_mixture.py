"""Wrong answers to fit_mixture."""

import torch
from torch import Tensor, nn


def sum_for_mean(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The gradient of the sum is used, so the steps are n times too long."""
    p = [logits.detach(), means.detach(), log_stds.detach()]
    for _ in range(steps):
        p = [q.detach().requires_grad_() for q in p]
        gradients = torch.autograd.grad(mixture_log_prob(x, *p).sum(), p)
        p = [q + lr * g for q, g in zip(p, gradients)]
    return tuple(q.detach() for q in p)


def never_zeroes_gradients(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The gradients of all earlier steps pile up: zero_grad is missing."""
    p = [q.detach().clone().requires_grad_() for q in (logits, means, log_stds)]
    optimizer = torch.optim.SGD(p, lr=lr, maximize=True)
    for _ in range(steps):
        mixture_log_prob(x, *p).mean().backward()
        optimizer.step()
    return tuple(q.detach() for q in p)


def one_after_the_other(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The parameters are moved in turn, each with the others' new values, not all at once."""
    p = [logits.detach(), means.detach(), log_stds.detach()]
    for _ in range(steps):
        for i in range(3):
            p = [q.detach().requires_grad_() for q in p]
            (gradient,) = torch.autograd.grad(mixture_log_prob(x, *p).mean(), [p[i]])
            p[i] = p[i] + lr * gradient
    return tuple(q.detach() for q in p)


def with_adam(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Adam rescales the gradients; plain gradient ascent is asked for."""
    p = [q.detach().clone().requires_grad_() for q in (logits, means, log_stds)]
    optimizer = torch.optim.Adam(p, lr=lr, maximize=True)
    for _ in range(steps):
        optimizer.zero_grad()
        mixture_log_prob(x, *p).mean().backward()
        optimizer.step()
    return tuple(q.detach() for q in p)


def with_momentum(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Momentum was added; plain gradient ascent is asked for."""
    p = [q.detach().clone().requires_grad_() for q in (logits, means, log_stds)]
    optimizer = torch.optim.SGD(p, lr=lr, momentum=0.9, maximize=True)
    for _ in range(steps):
        optimizer.zero_grad()
        mixture_log_prob(x, *p).mean().backward()
        optimizer.step()
    return tuple(q.detach() for q in p)


def expectation_maximization(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """This is the EM algorithm, which makes other steps and ignores lr."""
    a, mu, s = logits.detach().clone(), means.detach().clone(), log_stds.detach().clone()
    for _ in range(steps):
        r = torch.softmax(a - s - 0.5 * ((x[:, None] - mu) / s.exp()) ** 2, dim=1)
        n = r.sum(0)
        mu = (r * x[:, None]).sum(0) / n
        s = 0.5 * ((r * (x[:, None] - mu) ** 2).sum(0) / n).log()
        a = (n / len(x)).log()
    return a.detach(), mu.detach(), s.detach()


def one_step_too_many(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The loop makes steps + 1 steps."""
    p = [logits.detach(), means.detach(), log_stds.detach()]
    for _ in range(steps + 1):
        p = [q.detach().requires_grad_() for q in p]
        gradients = torch.autograd.grad(mixture_log_prob(x, *p).mean(), p)
        p = [q + lr * g for q, g in zip(p, gradients)]
    return tuple(q.detach() for q in p)


def not_detached(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The results still carry the graph of all steps."""
    p = [q.detach().clone().requires_grad_() for q in (logits, means, log_stds)]
    for _ in range(steps):
        gradients = torch.autograd.grad(mixture_log_prob(x, *p).mean(), p)
        p = [q + lr * g for q, g in zip(p, gradients)]
    return tuple(p)


def one_random_observation(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Each step sees one random observation only, not the mean over all."""
    p = [logits.detach(), means.detach(), log_stds.detach()]
    for _ in range(steps):
        p = [q.detach().requires_grad_() for q in p]
        chosen = x[torch.randint(len(x), (1,))]
        gradients = torch.autograd.grad(mixture_log_prob(chosen, *p).mean(), p)
        p = [q + lr * g for q, g in zip(p, gradients)]
    return tuple(q.detach() for q in p)


def clipped_gradients(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The gradients are clipped to norm 0.1, which shortens the first steps."""
    p = [q.detach().clone().requires_grad_() for q in (logits, means, log_stds)]
    optimizer = torch.optim.SGD(p, lr=lr, maximize=True)
    for _ in range(steps):
        optimizer.zero_grad()
        mixture_log_prob(x, *p).mean().backward()
        nn.utils.clip_grad_norm_(p, 0.1)
        optimizer.step()
    return tuple(q.detach() for q in p)
