"""The exercises of topic ``gradients`` that move noise of one family to another.

A uniform number that is moved by the right quantile function has exactly the right distribution.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor

from labsupport.checks import numbers
from labsupport.checks.compare import Verdict, compare
from labsupport.checks.declaration import Declaration, Draw
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function

FALLS = "x falls as u grows: it has the right distribution, but asked is P(X <= x) = u"
Size = tuple[int, ...]
# Of the noise and of the parameters; the last number makes the noise of the first one 1/2.
SIZES = [((4, 3), (3,), 1), ((5,), ()), ((), ()), ((2, 3), (2, 1)), ((2, 1, 4), (4,))]


def noise(make: Inputs, shape: Size, half: bool = False) -> Tensor:
    """Uniform numbers; one may be the median, where the sign of u - 1/2 is 0."""
    u = make.uniform(0.03, 0.97, *shape)
    if half:
        u[0, 0] = 0.5
    return u


def parameters(make: Inputs, own: Size) -> list[Tensor]:
    """A location and a scale."""
    return [make.normal(*own) + 0.3, make.uniform(0.5, 2.5, *own)]


def of_location(make: Inputs, shape: Size, own: Size, half: bool = False) -> list[Tensor]:
    """u, loc, scale."""
    return [noise(make, shape, half), *parameters(make, own)]


def of_scale(make: Inputs, shape: Size, own: Size, half: bool = False) -> list[Tensor]:
    """u, scale."""
    return [noise(make, shape, half), make.uniform(0.5, 2.5, *own)]


def of_power(make: Inputs, shape: Size, own: Size, half: bool = False) -> list[Tensor]:
    """u, scale, alpha; a single alpha is so small that no mean exists."""
    low, high = (1.2, 3.0) if own else (0.5, 0.9)
    return [*of_scale(make, shape, own, half), make.uniform(low, high, *own)]


def changed(x: Tensor, loc: Tensor, scale: Tensor) -> dict[str, Tensor]:
    """Mistakes with loc and scale that all families share which have both."""
    standard = (x - loc) / scale
    return {
        "this is loc alone; the noise is not used": loc.expand_as(x),
        "this is loc alone, one number for each loc; the noise is not used": loc,
        "it is divided by scale; multiply": loc + standard / scale,
        "loc is multiplied by scale too; it is added at the end": scale * (standard + loc),
        "loc and scale are exchanged": scale + standard * loc,
    }


def tails(reference: Callable[..., Tensor], draw: Draw) -> Callable[..., Verdict]:
    """Whether u may be ten thousand times as near to 0, and so near to 1.

    Each end alone: the numbers of one may be so large that those of the other are rounding errors.
    """

    def verdict(function: Function, generator: torch.Generator) -> Verdict:
        function = numbers.forgiving(function)
        u, *others = draw(Inputs(generator), (4, 3), (3,))
        for at, end in ((1e-4 * u, "0"), (1 - 1e-4 * u, "1")):
            actual, right = function(at, *others), reference(at, *others)
            sentence = compare(actual, right, rtol=0.01)
            if sentence is not None:
                same_shape = isinstance(actual, Tensor) and actual.shape == right.shape
                if same_shape and bool((actual.abs() < 0.9 * right.abs()).any()):
                    sentence = "the tail is cut off: is something clamped, or a small number added?"
                return f"for u near {end}: {sentence}"
        return None

    return verdict


def quantile(
    reference: Callable[..., Tensor],
    edits: Mapping[str, str],
    draw: Draw = of_location,
    wrong: Callable[..., Mapping[str, Tensor]] = lambda *_: {},
    examples: Sequence[Sequence[Any]] = (
        ([0.5, 0.75], 0.0, 1.0),
        ([0.25, 0.75], 0.0, 1.0),
        ([0.25, 0.75], 1.0, 2.0),
    ),
) -> Declaration:
    """A quantile function as an exercise, by default one of u, loc and scale."""

    def every(*inputs: Tensor) -> dict[str, Tensor]:
        shared = changed(reference(*inputs), *inputs[1:]) if draw is of_location else {}
        return {**wrong(*inputs), **shared}

    return Declaration(
        reference,
        draw,
        SIZES,
        edits=edits,
        wrong=every,
        examples=examples,
        smooth=lambda make, shape, own, *_: draw(make, shape, own),
        also=[tails(reference, draw)],
    )


def laplace_from_uniform(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Density exp(-|x - loc| / scale) / (2 scale)."""
    side = u - 0.5
    return loc - scale * side.sign() * torch.log1p(-2 * side.abs())


