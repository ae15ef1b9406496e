"""Verdicts on the exercises of topic ``monte_carlo``.

Where a student's code draws, the functions that it gets write down where they are evaluated. So the
estimate can be compared with the one that belongs to these very draws, and the draws themselves
with the distribution that they should come from. Each statistical verdict states how often it fails
a right answer (`labsupport.checks.rates`).
"""

import math
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.distributions import Distribution, Normal

from labsupport.checks import noise, numbers, rates
from labsupport.checks.compare import DIFFER, Verdict, compare
from labsupport.checks.formula import Formula, Function, Mistakes
from labsupport.checks.parts import slips, usual
from labsupport.grading.inside import pointwise

NOT_A_SHARE = "it is not the accepted draws over all proposals"
LIMIT = 400_000  # points at which one function may be evaluated
CALLS = 10_000  # and how often it may be called for them
BESSEL = 2e-3  # relative; room for dividing by n instead of n - 1, for 1000 draws or more
NOT_ROOT_N = "the standard error is not divided by sqrt(n): this is the spread of one draw"
SQUARED = "the standard error is squared: take the square root of the variance over n"
BY_N = "the standard error is divided by n; divide the standard deviation by sqrt(n)"
SWAPPED = "the two results are in the wrong order: first the estimate, then its standard error"


def pair(result: Any) -> tuple[Any, Any] | str:
    """The two parts of a result, numbers as tensors; or a sentence."""
    if result is None:
        return "nothing is returned: is the `return` missing?"
    if not isinstance(result, tuple | list) or len(result) != 2:
        kind = type(result).__name__
        return f"the result is of type {kind}; it should be a pair of two"
    first, second = (
        torch.tensor(part, dtype=torch.float64) if type(part) is float else part for part in result
    )
    return first, second


class Recorder:
    """A function of points that writes down where it is evaluated.

    Args:
        name: what the student calls it.
        formula: takes and gives a tensor, entry by entry.
        calls: how often it may be called.
    """

    pointwise = True  # transforms of torch.func reach through it from a submission

    def __init__(self, name: str, formula: Callable[[Tensor], Tensor], calls: int = CALLS) -> None:
        self.name, self.formula, self.calls = name, formula, calls
        self.points: list[Tensor] = []
        self.count = 0
        self.attached = False  # whether points came with a path of gradients

    def __call__(self, x: Any) -> Tensor:
        if not isinstance(x, Tensor) or not x.is_floating_point():
            raise TypeError(f"{self.name} is called with something that is no tensor of numbers")
        if pointwise.transformed(x):
            return pointwise.call(self, x)
        self.count += x.numel()
        if self.count > LIMIT or len(self.points) >= self.calls:
            raise RuntimeError(
                f"{self.name} is evaluated again and again, at {self.count:,} points: "
                "is nothing accepted?"
            )
        self.points.append(x.detach().clone().flatten())
        self.attached = self.attached or x.requires_grad
        return self.formula(x)

    def at(self) -> Tensor:
        """The different points, (m,), in the order in which they came."""
        if not self.points:
            return torch.empty(0, dtype=torch.float64)
        x = torch.cat(self.points).double()
        return torch.tensor([*dict.fromkeys(x.tolist())], dtype=torch.float64)

    def all(self) -> Tensor:
        """All points in the order in which they came, equal ones too."""
        return torch.cat(self.points).double()


def from_distribution(x: Tensor, p: Distribution) -> bool:
    """Whether ``x`` (n,) look like independent draws from ``p``, on the line."""
    z = torch.special.ndtri(p.cdf(x))
    return noise.standard_normal(z[:, None]) is None


def draws(f: Recorder, n: int, p: Distribution, name: str, other: Distribution | None) -> Verdict:
    """Whether ``f`` was evaluated at ``n`` draws from ``p``, which the student calls ``name``."""
    x = f.at()
    if len(x) != n:
        return f"{f.name} is evaluated at {len(x)} different points; it should be {n} draws"
    if not from_distribution(x, p):
        if other is not None and from_distribution(x, other):
            return f"the draws come from p; draw from {name}"
        return f"the draws do not come from {name}: use {name}.sample"
    return None


RATIO = ("the mean of f(x) / p(x)", "the standard deviation of f(x) / p(x) over sqrt(n)")
WEIGHTED = (
    "the mean of f(x) p(x) / q(x)",
    "the standard deviation of f(x) p(x) / q(x) over sqrt(n)",
)
NORMALIZED = (
    "the sum of W f(x) with the weights W that sum to 1",
    "the root of the sum of W^2 (f(x) - estimate)^2",
)


