"""Verdicts on the estimators of topic ``gradients``: rows of estimates, one for each draw.

The function that a student's code gets writes down where it is evaluated. So each row is compared
with the one that belongs to its draw, to rounding errors, and the draws with the distribution that
they should come from; statistics are needed for these alone. Each statistical verdict states how
often it fails a right answer (`labsupport.checks.rates`).
"""

import itertools
import math
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from labsupport.checks import noise, numbers, rates
from labsupport.checks.compare import DIFFER, Verdict, close, compare
from labsupport.checks.formula import ROUNDED, Function, Mistakes
from labsupport.checks.monte_carlo.estimators import Recorder, fresh_points
from labsupport.checks.parts import slips

EXACT = 1e-9  # of the largest number: a hundredth of what float32 leaves
ROUGH = 1e-4  # of the largest number: what float32 leaves of it
TURN = math.sqrt(2 * math.pi)


def wave(x: Tensor) -> Tensor:
    """A smooth function without symmetry."""
    return 1.5 + torch.sin(1.3 * x + 0.4) + 0.2 * x


def wave_slope(x: Tensor) -> Tensor:
    """The derivative of `wave`."""
    return 1.3 * torch.cos(1.3 * x + 0.4) + 0.2


def step(x: Tensor) -> Tensor:
    """A function with one step; where it can be differentiated, its slope is 0."""
    return torch.where(x > 0.6, 0 * x + 2, 0 * x - 1)


def flat(x: Tensor) -> Tensor:
    """The derivative of `step`."""
    return 0 * x


SCORED = "f(x) times the derivative of log p(x) in {} at the same draw x"
PATH = "f'(x) times the derivative of x in {} at the same draw x"


def laid_out(result: Any, n: int) -> Verdict:
    """Whether a result has the shape (n, 2); None if only numbers may differ."""
    like = torch.zeros(n, 2, dtype=torch.float64)
    sentence = compare(result, like)
    if sentence in (None, DIFFER):
        return None
    if isinstance(result, Tensor) and result.is_floating_point():
        for wrong, shape in {
            "give one row for each draw, not one for each derivative": (2, n),
            "averaged over the draws; return one row for each": (2,),
            "this is one number for each draw; there are two derivatives": (n,),
            "this is one number; there are two derivatives for each draw": (),
            "there is one row for each pair of draws: give f the shape (n, 1) beside the score": (
                n,
                n,
                2,
            ),
        }.items():
            if result.shape == shape != like.shape:
                return wrong
        if result.shape == (n, 2):  # NaN or infinity
            return sentence
    return sentence


def repeated(result: Tensor) -> Verdict:
    """Whether all rows are the same."""
    if len(result) > 1 and close(result, result[:1].expand_as(result), ROUGH):
        return "all rows are the same; each row is the estimate of one draw"
    return None


def rows(
    actual: Tensor,
    right: Tensor,
    mistakes: Mistakes,
    in_loc: Mistakes,
    in_scale: Mistakes,
    formula: str,
) -> Verdict:
    """Whether rows (n, 2) are right, in any order; else the mistake of both columns or of one.

    Args:
        actual: what was returned.
        right: what should have been.
        mistakes: sentence -> both columns.
        in_loc: sentence -> the first column.
        in_scale: sentence -> the second column.
        formula: what a column is, in words, with ``{}`` for loc or scale.
    """
    if close(actual, right, ROUGH) or close(_ordered(actual), _ordered(right), ROUGH):
        return None
    sentence = compare(actual, right, {**mistakes, **slips(right)})
    if sentence != DIFFER:
        return sentence
    sentence = repeated(actual)
    if sentence is not None:
        return sentence
    for column, (what, wrong) in enumerate((("loc", in_loc), ("scale", in_scale))):
        own = right[:, column]
        sentence = compare(actual[:, column], own, {**wrong, **slips(own)})
        if sentence == DIFFER:
            sentence = f"it is not {formula.format(what)}"
        if sentence is not None:
            return f"the derivative in {what}: {sentence}"
    return DIFFER


