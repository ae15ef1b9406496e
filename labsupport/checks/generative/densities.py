"""The exercises of topic ``generative`` on densities: the transformed one and the mixture."""

import math
from collections.abc import Callable

import torch
from torch import Tensor

from labsupport.checks.compare import Verdict
from labsupport.checks.declaration import FAR, SIDES, Declaration
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function
from labsupport.checks.parts import raised

LOG_2PI = math.log(2 * math.pi)


# --- transformed_log_prob


def transformed_log_prob(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """log p(x), with the slope of sinh as a cosh."""
    bent = tail * torch.asinh(x) - skew
    z, root = bent.sinh(), 0.5 * torch.log1p(x**2)
    slope = tail.log() + bent.cosh().log() - root
    return slope - 0.5 * (z**2 + LOG_2PI)


def line(
    make: Inputs, shape: tuple[int, ...], tail: float = 0.5, sign: int = 1, reach: float = 0.0
) -> list[Tensor]:
    """Points up to 10^reach, a skew of this sign, and a tail of about this size."""
    x = 2 * make.normal(*shape) * 10 ** make.uniform(reach / 2, reach, *shape)
    return [x, sign * make.uniform(0.3, 0.9), tail * make.uniform(1.0, 1.6)]


TRANSFORMED = Declaration(
    transformed_log_prob,
    line,
    [((7,),), ((),), ((1,),), ((4, 3),), ((2, 3, 2),), ((5,), 1.5, -1), ((9,), 0.1, 1, 8.0)],
    # For a small tail the slope is what counts far away.
    hard={FAR: lambda make: [line(make, (9,), 0.1, side, 8.0) for side in SIDES]},
    edits="""
        return -0.5 * (z**2 + LOG_2PI)  # the slope of the inverse is missing
        slope - 0.5 -> - slope - 0.5  # the slope is subtracted: the factor is |dz/dx|, not |dx/dz|
        tail * torch.asinh(x) - skew -> (torch.asinh(x) + skew) / tail; tail.log() -> -tail.log()
            # the density is evaluated at f(x); z is the inverse, f^-1(x)
        tail * torch.asinh(x) -> torch.asinh(x) / tail; tail.log() -> -tail.log()
            # asinh(x) is multiplied by tail in the inverse, not divided
        - skew -> - skew * tail  # skew is multiplied by tail in the inverse; it is not
        tail * torch.asinh(x) -> torch.asinh(x); tail.log() + ->  # tail is not used
        - skew ->  # skew is not used
        torch.asinh(x) -> x  # asinh is missing in the inverse: x itself is multiplied by tail
        bent.sinh() -> bent  # sinh is missing in the inverse
        bent.sinh() -> bent; + bent.cosh().log() ->  # sinh is missing in the inverse, and its slope
        tail.log() -> tail  # the slope has no logarithm of tail: tail itself is added
        tail.log() + ->  # tail is missing in the slope
        + bent.cosh().log() ->  # the cosh is missing in the slope
        - root ->  # the slope of asinh, 1 / sqrt(1 + x²), is missing
        - root -> - 2 * root  # the slope of asinh is 1 / sqrt(1 + x²), with a root
        - root -> + root  # the slope of asinh divides, so ½ log(1 + x²) is subtracted, not added
        bent.cosh -> 2 * bent.cosh  # 1 + sinh² = cosh², so log cosh is ½ log(1 + z²)
        bent.cosh().log() - root -> 2 * bent.cosh().log() - 2 * root
            # the ½ before log(1 + z²) - log(1 + x²) is missing
        + bent.cosh().log() - root -> - bent.cosh().log() + root
            # the slopes of sinh and asinh are exchanged: ½ log(1 + z²) - ½ log(1 + x²)
        + bent.cosh().log() - root ->  # log(1 + x²) stands where log(1 + z²) belongs, and cancels
        bent.cosh().log() -> bent.sinh().abs().log()
            # the slope is taken without its logarithm of cosh: sinh stands where cosh belongs
        + LOG_2PI ->  # the constant -½ log(2π) is missing
        (z**2 -> (2 * z**2  # z² needs its ½
        (z**2 -> (-z**2  # -½ z² has the wrong sign
        z**2 + ->  # -½ z² is missing
        (z**2 -> (x**2  # the normal density of x, not of z
        return slope  # the normal density itself is missing: this is the slope alone
    """,
    examples=[
        ([0.0], 0.0, 1.0),
        ([1.0], 0.0, 1.0),
        ([0.0], 0.0, 2.0),
        ([0.0], 1.0, 1.0),
        (1.0, 0.5, 0.8),
        ([1.0, -2.0], 0.5, 0.8),
    ],
)


# --- mixture_log_prob


def mixture_log_prob(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """log p(x) of the mixture."""
    log_weights = logits - logits.logsumexp(0)
    away = (x[..., None] - means) / log_stds.exp()
    normal = -0.5 * (away**2 + LOG_2PI) - log_stds
    return (log_weights + normal).logsumexp(-1)


def mixed(make: Inputs, shape: tuple[int, ...], k: int) -> list[Tensor]:
    """Points, and logits, means and log_stds of k components."""
    return [2 * make.normal(*shape), make.normal(k), 2 * make.normal(k), 0.5 * make.normal(k)]


RAISES = {
    "GreaterThan(lower_bound=0": "Normal gets a scale that is not positive: log_stds are "
    "logarithms of the standard deviations, so give it exp(log_stds)",
    "constraint Simplex": "Categorical gets probs that are no probabilities: the weights are "
    "softmax(logits), or logits=logits",
}


def mixture_raises(function: Function, generator: torch.Generator) -> Verdict:
    """What an exception says about ``log_stds`` and ``logits``, if there is one."""
    x, logits, means, log_stds = MIXTURE.inputs(generator)
    return raised(function, RAISES, x, logits, means, -log_stds.abs())


def two(*given: list[float]) -> Callable[[Inputs], list[list[Tensor]]]:
    """Points, and logits, means and log_stds of two components."""
    return lambda _: [[torch.tensor(part).double() for part in given]]


MIXTURE = Declaration(
    mixture_log_prob,
    mixed,
    [((7,), 4), ((), 2), ((3,), 3), ((4,), 1), ((2, 3), 2)],
    edits="""
        - log_stds -> - logits  # `logits` stands where `log_stds` belongs
        return normal.logsumexp(-1)  # the weights are missing
        log_weights = -math.log(len(logits))  # all components have the same weight;
            # use softmax(logits)
        log_weights = logits  # the logits are not normalized: the weights are softmax(logits)
        log_weights = F.logsigmoid(logits)  # the weights are sigmoid(logits),
            # which do not sum to 1; they are softmax(logits)
        log_weights = logits.softmax(0)  # the weights are added to the log-densities;
            # add their logarithms
        return (log_weights.exp() * normal).sum(-1)  # this is the average of log-densities;
            # take the logarithm of the average density
        .logsumexp(-1) -> .amax(-1)  # this is the largest term; add all of them
        .logsumexp(-1) -> .sum(-1)  # the terms of the components are added as logarithms;
            # add densities
        .logsumexp(-1) ->  # the components are not added up
        log_stds.exp() -> (log_stds / 2).exp(); - log_stds -> - log_stds / 2
            # log_stds are logarithms of standard deviations, not of variances
        log_stds.exp() -> log_stds; - log_stds -> - log_stds.log()  # log_stds are logarithms:
            # the standard deviations are exp(log_stds)
        log_stds.exp() -> F.softplus(log_stds); - log_stds -> - F.softplus(log_stds).log()
            # the standard deviations are softplus(log_stds); they are exp(log_stds)
        - log_stds ->  # the term -log_stds is missing: a wide component is lower
        log_stds.exp() -> (2 * log_stds).exp(); - log_stds -> - 2 * log_stds
            # Normal wants the standard deviation exp(log_stds), not the variance exp(2 log_stds)
        / log_stds.exp() ->; - log_stds ->  # log_stds is not used: all standard deviations are 1
        - means ->  # the means are not subtracted
        / log_stds.exp() ->  # the standard deviation is missing under the distance
        log_stds.exp() -> (2 * log_stds).exp()  # the distance is divided by the variance;
            # divide by the standard deviation
        + LOG_2PI ->  # the constant -½ log(2π) is missing
        away**2 -> 2 * away**2  # the squared distance needs its ½
        away**2 -> away  # the distance is not squared
    """,
    wrong=lambda x, logits, means, log_stds: {
        "this is one Gaussian with the average mean, not a mixture": mixture_log_prob(
            x,
            logits[:1],
            (logits.softmax(0) @ means)[None],
            (logits.softmax(0) @ log_stds.exp()).log()[None],
        )
    },
    examples=[
        ([0.0], [0.0], [0.0], [0.0]),
        ([1.0], [2.0], [0.0], [0.0]),
        ([0.0], [0.0], [0.0], [1.0]),
        ([0.0], [0.0, 0.0], [0.0, 2.0], [0.0, 0.0]),
        ([0.0, 1.0], [1.0, 0.0], [0.0, 2.0], [0.0, 0.0]),
    ],
    hard={
        "for points far from all components the densities round to 0: stay with logarithms, use "
        "torch.logsumexp, clamp nothing and add nothing": lambda make: [
            [x + 300 * x.sign(), *parameters] for x, *parameters in [mixed(make, (7,), 4)]
        ],
        "it is wrong for a point far away beside a near one: each point has its own largest term": (
            two([0.0, 300.0], [0.3, -0.2], [0, 1], [0, 0.2])
        ),
        "it is wrong where a component of very small weight alone matters": two(
            [600.0, 0], [0, -800], [-700, 600], [0, 0]
        ),
        "it is wrong where a component is very narrow": two(
            [0.0005, 0.7], [0.3, -0.2], [0, 1], [-7, 0.2]
        ),
        "it is wrong where a component is very wide": two(
            [500.0, 0.7], [0.3, -0.2], [0, 1], [7, 0.2]
        ),
    },
)
