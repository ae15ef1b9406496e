"""Verdicts on ``estimate_pi`` of topic ``monte_carlo``: the share of darts inside of a circle."""

import math

import torch
from torch import Tensor

from labsupport.checks import noise, rates
from labsupport.checks.compare import DIFFER, Verdict, compare
from labsupport.checks.estimator import Estimator, Run, pair
from labsupport.checks.monte_carlo.formulas import (
    BESSEL,
    BY_N,
    ESTIMATE,
    NOT_ROOT_N,
    SQUARED,
    SWAPPED,
)
from labsupport.checks.numbers import Function
from labsupport.checks.parts import Outcomes

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


def of_share(value: Tensor, n: Tensor) -> Outcomes:
    """The estimate, and the standard error that belongs to it."""
    share = value / 4
    return value, 4 * (share * (1 - share) / n).sqrt()


ERROR = Estimator(
    of_share,
    ESTIMATE,
    ("four times a share of the darts", "4 sqrt(p (1 - p) / n) for your share p of the darts"),
    {
        NOT_ROOT_N: "/ n ->",
        BY_N: "/ n -> / n**2",
        SQUARED: "4 * (share * (1 - share) / n).sqrt() -> 16 * share * (1 - share) / n",
        "the standard error is that of the share; it takes the factor four as well": "4 * ( -> (",
        "the factor four is squared in the standard error": "4 * ( -> 16 * (",
        "this is the distance from pi, which nobody would know": (
            "4 * (share * (1 - share) / n).sqrt() -> (value - math.pi).abs()"
        ),
        "this is the variance of one dart": (
            "4 * (share * (1 - share) / n).sqrt() -> 16 * share * (1 - share)"
        ),
        "this is 1.96 standard errors; return one": "4 * ( -> 1.96 * 4 * (",
    },
    (None, BESSEL),
)


def once(function: Function, *numbers: int) -> Verdict:
    """Estimates and standard errors of one call each: a share of n, near pi, with its error."""
    runs = []
    for n in numbers:
        two = pair(function(n))
        if isinstance(two, str):
            return two
        for part, what in zip(two, ESTIMATE, strict=True):
            sentence = compare(part, torch.zeros((), dtype=getattr(part, "dtype", None)))
            if sentence not in (None, DIFFER):
                return f"{what}: {sentence}"
        value, error = (part.detach().double() for part in two)
        if abs(error - math.pi) < 0.3:
            return SWAPPED
        sentence = _value(float(value), float(error), n)
        if sentence is not None:
            return sentence
        runs.append(Run((value, error), (value, torch.tensor(float(n)).double())))
    return ERROR.verdict(*runs)


def _value(value: float, error: float, n: int) -> Verdict:
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


def often(function: Function, n: int = 64, calls: int = 400) -> Verdict:
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