def estimate(
    result: Any,
    mean: Tensor,
    error: Tensor,
    mistakes: Mistakes,
    errors: Mistakes,
    formulas: tuple[str, str],
) -> Verdict:
    """Whether a result is ``mean`` and ``error``, or one of the mistaken means or errors.

    Args:
        result: what was returned.
        mean: the right estimate for the draws at which f was evaluated.
        error: its standard error.
        mistakes: sentence -> a wrong estimate.
        errors: sentence -> a wrong standard error.
        formulas: what both are, in words.
    """
    two = pair(result)
    if isinstance(two, str):
        return two
    first, second = two
    sentence = compare(first, mean)
    if sentence == DIFFER:
        # Weights of few draws hide what others would tell apart.
        every = {**mistakes, **slips(mean)}
        fitting = [s for s, wrong in every.items() if compare(first, wrong) is None]
        sentence = " (or: ".join(fitting[:2]) + ")" * (len(fitting) > 1)
        sentence = sentence or f"it is not {formulas[0]} over the draws at which f was evaluated"
    elif sentence is not None:
        sentence = compare(first, mean, mistakes)
    if sentence is not None:
        return SWAPPED if compare(second, mean) is None else f"the estimate: {sentence}"
    if isinstance(second, Tensor) and second.is_floating_point() and second.shape == error.shape:
        scaled = second.detach() / error
        own = _over({**errors, **slips(error)}, error)
        sentence = compare(scaled, error / error, rtol=BESSEL)
        if sentence == DIFFER:
            fitting = [s for s, wrong in own.items() if compare(scaled, wrong, rtol=BESSEL) is None]
            sentence = " (or: ".join(fitting[:2]) + ")" * (len(fitting) > 1)
            sentence = sentence or f"it is not {formulas[1]}"
    else:
        sentence = compare(second, error)
    return sentence and f"the standard error: {sentence}"


def _over(errors: Mistakes, error: Tensor) -> dict[str, Tensor]:
    return {sentence: value / error for sentence, value in errors.items()}


def mean_of(values: Tensor) -> tuple[Tensor, Tensor, dict[str, Tensor]]:
    """Mean and standard error of ``values`` (n,), and the mistaken standard errors."""
    n = len(values)
    mean = values.sum() / n
    error = ((values - mean).square().sum() / (n - 1) / n).sqrt()
    return (
        mean,
        error,
        {
            NOT_ROOT_N: error * math.sqrt(n),
            SQUARED: error**2,
            BY_N: error / math.sqrt(n),
            "this is the variance of one draw": error**2 * n,
        },
    )


# --- mc_estimate ----------------------------------------------------------------------------------


def _mean(values: Tensor) -> Tensor:
    return values.sum(0) / len(values)


def _mean_mistakes(values: Tensor) -> Mistakes:
    centred = values - values.mean(0)
    return {
        "this is the mean of the deviations from the mean, which is 0": centred.mean(0),
        "this is the standard deviation; take the mean": values.std(0),
        "this is the largest value; take the mean": values.amax(0),
        "these are the values; take their mean": values,
        "this is the mean of the squares": values.square().mean(0),
        "divided by sqrt(n); the mean divides by n": values.sum(0) / math.sqrt(len(values)),
        "the mean is over every axis; take it over the first only": values.mean(),
        "the mean is over the last axis; take it over the first": values.mean(-1),
        "the values are added up; divide by n": values.sum(0),
        "divided by n - 1; the mean divides by n": values.sum(0) / (len(values) - 1),
        "this is the median; take the mean": values.median(0).values,
        "the first axis is kept; it should be gone": values.mean(0, keepdim=True),
    }


def _error(values: Tensor) -> Tensor:
    n = len(values)
    return ((values - _mean(values)).square().sum(0) / (n - 1) / n).sqrt()


def _error_mistakes(values: Tensor) -> Mistakes:
    n, error = len(values), _error(values)
    return {
        NOT_ROOT_N: error * math.sqrt(n),
        SQUARED: error**2,
        BY_N: error / math.sqrt(n),
        "this is the variance of one draw": error**2 * n,
        "the sample variance divides by n - 1, not by n": error * math.sqrt((n - 1) / n),
        "divided by sqrt(n - 1); the mean of n draws has the standard error s / sqrt(n)": error
        * math.sqrt(n / (n - 1)),
        "the spread is over every axis; take it over the first only": values.std() / math.sqrt(n),
        "n is the number of draws, the length of the first axis": error
        * math.sqrt(n / values.numel()),
        "the mean is not subtracted before squaring": (values.square().sum(0) / (n - 1) / n).sqrt(),
        "the first axis is kept; it should be gone": error[None],
        "it is multiplied by sqrt(n); divide by it": error * n,
        "it is multiplied by n": error * math.sqrt(n) * n,
        "divided by sqrt(n + 1); the standard error is s / sqrt(n)": error * math.sqrt(n / (n + 1)),
        "divided by n - 1 instead of sqrt(n)": error * math.sqrt(n) / (n - 1),
        "this is the mean absolute deviation over sqrt(n)": (
            (values - _mean(values)).abs().mean(0) / math.sqrt(n)
        ),
        "the standard deviation is over the last axis; take it over the first": (
            values.std(-1) / math.sqrt(n) if values.shape[-1] > 1 else error * math.nan
        ),
        "this is the mean over sqrt(n); take the standard deviation": _mean(values) / math.sqrt(n),
        "divided by the logarithm of n": error * math.sqrt(n) / math.log(n),
        "this is 2 standard errors; return one": 2 * error,
        "this is 1.96 standard errors; return one": 1.96 * error,
    }


MEAN = Formula(["values"], _mean, usual(_mean, _mean_mistakes))
ERROR = Formula(["values"], _error, usual(_error, _error_mistakes))


