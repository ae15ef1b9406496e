"""How often a statistical verdict fails a right answer: bounds, and a place that adds them up.

Chernoff's bound P(S ≥ s) ≤ exp(-ts) E[exp(tS)] holds for every t ≥ 0; each function below takes the
best t for the distribution that its statistic has for a right answer, in both directions. `SIGMAS`
standard deviations are 8e-11 for a Gaussian; sums of squares and of products have heavier tails.
"""

import contextlib
import functools
import math
from collections.abc import Callable, Iterator

import torch
from torch import Tensor

SIGMAS = 6.5
FAR = 8.5  # for each of the thousands of distances at which draws may be related
_open: list[list[float]] = []  # the collections that are going on


@contextlib.contextmanager
def collected() -> Iterator[list[float]]:
    """Collect all rates that verdicts state in the block; their sum bounds its false alarms."""
    rates: list[float] = []
    _open.append(rates)
    try:
        yield rates
    finally:
        _open.remove(rates)


def state(rate: float) -> None:
    """State that what follows fails a right answer with at most this probability."""
    for rates in _open:
        rates.append(rate)


@functools.cache
def gaussian() -> float:
    """Of a Gaussian statistic."""
    return math.erfc(SIGMAS / 2**0.5)


@functools.cache
def variance(n: int) -> float:
    """Of (s² - 1) √(n/2), s² being the variance of n numbers from N(0, 1): chi-square."""
    a = SIGMAS * (2 / n) ** 0.5
    upper = math.exp(-(n - 1) / 2 * (a - math.log1p(a)))
    return upper + (math.exp((n - 1) / 2 * (a + math.log1p(-a))) if a < 1 else 0.0)


@functools.cache
def share(n: int, p: float) -> float:
    """Of the share of n events of probability p: binomial."""
    total = 0.0
    for q in (p + SIGMAS * (p * (1 - p) / n) ** 0.5, p - SIGMAS * (p * (1 - p) / n) ** 0.5):
        if 0 < q < 1:
            total += math.exp(-n * (q * math.log(q / p) + (1 - q) * math.log((1 - q) / (1 - p))))
    return total


@functools.cache
def products(n: int) -> float:
    """Of the sum of n products of independent N(0, 1), over √n."""
    return _chernoff(n, 1.0, lambda t: -n / 2 * math.log1p(-t * t))


@functools.cache
def neighbours(n: int) -> float:
    """Of the sum of e₁e₂ + e₂e₃ + ... over √n, a quadratic form with the eigenvalues cos(πk/n)."""
    return _chernoff(n, 0.5, functools.partial(_chain, n))


def lagged(numbers: Tensor) -> float:
    """Of sums of so many products e₁e₁₊ₖ + e₂e₂₊ₖ + ..., each up to `FAR`; the fewest bound all.

    With t² for the squares beside the diagonal, the determinant behind the generating function is
    at least r to the power of the number of products, r being the root of r = 1 - t²/r.
    """
    if not len(numbers):
        return 0.0
    n = int(numbers.min())
    return len(numbers) * _chernoff(n, 0.5, functools.partial(_chain, n), FAR)


def _chain(n: int, t: float) -> float:
    """A bound on log E[exp(t (e₁e₂ + e₂e₃ + ...))] for n products."""
    return -n / 2 * math.log((1 + math.sqrt(1 - 4 * t * t)) / 2)


def _chernoff(
    n: int, largest: float, log_mgf: Callable[[float], float], sigmas: float | None = None
) -> float:
    far = SIGMAS if sigmas is None else sigmas
    steps = (largest * k / 1000 for k in range(1000))
    return 2 * math.exp(min(log_mgf(t) - t * far * n**0.5 for t in steps))


def bounded(variances: Tensor, sigmas: float | None = None) -> float:
    """Of sums of independent terms of at most 1, for all their variances together: Bennett.

    Args:
        variances: of the sums.
        sigmas: standard deviations that are allowed; by default `SIGMAS`.
    """
    v = variances.clamp_min(1e-12)
    u = (SIGMAS if sigmas is None else sigmas) / v.sqrt()
    return float((2 * torch.exp(-v * ((1 + u) * torch.log1p(u) - u))).sum())
