"""The formulas of topic ``monte_carlo``: of given numbers, and of what belongs to random draws."""

import torch
from torch import Tensor

from labsupport.checks.compare import Verdict
from labsupport.checks.declaration import Declaration, shifted
from labsupport.checks.estimator import Estimator
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function
from labsupport.checks.parts import Outcomes, hinted

BESSEL = 2e-3  # relative; room for dividing by n instead of n - 1, for 1000 draws or more
SQUARED = "the standard error is squared: take the square root of the variance over n"
SWAPPED = "the two results are in the wrong order: first the estimate, then its standard error"
ESTIMATE = ("the estimate", "the standard error")


# --- pairs_needed


def pairs_needed(pilot: Tensor, half_width: Tensor) -> Tensor:
    """Two standard errors are the half width: 4 var / pairs = half_width^2."""
    return 4 * pilot.mean(1).var(0) / half_width.square()


def pilots(make: Inputs, pairs: int, *shape: int) -> list[Tensor]:
    """Pairs whose values depend on each other, and what is wanted."""
    common = make.normal(pairs, 1, *shape)
    return [2 + 1.5 * make.normal(pairs, 2, *shape) - common, make.uniform(0.2, 0.9, *shape)]


PAIRS = Declaration(
    pairs_needed,
    pilots,
    [(6, 3), (7,), (5, 1), (2, 4), (6, 2, 3)],
    edits="""
        pilot.mean(1).var(0) -> pilot.flatten(0, 1).var(0) / 2
            # the two values of a pair count as independent here: average each pair first
        pilot.mean(1).var(0) -> pilot.flatten(0, 1).var(0)  # the values count as independent,
            # and one by one: average each pair first
        pilot.mean(1).var(0) -> pilot.var(0).mean(0) / 2
            # the covariance of the two values of a pair is left out: average each pair first
        pilot.mean(1).var(0) -> pilot.var(0).mean(0)  # the two variances are averaged,
            # as if each pair were one draw: average each pair first
        pilot.mean(1) -> pilot[:, 0]  # only the first value of each pair is used
        pilot.mean(1) -> pilot[:, 1]  # only the second value of each pair is used
        .mean -> .diff(dim=1).squeeze  # this is the spread of the differences; average each pair
        4 * -> 8 *  # these are values, two for each pair; count the pairs
        4 * ->  # this is for one standard error as the half width, not for two
        4 * -> 2 *  # the factor of two standard errors is not squared
        pilot.mean(1) -> pilot.sum(1)  # the two values of a pair are added up; average them
        .var(0) -> .std(0)  # this has the standard deviation of the pairs; take the variance
        half_width.square() -> half_width  # the half width is not squared
        return 2 * pilot.mean(1).std(0) / half_width  # this is the root of the number of pairs;
            # square it
        .var(0) -> .var(0) / len(pilot)
            # the pilot's variance is divided by its own number of pairs; it is that of one pair
        .var(0) -> .var(0, correction=0)  # the sample variance divides by m - 1, not by m
        .var -> .square().mean  # the mean is not subtracted before squaring
    """,
    examples=[
        ([[1.0, 3.0], [2.0, 6.0]], 1.0),
        ([[1.0, 3.0], [2.0, 2.0], [5.0, 0.0]], 0.5),
    ],
)


# --- effective_sample_size


def effective_sample_size(log_w: Tensor) -> Tensor:
    """(sum w)^2 / sum w^2."""
    share = torch.softmax(log_w, 0)
    return 1 / share.square().sum(0)


def log_weights(make: Inputs, shape: tuple[int, ...], low: float = -1.5) -> list[Tensor]:
    """Log-weights; those of the generic case are positive, so that nothing hides in a NaN."""
    return [make.uniform(low, low + 3, *shape)]


def few(make: Inputs) -> list[Tensor]:
    """Log-weights of a few draws."""
    return log_weights(make, (5, 2))


def ess_raises(function: Function, generator: torch.Generator) -> Verdict:
    """What helps against an exception of ``effective_sample_size``, if there is one."""
    return hinted(function, *ESS.inputs(generator))


REMEDY = ": subtract the largest of each column first, or use torch.softmax"
ESS = Declaration(
    effective_sample_size,
    log_weights,
    [((6, 3), 0.2), ((9, 4), 0.2), ((5,),), ((1, 4),), ((7, 1),), ((3, 2, 4),)],
    edits="""
        return 1 / -> return  # this is the sum of the squared shares; take its inverse
        1 / -> 1 / len(share) /  # this is a share of k; leave it as a number of draws
        share = log_w / log_w.sum(0)  # exp is missing: these are the logarithms
        log_w, 0 -> log_w.transpose(0, -1), 0  # over the last axis; the draws are on the first
        log_w, 0 -> log_w.flatten(), 0  # over every axis; the draws are on the first
        share = log_w.exp() / log_w.exp().sum(0).sqrt()  # the sum above is not squared
        share.square().sum(0) -> share.amax(0)  # this is 1 over the largest share; sum the squares
        return torch.exp(-(share * share.log()).sum(0))  # this is exp of the entropy,
            # another measure; use sums of squares
        log_w, 0 -> log_w, -1  # softmax is over the last axis; the draws are on the first
        sum(0) -> sum(-1)  # the squares are added up over the last axis; the draws are on the first
    """,
    examples=[([0.0, 0.0],), ([0.0, 1.0, 2.0],), ([[0.0, 1.0], [2.0, 0.5], [1.0, 1.0]],)],
    hard={
        "exp overflows for large log_w" + REMEDY: shifted(few, 1000.0),
        "exp underflows for small log_w" + REMEDY: shifted(few, -1000.0),
        "exp underflows where columns are far apart" + REMEDY: shifted(few, [0.0, -1000.0]),
        "exp overflows where a row is far above the others" + REMEDY: shifted(
            few, [[1000.0], *[[0.0]] * 4]
        ),
        "exp overflows where a row is far below the others" + REMEDY: shifted(
            few, [[-1000.0], *[[0.0]] * 4]
        ),
    },
)


