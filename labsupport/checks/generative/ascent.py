"""The exercise ``fit_mixture`` of topic ``generative``: steps of gradient ascent."""

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import torch
from torch import Tensor
from torch.optim import SGD, Adam

from labsupport.checks import numbers
from labsupport.checks.compare import Verdict
from labsupport.checks.declaration import NEEDS, Declaration
from labsupport.checks.generative.densities import mixed, mixture_log_prob
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function
from labsupport.checks.parts import moved

Outcomes = tuple[Tensor, Tensor, Tensor]


def fit_mixture(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> Outcomes:
    """The steps, with the gradients by hand."""
    for _ in range(steps):
        stds = log_stds.exp()
        away = (x[:, None] - means) / stds
        share = (logits - log_stds - 0.5 * away**2).softmax(-1)
        to_logits = share.mean(0) - logits.softmax(0)
        to_means = (share * away / stds).mean(0)
        to_log_stds = (share * (away**2 - 1)).mean(0)
        logits, means = logits + lr * to_logits, means + lr * to_means
        log_stds = log_stds + lr * to_log_stds
    return logits, means, log_stds


def steps_of(
    make: Inputs, n: int, k: int, steps: int = 4, lr: float = 0.1, spread: float = 1.0
) -> list[Any]:
    """Observations and a start, as `mixed` gives them, and steps."""
    x, *start = mixed(make, (n,), k)
    return [spread * x, *start, steps, lr]


def other_steps(*inputs: Any) -> Iterator[Sequence[Any]]:
    """Other inputs, with more steps: what differs from step to step shows in them."""
    *tensors, steps, lr = inputs
    for given in moved(*tensors):
        yield *given, steps + 2, 0.7 * lr


def optimized(
    make: Callable[..., Any], x: Tensor, *start: Any, steps: int, clear: bool = True
) -> Any:
    """The steps of one of torch's optimizers; with ``clear`` false gradients add up."""
    parameters = [p.detach().clone().requires_grad_() for p in start]
    optimizer = make(parameters, maximize=True)
    for _ in range(steps):
        if clear:
            optimizer.zero_grad()
        with torch.enable_grad():
            mixture_log_prob(x, *parameters).mean().backward()
        optimizer.step()
    return tuple(p.detach() for p in parameters)


def in_turn(x: Tensor, *start: Any, steps: int, lr: float) -> Any:
    """One parameter after the other."""
    now = [*start]
    for _ in range(steps):
        for n in range(3):
            now[n] = fit_mixture(x, now[0], now[1], now[2], 1, lr)[n]
    return tuple(now)


def other_ways(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> dict[str, Outcomes]:
    """Mistakes that are no edits: other steps, and other step sizes."""
    start = (logits, means, log_stds)
    one = fit_mixture(x, *start, 1, lr)
    momentum = functools.partial(SGD, lr=lr, momentum=0.9)
    return {
        "the gradients add up from step to step: zero_grad is missing": optimized(
            functools.partial(SGD, lr=lr), x, *start, steps=steps, clear=False
        ),
        "the first step's gradient is taken in every step: compute it anew in each": tuple(
            p + steps * (q - p) for p, q in zip(start, one, strict=True)
        ),
        "these are steps with momentum 0.9; take plain steps": optimized(
            momentum, x, *start, steps=steps
        ),
        "these are the steps of Adam; take plain steps, lr times the gradient": optimized(
            functools.partial(Adam, lr=lr), x, *start, steps=steps
        ),
        "the parameters move one after the other; all three move at once": in_turn(
            x, *start, steps=steps, lr=lr
        ),
    }


def detached(function: Function, generator: torch.Generator) -> Verdict:
    """Whether no graph is kept."""
    results = numbers.forgiving(function)(*FIT.inputs(generator))
    if any(t.requires_grad for t in results):
        return "the results still require gradients: detach them, so that no graph is kept"
    return None


def start(*values: float) -> list[Tensor]:
    """Logits, means and log_stds of two components."""
    return [*torch.tensor(values).double().view(3, 2)]


FIT = Declaration(
    fit_mixture,
    steps_of,
    [(9, 3), (9, 3, 1, 0.15), (8, 2), (5, 4), (1, 2)],
    results=("logits", "means", "log_stds"),
    differentiable=False,
    others=other_steps,
    edits="""
        to_log_stds = (share * (away**2 - 1)).mean(0) / stds
            # the gradient is that in the standard deviations; differentiate in log_stds
        to_log_stds = (share * (away**2 - 1)).mean(0) / (2 * stds**2)
            # the gradient is that in the variances; differentiate in log_stds
        logits, means = logits, means + lr * to_means; log_stds = log_stds  # only the means move
        logits + lr * to_logits -> logits  # the logits do not move
        means + lr * to_means -> means  # the means do not move
        log_stds = log_stds  # log_stds does not move
        range(steps) -> range(0)  # nothing moves: this is where it started
        range(steps) -> range(1)  # one step is taken, not `steps` of them
        range(steps) -> range(steps + 1)  # one step too many
        range(steps) -> range(steps - 1)  # one step too few
        to_logits = share.mean(0)
            # the gradient with respect to the logits lacks the normalization of softmax
        return logits.log_softmax(0), means, log_stds  # the logits are normalized;
            # return them as they are after the steps
        return logits.softmax(0), means, log_stds  # the weights are returned; return the logits
        return logits, means, log_stds.exp()  # the standard deviations are returned;
            # return their logarithms
        return means, logits, log_stds  # logits and means are exchanged
        logits, means, log_stds = 0 * logits, 0 * means, 0 * log_stds  # the start is ignored:
            # begin at the given parameters
        lr = -lr  # the steps go down; a likelihood is raised, so add the gradient
        lr = lr * len(x)  # the log-likelihood is added up; take its mean over the observations
        lr = lr / 2  # lr is halved
        lr = 1.0  # lr is not used
        lr = 2 * lr  # lr counts twice
    """,
    wrong=other_ways,
    also=[detached],
    hard={
        "after steps that gain little it is elsewhere: are all of them taken?": (
            lambda make: [steps_of(make, 8, 2, 30, 1e-4)]
        ),
        "where gradients are long it is elsewhere: take plain steps, clip nothing": (
            lambda make: [steps_of(make, 8, 2, 3, 0.02, 4.5)]
        ),
        "where steps are too long it is elsewhere: return the parameters after the last step, even "
        "if the likelihood has fallen": lambda _: [
            [torch.linspace(-3, 3, 8).double(), *start(0.3, -0.2, -1, 1, 0, 0.2), 3, 10.0]
        ],
        "where a component is narrow it is elsewhere: is log_stds clamped?": lambda make: [
            [
                torch.cat([0.003 * make.normal(3), make.normal(3)]),
                *start(0.3, -0.2, 0, 1, -6, 0),
                2,
                1e-6,
            ]
        ],
    },
    hint=NEEDS,
)
