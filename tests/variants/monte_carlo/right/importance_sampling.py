"""Other right ways of writing ``importance_sampling``."""

import torch

from solutions.monte_carlo import integrate


def as_an_integral(f, p, q, n):
    return integrate(lambda x: f(x) * p.log_prob(x).exp(), q, n)


def ratio_of_densities(f, p, q, n):
    x = q.sample((n,))
    values = f(x) * p.log_prob(x).exp() / q.log_prob(x).exp()
    return values.mean(), torch.sqrt(values.var() / n)


def one_by_one(f, p, q, n):
    total = squares = 0.0
    for _ in range(n):
        x = q.sample()
        value = float(f(x) * (p.log_prob(x) - q.log_prob(x)).exp())
        total, squares = total + value, squares + value**2
    mean = total / n
    return mean, ((squares / n - mean**2) / (n - 1)) ** 0.5
