"""Reference answers to the exercises of ``chapters/monte_carlo/lab.md``, with torch alone."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution, Exponential


def pairs_needed(pilot: Tensor, half_width: Tensor) -> Tensor:
    """How many antithetic pairs give an average the error bar that is wanted.

    Args:
        pilot: the values of m pairs, shape (m, 2, ...), with m of at least 2. Pairs are independent
            of each other; the two values of a pair are not.
        half_width: what two standard errors of the average of all values shall be, shape (...).

    Returns:
        The number of pairs, not rounded, by the variance that the pilot shows (its sample variance
        divides by m - 1); shape (...), in the dtype and on the device of ``pilot``. Gradients flow
        back.
    """
    return 4 * pilot.mean(1).var(0) / half_width.square()


def better_dart(u: Tensor) -> Tensor:
    """Make numbers with the mean pi that spread less than darts, of the same uniform numbers.

    A dart at u is worth 4 if it is inside of the circle, else 0; its variance is 2.70.

    Args:
        u: independent uniform numbers on [0, 1], shape (n, 2).

    Returns:
        One number for each row, shape (n,), made of this row alone; its mean is pi, and its
        variance at most 0.9. In the dtype and on the device of ``u``.
    """
    return 4 * (1 - u[:, 0].square()).sqrt()


def narrowest_width(width: Tensor, power: Tensor) -> Tensor:
    """The width of a proposal above which an integral by draws has a finite variance.

    The integral is that of f(x) = exp(-|x / width|^power) over the line. The density p of the
    proposal is proportional to exp(-|x / b|^power), with the width b, and each draw is worth f / p.

    Args:
        width: of f, positive, shape (...).
        power: of both, positive, shape (...); 2 is the shape of a normal density, 1 of Laplace's.

    Returns:
        The bound: for every b above it the variance of f / p is finite, for every b below it
        infinite. Shape (...), in the dtype and on the device of ``width``. Gradients flow back.
    """
    return width / 2 ** (1 / power)


def choose_proposal(threshold: float) -> Distribution:
    """Choose what to draw from, to estimate how often a standard normal is above a threshold.

    The threshold plus a draw is x. It counts with the weight p(x) / q if it is above the threshold,
    else as 0; p is the standard normal density, and q that of your proposal at the draw.

    Args:
        threshold: from 2 to 10.

    Returns:
        The distribution of the distance of x above the threshold, in one dimension: a Normal,
        StudentT, Cauchy, Laplace, Gumbel, Exponential, Gamma, HalfNormal, HalfCauchy or LogNormal
        of torch.distributions. Of 10,000 draws the standard error is at most 5% of the truth.
    """
    return Exponential(threshold)


def self_normalized_importance_sampling(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Estimate the mean of ``f`` under a density that is known up to a factor.

    Args:
        f: takes points, shape (n,), and gives the value of f at each, the same shape.
        log_p: gives log p(x) plus a constant that nobody knows, of any size; same shapes.
        q: the proposal, a distribution that is positive wherever p is.
        n: number of draws.

    Returns:
        The weighted mean, whose weights W_i sum to 1, and its standard error
        sqrt(sum_i W_i^2 (f(x_i) - mean)^2); both of shape (), in the dtype and on the device of the
        draws of ``q``.
    """
    x = q.sample((n,))
    weights = torch.softmax(log_p(x) - q.log_prob(x), 0)
    values = f(x)
    mean = (weights * values).sum()
    return mean, (weights * (values - mean)).square().sum().sqrt()


def effective_sample_size(log_w: Tensor) -> Tensor:
    """How many equally weighted draws the weights are worth: (sum w)^2 / sum w^2.

    Args:
        log_w: logarithms of the weights of k draws, shape (k, ...), of any size.

    Returns:
        The effective sample size over the first axis, from 1 to k, shape (...), in the dtype and on
        the device of ``log_w``. Gradients flow back through it.
    """
    return 1 / torch.softmax(log_w, 0).square().sum(0)


def rejection_sample(
    log_p: Callable[[Tensor], Tensor], q: Distribution, log_c: float, n: int
) -> tuple[Tensor, float]:
    """Draw independently and exactly from a density known up to a factor, by rejection.

    Args:
        log_p: gives log p(x) plus a constant, of any size; shapes (n,) -> (n,).
        q: the proposal, with log_p(x) <= log_c + log q(x) for every x.
        log_c: the logarithm of the envelope's factor.
        n: number of draws that are wanted.

    Returns:
        The draws, shape (n,), in the dtype and on the device of the draws of ``q``, and the share
        of all proposals that were accepted.
    """
    kept: list[Tensor] = []
    accepted = proposed = 0
    while accepted < n:
        x = q.sample((n,))
        log_u = torch.rand_like(x).log()
        kept.append(x[log_u <= log_p(x) - log_c - q.log_prob(x)])
        accepted, proposed = accepted + len(kept[-1]), proposed + n
    return torch.cat(kept)[:n], accepted / proposed


importance_variance = [
    r"\mathrm{Var}_{q(x)}[w(x) f(x)]",
    r"= \mathbb{E}_{q(x)}[w(x)^2 f(x)^2] - (\mathbb{E}_{q(x)}[w(x) f(x)])^2",
    r"= \mathbb{E}_{q(x)}[w(x)^2 f(x)^2] - F^2",
    r"= \int q(x) w(x)^2 f(x)^2 \, dx - F^2",
    r"= \int p(x) w(x) f(x)^2 \, dx - F^2",
    r"= \mathbb{E}_{p(x)}[w(x) f(x)^2] - F^2",
]


sample_variance = [
    r"\mathbb{E}\left[\frac{1}{N - 1} \sum_{n=1}^{N} (x_n - \bar x)^2\right]",
    r"= \frac{1}{N - 1} \mathbb{E}\left[\sum_{n=1}^{N} ((x_n - \mu) - (\bar x - \mu))^2\right]",
    r"= \frac{1}{N - 1} \mathbb{E}\left[\sum_{n=1}^{N} (x_n - \mu)^2 - N (\bar x - \mu)^2\right]",
    r"= \frac{1}{N - 1} (N \sigma^2 - N \mathbb{E}[(\bar x - \mu)^2])",
    r"= \frac{1}{N - 1} \left(N \sigma^2 - N \frac{\sigma^2}{N}\right)",
    r"= \frac{N - 1}{N - 1} \sigma^2",
    r"= \sigma^2",
]