def far_mean(function: Function, values: Tensor) -> Verdict:
    """Whether the standard error is right where the mean is 10 million times as large."""
    far = values.double() + 1e7
    sentence = mean_and_error(function, lambda term, part: term.value(part, far))
    return sentence and (
        f"for a mean far from 0: {sentence}: is the mean subtracted before squaring, and all of it "
        "in the dtype of the values?"
    )


def mean_and_error(function: Function, judge: Callable[[Formula, Function], Verdict]) -> Verdict:
    """What ``judge`` says about each of the two results of ``mc_estimate``."""
    probe = torch.tensor([1.0, 2.0, 4.0])
    two = pair(numbers.forgiving(function)(probe))
    if isinstance(two, str):
        return two
    if compare(two[0], _error(probe)) is None and compare(two[1], _mean(probe)) is None:
        return SWAPPED

    def part(number: int) -> Function:
        def taken(values: Tensor) -> Any:
            result = function(values)
            if not isinstance(result, tuple | list) or len(result) != 2:
                return result
            value = result[number]
            return torch.tensor(value).to(values) if type(value) is float else value

        return taken

    for number, (name, term) in enumerate((("mean", MEAN), ("standard error", ERROR))):
        sentence = judge(term, part(number))
        if sentence is not None:
            return f"the {name}: {sentence}"
    return None


# --- estimate_pi ----------------------------------------------------------------------------------

INSIDE = math.pi / 4  # the share of the square that the disk covers
SHARES = {  # sentence -> the factor before the share, and the share
    "this is the share of darts inside; four times the share is pi": (1.0, math.pi / 4),
    "twice the share is half of pi; take four times the share": (2.0, math.pi / 4),
    "three times the share is less than pi; take four times the share": (3.0, math.pi / 4),
    "five times the share is more than pi; take four times the share": (5.0, math.pi / 4),
    "eight times the share is twice pi; take four times the share": (8.0, math.pi / 4),
    "the darts are Gaussian; throw them uniformly, with torch.rand": (4.0, 1 - math.exp(-0.5)),
    "a quarter as many are inside as should be: the darts fall on [-1, 1] x [-1, 1], and "
    "x^2 + y^2 is compared with 1": (4.0, math.pi / 16),
    "all the darts count as inside: x^2 + y^2 is compared with 1, on [-1, 1] x [-1, 1]": (4.0, 1.0),
    "both coordinates of a dart are the same number; draw two": (4.0, 0.5**0.5),
    "a dart is inside if x^2 + y^2 <= 1, not if |x| + |y| <= 1": (4.0, 0.5),
    "these darts are outside of the circle; count those inside": (4.0, 1 - math.pi / 4),
    "a dart has two coordinates, not three": (4.0, math.pi / 6),
}


def pi_once(function: Function, n: int) -> Verdict:
    """Estimate and standard error of one call: a share of n, near pi, with its binomial error."""
    two = pair(function(n))
    if isinstance(two, str):
        return two
    for part, what in zip(two, ("estimate", "standard error"), strict=True):
        sentence = compare(part, torch.zeros((), dtype=getattr(part, "dtype", None)))
        if sentence not in (None, DIFFER):
            return f"the {what}: {sentence}"
    value, error = (float(part) for part in two)
    if abs(error - math.pi) < 0.3:
        return SWAPPED
    sentence = _pi_value(value, error, n)
    if sentence is not None:
        return sentence
    share = min(max(value / 4, 1e-6), 1 - 1e-6)
    right = 4 * math.sqrt(share * (1 - share) / n)
    for sentence, factor in {
        NOT_ROOT_N: math.sqrt(n),
        BY_N: 1 / math.sqrt(n),
        SQUARED: right,
        "the standard error is that of the share; it takes the factor four as well": 0.25,
        "the factor four is squared in the standard error": 4.0,
        "this is the distance from pi, which nobody would know": abs(value - math.pi) / right,
        "this is the variance of one dart": right * n,
        "this is 1.96 standard errors; return one": 1.96,
        "this is 2 standard errors; return one": 2.0,
        "it is halved": 0.5,
        "it is 0; return the standard error": 0.0,
        "the sign is wrong": -1.0,
    }.items():
        if abs(error / right - factor) <= BESSEL * abs(factor) and abs(factor - 1) > 0.01:
            return f"the standard error: {sentence}"
    if abs(error / right - 1) > BESSEL:
        return "the standard error: it is not 4 sqrt(p (1 - p) / n) for your share p of the darts"
    return None


def _pi_value(value: float, error: float, n: int) -> Verdict:
    limit = rates.SIGMAS * math.sqrt(INSIDE * (1 - INSIDE) / n)
    rates.state(rates.share(n, INSIDE))
    if abs(value / 4 - INSIDE) > limit:
        near = []
        for sentence, (factor, share) in SHARES.items():
            found = value / factor
            away = abs(found - share) / (math.sqrt(share * (1 - share) / n) + 1e-9)
            if away <= rates.SIGMAS:
                own = factor * math.sqrt(max(found * (1 - found), 0.0) / n)
                near.append((abs(error - own) > 2 * BESSEL * own + 1e-9, away, sentence))
        # Where two give the same estimate, the standard error tells which one it is.
        fitting = [found for found in sorted(near) if not found[0]]
        if fitting or len(near) == 1:
            return (fitting or near)[0][2]
        if value == 0:
            return "the estimate is 0: is any dart counted?"
        if abs(value - 4 - math.pi / 4) <= rates.SIGMAS * 0.5 / math.sqrt(n):
            return "4 is added to the share of the darts; multiply"
        return f"the estimate is far from pi, it is {value:.4g}"
    count = value / 4 * n
    if abs(count - round(count)) > 0.02:
        return "the estimate is not four times a share of n darts: are n darts thrown?"
    return None