def _ordered(table: Tensor) -> Tensor:
    return table.detach()[table.detach()[:, 0].argsort()]


def normal_draws(x: Tensor, n: int, loc: Tensor, scale: Tensor) -> Verdict:
    """Whether ``x`` are ``n`` independent draws from N(loc, scale^2)."""
    # Two of so many draws may be the same number in float32.
    if not n - 3 <= len(x) <= n:
        return f"f is evaluated at {len(x)} different points; it should be {n} draws"
    sentence = _standard((x - loc) / scale)
    if sentence is None:
        return None
    return f"the draws do not look like N(loc, scale^2): {sentence}"


def draws_mistakes(x: Tensor, loc: Tensor, scale: Tensor) -> list[str]:
    """The mistakes that explain draws which do not come from N(loc, scale^2)."""
    rules = {
        "scale is the standard deviation of the draws, not their variance": (loc, scale.sqrt()),
        "scale is the standard deviation already; do not square it": (loc, scale**2),
        "the noise of the draws is not multiplied by scale": (loc, torch.ones_like(scale)),
        "loc is missing in the draws": (torch.zeros_like(loc), scale),
        "the noise of the draws is doubled": (loc, 2 * scale),
        "the noise of the draws is halved": (loc, scale / 2),
        "the noise of the draws is divided by scale; multiply": (loc, 1 / scale),
        "1 is added to the draws": (loc + 1, scale),
        "loc is subtracted in the draws; add it": (-loc, scale),
        "loc is added twice in the draws": (2 * loc, scale),
        "loc is multiplied by scale in the draws too; it is added at the end": (loc * scale, scale),
    }
    return [text for text, (mean, std) in rules.items() if _standard((x - mean) / std) is None]


def _standard(z: Tensor) -> Verdict:
    return noise.standard_normal(z[:, None])


Rows = Callable[[Tensor, Tensor, Tensor], Verdict]


def _drawn(
    function: Function,
    f: Callable[[Tensor], Tensor],
    loc: Tensor,
    scale: Tensor,
    n: int,
    judge: Callable[[Tensor, Tensor], Verdict],
) -> Verdict:
    """Run twice an estimator that draws from N(loc, scale^2): layout, draws, rows, fresh draws."""
    points = []
    for _ in range(2):
        recorder = Recorder("f", f)
        try:
            result = numbers.forgiving(function)(recorder, loc, scale, n)
        except Exception as error:
            sentence = without_a_path(error, recorder.attached)
            if sentence is None:
                raise
            return sentence
        x = recorder.at()
        sentence = laid_out(result, n) or normal_draws(x, n, loc, scale)
        if sentence is not None and sentence.startswith("the draws do not look like"):
            other, low, small = Recorder("f", f), -loc - 0.4, 1 / scale
            function(other, low, small, n)
            again = draws_mistakes(other.at(), low, small)
            named = [text for text in draws_mistakes(x, loc, scale) if text in again]
            return named[0] if named else sentence
        if sentence is None and len(x) < n:
            x = recorder.all()
        sentence = sentence or judge(result, x)
        if sentence is not None:
            return sentence
        points.append(x)
    return fresh_points(*points)


def without_a_path(error: Exception, attached: bool) -> Verdict:
    """What an exception of autograd says: that nothing depends on what is differentiated.

    Args:
        error: the exception.
        attached: whether f was called with points that carry gradients.
    """
    text = str(error)
    if attached and "does not require grad and does not have a grad_fn" in text:
        return (
            "x carries gradients and f(x) no longer does: is there a .detach(), .item() or "
            f"torch.no_grad() after f? ({text.splitlines()[0]})"
        )
    if "does not require grad and does not have a grad_fn" in text:
        return (
            "f(x) depends on nothing that requires a gradient: .sample() and torch.normal cut the "
            "path from loc and scale to x. Draw noise and compute x = loc + scale * noise, or use "
            f"rsample; then requires_grad_() ({text.splitlines()[0]})"
        )
    if "appears to not have been used in the graph" in text:
        return (
            "f(x) does not depend on what you differentiate in: .sample() and torch.normal cut the "
            "path from loc and scale to x. Draw noise and compute x = loc + scale * noise, or use "
            f"rsample ({text.splitlines()[0]})"
        )
    return None


