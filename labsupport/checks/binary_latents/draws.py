"""The exercises of topic ``binary_latents`` on draws that pass a gradient on.

A surrogate has the value of one thing and the gradient of another: both are judged, the second in
float64 to the last digits.
"""

from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from labsupport.checks.binary_latents.formulas import bits_of
from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs
from labsupport.checks.slopes import Slopes

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


SURROGATES = """
    signal = cost.detach()  # the baseline is not subtracted beside the score
    (cost - baseline) -> (cost + baseline)  # the baseline is added beside the score; subtract it
    (cost - baseline).detach() -> (cost - baseline)  # the factor beside the score moves:
        # hold it constant, by .detach()
    signal = cost.detach() - baseline  # the baseline moves: hold it constant, by .detach()
    signal = cost - baseline.detach()  # the cost moves beside the score: hold it constant,
        # by .detach()
    (cost - baseline) -> (baseline - cost)  # the gradient in the logits has the wrong sign
    return cost.mean(0) + (term - term).detach().mean(0)  # no gradient reaches the logits
    return cost.mean(0) -> return cost.detach().mean(0)  # the gradient of the cost is cut:
        # its own parameters learn from it
    (term - term.detach()).mean(0) -> (term - term.detach()).sum(0)
        # the gradient in the logits is summed over the draws; it is a mean
    log_q = (z * F.logsigmoid(logits)).sum(-1)  # the score is that of z = 1, whatever z is:
        # log q(z) has the term of z = 0 too
    log_q = (z * logits).sum(-1)  # the score is z; the softplus of log q(z) is missing,
        # so that its mean is not 0
    .sum(-1) -> .mean(-1)  # log q(z) is averaged over the bits; sum
    .sum(-1) -> .sum(-1).exp()  # q(z) stands where its logarithm belongs
    (cost - baseline) -> baseline  # the gradient in the logits has the baseline alone
"""

SCORE_SURROGATE = Declaration(
    score_surrogate,
    draws_with_costs,
    [(3, 4, 2), (1, 2, 3), (4, 1, 1), (2, 3, 4)],
    edits="""
        (term - term.detach()) -> term  # the value is that of the score's term: subtract it,
            # with .detach()
        return cost.mean(0) -> return (cost - baseline).mean(0)
            # the value is the mean of cost minus baseline; the baseline belongs beside the score
        return term.mean(0)  # this is the classic surrogate, signal times log q:
            # its value is not the cost
        return (cost.mean(0) + (term - term.detach()).mean(0)).mean()
            # averaged over the batch as well; return one number per observation
        mean => sum  # summed over the draws; take their mean
        return cost + (term - term.detach())  # not averaged over the draws
        return cost.mean(0) + -> return  # the value is 0: the cost is missing
    """,
    given=bits_of,
    also=[
        Slopes(
            score_surrogate,
            lambda make: bits_of(*draws_with_costs(make, 3, 4, 2)),
            {
                "logits": "the mean of the signal times z - π",
                "cost": "1 over the number of draws",
                "baseline": "0",
            },
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
    edits="""
        u.logit() -> u  # the noise has no logarithm: u is uniform, and the noise logistic
        u.logit() -> u.log()  # the noise is log u alone; log(1 - u) is missing
        u.logit() -> -(-u.log()).log()  # the noise is Gumbel's:
            # for a bit it is the difference of two, log u - log(1 - u)
        u.logit() -> -u.logit()  # the noise has the wrong sign: u near 1 should give a 1
        u.logit() -> (u * (1 - u)).log()  # log u and log(1 - u) are added; subtract
        / temperature -> * temperature  # multiplied by the temperature; divide by it
        / temperature ->  # the temperature is not used
        return (logits + noise / temperature).sigmoid()
            # only the noise is divided by the temperature; divide the sum
        return (logits / temperature + noise).sigmoid()
            # only the logits are divided by the temperature; divide the sum
        (logits + noise) -> (logits.sigmoid() + noise)  # the logits are taken for probabilities,
            # and their sigmoid for the logits
        .sigmoid() ->  # the smooth step is missing: this is a number of any size
        .sigmoid() -> .tanh()  # tanh stands where the logistic function belongs
        .sigmoid() -> .exp()  # exp stands where the logistic function belongs
        (logits + noise) -> logits  # the noise is missing: this is no draw
        (logits + noise) -> noise  # the logits are missing
        .sigmoid() -> .sigmoid().round()  # the draw is rounded to a bit, which has no gradient
        / temperature -> / temperature**2  # divided by the square of the temperature
    """,
    hard={
        "for logits far from 0 the value or its gradient is wrong or not finite: stay with the "
        "logits, log(π / (1 - π)) is a logit itself": lambda make: (
            [
                [torch.tensor([[a], [-a]]).double(), make.uniform(0.1, 0.9, 2, 1), 0.5]
                for a in (45.0, 60.0, 400.0)
            ]
            + [
                [
                    torch.tensor([[17.0], [-17.0]]).double(),
                    torch.tensor([[1e-7], [1 - 1e-7]]).double(),
                    0.5,
                ]
            ]
        ),
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


STRAIGHTS = """
    return bits + logits - logits.detach()  # the gradient is that of the logits;
        # π in between has a slope of its own
    return bits + 2 * pi - 2 * pi.detach()  # the gradient is twice what it should be
    return bits - pi + pi.detach()  # the gradient has the wrong sign
    pi - pi -> pi.log() - pi.log()  # the gradient is divided by π: that is the one of log π
    return bits + (pi - pi.detach()) * (pi * (1 - pi)).detach()  # the gradient has π (1 - π) twice:
        # it is that of π, once
    return bits + bits * (pi - pi.detach())  # the gradient is multiplied by the bit: a 0 learns too
"""

STRAIGHT_THROUGH = Declaration(
    straight_through,
    two_sides,
    [(6, 5), (1, 4), (8, 1)],
    edits="""
        return pi  # the value is π, and not a bit
        return bits + pi  # the value is the sum of bit and π: subtract π again, with .detach()
        u < pi -> u > pi  # the bits are exchanged: 1 where u is below π
        u < pi -> u < logits  # u is compared with the logit, not with the probability
        u < pi -> 1 - u < pi  # 1 - u is compared; the bit is 1 where u is below π
        bits = 2 * (u < pi).to(pi.dtype) - 1  # the bits are -1 and 1; they should be 0 and 1
        return bits - pi  # the value is bit minus π
        return bits * pi  # the bits are multiplied by π
        return pi.round()  # the probability is compared with ½, and u is not used
    """,
    hard={
        "the bit is 1 where u is below π, not where they are equal": lambda make: [
            [0 * make.normal(2, 3), 0 * make.normal(2, 3) + 0.5]
        ]
    },
    also=[
        Slopes(
            straight_through, lambda make: two_sides(make, 6, 5), {"logits": "that of π"}, STRAIGHTS
        )
    ],
)