def pi_often(function: Function, n: int = 64, calls: int = 400) -> Verdict:
    """Whether many calls scatter about pi as estimates from n independent darts each do."""
    found = []
    for _ in range(calls):
        two = pair(function(n))
        if isinstance(two, str):
            return two
        if not isinstance(two[0], Tensor) or two[0].numel() != 1 or two[0].is_complex():
            return "the estimate is not one number"
        found.append(float(two[0]))
    counts = torch.tensor(found, dtype=torch.float64) / 4 * n
    z = (counts - n * INSIDE) / math.sqrt(n * INSIDE * (1 - INSIDE))
    if z.std() < 1e-3:
        return "the estimate is the same in every call: is there a manual_seed in it?"
    if not noise.within(z.mean() * math.sqrt(calls), rates.share(n * calls, INSIDE)):
        return "the estimates of many calls do not have the mean pi: the estimator is biased"
    # Sums of 64 darts are nearly Gaussian; their squares are bounded as those of Gaussians.
    ratio = (z.square().mean() - 1) * math.sqrt(calls / 2)
    if not noise.within(ratio, rates.variance(calls)):
        return "the estimates do not scatter as those of n independent darts do"
    return None


# --- integrate, importance_sampling, self_normalized_importance_sampling --------------------------

Judged = tuple[Verdict, Tensor]


def wave(x: Tensor) -> Tensor:
    """A function without symmetry, of either sign."""
    return 0.4 + torch.sin(1.3 * x + 0.4) + 0.2 * x


def integral(function: Function, p: Distribution, n: int = 1500) -> Verdict:
    """``integrate`` with the draws that it makes itself, and without variance for f = 3 p."""

    def run() -> Judged:
        f = Recorder("f", wave)
        result = function(f, p, n)
        two = pair(result)
        if isinstance(two, str):
            return two, f.at()
        sentence = draws(f, n, p, "p", None)
        if sentence is not None:
            return sentence, f.at()
        x = f.at()
        value, log_density = wave(x), p.log_prob(x)
        density = log_density.exp()
        mean, error, errors = mean_of(value / density)
        mistakes = {
            "f is not divided by the density p(x)": value.mean(),
            "f is multiplied by p(x); divide by it": (value * density).mean(),
            "f is divided by log p(x); divide by p(x)": (value / log_density).mean(),
            "the terms are added up; divide by n": (value / density).sum(),
            "the weights are divided by their sum; divide by n": (value / density).sum()
            / (1 / density).sum(),
            "the sum of f is divided by the sum of p; take the mean of f / p": value.sum()
            / density.sum(),
            "f times the width of the draws is right only for a uniform p": value.mean()
            * (x.max() - x.min()),
            "f is multiplied by log p(x); divide by p(x)": (value * log_density).mean(),
            "p(x) is added to f; divide f by it": (value + density).mean(),
            "p(x) is subtracted from f; divide f by it": (value - density).mean(),
            "f is missing: this is the mean of 1 / p": (1 / density).mean(),
            "the fraction is upside down: divide f by p(x)": (density / value).mean(),
            "f is divided by p(x) twice": (value / density**2).mean(),
            "divided by n - 1; the mean divides by n": mean * n / (n - 1),
            "the mean of f is divided by the mean of p": value.mean() / density.mean(),
            "log p(x) is subtracted from f; divide f by exp of it": (value - log_density).mean(),
            "the median is taken; take the mean": (value / density).median(),
        }
        errors["this is the standard error of f, not of f / p"] = mean_of(value)[1]
        return estimate(result, mean, error, mistakes, errors, RATIO), x

    return _twice(run)


def in_kind(function: Function, *parameters: Tensor) -> Verdict:
    """Whether a function of the parameters of distributions has results like the draws x."""
    return numbers.in_kind(function, *parameters, like="x")


def mean_and_error_kind(function: Function, values: Tensor) -> Verdict:
    """Whether both results of ``mc_estimate`` have the dtype and the device of ``values``."""
    return mean_and_error(function, lambda term, part: term.kind(part, values))


def normal(loc: Tensor, scale: Tensor) -> Normal:
    """A Gaussian whose parameters may be on the device meta, without numbers."""
    return Normal(loc, scale, validate_args=not loc.is_meta)


def integral_kind(function: Function, loc: Tensor, scale: Tensor) -> Verdict:
    """Whether ``integrate`` gives the dtype and the device of the draws."""

    def called(loc: Tensor, scale: Tensor) -> Any:
        return function(wave, normal(loc, scale), 50)

    return integral(function, normal(loc, scale)) or in_kind(called, loc, scale)


