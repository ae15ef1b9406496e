"""Answers to importance_sampling, right."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution, Exponential, Normal, Uniform


def integral_of_p_times_f(f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """Calls integrate for the function p f, with q as its density."""
    return integrate(lambda x: f(x) * p.log_prob(x).exp(), q, n)


def weights_in_double(f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """The log-weights go to float64 and the result comes back."""
    x = q.sample((n,))
    log_w = p.log_prob(x).double() - q.log_prob(x).double()
    terms = log_w.exp() * f(x).double()
    return terms.mean().to(x), (terms.std() / math.sqrt(n)).to(x)


def common_factor_taken_out(f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """Takes the largest weight out of the sum and puts it back at the end."""
    x = q.sample((n,))
    log_w = p.log_prob(x) - q.log_prob(x)
    top = log_w.max()
    mean, error = mc_estimate((log_w - top).exp() * f(x))
    return mean * top.exp(), error * top.exp()


def dot_product(f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int) -> tuple[Tensor, Tensor]:
    """The mean as a dot product of weights and values, and the error by a norm."""
    x = q.sample([n])
    w, y = torch.exp(p.log_prob(x) - q.log_prob(x)), f(x)
    mean = (w @ y) / n
    return mean, torch.linalg.vector_norm(w * y - mean) / math.sqrt(n * (n - 1))
