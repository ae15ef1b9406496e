"""The exercises of topic ``wake_sleep`` on training and evaluation: objectives, and k draws."""

import math
from typing import Any

from torch import Tensor

from labsupport.checks.counted import estimate
from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs
from labsupport.checks.slopes import Slopes

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


PHASES = """
    moving = wake - log_q + sleep  # the recognition model moves in the wake phase:
        # log_q has no gradient there
    moving = wake - log_q  # this is the gradient of the ELBO: the sleep phase has none
    moving = wake  # the sleep phase has no gradient
    moving = sleep  # the wake phase has no gradient
    moving = wake - sleep  # the sleep phase has the wrong sign: what is returned is maximized
    moving = sleep - wake  # the wake phase has the wrong sign: what is returned is maximized
    (moving - moving.detach()) -> (moving.detach() - moving)  # both phases have the wrong sign:
        # what is returned is maximized
    + sleep -> + log_q  # the recognition model learns from its own draws: sleep takes dream_log_q
    wake + -> wake + log_q +  # the recognition model learns from its own draws beside the dreams
    moving = 0.5 * wake + 0.5 * sleep  # each phase counts half; both derivatives are 1
    (log_p - log_q).detach() -> (log_p - log_q)  # the bound moves as well: stop it by .detach()
    moving = (wake + sleep).sum()  # the gradient mixes the datapoints: each has its own phases
    moving = (wake + sleep) / len(log_p)
        # the gradient of each datapoint is divided by the number of them
"""

WAKE_SLEEP = Declaration(
    wake_sleep,
    day_and_night,
    [(4,), (1,), (7,)],
    edits="""
        return moving  # the value is that of the phases; it should be the ELBO
        (moving - moving.detach()) -> moving  # the phases' value is added: subtract it again,
            # with .detach()
        (log_p - log_q) -> (log_p + log_q)  # log_q is added to the ELBO; subtract it
        (log_p - log_q) -> (log_p - dream_log_q)  # dreams are no part of the ELBO
        (log_p - log_q) -> (log_p)  # log q is missing in the ELBO
        (moving - moving.detach()) -> (-moving.detach())
            # the phases are subtracted from their value, and their gradient is lost
        return (log_p - log_q).detach() -> return (log_p - log_q).mean().detach()
            # one mean for all datapoints; return one number for each
    """,
    also=[
        Slopes(
            wake_sleep,
            lambda make: day_and_night(make, 4),
            {"log_p": "1", "log_q": "0", "dream_log_q": "1"},
            PHASES,
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


SHARES = """
    (log_p + log_q) -> (log_p - log_q)  # log_q has the wrong sign:
        # that is the gradient of the bound, and pushes q away
    (log_p + log_q) -> log_p  # the recognition model has no gradient:
        # log_q is to be weighted as well
    (log_p + log_q) -> log_q  # the generative model has no gradient:
        # log_p is to be weighted as well
    share = (log_p - log_q).softmax(0)  # the shares move: hold them constant, by .detach()
    log_w = log_p - log_q  # the bound moves as well: stop it by .detach()
    log_w.softmax(0) -> log_w.softmax(-1)  # the shares are normalized over the batch;
        # they are those of the draws
    log_w.softmax(0) -> log_w.exp()  # the weights are not normalized: divide by their sum
    log_w.softmax(0) -> torch.full_like(log_w, 1 / len(log_w))  # every draw counts the same:
        # weigh the gradients by the shares
    log_w.softmax(0) -> (-log_w).softmax(0)  # the worst draws weigh the most
    share = log_p.detach().softmax(0)  # the shares forget q: they come from log_p - log_q
    log_w.softmax(0) -> log_q.detach().softmax(0)  # the shares come from log q alone
    .sum -> .mean  # the gradient is averaged over the draws; the shares have the sum 1 already
    (share * (log_p + log_q)) -> (share**2 * (log_p + log_q))  # the shares are squared
    (moving - moving.detach()) -> (moving.detach() - moving)  # both gradients have the wrong sign:
        # what is returned is maximized
    (log_p + log_q) -> (2 * log_p + 2 * log_q)  # the gradient is twice what it should be
    sum(0) -> sum()  # the gradient of the datapoints is added up: each has its own
    share = (log_w == log_w.amax(0)).to(log_w.dtype)  # only the best draw has a gradient
"""


REWEIGHTED = Declaration(
    reweighted,
    draws,
    [(4, 3), (1, 2), (6, 1), (2, 5)],
    edits="""
        return moving  # the value is that of the weighted sum; it should be the bound
        return (share * log_w).sum(0) + (moving - moving.detach())
            # the value is the sum of the shares times log w, which is not the bound
        return log_w.mean(0) + (moving - moving.detach())  # the value is the ELBO,
            # the mean of log w; it should be the bound of k draws
        (moving - moving.detach()) -> moving  # the weighted sum's value is added:
            # subtract it again, with .detach()
        - math.log(len(log_w)) + (moving -> + (moving  # the 1/k is missing: subtract log k
        - math.log(len(log_w)) -> + math.log(len(log_w))  # log k is added; subtract it
        log_w = (log_p + log_q).detach()  # log_q is added in the weights; divide by q
        log_w = (log_p - log_q) -> log_w = (log_p)  # the weights forget q: w = p(x, z) / q(z | x)
    """,
    also=[
        Slopes(
            reweighted,
            lambda make: draws(make, 4, 3),
            {"log_p": "the share of each draw", "log_q": "the share of each draw"},
            SHARES,
        )
    ],
    hard={
        "exp overflows or becomes 0 for weights far from 1: use torch.softmax, torch.logsumexp": (
            lambda make: [
                [log_p + shift, log_q - shift]
                for log_p, log_q in [draws(make, 4, 3)]
                for shift in (-600.0, 600.0)
            ]
        )
    },
)


# --- evaluate


def evaluate(draw_log_w: Any, k: int, size: int) -> Tensor:
    """The bound of the first k rows of the table that stands for the draws."""
    drawn = draw_log_w[:k]
    return drawn.logsumexp(0) - math.log(k)


EVALUATE = estimate(evaluate, "size")