LAPLACE = quantile(
    laplace_from_uniform,
    {
        FALLS: "loc - scale -> loc + scale",
        "it is always above loc: the sign of u - 1/2 is missing": "* side.sign() ->",
        "the factor 2 is missing: 1 - 2 |u - 1/2| runs from 0 to 1": "-2 * -> -",
        "this is an exponential variable, -log(1 - u), which has one side": (
            "side.sign() * torch.log1p(-2 * side.abs()) -> torch.log1p(-u)"
        ),
        "this is an exponential variable, -log u, which has one side": (
            "side.sign() * torch.log1p(-2 * side.abs()) -> u.log()"
        ),
        "this is a logistic variable": (
            "side.sign() * torch.log1p(-2 * side.abs()) -> -torch.logit(u)"
        ),
        "this is a Gaussian variable": (
            "side.sign() * torch.log1p(-2 * side.abs()) -> -torch.special.ndtri(u)"
        ),
        "scale is taken for the standard deviation, which is sqrt(2) times as large": (
            "scale * side.sign() -> scale * side.sign() / math.sqrt(2)"
        ),
        "the logarithm has the base 2": "* side.sign() -> * side.sign() / math.log(2)",
    },
)


def logistic_from_uniform(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """P(X <= x) = 1 / (1 + exp(-(x - loc) / scale))."""
    return loc + scale * (u.log() - torch.log1p(-u))


LOGISTIC = quantile(
    logistic_from_uniform,
    {
        FALLS: "loc + scale -> loc - scale",
        "the logarithm is missing: u / (1 - u) are the odds": (
            "(u.log() - torch.log1p(-u)) -> u / (1 - u)"
        ),
        "1 - u is missing: take the logarithm of the odds u / (1 - u)": "- torch.log1p(-u) ->",
        "u is missing: take the logarithm of the odds u / (1 - u)": "u.log() - -> -",
        "this is the sigmoid; the quantile function is its inverse": (
            "(u.log() - torch.log1p(-u)) -> torch.sigmoid(u)"
        ),
        "this is the sigmoid of (u - loc) / scale; the quantile function is its inverse": (
            "return loc + scale * (u.log() - torch.log1p(-u)) -> "
            "return torch.sigmoid((u - loc) / scale)"
        ),
        "the atanh needs a factor of 2": "loc + scale -> loc + scale / 2",
        "this is a Gaussian variable": "(u.log() - torch.log1p(-u)) -> torch.special.ndtri(u)",
        "this is a Gumbel variable": "(u.log() - torch.log1p(-u)) -> -torch.log(-u.log())",
        "scale is taken for the standard deviation, which is pi / sqrt(3) times as large": (
            "loc + scale -> loc + scale * math.sqrt(3) / math.pi"
        ),
        "the logarithm has the base 10": "loc + scale -> loc + scale / math.log(10)",
        "the logarithm has the base 2": "loc + scale -> loc + scale / math.log(2)",
    },
    wrong=lambda *inputs: {"this is a Laplace variable": laplace_from_uniform(*inputs)},
)


def cauchy_from_uniform(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """P(X <= x) = 1/2 + atan((x - loc) / scale) / pi."""
    return loc + scale * torch.tan(math.pi * (u - 0.5))


CAUCHY = quantile(
    cauchy_from_uniform,
    {
        FALLS: "loc + scale -> loc - scale",
        "1/2 is not subtracted from u: it has the right distribution, but asked is "
        "P(X <= x) = u": "(u - 0.5) -> u",
        "the tangent is missing": "torch.tan(math.pi * (u - 0.5)) -> math.pi * (u - 0.5)",
        "u - 1/2 is subtracted from pi; multiply": "math.pi * -> math.pi -",
        "pi is missing inside of the tangent": "math.pi * ->",
        "this is the arctangent; the quantile function has the tangent": "torch.tan -> torch.atan",
        "this is the distribution function; the quantile function is its inverse": (
            "return loc + scale * torch.tan(math.pi * (u - 0.5)) -> "
            "return 0.5 + torch.atan((u - loc) / scale) / math.pi"
        ),
        "this is the sine, whose values end; take the tangent": "torch.tan -> torch.sin",
        "this is a Gaussian variable": ("torch.tan(math.pi * (u - 0.5)) -> torch.special.ndtri(u)"),
        "this is a logistic variable": "torch.tan(math.pi * (u - 0.5)) -> torch.logit(u)",
        "pi stands outside of the tangent": "torch.tan(math.pi * -> math.pi * torch.tan(",
        "1/2 is added to u; subtract it": "math.pi * (u - 0.5) -> math.pi * u + 0.5",
        "1/2 is subtracted from pi u; subtract it from u": "math.pi * (u-0.5) -> math.pi * u - 0.5",
    },
)


def rayleigh_from_uniform(u: Tensor, scale: Tensor) -> Tensor:
    """P(X <= x) = 1 - exp(-x^2 / (2 scale^2))."""
    return scale * torch.sqrt(-2 * torch.log1p(-u))


RAYLEIGH = quantile(
    rayleigh_from_uniform,
    {
        FALLS: "torch.log1p(-u) -> u.log()",
        "the 2 inside of the root is missing": "-2 * -> -",
        "the root is missing, and the 2": "torch.sqrt(-2 * torch.log1p(-u)) -> -torch.log1p(-u)",
        "it is divided by scale; multiply": "scale * -> 1 / scale *",
        "the 2 stands outside of the root": "torch.sqrt(-2 * -> 2 * torch.sqrt(-",
        "the ½ belongs below x squared: 1 - u = exp(-x^2 / 2), so x^2 = -2 log(1 - u)": (
            "-2 * -> -0.5 *"
        ),
        "this is the length of a Gaussian in one dimension, not in two": (
            "torch.sqrt(-2 * torch.log1p(-u)) -> math.sqrt(2) * torch.erfinv(u)"
        ),
        "the logarithm is missing, with 1 - u": "-2 * torch.log1p(-u) -> 2 * (1 - u)",
        "this is the distribution function; the quantile function is its inverse": (
            "return scale * torch.sqrt(-2 * torch.log1p(-u)) -> "
            "return -torch.expm1(-(u**2) / (2 * scale**2))"
        ),
    },
    of_scale,
    examples=[([0.5, 0.9], 1.0), ([0.5, 0.9], 2.0)],
)


def pareto_from_uniform(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """P(X > x) = (scale / x)^alpha."""
    return scale * (1 - u) ** (-1 / alpha)


PARETO = quantile(
    pareto_from_uniform,
    {
        FALLS: "(1 - u) -> u",
        "the exponent is alpha; it should be 1 / alpha": "-1 / alpha -> -alpha",
        "the exponent has the wrong sign: x is below scale": "-1 / alpha -> 1 / alpha",
        "the exponent is alpha, and u is taken for 1 - u": "(1 - u) -> u; -1 / alpha -> -alpha",
        "the exponent is alpha with the wrong sign, and u is taken for 1 - u": (
            "(1 - u) -> u; -1 / alpha -> alpha"
        ),
        "it is divided by scale; multiply": "scale * -> 1 / scale *",
        "scale is inside of the power; it belongs outside": "scale * (1 - u) -> (scale * (1 - u))",
        "this is the Lomax variable, which starts at 0; a Pareto variable starts at scale": (
            "return scale * -> return -scale + scale *"
        ),
        "this is an exponential variable: take exp of it": (
            "scale * (1 - u) ** (-1 / alpha) -> -torch.log1p(-u) / alpha"
        ),
        "this is an exponential variable times scale: take exp before": (
            "(1 - u) ** (-1 / alpha) -> -torch.log1p(-u) / alpha"
        ),
        "this is an exponential variable above scale: take exp, and multiply by scale": (
            "scale * (1 - u) ** (-1 / alpha) -> scale - torch.log1p(-u) / alpha"
        ),
        "the exponent is -1 / (alpha + 1): that is the density's power": "/ alpha -> / (alpha + 1)",
        "scale and alpha are exchanged": "return scale -> return alpha; 1 / alpha -> 1 / scale",
    },
    of_power,
    examples=[([0.5, 0.75], 1.0, 1.0), ([0.5, 0.75], 1.0, 2.0), ([0.5, 0.75], 3.0, 2.0)],
)


def student_t_from_normal(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """loc + scale t with t = noise / sqrt(chi_square / df)."""
    return loc + scale * noise * torch.sqrt(df / chi_square)


def of_student(
    make: Inputs, shape: Size, own: Size, many: float = 1.0, small: float = 1.0
) -> list[Tensor]:
    """Noise, its chi-square, ``many`` times as many degrees of freedom, loc, scale."""
    chi_square = small * many * make.uniform(0.5, 8.0, *shape)
    df = many * make.uniform(2.3, 6.0, *own)
    return [make.normal(*shape), chi_square, df, *parameters(make, own)]


STUDENT = Declaration(
    student_t_from_normal,
    of_student,
    [
        ((4, 3), (3,)),
        ((4, 3), (3,), 100.0),
        ((4, 3), (3,), 1.0, 0.001),
        ((5,), ()),
        ((), ()),
        ((2, 3), (2, 1)),
        ((2, 1, 4), (4,)),
    ],
    edits={
        "it is multiplied by sqrt(chi_square / df); divide by it": (
            "df / chi_square -> chi_square / df"
        ),
        "it is multiplied by chi_square / df; divide by its root": (
            "torch.sqrt(df / chi_square) -> chi_square / df"
        ),
        "df is not used rightly: chi_square is multiplied by it": (
            "df / chi_square -> 1 / (df * chi_square)"
        ),
        "only df is under the root, not chi_square": (
            "torch.sqrt(df / chi_square) -> torch.sqrt(df) / chi_square"
        ),
        "only chi_square is under the root, not df": (
            "torch.sqrt(df / chi_square) -> df / torch.sqrt(chi_square)"
        ),
        "df - 2 stands where df belongs": "df / chi_square -> (df - 2) / chi_square",
        "loc is divided by sqrt(chi_square / df) too; it is added at the end": (
            "loc + scale * noise -> (loc + scale * noise)"
        ),
        "the sign is wrong: asked is loc + scale t": "loc + scale -> loc - scale",
        "the noise is squared: that is an F variable": (
            "noise * torch.sqrt(df / chi_square) -> noise**2 * df / chi_square"
        ),
    },
    wrong=lambda *inputs: changed(student_t_from_normal(*inputs), *inputs[3:]),
    examples=[
        (1.0, 3.0, 3.0, 0.0, 1.0),
        (1.0, 1.0, 4.0, 0.0, 1.0),
        (1.0, 1.0, 4.0, 3.0, 2.0),
    ],
)
