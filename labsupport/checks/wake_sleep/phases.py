"""The exercises of topic ``wake_sleep`` on training and evaluation: objectives, and k draws."""

import itertools
import math
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor

from labsupport.checks import numbers
from labsupport.checks.compare import DIFFER, Verdict, close, compare, public
from labsupport.checks.declaration import Declaration
from labsupport.checks.edits import edited
from labsupport.checks.formula import ROUNDED
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function

EXACT = {"rtol": 1e-11, "atol": 1e-11}  # of gradients in float64, to see a part in float32


def slopes(function: Function, inputs: Sequence[Tensor]) -> list[Tensor] | None:
    """Derivatives of a weighted sum of the results, zeros where nothing flows; None if it cannot.

    The weights differ, so that an objective that mixes datapoints is seen.
    """
    given = [i.clone().requires_grad_() for i in inputs]
    value = numbers.forgiving(function)(*given)
    columns = inputs[0].shape[-1]
    if not isinstance(value, Tensor) or value.shape != (columns,) or not value.requires_grad:
        return None
    weights = torch.linspace(0.5, 1.7, columns, dtype=torch.float64)
    found = torch.autograd.grad((weights * value).sum(), given, allow_unused=True)
    return [torch.zeros_like(i) if g is None else g for g, i in zip(found, inputs, strict=True)]


def as_declared(
    reference: Callable[..., Tensor],
    edits: dict[str, str],
    draw: Callable[..., list[Tensor]],
    aims: dict[str, str],
) -> Callable[[Function, torch.Generator], Verdict]:
    """Whether the gradients are those of the reference; else which edit has them.

    ``aims`` says of each input what the derivative by it should be.
    """

    def verdict(function: Function, generator: torch.Generator) -> Verdict:
        inputs = draw(Inputs(generator))
        right = slopes(reference, inputs)
        found = slopes(function, inputs)
        if found is None or right is None:
            return "no gradient can flow back: is there a .detach() or a no_grad() too many?"
        if all(close(f, r, **EXACT) for f, r in zip(found, right, strict=True)):
            return None
        for sentence, edit in edits.items():
            wrong = slopes(edited(reference, edit), inputs)
            if wrong is not None and all(close(f, w) for f, w in zip(found, wrong, strict=True)):
                return sentence
        if all(close(f, r) for f, r in zip(found, right, strict=True)):
            return ROUNDED
        pairs = zip(aims.items(), found, right, strict=True)
        name, aim = next(each for each, f, r in pairs if not close(f, r))
        return f"the value is right, but its derivative by {name} is not {aim}"

    return verdict


# --- wake_sleep