# --- narrowest_width


def narrowest_width(width: Tensor, power: Tensor) -> Tensor:
    """f^2 / p is exp(-2 |x / width|^power + |x / b|^power): finite if b^-power < 2 width^-power."""
    return width / 2 ** (1 / power)


NARROWEST = Declaration(
    narrowest_width,
    lambda make, *shape: [make.uniform(0.5, 2.0, *shape), make.uniform(0.7, 3.0, *shape)],
    [(5,), (), (1,), (2, 3)],
    edits="""
        / 2 ** (1 / power) ->  # this is the width of f itself. The mean of (f / p)^2 under p is the
            # integral of f^2 / p, with one p below: how fast does each of the two fall?
        2 ** (1 / power) -> 2  # this is half of the width, the bound where the power is 1:
            # solve for b at any power
        (1 / power) -> 0.5  # this is the bound for a normal shape, where the power is 2:
            # solve for b at any power
        / 2 -> * 2  # it is wider than f: f^2 falls faster than f, so that p may be narrower than f
        return width**power / 2  # this is the bound to its own power: take the root
        (1 / power) -> power  # 2 is raised to the power; take the root
        return 2**(1 / power) / width  # this is one over the bound
        / 2 ** -> / 4 **  # f is squared once: its exponent is doubled, not multiplied by 4
        / 2 ** -> / 3 **  # f is in it to its third power;
            # under p the mean of (f / p)^2 is the integral of f^2 / p
        / 2 -> **power / 2  # the width is raised to the power as well: divide it by the root of 2
    """,
    examples=[([1.0], [1.0]), ([1.0], [2.0]), ([2.0], [1.0])],
)


# --- a mean, as a formula of the draws x, the values f and both log-densities there


def self_normalized_importance_sampling(
    x: Tensor, f: Tensor, log_p: Tensor, log_q: Tensor
) -> Outcomes:
    """The mean of f with the weights p / q, which are divided by their sum."""
    weight = torch.softmax(log_p - log_q, 0)
    mean = (weight * f).sum()
    return mean, (weight * (f - mean)).square().sum().sqrt()


NORMALIZED = Estimator(
    self_normalized_importance_sampling,
    ESTIMATE,
    (
        "the sum of W f(x), with weights W that sum to 1, over the draws at which f was evaluated",
        "the root of the sum of W^2 (f(x) - estimate)^2",
    ),
    """
        log_p - log_q -> 0 * log_q  # the weights are missing: this is the mean under q
        mean = ((log_p - log_q).exp() * f).mean()  # the weights are not divided by their sum
        log_p - log_q -> log_q - log_p  # the weights are upside down: they are p(x) / q(x)
        - log_q ->  # the weights are p(x) alone; divide by q(x) before normalizing
        log_p - log_q -> -log_q  # the weights are 1 / q(x); multiply by p(x)
        weight = (log_p - log_q) / (log_p - log_q).sum()  # the weights are log p(x) - log q(x);
            # take exp of that
        return mean, -> return mean / len(f),  # the weights sum to 1 already;
            # do not divide by n as well
        - log_q -> + log_q  # log p and log q are added; subtract log q
        return mean, -> return weight.sum(),  # f is missing: the weights sum to 1
        return (weight * (f - mean)).square().sum().sqrt(), mean
            # the two results are in the wrong order: first the estimate, then its standard error
        return mean, f.std() / math.sqrt(len(f))  # this is the standard error of f without weights
        return mean, (weight * (f - mean)).square().sum()  # the standard error is squared:
            # take the square root of the variance over n
        return mean, (weight * (f - mean).square()).sum().sqrt()
            # the weights belong inside of the square
        return mean, (weight * f).square().sum().sqrt()  # the mean is not subtracted
        return mean, (weight * (f - mean)).abs().sum()  # absolute values are added up; square them,
            # and take the root
        return mean, (weight * (f - mean)).square().mean().sqrt()
            # it is divided by sqrt(n) once too often; the weights sum to 1, so add up
        return mean, (weight * (f - f.mean())).square().sum().sqrt()  # subtract the weighted mean,
            # not the mean of f
        return mean, (len(f) * weight * f).std() / len(f) ** 0.5
            # this is the standard error of f times its weight, as if the weights had no noise
    """,
    (None, BESSEL),
)