def importance_kind(function: Function, loc: Tensor, scale: Tensor) -> Verdict:
    """Whether ``importance_sampling`` gives the dtype and the device of the draws."""

    def called(loc: Tensor, scale: Tensor) -> Any:
        return function(wave, normal(loc, scale), normal(loc - 0.3, 2 * scale), 50)

    return importance(function, normal(loc, scale), normal(loc - 0.3, 2 * scale)) or in_kind(
        called, loc, scale
    )


def self_normalized_kind(function: Function, loc: Tensor, scale: Tensor) -> Verdict:
    """Whether ``self_normalized_importance_sampling`` gives dtype and device of the draws."""

    def called(loc: Tensor, scale: Tensor) -> Any:
        return function(wave, normal(loc, scale).log_prob, normal(loc - 0.3, 2 * scale), 50)

    return self_normalized(
        function, normal(loc, scale), normal(loc - 0.3, 2 * scale), 0.0
    ) or in_kind(called, loc, scale)


def rejection_kind(function: Function, loc: Tensor, scale: Tensor) -> Verdict:
    """Whether the draws of ``rejection_sample`` have the dtype and the device of the proposals."""

    def called(loc: Tensor, scale: Tensor) -> Any:
        p, q = normal(loc, scale), normal(loc, 2 * scale)
        result = function(Recorder("log_p", p.log_prob, 500), q, math.log(2.0), 20)
        return result[0] if isinstance(result, tuple | list) and len(result) == 2 else result

    p, q = normal(loc, scale), normal(loc, 2 * scale)
    return rejection(function, p, q, math.log(2.0), 0.0, 200) or in_kind(called, loc, scale)


def _twice(run: Callable[[], Judged]) -> Verdict:
    """The first verdict of ``run``, and whether a second run has other draws."""
    sentence, x = run()
    return sentence or fresh_points(x, run()[1])


def fresh_points(first: Tensor, second: Tensor) -> Verdict:
    """Whether two calls drew other points."""
    if torch.equal(first, second):
        return "the draws are the same in every call: is there a manual_seed in it?"
    return None


def importance(function: Function, p: Distribution, q: Distribution, n: int = 1500) -> Verdict:
    """``importance_sampling`` with the draws that it makes itself."""

    def run() -> Judged:
        f = Recorder("f", wave)
        result = function(f, p, q, n)
        two = pair(result)
        if isinstance(two, str):
            return two, f.at()
        sentence = draws(f, n, q, "q", p)
        if sentence is not None:
            return sentence, f.at()
        x = f.at()
        value, log_w = wave(x), p.log_prob(x) - q.log_prob(x)
        w = log_w.exp()
        mean, error, errors = mean_of(w * value)
        mistakes = {
            "the weights are missing: this is the mean under q": value.mean(),
            "the weights are upside down: they are p(x) / q(x)": (value / w).mean(),
            "the weights are divided by their sum; p is normalized here, so divide by n": (
                w * value
            ).sum()
            / w.sum(),
            "the weight is p(x) alone; divide by q(x)": (p.log_prob(x).exp() * value).mean(),
            "the weight is 1 / q(x); multiply by p(x)": (value / q.log_prob(x).exp()).mean(),
            "the weights are log p(x) - log q(x); take exp of that": (log_w * value).mean(),
            "the weights are a ratio of logarithms": (p.log_prob(x) / q.log_prob(x) * value).mean(),
            "the terms are added up; divide by n": (w * value).sum(),
            "log p and log q are added; subtract log q": (
                (p.log_prob(x) + q.log_prob(x)).exp() * value
            ).mean(),
            "f is missing: this is the mean weight": w.mean(),
            "f is divided by the weight; multiply": (value / w).mean(),
            "f is added to the weight; multiply": (w + value).mean(),
            "the weight is subtracted from f; multiply": (value - w).mean(),
            "f is subtracted from the weight; multiply": (w - value).mean(),
            "the weights are squared": (w * w * value).mean(),
            "the square roots of the weights are taken": (w.sqrt() * value).mean(),
            "the weight is q(x) alone": (q.log_prob(x).exp() * value).mean(),
            "divided by n - 1; the mean divides by n": mean * n / (n - 1),
            "the base is 2: take exp of the difference of log-densities": (
                torch.exp2(log_w) * value
            ).mean(),
        }
        errors["this is the standard error of f; it has to be that of f times its weight"] = (
            mean_of(value)[1]
        )
        return estimate(result, mean, error, mistakes, errors, WEIGHTED), x

    return _twice(run)


