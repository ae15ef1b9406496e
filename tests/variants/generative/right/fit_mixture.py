"""Other right ways of writing ``fit_mixture``."""

import torch

from solutions.generative import mixture_log_prob


def with_optimizer(x, logits, means, log_stds, steps, lr):
    parameters = [p.detach().clone().requires_grad_() for p in (logits, means, log_stds)]
    optimizer = torch.optim.SGD(parameters, lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        (-mixture_log_prob(x, *parameters).mean()).backward()
        optimizer.step()
    return tuple(p.detach() for p in parameters)


def in_place(x, logits, means, log_stds, steps, lr):
    parameters = [p.detach().clone() for p in (logits, means, log_stds)]
    for _ in range(steps):
        for p in parameters:
            p.requires_grad_()
        gradients = torch.autograd.grad(mixture_log_prob(x, *parameters).sum(), parameters)
        with torch.no_grad():
            for p, gradient in zip(parameters, gradients, strict=True):
                p += lr * gradient / len(x)
        parameters = [p.detach() for p in parameters]
    return parameters


def by_hand(x, logits, means, log_stds, steps, lr):
    a, m, s = logits.detach(), means.detach(), log_stds.detach()
    for _ in range(steps):
        away = (x[:, None] - m) / s.exp()
        share = torch.softmax(a - s - away**2 / 2, -1)
        a, m, s = (
            a + lr * (share - a.softmax(0)).mean(0),
            m + lr * (share * away / s.exp()).mean(0),
            s + lr * (share * (away**2 - 1)).mean(0),
        )
    return a, m, s


def one_tensor(x, logits, means, log_stds, steps, lr):
    rows = torch.stack([logits, means, log_stds]).detach()
    for _ in range(steps):
        rows.requires_grad_()
        value = torch.stack([mixture_log_prob(each, *rows) for each in x]).mean()
        (slope,) = torch.autograd.grad(value, rows)
        rows = rows.detach() + lr * slope
    return rows[0], rows[1], rows[2]