def wake_sleep(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """The ELBO; log_p and dream_log_q have the derivative 1, log_q has none."""
    wake, sleep = log_p, dream_log_q
    moving = wake + sleep
    return (log_p - log_q).detach() + (moving - moving.detach())


def day_and_night(make: Inputs, batch: int) -> list[Tensor]:
    """Log-probabilities, all negative and apart."""
    return [
        make.uniform(-9.0, -6.0, batch),
        make.uniform(-3.0, -1.0, batch),
        make.uniform(-5.0, -3.5, batch),
    ]


PHASES = {
    "the recognition model moves in the wake phase: log_q has no gradient there": (
        "moving = wake + sleep -> moving = wake - log_q + sleep"
    ),
    "this is the gradient of the ELBO: the sleep phase has none": (
        "moving = wake + sleep -> moving = wake - log_q"
    ),
    "the sleep phase has no gradient": "moving = wake + sleep -> moving = wake",
    "the wake phase has no gradient": "moving = wake + sleep -> moving = sleep",
    "the sleep phase has the wrong sign: what is returned is maximized": (
        "moving = wake + sleep -> moving = wake - sleep"
    ),
    "the wake phase has the wrong sign: what is returned is maximized": (
        "moving = wake + sleep -> moving = sleep - wake"
    ),
    "both phases have the wrong sign: what is returned is maximized": (
        "(moving - moving.detach()) -> (moving.detach() - moving)"
    ),
    "the recognition model learns from its own draws: sleep takes dream_log_q": (
        "moving = wake + sleep -> moving = wake + log_q"
    ),
    "the recognition model learns from its own draws beside the dreams": (
        "moving = wake + sleep -> moving = wake + log_q + sleep"
    ),
    "each phase counts half; both derivatives are 1": "moving = wake + sleep -> "
    "moving = 0.5 * wake + 0.5 * sleep",
    "the bound moves as well: stop it by .detach()": "(log_p - log_q).detach() -> (log_p - log_q)",
    "the gradient mixes the datapoints: each has its own phases": (
        "moving = wake + sleep -> moving = (wake + sleep).sum()"
    ),
    "the gradient of each datapoint is divided by the number of them": (
        "moving = wake + sleep -> moving = (wake + sleep) / len(log_p)"
    ),
}

WAKE_SLEEP = Declaration(
    wake_sleep,
    day_and_night,
    [(4,), (1,), (7,)],
    edits={
        "the value is that of the phases; it should be the ELBO": (
            "return (log_p - log_q).detach() + (moving - moving.detach()) -> return moving"
        ),
        "the phases' value is added: subtract it again, with .detach()": (
            "(moving - moving.detach()) -> moving"
        ),
        "log_q is added to the ELBO; subtract it": "(log_p - log_q) -> (log_p + log_q)",
        "dreams are no part of the ELBO": "(log_p - log_q) -> (log_p - dream_log_q)",
        "log q is missing in the ELBO": "(log_p - log_q) -> (log_p)",
        "the phases are subtracted from their value, and their gradient is lost": (
            "(moving - moving.detach()) -> (-moving.detach())"
        ),
        "one mean for all datapoints; return one number for each": (
            "return (log_p - log_q).detach() -> return (log_p - log_q).mean().detach()"
        ),
    },
    also=[
        as_declared(
            wake_sleep,
            PHASES,
            lambda make: day_and_night(make, 4),
            {"log_p": "1", "log_q": "0", "dream_log_q": "1"},
        )
    ],
)


# --- reweighted


def reweighted(log_p: Tensor, log_q: Tensor) -> Tensor:
    """The bound of k draws; both inputs have the shares as derivatives."""
    log_w = (log_p - log_q).detach()
    share = log_w.softmax(0)
    moving = (share * (log_p + log_q)).sum(0)
    return log_w.logsumexp(0) - math.log(len(log_w)) + (moving - moving.detach())


def draws(make: Inputs, k: int, batch: int) -> list[Tensor]:
    """Log-probabilities of k draws."""
    return [make.uniform(-6.0, -3.0, k, batch), make.uniform(-2.4, -0.6, k, batch)]


SHARES = {
    "log_q has the wrong sign: that is the gradient of the bound, and pushes q away": (
        "(log_p + log_q) -> (log_p - log_q)"
    ),
    "the recognition model has no gradient: log_q is to be weighted as well": (
        "(log_p + log_q) -> log_p"
    ),
    "the generative model has no gradient: log_p is to be weighted as well": (
        "(log_p + log_q) -> log_q"
    ),
    "the shares move: hold them constant, by .detach()": "log_w.softmax(0) -> "
    "(log_p - log_q).softmax(0)",
    "the bound moves as well: stop it by .detach()": "log_w = (log_p - log_q).detach() -> "
    "log_w = log_p - log_q",
    "the shares are normalized over the batch; they are those of the draws": (
        "log_w.softmax(0) -> log_w.softmax(-1)"
    ),
    "the weights are not normalized: divide by their sum": "log_w.softmax(0) -> log_w.exp()",
    "every draw counts the same: weigh the gradients by the shares": (
        "log_w.softmax(0) -> torch.full_like(log_w, 1 / len(log_w))"
    ),
    "the worst draws weigh the most": "log_w.softmax(0) -> (-log_w).softmax(0)",
    "the shares forget q: they come from log_p - log_q": "log_w.softmax(0) -> "
    "log_p.detach().softmax(0)",
    "the shares come from log q alone": "log_w.softmax(0) -> log_q.detach().softmax(0)",
    "the gradient is averaged over the draws; the shares have the sum 1 already": (
        "(share * (log_p + log_q)).sum(0) -> (share * (log_p + log_q)).mean(0)"
    ),
    "the shares are squared": "(share * (log_p + log_q)) -> (share**2 * (log_p + log_q))",
    "both gradients have the wrong sign: what is returned is maximized": (
        "(moving - moving.detach()) -> (moving.detach() - moving)"
    ),
    "the gradient is twice what it should be": "(log_p + log_q) -> (2 * log_p + 2 * log_q)",
    "the gradient of the datapoints is added up: each has its own": (
        "(share * (log_p + log_q)).sum(0) -> (share * (log_p + log_q)).sum()"
    ),
    "only the best draw has a gradient": "log_w.softmax(0) -> "
    "(log_w == log_w.amax(0)).to(log_w.dtype)",
}


def far_draws(function: Function, generator: torch.Generator) -> Verdict:
    """Whether weights of any size are fine."""
    log_p, log_q = draws(Inputs(generator), 4, 3)
    for shift in (-2000.0, 2000.0):
        inputs = [log_p + shift, log_q]
        actual = numbers.forgiving(function)(*inputs)
        found, right = slopes(function, inputs), slopes(reweighted, inputs)
        fine = isinstance(actual, Tensor) and close(actual, reweighted(*inputs))
        if not fine or found is None or right is None or not all(map(close, found, right)):
            return (
                "exp overflows or becomes 0 for weights far from 1: use torch.softmax and "
                "torch.logsumexp"
            )
    return None


REWEIGHTED = Declaration(
    reweighted,
    draws,
    [(4, 3), (1, 2), (6, 1), (2, 5)],
    edits={
        "the value is that of the weighted sum; it should be the bound": (
            "return log_w.logsumexp(0) - math.log(len(log_w)) + (moving - moving.detach()) -> "
            "return moving"
        ),
        "the value is the sum of the shares times log w, which is not the bound": (
            "return log_w.logsumexp(0) - math.log(len(log_w)) -> return (share * log_w).sum(0)"
        ),
        "the value is the ELBO, the mean of log w; it should be the bound of k draws": (
            "return log_w.logsumexp(0) - math.log(len(log_w)) -> return log_w.mean(0)"
        ),
        "the weighted sum's value is added: subtract it again, with .detach()": (
            "(moving - moving.detach()) -> moving"
        ),
        "the 1/k is missing: subtract log k": "- math.log(len(log_w)) + (moving -> + (moving",
        "log k is added; subtract it": "- math.log(len(log_w)) -> + math.log(len(log_w))",
        "log_q is added in the weights; divide by q": "log_w = (log_p - log_q) -> "
        "log_w = (log_p + log_q)",
        "the weights forget q: w = p(x, z) / q(z | x)": "log_w = (log_p - log_q) "
        "-> log_w = (log_p)",
    },
    also=[
        as_declared(
            reweighted,
            SHARES,
            lambda make: draws(make, 4, 3),
            {"log_p": "the share of each draw", "log_q": "the share of each draw"},
        ),
        far_draws,
    ],
)


# --- evaluate


class Weights:
    """Gives log-weights of as many new draws as it is asked for, and writes them down."""

    def __init__(
        self, seed: int, batch: int, shift: float | Tensor = 0.0, dtype: Any = None
    ) -> None:
        self.generator, self.batch, self.shift = torch.Generator().manual_seed(seed), batch, shift
        self.dtype, self.given = dtype or torch.float64, list[Tensor]()

    def __call__(self, m: Any) -> Tensor:
        if isinstance(m, bool) or not isinstance(m, int) or not 1 <= m <= 10_000:
            raise TypeError(f"draw_log_w takes a whole number of draws from 1 up, not {m!r}")
        if len(self.given) >= 1000:
            raise RuntimeError("draw_log_w is called again and again: when does the loop end?")
        noise = torch.randn(m, self.batch, generator=self.generator, dtype=torch.float64)
        self.given.append((2 * noise - 3 + self.shift).to(self.dtype))
        return self.given[-1]


def too_many_or_few(k: int, made: int) -> str:
    """What is said about a wrong number of draws."""
    return f"{k} draws were asked for and {made} are made"


def evaluated(parts: Sequence[Tensor], k: int) -> Tensor:
    """The logarithm of the mean of all weights."""
    log_w = torch.cat([*parts]).double()
    return log_w.logsumexp(0) - math.log(k)


def on_parts(parts: Sequence[Tensor], k: int, size: int) -> dict[str, Tensor]:
    """Sentence -> what a mistake gives for these draws."""
    log_w = torch.cat([*parts]).double()
    bounds = torch.stack([p.double().logsumexp(0) - math.log(len(p)) for p in parts])
    last = parts[-1].double()
    return {
        "this is the mean of the logarithms, the ELBO, however many draws there are": log_w.mean(0),
        "the bounds of the parts are averaged: that is the bound of one part's draws": (
            bounds.mean(0)
        ),
        "the parts count alike, and the last may be smaller: add up sums of weights": (
            bounds.logsumexp(0) - math.log(len(parts))
        ),
        "the 1/k is missing: subtract log k": log_w.logsumexp(0),
        "divided by the size of a part; there are k draws": log_w.logsumexp(0) - math.log(size),
        "divided by the number of parts; there are k draws": (
            log_w.logsumexp(0) - math.log(len(parts))
        ),
        "log k is added; subtract it": log_w.logsumexp(0) + math.log(k),
        "only the last part counts": last.logsumexp(0) - math.log(len(last)),
        "only the first part counts": bounds[0],
        "the sums of the parts are added as logarithms": (
            torch.stack([p.double().logsumexp(0) for p in parts]).sum(0) - math.log(k)
        ),
        "the sign is wrong: this is the negative log-likelihood": -evaluated(parts, k),
        "this is the estimate of p(x), not its logarithm": evaluated(parts, k).exp(),
        "this is the largest log-weight, not the mean of the weights": log_w.amax(0),
    }


class Evaluation:
    """The exercise ``evaluate``: draws are counted, and the estimate is that of these draws."""

    cases = ((10, 4), (6, 6), (7, 20), (12, 1), (1, 5), (100, 40))

    def one(
        self, function: Function, k: int, size: int, seed: int, shift: float | Tensor = 0.0
    ) -> tuple[Verdict, Weights]:
        weights = Weights(seed, 3, shift)
        actual = numbers.forgiving(function)(weights, k, size)
        made = sum(map(len, weights.given))
        largest = max(map(len, weights.given), default=0)
        if actual is None:
            return "nothing is returned: is the `return` missing?", weights
        if made != k:
            return too_many_or_few(k, made), weights
        if largest > size:
            return f"a call asks for {largest} draws at once; at most {size} fit", weights
        return compare(actual, evaluated(weights.given, k)), weights

    def on_counts(self, function: Function, generator: torch.Generator) -> Verdict:
        """Whether it makes as many draws as it says, in parts that fit."""
        for k, size in self.cases:
            seed = int(torch.randint(10**6, (), generator=generator))
            weights = Weights(seed, 3)
            numbers.forgiving(function)(weights, k, size)
            made, largest = sum(map(len, weights.given)), max(map(len, weights.given), default=0)
            if made != k:
                return too_many_or_few(k, made)
            if largest > size:
                return f"a call asks for {largest} draws at once; at most {size} fit"
        return None

    def on_values(self, function: Function, generator: torch.Generator) -> Verdict:
        """Whether the estimate is that of the draws that it made."""
        seed = int(torch.randint(10**6, (), generator=generator))
        said: list[tuple[Verdict, set[str]]] = []
        for number, (k, size) in enumerate(self.cases):
            verdict, weights = self.one(function, k, size, seed + number)
            if verdict is None:
                continue
            if not weights.given or verdict == too_many_or_few(k, sum(map(len, weights.given))):
                return verdict
            actual = numbers.forgiving(function)(Weights(seed + number, 3), k, size)
            wrong = on_parts(weights.given, k, size)
            fits = {
                s
                for s, value in wrong.items()
                if isinstance(actual, Tensor) and close(actual, value)
            }
            said.append((verdict, fits))
        if said:
            every = set.intersection(*(fits for _, fits in said))
            names = on_parts([torch.zeros(1, 3)], 1, 1)
            plain = said[0][0]
            if plain == DIFFER:
                plain = "it is not log(1/k * sum_i w_i) of the k draws that were made"
            return next((s for s in names if s in every), plain)
        return None

    def on_far(self, function: Function, generator: torch.Generator) -> Verdict:
        """Whether weights of any size are fine."""
        for shift in (-2000.0, 2000.0, torch.tensor([0.0, 2000.0, -2000.0])):
            if self.one(function, 10, 4, 5, shift)[0] is not None:
                return (
                    "exp overflows or becomes 0 for weights of images, such as exp(-2000): stay "
                    "with logarithms, by torch.logsumexp"
                )
        return None

    def on_kind(self, function: Function, generator: torch.Generator) -> Verdict:
        """Whether the result has the dtype of the weights, and is computed in it."""
        for dtype in (torch.float32, torch.float64):
            weights = Weights(1, 3, dtype=dtype)
            actual = function(weights, 10, 4)
            if isinstance(actual, Tensor) and actual.dtype != dtype:
                kind = str(actual.dtype).removeprefix("torch.")
                wanted = str(dtype).removeprefix("torch.")
                return f"the result is {kind} although the weights are {wanted}"
            if not weights.given:
                return too_many_or_few(10, 0)
        right = evaluated(weights.given, 10)
        if not isinstance(actual, Tensor):
            return compare(actual, right)
        if not close(actual, right, **EXACT) and close(actual, right):
            return ROUNDED
        return numbers.in_kind(
            lambda log_w: function(lambda m: log_w[:m], 10, 4),
            torch.zeros(10, 3, dtype=torch.float64),
            like="what draw_log_w gives",
        )

    def verdict(self, function: Function) -> Verdict:
        """Everything, on draws that are always the same."""
        generator = torch.Generator().manual_seed(20)
        return next(
            (
                sentence
                for judge in (self.on_counts, self.on_values, self.on_far, self.on_kind)
                if (sentence := judge(function, generator)) is not None
            ),
            None,
        )


def evaluate(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """The parts, and the bound of all of them."""
    ends = [*range(0, k, size), k]
    return evaluated([draw_log_w(b - a) for a, b in itertools.pairwise(ends)], k)


EVALUATE = Evaluation()
check_evaluate = public(EVALUATE.verdict, of=evaluate)