# --- score_function_gradient ----------------------------------------------------------------------

PATHWISE = (
    "f is differentiated: this is the pathwise estimator, and wrong for an f with steps; multiply "
    "the value of f by the derivatives of log p"
)


def score_function(
    function: Function, loc: Tensor, scale: Tensor, smooth: bool = True, n: int = 800
) -> Verdict:
    """``score_function_gradient`` for a smooth function or for one with a step."""
    f, slope = (wave, wave_slope) if smooth else (step, flat)

    def judge(actual: Tensor, x: Tensor) -> Verdict:
        z, value = (x - loc) / scale, f(x)

        def table(in_loc: Tensor, in_scale: Tensor) -> Tensor:
            return torch.stack([in_loc * value, in_scale * value], -1)

        to_loc, to_scale = z / scale, (z**2 - 1) / scale
        right = table(to_loc, to_scale)
        density = torch.exp(-(z**2) / 2) / (scale * TURN)
        path = torch.stack([slope(x), slope(x) * z], -1)
        mistakes = {
            PATHWISE: path,
            "the sign is wrong": -right,
            "f is missing: this is the score alone": right / value[:, None],
            "the two derivatives are exchanged; the first is in loc": right.flip(-1),
            "these are derivatives of p; take those of log p": right * density[:, None],
            "log f stands where f belongs": right / value[:, None] * value.abs().log()[:, None],
            "the rows are divided by the number of draws; their mean does that": right / n,
            "both are multiplied by scale: with noise = (x - loc) / scale, divide by scale": right
            * scale,
            "the mean of all f is subtracted: such a baseline knows its own draw and biases the "
            "mean": right - right / value[:, None] * value.mean(),
            "the mean of the other f is subtracted; here each row is f times the score alone": right
            - right / value[:, None] * ((value.sum() - value) / (n - 1))[:, None],
            "the signs are those of derivatives in x: log p falls with x as it rises with loc": (
                table(-to_loc, to_scale)
            ),
            "the whole batch's f is multiplied with each score": right
            / value[:, None]
            * value.sum(),
            "the mean of all f is multiplied with each score": right
            / value[:, None]
            * value.mean(),
            "f is added to the score; multiply": right / value[:, None] + value[:, None],
            "f is subtracted from the score; multiply": right / value[:, None] - value[:, None],
            "the score is subtracted from f; multiply": value[:, None] - right / value[:, None],
            "the score is divided by f; multiply": right / value[:, None] ** 2,
            "f is divided by the score; multiply": value[:, None] ** 2 / right,
            "both are multiplied by scale squared: the score divides by scale": right * scale**2,
            "both are divided by scale once too often": right / scale,
            "f is squared": right * value[:, None],
        }
        power = "(x - loc) is divided by scale; d log p / d loc divides it by scale squared"
        in_loc = {
            power: to_loc * scale * value,
            "the sign is wrong; d log p / d loc = (x - loc) / scale^2": -to_loc * value,
            "(x - loc) is not divided by scale^2": z * scale * value,
            "loc is not subtracted from x": x / scale**2 * value,
        }
        in_scale = {
            "the term -1/scale is missing: log p has a -log scale in it": z**2 / scale * value,
            "this is the derivative in the variance scale^2": to_scale / scale / 2 * value,
            "this is the derivative in log scale; divide by scale": to_scale * scale * value,
            "divided by scale once too often": to_scale / scale * value,
            "it has a ½ too many": to_scale / 2 * value,
            "the sign is wrong": -to_scale * value,
            "(x - loc)^2 is divided by scale^2; that term has scale^3 below": (z**2 - 1 / scale)
            * value,
            "(x - loc) is not squared": (z - 1) / scale * value,
            "1 is added to the squared noise; subtract it": (z**2 + 1) / scale * value,
            "the squared noise is subtracted from 1": (1 - z**2) / scale * value,
            "the noise is cubed; square it": (z**3 - 1) / scale * value,
            "2 is subtracted from the squared noise; it is 1": (z**2 - 2) / scale * value,
            "this is the noise times the score in loc, without the term -1/scale": z**2
            / scale**2
            * value,
            "this is the derivative in loc again": z / scale * value,
        }
        sentence = rows(actual, right, mistakes, in_loc, in_scale, SCORED)
        # A slope that is 0 everywhere explains a row of zeros, and nothing else does.
        if not smooth and sentence == PATHWISE and bool(actual.any()):
            return DIFFER
        return sentence

    return _drawn(function, f, loc, scale, n, judge)