def self_normalized(
    function: Function, p: Distribution, q: Distribution, shift: float, n: int = 1500
) -> Verdict:
    """``self_normalized_importance_sampling`` for log p + ``shift``."""

    def run() -> Judged:
        f = Recorder("f", wave)
        result = function(f, lambda x: p.log_prob(x) + shift, q, n)
        two = pair(result)
        if isinstance(two, str):
            return two, f.at()
        sentence = draws(f, n, q, "q", p)
        if sentence is not None:
            return sentence, f.at()
        x = f.at()
        value, log_p, log_q = wave(x), p.log_prob(x) + shift, q.log_prob(x)
        log_w = log_p - log_q
        share = torch.softmax(log_w, 0)
        mean = (share * value).sum()
        error = (share * (value - mean)).square().sum().sqrt()
        mistakes = {
            "the weights are missing: this is the mean under q": value.mean(),
            "the weights are not divided by their sum": (log_w.exp() * value).mean(),
            "the weights are upside down: they are p(x) / q(x)": (
                torch.softmax(-log_w, 0) * value
            ).sum(),
            "log p has the wrong sign in the weights": (
                torch.softmax(-log_p - log_q, 0) * value
            ).sum(),
            "the weights are p(x) alone; divide by q(x) before normalizing": (
                torch.softmax(log_p, 0) * value
            ).sum(),
            "the weights are 1 / q(x); multiply by p(x)": (torch.softmax(-log_q, 0) * value).sum(),
            "the weights are log p(x) - log q(x); take exp of that": (log_w * value).sum()
            / log_w.sum(),
            "the weights sum to 1 already; do not divide by n as well": mean / n,
            "the weighted values are not added up": share * value,
            "log p and log q are added; subtract log q": (
                torch.softmax(log_p + log_q, 0) * value
            ).sum(),
            "f is missing: the weights sum to 1": share.sum(),
            "f is divided by the weights; multiply": (value / share).sum(),
            "f is added to the weights; multiply": (share + value).sum(),
            "f is subtracted from the weights; multiply": (share - value).sum(),
            "the weights are subtracted from f; multiply": (value - share).sum(),
            "the largest term is taken; add all up": (share * value).amax(),
            "the values are multiplied with each other; add up": (share * value).prod(),
            "the weights are squared": (share * share * value).sum(),
        }
        errors = {
            "this is the standard error of f without weights": mean_of(value)[1],
            SQUARED: error**2,
            "the weights belong inside of the square": (share * (value - mean).square())
            .sum()
            .sqrt(),
            "the mean is not subtracted": (share * value).square().sum().sqrt(),
            "the mean is added; subtract it": (share * (value + mean)).square().sum().sqrt(),
            "the squares are missing": (share * (value - mean)).sum().abs().sqrt(),
            "absolute values are added up; square them, and take the root": (share * (value - mean))
            .abs()
            .sum(),
            "the weights are missing: this is the root of the sum of squares": (value - mean)
            .square()
            .sum()
            .sqrt(),
            "the largest term is taken; add all up": (share * (value - mean)).abs().amax(),
            "the weights are subtracted from the deviations, or added; multiply": (
                (share - (value - mean)).square().sum().sqrt()
            ),
            "the weights are divided by the deviations; multiply": (share / (value - mean))
            .square()
            .sum()
            .sqrt(),
            "f is multiplied by the mean; subtract it": (share * value * mean)
            .square()
            .sum()
            .sqrt(),
            "the weights are divided by; multiply": ((value - mean) / share).square().sum().sqrt(),
            "it is divided by sqrt(n) once too often; the weights sum to 1, so add up": error
            / math.sqrt(n),
            "subtract the weighted mean, not the mean of f": (share * (value - value.mean()))
            .square()
            .sum()
            .sqrt(),
            "this is the standard error of f times its weight, as if the weights had no noise": (
                mean_of(n * share * value)[1]
            ),
        }
        return estimate(result, mean, error, mistakes, errors, NORMALIZED), x

    sentence = _twice(run)
    if sentence is None or abs(shift) < 100:
        return sentence
    near = self_normalized(function, p, q, math.copysign(1.2, shift), n)
    if near is not None:  # the size of the constant has nothing to do with it
        return near
    two = pair(function(wave, lambda x: p.log_prob(x) + shift, q, n))
    if isinstance(two, str) or all(bool(torch.as_tensor(t).isfinite().all()) for t in two):
        return f"for a large constant in log_p: {sentence}"
    return (
        f"exp {'over' if shift > 0 else 'under'}flows for a large constant in log_p: subtract the "
        "largest logarithm first, or use torch.softmax"
    )


# --- effective_sample_size ------------------------------------------------------------------------


def _ess(log_w: Tensor) -> Tensor:
    share = torch.exp(log_w - torch.logsumexp(log_w, 0))
    return share.pow(2).sum(0).reciprocal()


def _ess_mistakes(log_w: Tensor) -> Mistakes:
    k, right, w = len(log_w), _ess(log_w), log_w.exp()
    share = torch.softmax(log_w, 0)
    return {
        "this is the sum of the squared shares; take its inverse": 1 / right,
        "this is a share of k; leave it as a number of draws": right / k,
        "exp is missing: these are the logarithms": log_w.sum(0) ** 2 / log_w.square().sum(0),
        "over the last axis; the draws are on the first": _ess(log_w.transpose(0, -1)),
        "over every axis; the draws are on the first": _ess(log_w.flatten()),
        "the square of the sum belongs above, the sum of squares below": w.square().sum(0)
        / w.sum(0) ** 2,
        "the sum above is not squared": w.sum(0) / w.square().sum(0),
        "the mean is taken instead of the sums": w.mean(0) ** 2 / w.square().mean(0),
        "this is 1 over the largest share; sum the squares": 1 / share.max(0).values,
        "this is exp of the entropy, another measure; use sums of squares": torch.exp(
            -(share * share.log()).sum(0)
        ),
        "this is k: the weights are not used": torch.full_like(right, k),
        "the first axis is kept; it should be gone": right[None],
        "the square root of it is taken": right.sqrt(),
        "the shares are not squared: they sum to 1": torch.ones_like(right),
        "averaged over the draws; add up": k * right,
        "softmax is over the last axis; the draws are on the first": 1
        / torch.softmax(log_w, -1).square().sum(0),
        "the squares are added up over the last axis; the draws are on the first": 1
        / share.square().sum(-1),
        "this is 1 over the product of the squared shares; add them up": 1 / share.square().prod(0),
        "the logarithm of the share is squared": 1 / share.log().square().sum(0),
        "these are the squared shares of each draw; add them up": 1 / share.square(),
    }


