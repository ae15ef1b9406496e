"""The formulas of topic ``monte_carlo``: of given numbers, and of what belongs to random draws."""

import torch
from torch import Tensor

from labsupport.checks import numbers
from labsupport.checks.compare import Verdict, compare
from labsupport.checks.declaration import Declaration
from labsupport.checks.estimator import Estimator
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function
from labsupport.checks.parts import Outcomes

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
    edits={
        "the two values of a pair count as independent here: average each pair first": (
            "pilot.mean(1).var(0) -> pilot.flatten(0, 1).var(0) / 2"
        ),
        "the values count as independent, and one by one: average each pair first": (
            "pilot.mean(1).var(0) -> pilot.flatten(0, 1).var(0)"
        ),
        "the covariance of the two values of a pair is left out: average each pair first": (
            "pilot.mean(1).var(0) -> pilot.var(0).mean(0) / 2"
        ),
        "the two variances are averaged, as if each pair were one draw: average each pair first": (
            "pilot.mean(1).var(0) -> pilot.var(0).mean(0)"
        ),
        "only the first value of each pair is used": "pilot.mean(1) -> pilot[:, 0]",
        "only the second value of each pair is used": "pilot.mean(1) -> pilot[:, 1]",
        "this is the spread of the differences; average each pair": (
            "pilot.mean(1) -> pilot.diff(dim=1).squeeze(1)"
        ),
        "these are values, two for each pair; count the pairs": "4 * -> 8 *",
        "this is for one standard error as the half width, not for two": "4 * ->",
        "the factor of two standard errors is not squared": "4 * -> 2 *",
        "the two values of a pair are added up; average them": "pilot.mean(1) -> pilot.sum(1)",
        "this has the standard deviation of the pairs; take the variance": ".var(0) -> .std(0)",
        "the half width is not squared": "half_width.square() -> half_width",
        "this is the root of the number of pairs; square it": (
            "4 * pilot.mean(1).var(0) / half_width.square() -> "
            "2 * pilot.mean(1).std(0) / half_width"
        ),
        "the pilot's variance is divided by its own number of pairs; it is that of one pair": (
            ".var(0) -> .var(0) / len(pilot)"
        ),
        "the sample variance divides by m - 1, not by m": ".var(0) -> .var(0, correction=0)",
        "the mean is not subtracted before squaring": (
            "pilot.mean(1).var(0) -> pilot.mean(1).square().mean(0)"
        ),
    },
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


def stable(function: Function, generator: torch.Generator) -> Verdict:
    """Whether log-weights far from 0 give the same."""
    for dtype in (torch.float32, torch.float64):
        sentence = _stable(function, *log_weights(Inputs(generator, dtype), (5, 4)))
        if sentence is not None:
            return sentence
    return None


def _stable(function: Function, log_w: Tensor) -> Verdict:
    near = ESS.judge.value(function, log_w)
    if near is not None:  # being far has nothing to do with it
        return near
    function = numbers.forgiving(function)
    other = 1000.0 * (torch.arange(log_w.shape[-1]) % 2).to(log_w.dtype)
    first = torch.zeros_like(log_w)
    first[0] = 1000.0
    for moved, overflow, what in (
        (log_w + 1000, "exp overflows for large log_w", "large log_w"),
        (log_w - 1000, "exp underflows for small log_w", "small log_w"),
        (log_w - other, "exp underflows where columns are far apart", "columns far apart"),
        (log_w + first, "exp overflows where a row is far above the others", "a row far above"),
        (log_w - first, "exp overflows where a row is far below the others", "a row far below"),
    ):
        found = function(moved)
        sentence = compare(
            found, effective_sample_size(moved), rtol=1e-3
        )  # float32 has 4 digits here
        if sentence is not None:
            if isinstance(found, Tensor) and not found.isfinite().all():
                each = "" if what in ("large log_w", "small log_w") else " of each column"
                return f"{overflow}: subtract the largest{each} first, or use torch.softmax"
            return f"for {what}: {sentence}"
    return None


ESS = Declaration(
    effective_sample_size,
    log_weights,
    [((6, 3), 0.2), ((9, 4), 0.2), ((5,),), ((1, 4),), ((7, 1),), ((3, 2, 4),)],
    edits={
        "this is the sum of the squared shares; take its inverse": "return 1 / -> return",
        "this is a share of k; leave it as a number of draws": "1 / -> 1 / len(share) /",
        "exp is missing: these are the logarithms": (
            "torch.softmax(log_w, 0) -> log_w / log_w.sum(0)"
        ),
        "over the last axis; the draws are on the first": (
            "torch.softmax(log_w, 0) -> torch.softmax(log_w.transpose(0, -1), 0)"
        ),
        "over every axis; the draws are on the first": "log_w, 0 -> log_w.flatten(), 0",
        "the sum above is not squared": (
            "torch.softmax(log_w, 0) -> log_w.exp() / log_w.exp().sum(0).sqrt()"
        ),
        "this is 1 over the largest share; sum the squares": (
            "share.square().sum(0) -> share.amax(0)"
        ),
        "this is exp of the entropy, another measure; use sums of squares": (
            "1 / share.square().sum(0) -> torch.exp(-(share * share.log()).sum(0))"
        ),
        "softmax is over the last axis; the draws are on the first": "log_w, 0 -> log_w, -1",
        "the squares are added up over the last axis; the draws are on the first": (
            ".sum(0) -> .sum(-1)"
        ),
    },
    examples=[([0.0, 0.0],), ([0.0, 1.0, 2.0],), ([[0.0, 1.0], [2.0, 0.5], [1.0, 1.0]],)],
    also=[stable],
)