# --- pathwise_gradient ----------------------------------------------------------------------------


def pathwise(function: Function, loc: Tensor, scale: Tensor, n: int = 800) -> Verdict:
    """``pathwise_gradient`` for a smooth function."""

    def judge(actual: Tensor, x: Tensor) -> Verdict:
        z, value, slope = (x - loc) / scale, wave(x), wave_slope(x)
        right = torch.stack([slope, slope * z], -1)
        score = torch.stack([z, z**2 - 1], -1) / scale
        mistakes = {
            "this is the score-function estimator; differentiate f itself": score * value[:, None],
            "f is not differentiated: its value stands where its slope belongs": right
            / slope[:, None]
            * value[:, None],
            "the sign is wrong": -right,
            "the two derivatives are exchanged; the first is in loc": right.flip(-1),
            "the mean of f is differentiated; each row belongs to one draw, so use the sum": right
            / n,
            "the slope of f is not used": right / slope[:, None],
            "these are the derivatives of f times the score": score * slope[:, None],
            "the derivatives of all the draws are added up in every row": right.sum(0).expand(n, 2),
            "averaged over the draws, and repeated": right.mean(0).expand(n, 2),
            "no gradient reaches the parameters: draw noise and compute x = loc + scale * noise "
            "(rsample), not x itself (sample)": right * 0,
            "both are divided by scale: loc + scale * noise is differentiated, not the score": right
            / scale,
            "both are multiplied by scale: this is the derivative in the noise": right * scale,
            "the slope is added to the derivatives of x; multiply": right / slope[:, None]
            + slope[:, None],
        }
        in_loc = {
            "multiplied by scale: this is the derivative in the noise": slope * scale,
            "the derivative of loc + scale * noise in loc is 1": slope * z,
            "divided by scale": slope / scale,
            "the slope is squared": slope**2,
            "no gradient reaches it: is there a .detach() or a .sample()?": 0 * slope,
        }
        in_scale = {
            "the derivative of loc + scale * noise in scale is the noise, not x - loc": slope
            * z
            * scale,
            "the slope is not multiplied by the noise": slope,
            "the slope is multiplied by x; the derivative of x in scale is the noise": slope * x,
            "this is the derivative in the variance scale^2": slope * z / (2 * scale),
            "this is the derivative in log scale": slope * z * scale,
            "no gradient reaches it: is there a .detach() or a .sample()?": 0 * slope,
            "the noise is squared": slope * z**2,
            "divided by scale": slope * z / scale,
            "the noise has the wrong sign": -slope * z,
            "the noise is added to the slope; multiply": slope + z,
            "the noise is subtracted from the slope; multiply": slope - z,
            "the slope is subtracted from the noise; multiply": z - slope,
            "the slope is divided by the noise; multiply": slope / z,
            "the noise is divided by the slope; multiply": z / slope,
            "1 is added to the noise": slope * (z + 1),
            "the noise is doubled": slope * 2 * z,
            "the size of the noise is used, without its sign": slope * z.abs(),
            "the slope is missing: this is the noise": z,
            "the slope is squared": slope**2,
        }
        return rows(actual, right, mistakes, in_loc, in_scale, PATH)

    return _drawn(function, wave, loc, scale, n, judge)