ESS = Formula(["log_w"], _ess, usual(_ess, _ess_mistakes))


def stable(function: Function, log_w: Tensor) -> Verdict:
    """Whether log-weights far from 0 give the same."""
    near = ESS.value(function, log_w)
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
        sentence = compare(found, _ess(moved))
        if sentence is not None:
            if isinstance(found, Tensor) and not found.isfinite().all():
                each = "" if what in ("large log_w", "small log_w") else " of each column"
                return f"{overflow}: subtract the largest{each} first, or use torch.softmax"
            return f"for {what}: {sentence}"
    return None


# --- rejection_sample -----------------------------------------------------------------------------


def rejection(
    function: Function,
    p: Normal,
    q: Distribution,
    log_c: float,
    shift: float,
    n: int = 2500,
    again: bool = True,
) -> Verdict:
    """``rejection_sample`` for log p + ``shift``, below exp(``log_c`` + ``shift``) q."""
    far = abs(shift) > 100

    def run() -> Judged:
        log_p = Recorder("log_p", lambda x: p.log_prob(x) + shift)
        two = pair(function(log_p, q, log_c + shift, n))
        nothing = torch.empty(0)
        if isinstance(two, str):
            return two, nothing
        x, rate = two
        wanted = p.sample((n,))
        sentence = compare(x, wanted)
        if sentence not in (None, DIFFER):
            if compare(rate, wanted) in (None, DIFFER):
                return "the two results are in the wrong order: first the draws", nothing
            return f"the draws: {sentence}", nothing
        return _rejection(x.detach(), rate, p, q, log_c, shift, n, log_p.points), x

    if not far:
        sentence = _twice(run)
        if again and sentence is not None and sentence.startswith(WRONG_DRAWS):
            other = rejection(function, p, q, log_c + 0.4, shift - 0.3, n, again=False)
            return sentence if other == sentence else WRONG_DRAWS + ACCEPT
        return sentence
    try:
        sentence = _twice(run)
    except NotImplementedError:
        raise
    except Exception as error:
        if "is nothing accepted?" not in str(error):
            raise
        sentence = "nothing is accepted"
    if sentence is None:
        return None
    near = rejection(function, p, q, log_c, 0.0, n)
    if near is not None:  # the size of the constant has nothing to do with it
        return near
    if sentence in ("nothing is accepted", NOTHING_REJECTED):
        return f"exp overflows for a large constant in log_p: {sentence}; compare logarithms"
    return f"for a large constant in log_p: {sentence}"


WRONG_DRAWS = "the draws do not have the distribution of p: "
ACCEPT = "accept x with probability p(x) / (c q(x)), with a new uniform number for each x"
NOTHING_REJECTED = "the draws come from q: nothing is rejected"
RULES: dict[str, Callable[[Tensor, Tensor, float], Tensor]] = {  # of log p, log q and log c
    "the envelope's factor c is not used": lambda p, q, c: p - q,
    "log_c is added; subtract it": lambda p, q, c: p - q + c,
    "log q is added; subtract it": lambda p, q, c: p - c + q,
    "q(x) is missing: accept with probability p(x) / (c q(x))": lambda p, q, c: p - c,
    "the ratio is upside down: accept with probability p(x) / (c q(x))": lambda p, q, c: c + q - p,
    "what is rejected is kept: keep x where u is smaller than p(x) / (c q(x))": lambda p, q, c: (
        torch.log(-torch.expm1((p - q - c).clamp(max=-1e-9)))
    ),
    "log p is doubled": lambda p, q, c: 2 * p - q - c,
    "log p is multiplied by log_c; subtract": lambda p, q, c: p * c - q,
    "c is squared": lambda p, q, c: p - q - 2 * c,
    "the ratio is squared": lambda p, q, c: 2 * (p - q - c),
    "the square root of the ratio is taken": lambda p, q, c: (p - q - c) / 2,
    "p(x) is missing: accept with probability p(x) / (c q(x))": lambda p, q, c: -c - q,
    "log p, log q and log c are all subtracted": lambda p, q, c: -p - q - c,
    "x is kept wherever the ratio is above 1/2: draw a uniform number for each x": (
        lambda p, q, c: torch.where(p - q - c > math.log(0.5), 0.0, -math.inf).to(p)
    ),
}


