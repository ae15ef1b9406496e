"""Other right ways of writing ``integrate``."""

import torch

from solutions.monte_carlo import mc_estimate


def weights(f, p, n):
    x = p.sample(torch.Size([n]))
    return mc_estimate(torch.exp(-p.log_prob(x)) * f(x))


def one_by_one(f, p, n):
    values = []
    for _ in range(n):
        x = p.sample()
        values.append(f(x) / torch.exp(p.log_prob(x)))
    together = torch.stack(values)
    return together.mean(), together.std() / n**0.5


def in_two_parts(f, p, n):
    parts = [p.sample((n // 2,)), p.sample((n - n // 2,))]
    values = torch.cat([f(x) / p.log_prob(x).exp() for x in parts])
    return values.mean().item(), (values.var(correction=0) / n).sqrt().item()