# --- measure_valued_gradient ----------------------------------------------------------------------

LEVEL, SLOPE = 0.7, 0.8


def line(x: Tensor) -> Tensor:
    """A straight line: a difference of its values shows how far apart two points are."""
    return LEVEL + SLOPE * x


def measure_valued(function: Function, loc: Tensor, scale: Tensor, n: int = 600) -> Verdict:
    """``measure_valued_gradient`` for a straight line.

    Each estimate is a known factor of the distance of its two branches, which are among the points
    where f was evaluated: so constant and coupling are checked to rounding errors, and r, m and u
    of every row are found.
    """
    recorder, again = Recorder("f", line), Recorder("f", line)
    result = numbers.forgiving(function)(recorder, loc, scale, n)
    points = recorder.at()
    sentence = laid_out(result, n) or repeated(result)
    if sentence is not None:
        return sentence
    if len(points) < 2:
        return f"f is evaluated at {len(points)} different points; each draw has four branches"
    if not torch.isfinite(result).all():
        return "the result has NaN or infinity in it"
    estimates = result.detach().double() / SLOPE
    sentence, rest = _in_loc(estimates[:, 0], points, loc, scale)
    if sentence is not None:
        swapped = _in_loc(estimates[:, 1], points, loc, scale)[0] is None
        text = "the two derivatives are exchanged; the first is in loc"
        return text if swapped else f"the derivative in loc: {sentence}"
    if len(points) < 4 * n and len(recorder.all()) == 4 * n:
        rest = recorder.all()  # in float32 two of so many points may be the same number
    sentence = _in_scale(estimates[:, 1], rest, loc, scale)
    if sentence is not None:
        return f"the derivative in scale: {sentence}"
    numbers.forgiving(function)(again, loc, scale, n)
    return fresh_points(points, again.at())


def _nearest(points: Tensor, wanted: Tensor) -> tuple[Tensor, Tensor]:
    """For each wanted number the place of the nearest of two or more points, and its distance."""
    ordered, places = points.sort()
    right = torch.searchsorted(ordered, wanted).clamp(1, len(ordered) - 1)
    nearer = (wanted - ordered[right - 1]).abs() < (ordered[right] - wanted).abs()
    place = places[right - nearer.long()]
    return place, (points[place] - wanted).abs()


def near(points: Tensor) -> float:
    """How near two points have to be to be the same: float32 leaves less than float64."""
    rounded = bool(torch.equal(points, points.float().double()))
    return 4e-5 if rounded else 1e-9


def _there(points: Tensor, wanted: Tensor) -> bool:
    return bool((_nearest(points, wanted)[1] < near(points)).all())


