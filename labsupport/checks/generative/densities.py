"""Verdicts on the transformed density and the mixture of topic ``generative``."""

import functools
import math
from collections.abc import Iterator, Sequence
from typing import Any

import torch
from torch import Tensor
from torch.distributions import Normal

from labsupport.checks import numbers
from labsupport.checks.compare import Verdict, close
from labsupport.checks.formula import Formula, Function, Mistakes
from labsupport.checks.parts import Outcomes, Parts, listed, moved, raised, usual

HALF_LOG_2PI = 0.5 * math.log(2 * math.pi)


# --- transformed_log_prob -------------------------------------------------------------------------


def transformed(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """log p(x), with the inverse written with exponentials."""
    bent = tail * torch.asinh(x) - skew
    z, slope = (bent.exp() - (-bent).exp()) / 2, (bent.exp() + (-bent).exp()) / 2
    slope = slope * tail / (x.square() + 1).sqrt()
    return slope.log() - HALF_LOG_2PI - z.square() / 2


def transformed_mistakes(x: Tensor, skew: Tensor, tail: Tensor) -> Mistakes:
    """Sentence -> the value of this mistake."""
    asinh = torch.asinh(x)
    bent = tail * asinh - skew
    right, z = transformed(x, skew, tail), torch.sinh(bent)
    log_cosh, log_root = torch.cosh(bent).log(), torch.log1p(x.square()) / 2
    slope = tail.log() + log_cosh - log_root
    base = -HALF_LOG_2PI - z.square() / 2
    forward = torch.sinh((asinh + skew) / tail)
    forward_slope = torch.cosh((asinh + skew) / tail).log() - tail.log() - log_root
    return {
        "the slope of the inverse is missing": base,
        "the slope is subtracted: the factor is |dz/dx|, not |dx/dz|": base - slope,
        "the density is evaluated at f(x); z is the inverse, f^-1(x)": -HALF_LOG_2PI
        - forward.square() / 2
        + forward_slope,
        "the density is evaluated at f(x), and without a slope": -HALF_LOG_2PI
        - forward.square() / 2,
        "skew has the wrong sign": transformed(x, -skew, tail),
        "asinh(x) is multiplied by tail in the inverse, not divided": transformed(
            x, skew, 1 / tail
        ),
        "skew is multiplied by tail in the inverse; it is not": transformed(x, skew * tail, tail),
        "tail is not used": transformed(x, skew, tail * 0 + 1),
        "skew is not used": transformed(x, skew * 0, tail),
        "asinh is missing in the inverse: x itself is multiplied by tail": (
            -HALF_LOG_2PI
            - torch.sinh(tail * x - skew).square() / 2
            + torch.cosh(tail * x - skew).log()
            + tail.log()
            - log_root
        ),
        "sinh is missing in the inverse": -HALF_LOG_2PI - bent.square() / 2 + slope,
        "sinh is missing in the inverse, and its slope": -HALF_LOG_2PI
        - bent.square() / 2
        + tail.log()
        - log_root,
        "the slope has no logarithm of tail: tail itself is added": right - tail.log() + tail,
        "the logarithm of tail is subtracted in the slope; add it": right - 2 * tail.log(),
        "tail is missing in the slope": right - tail.log(),
        "the cosh is missing in the slope": right - log_cosh,
        "the slope of asinh, 1 / sqrt(1 + x²), is missing": right + log_root,
        "the slope of asinh is 1 / sqrt(1 + x²), with a root": right - log_root,
        "the slope of asinh divides, so ½ log(1 + x²) is subtracted, not added": right
        + 2 * log_root,
        "log cosh is added, not subtracted": right - 2 * log_cosh,
        "1 + sinh² = cosh², so log cosh is ½ log(1 + z²)": right + log_cosh,
        "the ½ before log(1 + z²) - log(1 + x²) is missing": right + log_cosh - log_root,
        "the slopes of sinh and asinh are exchanged: ½ log(1 + z²) - ½ log(1 + x²)": right
        - 2 * log_cosh
        + 2 * log_root,
        "log(1 + x²) stands where log(1 + z²) belongs, and cancels": right - log_cosh + log_root,
        "the slope is taken without its logarithm of cosh: sinh stands where cosh belongs": right
        - log_cosh
        + z.abs().log(),
        "the constant -½ log(2π) is missing": right + HALF_LOG_2PI,
        "the constant is -½ log(2π)": right - HALF_LOG_2PI,
        "z² needs its ½": right - z.square() / 2,
        "z is not squared": right + z.square() / 2 - z / 2,
        "-½ z² has the wrong sign": right + z.square(),
        "-½ z² is missing": right + z.square() / 2,
        "the constant -½ log(2π) has the wrong sign": right + 2 * HALF_LOG_2PI,
        "the normal density of x, not of z": -HALF_LOG_2PI - x.square() / 2 + slope,
        "the normal density itself is missing: this is the slope alone": slope,
        "return the logarithm of the density": right.exp(),
        "the slope is added without its logarithm": base + slope.exp(),
        "the sign is wrong": -right,
        "summed over every axis; return one number per point": right.sum(),
        "averaged; return one number per point": right.mean(),
    }


TRANSFORMED = Formula(["x", "skew", "tail"], transformed, usual(transformed, transformed_mistakes))


# --- mixture_log_prob -----------------------------------------------------------------------------


def _components(x: Tensor, means: Tensor, stds: Tensor) -> Tensor:
    return Normal(means, stds, validate_args=False).log_prob(x[..., None])


def mixture(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """log p(x) of the mixture."""
    log_weights = logits - logits.logsumexp(0)
    return (log_weights + _components(x, means, log_stds.exp())).logsumexp(-1)


def mixture_mistakes(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Mistakes:
    """Sentence -> the value of this mistake."""
    k, weights = len(logits), logits.softmax(0)
    log_weights, stds = logits.log_softmax(0), log_stds.exp()
    normal = _components(x, means, stds)
    right = mixture(x, logits, means, log_stds)
    away = (x[..., None] - means) / stds
    return {
        "`logits` stands where `log_stds` belongs": (
            log_weights + normal + log_stds - logits
        ).logsumexp(-1),
        "the weights are missing": normal.logsumexp(-1),
        "all components have the same weight; use softmax(logits)": normal.logsumexp(-1)
        - math.log(k),
        "the logits are not normalized: the weights are softmax(logits)": (
            logits + normal
        ).logsumexp(-1),
        "the weights are added to the log-densities; add their logarithms": (
            weights + normal
        ).logsumexp(-1),
        "this is the average of log-densities; take the logarithm of the average density": (
            weights * normal
        ).sum(-1),
        "this is the largest term; add all of them": (log_weights + normal).amax(-1),
        "the terms of the components are added as logarithms; add densities": (
            log_weights + normal
        ).sum(-1),
        "the components are not added up": log_weights + normal,
        "log_stds are logarithms of standard deviations, not of variances": (
            log_weights + _components(x, means, (log_stds / 2).exp())
        ).logsumexp(-1),
        "log_stds are logarithms: the standard deviations are exp(log_stds)": (
            log_weights
            - HALF_LOG_2PI
            - log_stds.log()
            - ((x[..., None] - means) / log_stds) ** 2 / 2
        ).logsumexp(-1),
        "the term -log_stds is missing: a wide component is lower": (
            log_weights + normal + log_stds
        ).logsumexp(-1),
        "Normal wants the standard deviation exp(log_stds), not the variance exp(2 log_stds)": (
            log_weights + _components(x, means, (2 * log_stds).exp())
        ).logsumexp(-1),
        "log_stds has the wrong sign: the standard deviations are exp(log_stds)": (
            log_weights + _components(x, means, (-log_stds).exp())
        ).logsumexp(-1),
        "log_stds is not used: all standard deviations are 1": (
            log_weights + _components(x, means, torch.ones_like(stds))
        ).logsumexp(-1),
        "the means are not subtracted": (
            log_weights + _components(x, torch.zeros_like(means), stds)
        ).logsumexp(-1),
        "the means are added; subtract them": (
            log_weights + _components(x, -means, stds)
        ).logsumexp(-1),
        "this is one Gaussian with the average mean, not a mixture": _components(
            x, (weights * means).sum(), (weights * stds).sum()
        )[..., 0],
        "the distance is multiplied by the standard deviation; divide": (
            log_weights + normal + away**2 / 2 - (away * stds * stds) ** 2 / 2
        ).logsumexp(-1),
        "the squared distance has the wrong sign": (log_weights + normal + away**2).logsumexp(-1),
        "the distance is doubled": (log_weights + normal - 3 * away**2 / 2).logsumexp(-1),
        "the squared distance is missing": (log_weights + normal + away**2 / 2).logsumexp(-1),
        "the weights count twice": (2 * log_weights + normal).logsumexp(-1),
        "the logarithms of the weights are subtracted; add them": (normal - log_weights).logsumexp(
            -1
        ),
        "the constant -½ log(2π) has the wrong sign": right + 2 * HALF_LOG_2PI,
        "log_stds has the wrong sign in the density": (
            log_weights + normal + 2 * log_stds
        ).logsumexp(-1),
        "log_stds needs no ½": (log_weights + normal + log_stds / 2).logsumexp(-1),
        "the standard deviation is missing under the distance": (
            log_weights + normal + away**2 / 2 - (x[..., None] - means) ** 2 / 2
        ).logsumexp(-1),
        "the distance is divided by the variance; divide by the standard deviation": (
            log_weights + normal + away**2 / 2 - (away / stds) ** 2 / 2
        ).logsumexp(-1),
        "the constant -½ log(2π) is missing": right + HALF_LOG_2PI,
        "the constant is -½ log(2π)": right - HALF_LOG_2PI,
        "the squared distance needs its ½": (log_weights + normal - away**2 / 2).logsumexp(-1),
        "the distance is not squared": (log_weights + normal + away**2 / 2 - away / 2).logsumexp(
            -1
        ),
        "return the logarithm of the density": right.exp(),
        "the sign is wrong": -right,
        "summed over the points as well; return one number per point": right.sum(),
        "averaged over the points; return one number per point": right.mean(),
        "the sum is divided by the number of components; the weights sum to one already": right
        - math.log(k),
    }


MIXTURE = Formula(["x", "logits", "means", "log_stds"], mixture, usual(mixture, mixture_mistakes))
RAISES = {
    "GreaterThan(lower_bound=0": "Normal gets a scale that is not positive: log_stds are "
    "logarithms of the standard deviations, so give it exp(log_stds)",
    "constraint Simplex": "Categorical gets probs that are no probabilities: the weights are "
    "softmax(logits), or logits=logits",
}


def mixture_raises(function: Function, *inputs: Tensor) -> Verdict:
    """What an exception says about ``log_stds`` and ``logits``, if there is one."""
    return raised(function, RAISES, *inputs)


def mixture_far(function: Function, *inputs: Tensor) -> Verdict:
    """Whether points far from all components get finite, right values and gradients."""
    near = MIXTURE.value(function, *inputs)
    if near is not None:  # being far has nothing to do with it
        return near
    x, *parameters = inputs
    far = x + 300 * torch.sign(x)
    actual = numbers.forgiving(function)(far, *parameters)
    if isinstance(actual, Tensor) and actual.shape == far.shape and actual.numel() > 0:
        if not actual.isfinite().all():
            return (
                "for points far from all components the densities round to 0, and their "
                "logarithm is not finite: stay with logarithms, use torch.logsumexp"
            )
        if bool((actual == actual.flatten()[0]).all()) and actual.numel() > 1:
            return (
                "all points far from all components get the same number: densities are clamped, or "
                "something is added to them; stay with logarithms, use torch.logsumexp"
            )
    sentence = MIXTURE.value(function, far, *parameters) or MIXTURE.gradient(
        function, far, *parameters
    )
    return sentence and f"for points far from all components: {sentence}"


# Logits, means and log_stds of two components, and points.
EXTREME = {
    "where a component of very small weight alone matters": (
        ([0.0, -900.0], [0.0, 1000.0], [0.0, 0.0]),
        [1000.0, 0.0],
    ),
    "where a component is very narrow": (([0.3, -0.2], [0.0, 1.0], [-7.0, 0.2]), [0.0005, 0.7]),
    "where a component is very wide": (([0.3, -0.2], [0.0, 1.0], [7.0, 0.2]), [500.0, 0.7]),
}


def mixture_extreme(function: Function, dtype: torch.dtype) -> Verdict:
    """Whether a component may be very rare, very narrow or very wide."""
    for where, (parameters, points) in EXTREME.items():
        inputs = [torch.tensor(given, dtype=dtype) for given in (points, *parameters)]
        sentence = MIXTURE.value(function, *inputs) or MIXTURE.gradient(function, *inputs)
        if sentence is not None:
            return f"{where}: {sentence}"
    return None


# --- fit_mixture ----------------------------------------------------------------------------------


def _ascent(
    x: Tensor,
    logits: Tensor,
    means: Tensor,
    log_stds: Tensor,
    steps: int,
    lr: float,
    factors: tuple[float, float, float] = (1.0, 1.0, 1.0),
    in_turn: bool = False,
    centred: bool = True,
    power: int = 0,
    keep: float = 0.0,
    once: bool = False,
) -> Outcomes:
    """As `ascent`, with mistakes.

    They are: other factors of the three gradients, one parameter after the other, no normalization
    of the logits, the derivative in the standard deviation (``power`` 1) or the variance (2), a
    part ``keep`` of the earlier gradients in each step, or the first one in every step (``once``).
    """

    def slopes(logits: Tensor, means: Tensor, log_stds: Tensor) -> Outcomes:
        stds = log_stds.exp()
        share = (logits + _components(x, means, stds)).softmax(-1)
        away = (x[:, None] - means) / stds
        weights = logits.softmax(0) if centred else torch.zeros_like(logits)
        in_scale = (share * (away**2 - 1)).mean(0) / max(power, 1) / stds**power
        return (share - weights).mean(0), (share * away / stds).mean(0), in_scale

    now = [logits, means, log_stds]
    gathered = [torch.zeros_like(p) for p in now]
    first = slopes(logits, means, log_stds)
    for _ in range(steps):
        found = first if once else slopes(*now)
        for n in range(3):
            at = slopes(*now)[n] if in_turn else found[n]
            gathered[n] = keep * gathered[n] + at
            now[n] = now[n] + factors[n] * lr * gathered[n]
    return now[0], now[1], now[2]


def ascent(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> Outcomes:
    """The right steps, with the gradients by hand."""
    for _ in range(steps):
        stds = log_stds.exp()
        away = (x[:, None] - means) / stds
        share = (logits + _components(x, means, stds)).softmax(-1)
        logits, means, log_stds = (
            logits + lr * (share.mean(0) - logits.softmax(0)),
            means + lr * (share * away / stds).mean(0),
            log_stds + lr * (share * (away**2 - 1)).mean(0),
        )
    return logits, means, log_stds


def ascent_mistakes(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> dict[str, Outcomes]:
    """Sentence -> the results of this mistake."""
    start, n = (logits, means, log_stds), float(len(x))
    right = ascent(x, *start, steps, lr)

    def with_(a: float, b: float, c: float) -> Outcomes:
        return _ascent(x, *start, steps, lr, (a, b, c))

    return {
        "the gradients add up from step to step: zero_grad is missing": _ascent(
            x, *start, steps, lr, keep=1.0
        ),
        "the first step's gradient is taken in every step: compute it anew in each": _ascent(
            x, *start, steps, lr, once=True
        ),
        "these are steps with momentum 0.9; take plain steps": _ascent(
            x, *start, steps, lr, keep=0.9
        ),
        "these are the steps of Adam; take plain steps, lr times the gradient": _adam(
            x, *start, steps, lr
        ),
        "the gradient is that in the standard deviations; differentiate in log_stds": _ascent(
            x, *start, steps, lr, power=1
        ),
        "the gradient is that in the variances; differentiate in log_stds": _ascent(
            x, *start, steps, lr, power=2
        ),
        "the gradient of log_stds goes down; all three go up": with_(1, 1, -1),
        "the gradient of the means goes down; all three go up": with_(1, -1, 1),
        "the gradient of the logits goes down; all three go up": with_(-1, 1, 1),
        "only the logits move": with_(1, 0, 0),
        "only log_stds moves": with_(0, 0, 1),
        "lr is halved": with_(0.5, 0.5, 0.5),
        "lr is divided by the number of steps": _ascent(x, *start, steps, lr / max(steps, 1)),
        "the gradient is divided by lr; multiply": _ascent(x, *start, steps, 1 / lr),
        "the steps go down; a likelihood is raised, so add the gradient": with_(-1, -1, -1),
        "the log-likelihood is added up; take its mean over the observations": with_(n, n, n),
        "the log-likelihood is divided by n twice": with_(1 / n, 1 / n, 1 / n),
        "the logits do not move": with_(0, 1, 1),
        "the means do not move": with_(1, 0, 1),
        "log_stds does not move": with_(1, 1, 0),
        "only the means move": with_(0, 1, 0),
        "nothing moves: this is where it started": start,
        "one step is taken, not `steps` of them": _ascent(x, *start, 1, lr),
        "one step too many": _ascent(x, *start, steps + 1, lr),
        "one step too few": _ascent(x, *start, steps - 1, lr),
        "lr is not used": _ascent(x, *start, steps, 1.0),
        "lr counts twice": _ascent(x, *start, steps, 2 * lr),
        "lr is squared, or multiplied in twice": _ascent(x, *start, steps, lr * lr),
        "the parameters move one after the other; all three move at once": _ascent(
            x, *start, steps, lr, in_turn=True
        ),
        "the gradient with respect to the logits lacks the normalization of softmax": _ascent(
            x, *start, steps, lr, centred=False
        ),
        "the weights are returned; return the logits": (right[0].softmax(0), *right[1:]),
        "the standard deviations are returned; return their logarithms": (
            *right[:2],
            right[2].exp(),
        ),
        "the results are in the wrong order": (right[2], right[1], right[0]),
        "logits and means are exchanged": (right[1], right[0], right[2]),
        "means and log_stds are exchanged": (right[0], right[2], right[1]),
        "the start is ignored: begin at the given parameters": _ascent(
            x, logits * 0, means * 0, log_stds * 0, steps, lr
        ),
    }


def _adam(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> Outcomes:
    parameters = [p.detach().clone().requires_grad_() for p in (logits, means, log_stds)]
    optimizer = torch.optim.Adam(parameters, lr=lr, maximize=True)
    for _ in range(steps):
        optimizer.zero_grad()
        with torch.enable_grad():
            mixture(x, *parameters).mean().backward()
        optimizer.step()
    return parameters[0].detach(), parameters[1].detach(), parameters[2].detach()


def _others(*inputs: Any) -> Iterator[Sequence[Any]]:
    """Other inputs, with more steps: what differs from step to step shows in them."""
    *tensors, steps, lr = inputs
    for given in moved(*tensors):
        yield *given, steps + 2, 0.7 * lr


FIT = Parts(
    ["x", "logits", "means", "log_stds", "steps", "lr"],
    ("logits", "means", "log_stds"),
    ascent,
    ascent_mistakes,
    _others,
)


def fitted(function: Function, *inputs: Any) -> Verdict:
    """Whether ``fit_mixture`` is right, and its results detached."""
    sentence = FIT.value(function, *inputs)
    if sentence is not None:
        return sentence
    if any(t.requires_grad for t in numbers.forgiving(function)(*inputs)):
        return "the results still require gradients: detach them, so that no graph is kept"
    return None


def every_step(function: Function, *inputs: Any) -> Verdict:
    """Whether all steps are taken where each of them gains little; inputs in float64."""
    result, right = numbers.forgiving(function)(*inputs), ascent(*inputs)
    sentence = listed(result, FIT.results)
    if sentence is not None or all(map(functools.partial(close, rtol=1e-6), result, right)):
        return sentence
    return "after steps that gain little it is elsewhere: are all of them taken?"


def fitted_kind(function: Function, *inputs: Any) -> Verdict:
    """Whether the results have the dtype and the device of ``x``, without rounding."""
    *tensors, steps, lr = inputs

    def same_steps(*tensors: Tensor) -> Any:
        return function(*tensors, steps, lr)

    def right(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Outcomes:
        return ascent(x, logits, means, log_stds, steps, lr)

    parts = Parts(FIT.names[:4], FIT.results, right, lambda *_: {})
    return FIT.value(function, *inputs) or parts.kind(same_steps, *tensors)