# --- narrowest_width


def narrowest_width(width: Tensor, power: Tensor) -> Tensor:
    """f^2 / p is exp(-2 |x / width|^power + |x / b|^power): finite if b^-power < 2 width^-power."""
    return width / 2 ** (1 / power)


NARROWEST = Declaration(
    narrowest_width,
    lambda make, *shape: [make.uniform(0.5, 2.0, *shape), make.uniform(0.7, 3.0, *shape)],
    [(5,), (), (1,), (2, 3)],
    edits={
        "this is the width of f itself. The mean of (f / p)^2 under p is the integral of f^2 / p, "
        "with one p below: how fast does each of the two fall?": "/ 2 ** (1 / power) ->",
        "this is half of the width, the bound where the power is 1: solve for b at any power": (
            "2 ** (1 / power) -> 2"
        ),
        "this is the bound for a normal shape, where the power is 2: solve for b at any power": (
            "(1 / power) -> 0.5"
        ),
        "it is wider than f: f^2 falls faster than f, so that p may be narrower than f": (
            "/ 2 -> * 2"
        ),
        "this is the bound to its own power: take the root": (
            "width / 2 ** (1 / power) -> width**power / 2"
        ),
        "2 is raised to the power; take the root": "(1 / power) -> power",
        "this is one over the bound": "width / 2 ** (1 / power) -> 2 ** (1 / power) / width",
        "f is squared once: its exponent is doubled, not multiplied by 4": "/ 2 ** -> / 4 **",
        "f is in it to its third power; under p the mean of (f / p)^2 is the integral of f^2 / p": (
            "/ 2 ** -> / 3 **"
        ),
        "the width is raised to the power as well: divide it by the root of 2": (
            "width / -> width**power /"
        ),
    },
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
    {
        "the weights are missing: this is the mean under q": "log_p - log_q -> 0 * log_q",
        "the weights are not divided by their sum": (
            "mean = (weight * f).sum() -> mean = ((log_p - log_q).exp() * f).mean()"
        ),
        "the weights are upside down: they are p(x) / q(x)": "log_p - log_q -> log_q - log_p",
        "the weights are p(x) alone; divide by q(x) before normalizing": "- log_q ->",
        "the weights are 1 / q(x); multiply by p(x)": "log_p - log_q -> -log_q",
        "the weights are log p(x) - log q(x); take exp of that": (
            "torch.softmax(log_p - log_q, 0) -> (log_p - log_q) / (log_p - log_q).sum()"
        ),
        "the weights sum to 1 already; do not divide by n as well": (
            "return mean, -> return mean / len(f),"
        ),
        "log p and log q are added; subtract log q": "- log_q -> + log_q",
        "f is missing: the weights sum to 1": "return mean, -> return weight.sum(),",
        SWAPPED: (
            "return mean, (weight * (f - mean)).square().sum().sqrt() -> "
            "return (weight * (f - mean)).square().sum().sqrt(), mean"
        ),
        **{
            sentence: f"(weight * (f - mean)).square().sum().sqrt() -> {new}"
            for sentence, new in {
                "this is the standard error of f without weights": "f.std() / math.sqrt(len(f))",
                SQUARED: "(weight * (f - mean)).square().sum()",
                "the weights belong inside of the square": (
                    "(weight * (f - mean).square()).sum().sqrt()"
                ),
                "the mean is not subtracted": "(weight * f).square().sum().sqrt()",
                "absolute values are added up; square them, and take the root": (
                    "(weight * (f - mean)).abs().sum()"
                ),
                "it is divided by sqrt(n) once too often; the weights sum to 1, so add up": (
                    "(weight * (f - mean)).square().mean().sqrt()"
                ),
                "subtract the weighted mean, not the mean of f": (
                    "(weight * (f - f.mean())).square().sum().sqrt()"
                ),
                "this is the standard error of f times its weight, as if the weights had no "
                "noise": "(len(f) * weight * f).std() / len(f) ** 0.5",
            }.items()
        },
    },
    (None, BESSEL),
)