def _in_loc(
    estimates: Tensor, points: Tensor, loc: Tensor, scale: Tensor
) -> tuple[Verdict, Tensor]:
    """A verdict on the first column, and the points that are not of its branches."""
    few = estimates[:25]
    if close(estimates, estimates[:1].expand_as(estimates)):
        return "it is the same in every row: is f of the second branch added or missing?", points
    constant = {
        "": 1.0,
        "the constant is 1 / (scale sqrt(2 pi)); the scale is missing": float(scale),
        "the constant is 1 / (scale sqrt(2 pi)); sqrt(2 pi) is missing": TURN,
        "the constant is 1 / (scale sqrt(2 pi)), with a square root": 1 / TURN,
        "the constant is 1 / (scale sqrt(2 pi)); it is missing": float(scale) * TURN,
        "the constant is 1 / (scale sqrt(2 pi)); divide by scale, do not multiply": float(scale**2),
        "the constant is 1 / (scale sqrt(2 pi)); scale is squared": 1 / float(scale),
        "the difference of the branches is halved": 0.5,
        "the rows are divided by the number of draws; their mean does that": 1 / len(estimates),
        "the constant is 1 / (scale sqrt(2 pi)); 1 is added to sqrt(2 pi)": TURN / (TURN + 1),
    }
    for sentence, factor in constant.items():
        r = few * TURN / 2 / factor
        if _there(points, loc + scale * r) and _there(points, loc - scale * r):
            if sentence:
                return sentence, points
            return _rayleigh(estimates * TURN / 2, points, loc, scale)
    for added in (1 / TURN, 1 / (TURN * scale), 1.0):
        r = (few - added / SLOPE) * TURN / 2
        if _there(points, loc + scale * r) and _there(points, loc - scale * r):
            return "1 is added to the difference or to the result", points
    single = (few * scale * TURN - LEVEL / SLOPE).abs()
    if _there(points, single) or _there(points, -single):
        return "this is one branch; subtract f of the other", points
    if bool((_pairs(points, few * TURN * scale)[2] < near(points) / 10).all()):
        return (
            "the branches are not loc + scale r and loc - scale r with the same r: draws of their "
            "own cost more variance",
            points,
        )
    return "it is not (f(loc + scale r) - f(loc - scale r)) / (scale sqrt(2 pi))", points


def _rayleigh(r: Tensor, points: Tensor, loc: Tensor, scale: Tensor) -> tuple[Verdict, Tensor]:
    if bool((r < 0).all()):
        return "the sign is wrong: f(loc + scale r) comes first", points
    used = torch.zeros(len(points), dtype=torch.bool)
    for branch in (loc + scale * r, loc - scale * r):
        used[_nearest(points, branch)[0]] = True
    sentence = _standard(_rayleigh_score(r))
    if sentence is None:
        return None, points[~used]
    for wrong, score in {
        "r is a standard normal; the weak derivative has a Rayleigh variable there": r,
        "r is the size of a normal; it has to be a Rayleigh variable": torch.special.ndtri(
            torch.erf(r.abs() / math.sqrt(2))
        ),
        "r has the density 2 r exp(-r^2): a Weibull variable of concentration 2 needs the scale "
        "sqrt(2)": _rayleigh_score(r * math.sqrt(2)),
        "r is not multiplied by scale": _rayleigh_score(r * scale),
        "r is multiplied by scale twice": _rayleigh_score(r / scale),
        "r is an exponential variable; a Rayleigh variable is the square root of twice that": (
            _rayleigh_score((2 * r).abs().sqrt())
        ),
        "r is the square of a Rayleigh variable: the square root is missing": _rayleigh_score(
            r.abs().sqrt()
        ),
        "r is a Maxwell variable; that belongs to the derivative in scale": _maxwell_score(
            torch.where(torch.arange(len(r)) % 2 > 0, r, -r)
        ),
    }.items():
        if _standard(score) is None:
            return wrong, points
    return f"r does not look like independent Rayleigh variables ({sentence})", points


def _rayleigh_score(r: Tensor) -> Tensor:
    """Turns Rayleigh variables into standard normal ones."""
    return torch.special.ndtri(-torch.expm1(-(r**2) / 2))


def _maxwell_score(m: Tensor) -> Tensor:
    """Turns double-sided Maxwell variables into standard normal ones."""
    density = torch.exp(-(m**2) / 2) / TURN
    return torch.special.ndtri(torch.special.ndtr(m) - m * density)


