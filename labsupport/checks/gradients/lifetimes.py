"""The exercise of topic ``gradients`` that inverts a distribution function known by its hazard.

A uniform number that is moved by the right quantile function has exactly the right distribution.
"""

import torch
from torch import Tensor

from labsupport.checks import numbers
from labsupport.checks.compare import DIFFER, Verdict, checked, compare, gradients
from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function

Size = tuple[int, ...]
TINY = (1e-6, 1e-7, 1e-8)  # wear, of which float32 leaves nothing beside rate squared


def lifetime_from_uniform(u: Tensor, rate: Tensor, wear: Tensor) -> Tensor:
    """rate t + wear t^2 / 2 = -log(1 - u), solved without a difference of near numbers."""
    used = -torch.log1p(-u)
    root = (rate**2 + 2 * wear * used).sqrt()
    return 2 * used / (rate + root)


def parts(make: Inputs, shape: Size, own: Size) -> list[Tensor]:
    """u, rate, wear."""
    u = make.uniform(0.03, 0.97, *shape)
    return [u, make.uniform(0.5, 2.0, *own), make.uniform(0.4, 2.5, *own)]


def tails(function: Function, generator: torch.Generator) -> Verdict:
    """Whether u may be ten thousand times as near to 0, and so near to 1.

    Each end alone: the numbers of one are rounding errors of the other.
    """
    function = numbers.forgiving(function)
    u, rate, wear = parts(Inputs(generator), (4, 3), (3,))
    for at, end, unit in ((1e-4 * u, "0", 1e4), (1 - 1e-4 * u, "1", 1.0)):
        actual, right = function(at, rate, wear), lifetime_from_uniform(at, rate, wear)
        actual = actual * unit if isinstance(actual, Tensor) else actual
        sentence = compare(actual, right * unit, rtol=0.01)
        if sentence == DIFFER:
            sentence = "the tail is cut off: is something clamped, or a small number added?"
        if sentence is not None:
            return f"for u near {end}: {sentence}"
    return None


def without_wear(function: Function, generator: torch.Generator) -> Verdict:
    """Whether times and gradients are right where wear is 0, and the times where it is tiny."""
    function = numbers.forgiving(function)
    u, rate, wear = parts(Inputs(generator), (4, 3), (3,))
    sentence = LIFETIME.judge.gradient(function, u, rate, 0 * wear)
    if sentence is not None:
        return f"where wear is 0, {_cause(function, u, rate, 0 * wear) or sentence}"
    given = [u.float(), rate.float(), torch.tensor(TINY)]
    wanted = lifetime_from_uniform(*(i.double() for i in given))
    sentence = compare(function(*given), wanted.float())
    if sentence == DIFFER and compare(function(*(i.double() for i in given)), wanted) is None:
        sentence = f"root - rate loses its digits in float32: {REMEDY}"
    return sentence and f"where wear is tiny, {sentence}"


REMEDY = "multiply above and below by root + rate, and nothing has to be subtracted"


def _cause(function: Function, u: Tensor, rate: Tensor, wear: Tensor) -> Verdict:
    """Why something is not right where wear is 0, as far as that is certain."""
    result = function(u, rate, wear)
    if not isinstance(result, Tensor) or result.shape != u.shape:
        return None
    if result.isnan().all():
        return f"(root - rate) / wear is 0 / 0: {REMEDY}"
    if compare(result.detach(), lifetime_from_uniform(u, rate, wear)) is not None:
        return None
    leaf = wear.clone().requires_grad_()
    (slope,) = gradients(function(u, rate, leaf), leaf)
    if not slope.any():
        return "the times depend on wear all the same; no gradient reaches it there"
    if slope.isnan().any():
        return f"the branch that torch.where does not take sends NaN into the gradient: {REMEDY}"
    return None


LIFETIME = Declaration(
    lifetime_from_uniform,
    parts,
    [((4, 3), (3,)), ((5,), ()), ((), ()), ((2, 3), (2, 1)), ((2, 1, 4), (4,))],
    edits="""
        -torch.log1p(-u) -> -u.log()  # t falls as u grows: it has the right distribution,
            # but asked is P(T <= t) = u
        2 + 2 -> 2 + 4  # the hazard is multiplied by t; integrate it: wear t becomes wear t^2 / 2
        return (used - rate) / wear  # the hazard itself is set equal to -log(1 - u);
            # its integral from 0 to t has to be
        rate + root -> rate - root  # this is the other root of the quadratic, where t is negative
        return (rate + root) / wear  # the sign of rate is wrong: -rate + root solves the quadratic,
            # not rate + root
        (rate + root) -> (2*wear*used).sqrt()  # rate is not used: this is a Rayleigh variable
        return used / rate + 0 * wear  # wear is not used: this is an exponential variable
        return used / rate + (2 * used / wear).sqrt()  # the times of the two causes are added;
            # their hazards add
        return torch.minimum(used / rate, (2 * used / wear).sqrt())
            # this is the earlier of two times that share one u; they would need noise of their own
        used = 1 - u  # the logarithm is missing: the chance to last is exp(-integral of the hazard)
        -torch.log1p(-u) -> u  # the logarithm is missing, and u stands for 1 - u
        2 + 2 -> - 2 + 2; rate + root -> 1 / rate + root  # rate is taken for a mean lifetime
        (rate**2 + 2 * wear -> (wear**2 + 2 * rate; (rate + root) -> (wear + root)
            # rate and wear are exchanged
        return -torch.expm1(-rate * u - wear * u**2 / 2)  # this is the distribution function;
            # the quantile function is its inverse
        -torch.log1p(-u) -> -torch.log1p(-u) / math.log(10)  # the logarithm has the base 10
    """,
    examples=[
        ([0.5, 0.9], 1.0, 1.0),
        ([0.5, 0.9], 2.0, 1.0),
        ([0.5, 0.9], 1.0, 2.0),
    ],
    also=[tails],
)


check = checked(lifetime_from_uniform, lambda answer, _: LIFETIME.verdict(answer), without_wear)
