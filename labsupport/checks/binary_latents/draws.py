"""The exercises of topic ``binary_latents`` on draws that pass a gradient on.

A surrogate has the value of one thing and the gradient of another: both are judged, the second in
float64 to the last digits.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from labsupport.checks import numbers
from labsupport.checks.binary_latents.formulas import bits_of
from labsupport.checks.compare import Verdict, close
from labsupport.checks.declaration import Declaration
from labsupport.checks.edits import edited
from labsupport.checks.formula import ROUNDED
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function

EXACT = {"rtol": 1e-11, "atol": 1e-11}  # of gradients in float64, to see a part in float32


def slopes(function: Function, inputs: list[Tensor], wanted: Sequence[int]) -> list[Tensor] | None:
    """The gradients in the inputs of these numbers; None if there are none at all."""
    given = [i.detach().clone() for i in inputs]
    parts = [given[n].requires_grad_() for n in wanted]
    value = function(*given)
    if not isinstance(value, Tensor) or not value.requires_grad:
        return None
    weights = torch.linspace(0.5, 1.5, value.numel(), dtype=value.dtype).view_as(value)
    found = torch.autograd.grad((weights * value).sum(), parts, allow_unused=True)
    return [torch.zeros_like(i) if g is None else g for g, i in zip(found, parts, strict=True)]


def gradient_of(
    reference: Function,
    draw: Callable[[Inputs], list[Tensor]],
    wanted: Sequence[int],
    mistakes: Mapping[str, str],
) -> Callable[[Function, torch.Generator], Verdict]:
    """A verdict on the gradient: right, or with one of these mistakes, edits of the reference."""
    wrong = {sentence: edited(reference, edit) for sentence, edit in mistakes.items()}

    def verdict(function: Function, generator: torch.Generator) -> Verdict:
        inputs = draw(Inputs(generator))
        found, right = (slopes(f, inputs, wanted) for f in (numbers.forgiving(function), reference))
        assert right is not None
        if found is None or not any(bool(g.any()) for g in found):
            return "no gradient flows back: is there a .detach() too many?"

        def alike(others: list[Tensor] | None, **margins: float) -> bool:
            return others is not None and all(
                close(a, b, **margins) for a, b in zip(found, others, strict=True)
            )

        if alike(right, **EXACT):
            return None
        for sentence, other in wrong.items():
            if alike(slopes(other, inputs, wanted)):
                return sentence
        if alike(right):
            return ROUNDED
        return "the value is right, but the gradient is not"

    return verdict


# --- score_surrogate


def score_surrogate(logits: Tensor, z: Tensor, cost: Tensor, baseline: Tensor) -> Tensor:
    """The mean cost, and a term of value 0 that has the gradient."""
    log_q = (z * logits - F.softplus(logits)).sum(-1)
    signal = (cost - baseline).detach()
    term = signal * log_q
    return cost.mean(0) + (term - term.detach()).mean(0)


def draws_with_costs(make: Inputs, k: int, batch: int, latent: int) -> list[Tensor]:
    """Logits, codes, their costs, and baselines."""
    return [
        make.normal(batch, latent),
        make.uniform(0.0, 1.0, k, batch, latent).round().long(),
        make.uniform(1.5, 4.0, k, batch),
        make.uniform(0.3, 1.2, k, batch),
    ]


SURROGATES = {
    "the baseline is not subtracted beside the score": "(cost - baseline).detach() -> "
    "cost.detach()",
    "the baseline is added beside the score; subtract it": "(cost - baseline) -> (cost + baseline)",
    "the factor beside the score moves: hold it constant, by .detach()": (
        "(cost - baseline).detach() -> (cost - baseline)"
    ),
    "the baseline moves: hold it constant, by .detach()": (
        "(cost - baseline).detach() -> cost.detach() - baseline"
    ),
    "the cost moves beside the score: hold it constant, by .detach()": (
        "(cost - baseline).detach() -> cost - baseline.detach()"
    ),
    "the gradient in the logits has the wrong sign": "(cost - baseline) -> (baseline - cost)",
    "no gradient reaches the logits": "(term - term.detach()).mean(0) -> "
    "(term - term).detach().mean(0)",
    "the gradient of the cost is cut: its own parameters learn from it": (
        "return cost.mean(0) -> return cost.detach().mean(0)"
    ),
    "the gradient in the logits is summed over the draws; it is a mean": (
        "(term - term.detach()).mean(0) -> (term - term.detach()).sum(0)"
    ),
    "the score is that of z = 1, whatever z is: log q(z) has the term of z = 0 too": (
        "z * logits - F.softplus(logits) -> z * F.logsigmoid(logits)"
    ),
    "the score is z; the softplus of log q(z) is missing, so that its mean is not 0": (
        "z * logits - F.softplus(logits) -> z * logits"
    ),
    "log q(z) is averaged over the bits; sum": ".sum(-1) -> .mean(-1)",
    "q(z) stands where its logarithm belongs": ".sum(-1) -> .sum(-1).exp()",
    "the gradient in the logits has the baseline alone": "(cost - baseline) -> baseline",
}

SCORE_SURROGATE = Declaration(
    score_surrogate,
    draws_with_costs,
    [(3, 4, 2), (1, 2, 3), (4, 1, 1), (2, 3, 4)],
    edits={
        "the value is that of the score's term: subtract it, with .detach()": (
            "(term - term.detach()) -> term"
        ),
        "the value is the mean of cost minus baseline; the baseline belongs beside the score": (
            "return cost.mean(0) -> return (cost - baseline).mean(0)"
        ),
        "this is the classic surrogate, signal times log q: its value is not the cost": (
            "return cost.mean(0) + (term - term.detach()).mean(0) -> return term.mean(0)"
        ),
        "averaged over the batch as well; return one number per observation": (
            "return cost.mean(0) + (term - term.detach()).mean(0) -> "
            "return (cost.mean(0) + (term - term.detach()).mean(0)).mean()"
        ),
        "summed over the draws; take their mean": (
            "return cost.mean(0) + (term - term.detach()).mean(0) -> "
            "return cost.sum(0) + (term - term.detach()).sum(0)"
        ),
        "not averaged over the draws": (
            "return cost.mean(0) + (term - term.detach()).mean(0) -> "
            "return cost + (term - term.detach())"
        ),
        "the value is 0: the cost is missing": "return cost.mean(0) + -> return",
    },
    given=bits_of,
    also=[
        gradient_of(
            score_surrogate,
            lambda make: bits_of(*draws_with_costs(make, 3, 4, 2)),
            (0, 2, 3),
            SURROGATES,
        )
    ],
)


# --- relaxed_sample


def relaxed_sample(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """A smooth step of logit and logistic noise."""
    noise = u.logit()
    return ((logits + noise) / temperature).sigmoid()


def uniform_numbers(make: Inputs, batch: int, latent: int, temperature: float) -> list[Any]:
    """Logits and uniform numbers."""
    return [
        make.normal(batch, latent),
        make.uniform(0.05, 0.95, batch, latent),
        temperature,
    ]


RELAXED_SAMPLE = Declaration(
    relaxed_sample,
    uniform_numbers,
    [(5, 3, 0.6), (1, 4, 1.7), (4, 1, 0.3)],
    edits={
        "the noise has no logarithm: u is uniform, and the noise logistic": "u.logit() -> u",
        "the noise is log u alone; log(1 - u) is missing": "u.logit() -> u.log()",
        "the noise is Gumbel's: for a bit it is the difference of two, log u - log(1 - u)": (
            "u.logit() -> -(-u.log()).log()"
        ),
        "the noise has the wrong sign: u near 1 should give a 1": "u.logit() -> -u.logit()",
        "log u and log(1 - u) are added; subtract": "u.logit() -> (u * (1 - u)).log()",
        "multiplied by the temperature; divide by it": "/ temperature -> * temperature",
        "the temperature is not used": "/ temperature ->",
        "only the noise is divided by the temperature; divide the sum": (
            "((logits + noise) / temperature) -> (logits + noise / temperature)"
        ),
        "only the logits are divided by the temperature; divide the sum": (
            "((logits + noise) / temperature) -> (logits / temperature + noise)"
        ),
        "the logits are taken for probabilities, and their sigmoid for the logits": (
            "(logits + noise) -> (logits.sigmoid() + noise)"
        ),
        "the smooth step is missing: this is a number of any size": ".sigmoid() ->",
        "tanh stands where the logistic function belongs": ".sigmoid() -> .tanh()",
        "exp stands where the logistic function belongs": ".sigmoid() -> .exp()",
        "the noise is missing: this is no draw": "(logits + noise) -> logits",
        "the logits are missing": "(logits + noise) -> noise",
        "the draw is rounded to a bit, which has no gradient": ".sigmoid() -> .sigmoid().round()",
        "divided by the square of the temperature": "/ temperature -> / temperature**2",
    },
    hard={
        "for logits far from 0 the value or its gradient is wrong or not finite: stay with the "
        "logits, log(π / (1 - π)) is a logit itself": lambda make: [
            [torch.tensor([[a], [-a]]).double(), make.uniform(0.1, 0.9, 2, 1), 0.5]
            for a in (45.0, 60.0, 400.0)
        ],
        "for u near 0 or 1 the noise is cut off: is u clamped?": lambda make: [
            [0 * make.normal(2, 1), torch.tensor([[1e-5], [1 - 1e-5]]).double(), 5.0]
        ],
    },
)


# --- straight_through


def straight_through(logits: Tensor, u: Tensor) -> Tensor:
    """The bit, and a term of value 0 that has the gradient."""
    pi = logits.sigmoid()
    bits = (u < pi).to(pi.dtype)
    return bits + pi - pi.detach()


def two_sides(make: Inputs, batch: int, latent: int) -> list[Tensor]:
    """Logits and uniform numbers, some below the probabilities and some above."""
    logits = make.normal(batch, latent) + 0.4
    near = 0.5 * (logits.sigmoid() + make.uniform(0.02, 0.98, batch, latent))
    return [logits, near]


def bit_mistakes(logits: Tensor, u: Tensor) -> dict[str, Tensor]:
    """Mistakes that are no edit."""
    return {"the probability is compared with ½, and u is not used": logits.sigmoid().round()}


STRAIGHTS = {
    "the gradient is that of the logits; π in between has a slope of its own": (
        "return bits + pi - pi.detach() -> return bits + logits - logits.detach()"
    ),
    "the gradient is twice what it should be": "return bits + pi - pi.detach() -> "
    "return bits + 2 * pi - 2 * pi.detach()",
    "the gradient has the wrong sign": "return bits + pi - pi.detach() -> "
    "return bits - pi + pi.detach()",
    "the gradient is divided by π: that is the one of log π": (
        "return bits + pi - pi.detach() -> return bits + pi.log() - pi.log().detach()"
    ),
    "the gradient has π (1 - π) twice: it is that of π, once": (
        "return bits + pi - pi.detach() -> return bits + (pi - pi.detach()) * (pi * (1 - pi))"
        ".detach()"
    ),
    "the gradient is multiplied by the bit: a 0 learns too": (
        "return bits + pi - pi.detach() -> return bits + bits * (pi - pi.detach())"
    ),
}

STRAIGHT_THROUGH = Declaration(
    straight_through,
    two_sides,
    [(6, 5), (1, 4), (8, 1)],
    edits={
        "the value is π, and not a bit": "return bits + pi - pi.detach() -> return pi",
        "the value is the sum of bit and π: subtract π again, with .detach()": (
            "return bits + pi - pi.detach() -> return bits + pi"
        ),
        "the bits are exchanged: 1 where u is below π": "u < pi -> u > pi",
        "u is compared with the logit, not with the probability": "u < pi -> u < logits",
        "1 - u is compared; the bit is 1 where u is below π": "u < pi -> 1 - u < pi",
        "the bits are -1 and 1; they should be 0 and 1": (
            "bits = (u < pi).to(pi.dtype) -> bits = 2 * (u < pi).to(pi.dtype) - 1"
        ),
        "the value is bit minus π": "return bits + pi - pi.detach() -> return bits - pi",
        "the bits are multiplied by π": "return bits + pi - pi.detach() -> return bits * pi",
    },
    wrong=bit_mistakes,
    hard={
        "the bit is 1 where u is below π, not where they are equal": lambda make: [
            [0 * make.normal(2, 3), 0 * make.normal(2, 3) + 0.5]
        ]
    },
    also=[gradient_of(straight_through, lambda make: two_sides(make, 6, 5), (0,), STRAIGHTS)],
)