def _pairs(points: Tensor, differences: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """For each difference the two points that are as far apart, and how exactly they are."""
    if len(points) < 2:
        return differences, differences, torch.full_like(differences, math.inf)
    n = len(differences)
    if len(points) in (2 * n, 4 * n):  # one branch after the other, or in turn
        for blocks in (points.view(-1, n), points.view(n, -1).T):
            for first, second in itertools.permutations(blocks, 2):
                if close(first - second, differences, atol=near(points), rtol=0.0):
                    return first, second, torch.zeros_like(differences)
    place, distance = _nearest(points, points - differences[:, None])
    best, first = distance.min(1)
    return points[first], points[place.gather(1, first[:, None])[:, 0]], best


def _in_scale(estimates: Tensor, points: Tensor, loc: Tensor, scale: Tensor) -> Verdict:
    """A verdict on the second column; ``points`` are without those of the first."""
    if close(estimates, estimates[:1].expand_as(estimates)):
        return "it is the same in every row: is f of the second branch added or missing?"
    differences = estimates * scale
    constant = {
        "": 1.0,
        "the constant is 1 / scale; it is missing": float(scale),
        "the constant is 1 / scale; scale is squared": 1 / float(scale),
        "the constant is 1 / scale, without the sqrt(2 pi) of the other": 1 / TURN,
        "the constant is 1 / scale; divide by scale, do not multiply": float(scale**2),
        "the difference of the branches is halved": 0.5,
        "it has a factor of 2 too many": 2.0,
        "the rows are divided by the number of draws; their mean does that": 1 / len(estimates),
    }
    few = slice(0, None if len(points) == 4 * len(differences) else 15)
    for sentence, factor in constant.items():
        if bool((_pairs(points, differences[few] / factor)[2] < near(points) / 10).all()):
            return sentence or _maxwell(*_pairs(points, differences)[:2], loc, scale)
    instead = {
        "this is one branch; subtract f of the other": torch.zeros_like(scale),
        "scale stands where the second branch belongs": scale**2 / SLOPE,
        "loc stands where the second branch belongs": loc * scale / SLOPE,
    }
    for sentence, other in instead.items():
        if _there(points, differences[:15] + other - LEVEL / SLOPE):
            return sentence
    return "it is not (f(loc + scale m) - f(loc + scale m u)) / scale"


def _maxwell(wide: Tensor, narrow: Tensor, loc: Tensor, scale: Tensor) -> Verdict:
    m, other = (wide - loc) / scale, (narrow - loc) / scale
    u = other / m
    if bool(((u < 0) | (u > 1)).any()):
        if bool(((u > 1) | (u < 0)).all()) and bool((m / other > 0).all()):
            return "the sign is wrong: f(loc + scale m), the wider branch, comes first"
        return (
            "the second branch is not loc + scale m u with the m of the first: draws of their own "
            "cost more variance"
        )
    if u.std() < 1e-6:
        return "one u is shared by all the rows; each needs its own"
    sentence = noise.standard_normal(torch.stack([_maxwell_score(m), torch.special.ndtri(u)], -1))
    sentence = sentence or _hollow(m)
    if sentence is None:
        return None
    if bool((m > 0).all()):
        return "m is always positive: a double-sided Maxwell variable has either sign"
    for wrong, moved in {
        "1 is added to m": m - 1,
        "1 is subtracted from m": m + 1,
        "m is not multiplied by scale": m * scale,
        "m is multiplied by scale twice": m / scale,
    }.items():
        if _standard(_maxwell_score(moved)) is None and _hollow(moved) is None:
            return wrong
    for wrong, score in {
        "m is a standard normal; it has to be a double-sided Maxwell variable": m,
        "m has the density of a Rayleigh variable on both sides; it is the length of three normals "
        "with a sign, not of two": _rayleigh_score(m.abs()),
    }.items():
        if _standard(score) is None:
            return wrong
    return f"m or u do not have their distributions ({sentence})"


def _hollow(m: Tensor, near: float = 0.6) -> Verdict:
    """Whether few of ``m`` are near 0, where a Maxwell variable differs most from others."""
    chance = math.erf(near / math.sqrt(2)) - 2 * near * math.exp(-(near**2) / 2) / TURN
    share = (m.abs() < near).double().mean()
    score = (share - chance) / math.sqrt(chance * (1 - chance) / len(m))
    if noise.within(score, rates.share(len(m), chance)):
        return None
    return "too many are near 0, or too few"


def measure_of_step(
    function: Function, loc: Tensor, scale: Tensor, distance: float = 0.6, n: int = 1000
) -> Verdict:
    """``measure_valued_gradient`` for a step ``distance`` standard deviations above loc.

    A row is then 0 or the height of the step times the constant, with a probability that is known:
    the share of rows that are not 0 is binomial.
    """
    height, edge = 2.0, loc + distance * scale
    result = numbers.forgiving(function)(
        lambda x: torch.where(x > edge, 0 * x + height, 0 * x), loc, scale, n
    )
    sentence = laid_out(result, n)
    if sentence is not None:
        return sentence
    density = math.exp(-(distance**2) / 2)
    for column, what, constant, chance in (
        (0, "loc", 1 / (scale * TURN), density),
        (1, "scale", 1 / scale, distance * density / TURN),
    ):
        hits = result[:, column].detach() / (height * constant)
        if not bool(((hits.abs() < 1e-5) | ((hits - 1).abs() < 1e-5)).all()):
            return (
                f"the derivative in {what}: for a step, each row should be 0 or the height of the "
                "step times the constant"
            )
        spread = math.sqrt(chance * (1 - chance) / n)
        if not noise.within((hits.mean() - chance) / spread, rates.share(n, chance)):
            return f"the derivative in {what}: for a step, the rows do not have the right mean"
    return None


# --- all three ------------------------------------------------------------------------------------


def few(function: Function, loc: Tensor, scale: Tensor) -> Verdict:
    """Whether there is one row for each draw, few or one."""
    function = numbers.forgiving(function)
    for n in (1, 2, 5):
        f = Recorder("f", wave)
        result = function(f, loc, scale, n)
        sentence = laid_out(result, n)
        if sentence is None and not torch.isfinite(result).all():
            sentence = "the result has NaN or infinity in it"
        if sentence is not None:
            return f"for {n} draw{'s' if n > 1 else ''}: {sentence}"
    return None


def score_rows(x: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The rows of the score-function estimator of `wave` at these draws."""
    z = (x - loc) / scale
    return torch.stack([z, z**2 - 1], -1) / scale * wave(x)[:, None]


def path_rows(x: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The rows of the pathwise estimator of `wave` at these draws."""
    return torch.stack([wave_slope(x), wave_slope(x) * (x - loc) / scale], -1)


def kind(
    function: Function,
    loc: Tensor,
    scale: Tensor,
    exact: Callable[[Tensor, Tensor, Tensor], Tensor] | None = None,
) -> Verdict:
    """Whether rows have the dtype and the device of ``loc``, without rounding.

    Args:
        function: the estimator.
        loc: the mean.
        scale: the standard deviation.
        exact: gives the right rows at the draws, where f is evaluated at these alone.
    """
    sentence = few(function, loc, scale)
    if sentence is not None:
        return sentence
    sentence = numbers.number_type(function, wave, loc, scale, 5, like="loc")
    if sentence is not None:
        return sentence
    recorder, loc, scale = Recorder("f", wave), loc.double(), scale.double()
    result = function(recorder, loc, scale, 50)
    points = recorder.all()
    if any(p.dtype != torch.float64 for p in recorder.points) or torch.equal(
        points, points.float().double()
    ):
        return "f is evaluated at points in float32 although loc is float64: " + ROUNDED
    if exact is not None and len(points) == len(result):
        right = exact(points, loc, scale)
        if close(_ordered(result), _ordered(right), ROUGH) and not close(
            _ordered(result), _ordered(right), EXACT
        ):
            return ROUNDED
    return numbers.device(function, wave, loc, scale, 5, like="loc")
