"""The exercise of topic ``gradients`` on a surrogate for a graph with a bit, a normal and a cost.

Any surrogate is right whose gradient has the right mean, whatever its value and its baseline are.
The mean is no estimate: for two or three draws every outcome of the bits is tried, and in the place
of each normal the numbers -1 and 1, which have its first three moments. The cost, a square, times a
score of x asks for no more.
"""

import functools
import itertools
import math
from collections.abc import Iterator, Mapping

import torch
from torch import Tensor
from torch.nn import functional as F

from labsupport.checks import numbers
from labsupport.checks.compare import (
    DETACHED,
    DIFFER,
    NO_BACKWARD,
    Verdict,
    checked,
    close,
    compare,
    gradients,
    unreached,
)
from labsupport.checks.edits import mistakes
from labsupport.checks.formula import OWN_NOISE, ROUNDED, Function
from labsupport.checks.inputs import Inputs
from labsupport.checks.parts import Outcomes, Parts

NAMES = ["theta", "loc", "bits", "noise"]


def graph_surrogate(theta: Tensor, loc: Tensor, bits: Tensor, noise: Tensor) -> Tensor:
    """The cost, of which slopes are taken, and the cost held fixed beside the bits' score."""
    one, zero = F.logsigmoid(theta), F.logsigmoid(-theta)
    log_prob = torch.where(bits > 0.5, one, zero)
    centre = torch.where(bits > 0.5, loc[1], loc[0])
    x = centre + noise
    cost = (x - theta) ** 2
    surrogate = cost + cost.detach() * log_prob
    return surrogate.mean()


WRONG = """
    cost.detach() * -> cost *  # the cost beside the score is not detached: its own slope comes in,
        # times log p
    + cost.detach() * log_prob ->  # only slopes are followed; no slope goes through the bits:
        # their score is missing
    surrogate = cost.detach() * log_prob  # only the score is there: the cost itself is missing,
        # or its mean is subtracted from it; its slopes reach loc and theta
    cost = (x - theta.detach())**2  # theta stands in the cost as well: that slope is missing
    cost + cost.detach() -> cost - cost.detach()  # the sign of the score term is wrong
    cost.detach() * -> (cost - cost.mean()).detach() *
        # the mean of all costs is a baseline that knows its own draw: leave that out
    surrogate = cost - cost.mean() + (cost - cost.mean()).detach() * log_prob  # the baseline is
        # subtracted from the whole cost, takes its slopes along, and knows its own draw
    surrogate = cost - cost.detach() * (x.detach() - centre)**2 / 2  # this is the score of x,
        # which has a path already; the bits have none
    surrogate = cost * log_prob  # only the score is there, and the cost beside it is not detached
    surrogate = cost + cost.detach() * (log_prob - (x.detach() - centre)**2 / 2)
        # x has a path and a score: loc is counted twice
    * log_prob -> * log_prob.exp()  # the score is the slope of log p; here stands p
    log_prob = torch.where(bits > 0.5, one, 0 * zero)  # the bits that are 0 have a probability,
        # too: its logarithm is missing
    log_prob = torch.where(bits > 0.5, zero, one)  # log p of 0 and of 1 are exchanged
    centre = torch.where(bits > 0.5, loc[0], loc[1])  # loc of 0 and of 1 are exchanged
    x = centre.detach() + noise  # no slope reaches loc: x is detached
    surrogate = cost + cost.mean().detach() * log_prob
        # the mean cost is multiplied by the mean log p; each cost belongs to its own bit
    return surrogate -> return -surrogate  # this is minus the right one
    surrogate.mean() -> surrogate.sum()  # summed over the draws; take the mean
    one, zero = theta.log(), (1 - theta).log()  # the probability of 1 is sigmoid(theta);
        # here stands theta
    centre = loc[0] + (loc[1] - loc[0]) * (bits + theta.sigmoid() - theta.sigmoid().detach());
        surrogate = cost
        # the bits get the slope of sigmoid(theta), as if they were numbers between 0 and 1
        # (straight-through): that is biased
"""


def outcomes(theta: Tensor, like: Tensor) -> Iterator[tuple[float, Tensor, Tensor]]:
    """The probability of each outcome of bits and noise, (n,) like ``like``, with the outcome."""
    one = float(torch.sigmoid(theta.detach()))
    for bits in itertools.product((0.0, 1.0), repeat=len(like)):
        share = math.prod(one if bit else 1 - one for bit in bits) / 2 ** len(like)
        for noise in itertools.product((-1.0, 1.0), repeat=len(like)):
            yield share, like.new_tensor(bits), like.new_tensor(noise)