def _accepted(
    x: Tensor, rate: Any, p: Normal, q: Distribution, log_c: float, shift: float
) -> Verdict:
    """The rule of acceptance that explains draws which do not come from p, and their rate."""
    mean, spread = float(q.mean), float(q.stddev)
    grid = torch.linspace(mean - 9 * spread, mean + 9 * spread, 20001, dtype=torch.float64)
    at = (p.log_prob(grid) + shift, q.log_prob(grid))
    for sentence, rule in RULES.items():
        density = torch.exp(at[1] + rule(*at, log_c).clamp(max=0)).nan_to_num(0.0)
        cdf = torch.cumulative_trapezoid(density, grid)
        share = float(cdf[-1])
        if not share > 0 or not isinstance(rate, Tensor) or abs(float(rate) - share) > 0.1 * share:
            continue
        cell = torch.searchsorted(grid, x.double()).clamp(1, len(grid) - 1) - 1
        u = (cdf[cell] / share).clamp(1e-9, 1 - 1e-9)
        if noise.standard_normal(torch.special.ndtri(u)[:, None]) is None:
            return sentence
    return None


def _one_uniform(x: Tensor, proposals: list[Tensor], p: Normal, q: Distribution) -> bool:
    """Whether in each batch of proposals one threshold parts what is accepted from the rest."""
    parted = 0
    for batch in proposals[:-1] or proposals:  # of the last one some may not be wanted
        ratio, kept = p.log_prob(batch) - q.log_prob(batch), torch.isin(batch, x.to(batch))
        if kept.any() and not kept.all():
            if ratio[kept].min() < ratio[~kept].max():
                return False
            parted += len(batch) >= 10
    return parted > 0


ONE_UNIFORM = (
    "one uniform number decides about all the proposals of a batch: draw a new uniform number for "
    "each x"
)


def _rejection(
    x: Tensor,
    rate: Any,
    p: Normal,
    q: Distribution,
    log_c: float,
    shift: float,
    n: int,
    proposals: list[Tensor],
) -> Verdict:
    if len(x.unique()) < n - max(3, n // 100):  # a few draws may be equal in float32
        return "a draw appears more than once: what is rejected is thrown away, not replaced"
    if not from_distribution(x, p):
        if from_distribution(x, q):
            return NOTHING_REJECTED
        for text, moved in {
            "1 is added to the draws": x - 1,
            "the sign of the draws is wrong": -x,
            "the draws are doubled": x / 2,
        }.items():
            if from_distribution(moved, p):
                return text
        named = _accepted(x, rate, p, q, log_c + shift, shift)
        if named is None and _one_uniform(x, proposals, p, q):
            named = ONE_UNIFORM
        return "the draws do not have the distribution of p: " + (
            named
            or "accept x with probability p(x) / (c q(x)), with a new uniform number for each x"
        )
    sentence = compare(rate, torch.zeros((), dtype=getattr(rate, "dtype", None)))
    if sentence not in (None, DIFFER):
        return f"the acceptance rate: {sentence}"
    right = math.exp(-log_c)
    # Of M proposals fewer or more than n are accepted: both are events of a binomial variable.
    limit = 1.25 * rates.SIGMAS * math.sqrt((1 - right) / n)
    rates.state(rates.share(round(n / right), right))
    value = float(rate)
    if abs(value / right - 1) <= limit:
        return None
    wrong = {
        "this is the inverse: divide the accepted by the proposed": 1 / right,
        "this is the share that is rejected": 1 - right,
        "this is accepted over rejected; divide by all that were proposed": right / (1 - right),
        "this is the number of accepted draws, not their share": float(n),
        "this is the number of proposals, not the share": n / right,
        "this is 1, as if nothing had been rejected": 1.0,
        "this is half of the share: are proposals counted twice, or half of them lost?": right / 2,
        "this is the square of the share": right**2,
        "the sign is wrong": -right,
    }
    away, sentence = min((abs(value / wrong[text] - 1), text) for text in wrong)
    if away <= limit:
        return f"the acceptance rate: {sentence}"
    if _one_uniform(x, proposals, p, q):
        return ONE_UNIFORM
    return f"the acceptance rate: {NOT_A_SHARE}"


def certain(function: Function, q: Distribution) -> Verdict:
    """Whether the rate is exact where each proposal is accepted, or rejected, for certain.

    The proposals are the points at which log_p is evaluated. A loop may stop counting them as soon
    as it has n draws.
    """
    for n in (1, 2, 3, 5, 8, 13):
        for half in (False, True):
            # One by one, more than 500 are needed in one of 10^126 gradings.
            log_p = Recorder("log_p", _upper_half(q) if half else q.log_prob, calls=500)
            two = pair(function(log_p, q, 0.0, n))
            if isinstance(two, str):
                return two
            sentence = compare(two[1], torch.ones((), dtype=getattr(two[1], "dtype", None)))
            if sentence not in (None, DIFFER):
                return f"the acceptance rate: {sentence}"
            if half:
                accepted = (log_p.at() > q.mean).cumsum(0)
                shares = accepted / torch.arange(1, len(accepted) + 1)
                fits = (accepted >= n) & ((shares - float(two[1])).abs() < 1e-6)
                if not fits.any():
                    return f"the acceptance rate: {NOT_A_SHARE}"
            elif sentence is not None:
                return (
                    "the acceptance rate: it is not 1 where p = q and c = 1 and nothing is rejected"
                )
    return None


def _upper_half(q: Distribution) -> Callable[[Tensor], Tensor]:
    return lambda x: torch.where(x > q.mean, q.log_prob(x), -math.inf)
