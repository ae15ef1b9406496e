"""Verdicts on ``measure_valued_gradient`` of topic ``gradients``: coupled branches."""

import itertools
import math

import torch
from torch import Tensor

from labsupport.checks import noise, numbers, rates
from labsupport.checks.compare import Verdict, close, first
from labsupport.checks.formula import Function
from labsupport.checks.gradients.draws import laid_out, parameters, repeated, standard
from labsupport.checks.gradients.rows import TURN
from labsupport.checks.recorder import Recorder, fresh_points

LEVEL, SLOPE = 0.7, 0.8


def line(x: Tensor) -> Tensor:
    """A straight line: a difference of its values shows how far apart two points are."""
    return LEVEL + SLOPE * x


def measure_valued(function: Function, generator: torch.Generator) -> Verdict:
    """``measure_valued_gradient`` for a straight line."""
    return first(coupled(function, *pair) for pair in parameters(generator))


def of_step(function: Function, generator: torch.Generator) -> Verdict:
    """``measure_valued_gradient`` for a step."""
    return first(seen(function, *pair) for pair in parameters(generator))


def coupled(function: Function, loc: Tensor, scale: Tensor, n: int = 600) -> Verdict:
    """Whether rows are differences of coupled branches.

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
    sentence = standard(_rayleigh_score(r))
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
        if standard(score) is None:
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
        if standard(_maxwell_score(moved)) is None and _hollow(moved) is None:
            return wrong
    for wrong, score in {
        "m is a standard normal; it has to be a double-sided Maxwell variable": m,
        "m has the density of a Rayleigh variable on both sides; it is the length of three normals "
        "with a sign, not of two": _rayleigh_score(m.abs()),
    }.items():
        if standard(score) is None:
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


def seen(
    function: Function, loc: Tensor, scale: Tensor, distance: float = 0.6, n: int = 1000
) -> Verdict:
    """Whether rows see a step ``distance`` standard deviations above loc as often as they should.

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