def expected(function: Function) -> Function:
    """The mean gradients in theta and loc, over all outcomes of as many bits as are given."""

    def composed(theta: Tensor, loc: Tensor, bits: Tensor, noise: Tensor) -> Outcomes:
        leaves = [p.detach().clone().requires_grad_() for p in (theta, loc)]
        each = (share * function(*leaves, *draws) for share, *draws in outcomes(leaves[0], bits))
        return tuple(gradients(sum(each), *leaves))

    return composed


EDITED = mistakes(graph_surrogate, WRONG)
RIGHT = expected(graph_surrogate)


def _mistakes(*inputs: Tensor) -> Mapping[str, Outcomes]:
    return _of_numbers(inputs[0].dtype, *(tuple(i.flatten().tolist()) for i in inputs))


@functools.lru_cache(maxsize=32)
def _of_numbers(dtype: torch.dtype, *numbers_: tuple[float, ...]) -> Mapping[str, Outcomes]:
    """What the mistakes give: it takes a second, and is asked for again with the same inputs."""
    theta, *others = (torch.tensor(each, dtype=dtype) for each in numbers_)
    return {s: expected(wrong)(theta[0], *others) for s, wrong in EDITED.items()}


MEANS = Parts(NAMES, ["the mean gradient in theta", "the mean gradient in loc"], RIGHT, _mistakes)


def inputs(make: Inputs, n: int) -> list[Tensor]:
    """theta, loc, and draws."""
    bits = (make.uniform(0, 1, n) > 0.5).to(make.dtype)
    bits[0], bits[-1] = 0, 1
    return [make.uniform(0.3, 0.9), torch.stack([make.uniform(-2, -1), make.uniform(1, 2)]), bits,
            make.normal(n)]  # fmt: skip


def one_number(function: Function, *given: Tensor) -> Verdict:
    """Whether the result is one number, the same in each call, with gradients."""
    function = numbers.forgiving(function)
    theta, loc, bits, noise = given
    leaves = [p.clone().requires_grad_() for p in (theta, loc)]
    result = function(*leaves, bits, noise)
    like = torch.zeros((), dtype=theta.dtype)
    sentence = compare(result, like)
    if sentence not in (None, DIFFER):
        if isinstance(result, Tensor) and result.shape == bits.shape:
            return "there is one number for each draw; return their mean"
        return sentence
    if not close(function(*leaves, bits, noise), result.detach()):
        return OWN_NOISE
    return None if result.requires_grad else DETACHED


def unbiased(function: Function, *given: Tensor) -> Verdict:
    """Whether the mean of the gradients is right, exactly."""
    sentence = one_number(function, *given)
    if sentence is not None:
        return sentence
    judged = expected(numbers.forgiving(function))
    try:
        found = judged(*given)
    except RuntimeError as error:
        if "inplace operation" not in str(error):
            raise
        return NO_BACKWARD
    sentence = MEANS.value(judged, *given)
    if sentence is None or sentence in EDITED:
        return sentence
    for name, gradient in zip(NAMES, found, strict=False):
        if not gradient.any():
            return unreached(name)
    return sentence


def mean(function: Function, generator: torch.Generator) -> Verdict:
    """Whether the gradients are right on average, for three draws."""
    return unbiased(function, *inputs(Inputs(generator), 3))


def sizes(function: Function, generator: torch.Generator) -> Verdict:
    """Whether they are for two draws, in float32, and whether many draws give one number."""
    for dtype in (torch.float32, torch.float64):
        sentence = unbiased(function, *inputs(Inputs(generator, dtype), 2))
        if sentence is not None:
            return f"for 2 draws: {sentence}"
    return one_number(function, *inputs(Inputs(generator), 500))


def kind(function: Function, generator: torch.Generator) -> Verdict:
    """Whether all is in the dtype and on the device of ``theta``, without rounding."""
    given = inputs(Inputs(generator), 3)
    sentence = unbiased(function, *given) or numbers.number_type(function, *given, like="theta")
    if sentence is not None:
        return sentence
    found = expected(function)(*given)
    if not all(close(f, r, rtol=1e-11) for f, r in zip(found, RIGHT(*given), strict=True)):
        return ROUNDED
    return numbers.device(function, *given, like="theta")


check = checked(graph_surrogate, mean, sizes, kind)
