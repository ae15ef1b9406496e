"""Wrong ways of writing ``rejection_sample``; a docstring is what its message says."""

import math

import torch


def _run(log_p, q, log_c, n, accept):
    kept: list = []
    proposed = 0
    while sum(len(some) for some in kept) < n:
        x = q.sample((n,))
        kept.append(x[accept(x)])
        proposed += n
    draws = torch.cat(kept)
    return draws[:n], len(draws) / proposed


def _right(log_p, q, log_c, n):
    return _run(
        log_p,
        q,
        log_c,
        n,
        lambda x: torch.rand_like(x).log() < log_p(x) - log_c - q.log_prob(x),
    )


def accepts_everything(log_p, q, log_c, n):
    """the draws come from q: nothing is rejected"""
    return q.sample((n,)), 1.0


def no_randomness(log_p, q, log_c, n):
    """wherever the ratio is above 1/2"""
    return _run(log_p, q, log_c, n, lambda x: log_p(x) - log_c - q.log_prob(x) > math.log(0.5))


def one_uniform_for_all(log_p, q, log_c, n):
    """a new uniform number for each x"""
    return _run(
        log_p, q, log_c, n, lambda x: torch.rand(()).log() < log_p(x) - log_c - q.log_prob(x)
    )


def uniform_without_logarithm(log_p, q, log_c, n):
    """is nothing accepted?"""
    return _run(log_p, q, log_c, n, lambda x: torch.rand_like(x) < log_p(x) - log_c - q.log_prob(x))


def replaced(log_p, q, log_c, n):
    """a draw appears more than once"""
    x = q.sample((2 * n,))
    keep = torch.rand_like(x).log() < log_p(x) - log_c - q.log_prob(x)
    last = torch.where(keep, torch.arange(2 * n), 0).cummax(0).values
    return x[last][n:], keep.double().mean()


def too_few(log_p, q, log_c, n):
    """it should have shape (2500,)"""
    x = q.sample((n,))
    keep = torch.rand_like(x).log() < log_p(x) - log_c - q.log_prob(x)
    return x[keep], keep.double().mean()


def overflows(log_p, q, log_c, n):
    """exp overflows for a large constant in log_p"""
    return _run(
        log_p,
        q,
        log_c,
        n,
        lambda x: (
            torch.rand_like(x) * math.exp(min(log_c, 700)) * q.log_prob(x).exp() < log_p(x).exp()
        ),
    )


def seeded(log_p, q, log_c, n):
    """is there a manual_seed in it?"""
    torch.manual_seed(0)
    return _right(log_p, q, log_c, n)


def heights_on_the_cpu(log_p, q, log_c, n):
    """is made on the CPU whatever device x is on"""
    return _run(
        log_p,
        q,
        log_c,
        n,
        lambda x: torch.rand(len(x)).log() < log_p(x) - log_c - q.log_prob(x),
    )
