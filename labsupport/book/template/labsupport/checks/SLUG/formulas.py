"""The exercises of topic ``SLUG``, each declared once."""

from torch import Tensor
from torch.distributions import Exponential

from labsupport.checks.declaration import SUMS, Declaration
from labsupport.checks.inputs import Inputs
from labsupport.checks.sampler import Sampler


def waiting_log_prob(x: Tensor, rate: Tensor) -> Tensor:
    """log p(x) of independent exponential numbers, summed over the last axis."""
    return (rate.log() - x * rate).sum(-1)


def times(make: Inputs, *shape: int) -> list[Tensor]:
    """Waiting times, and rates that are far from 1."""
    return [make.uniform(0.1, 2.0, *shape), make.uniform(1.5, 4.0, *shape)]


WAITING_LOG_PROB = Declaration(
    waiting_log_prob,
    times,
    [(5, 3), (1, 4), (6, 1)],
    edits=SUMS
    + """
        rate.log() - x -> -x  # log rate is missing
        x * rate -> x  # the rate is not multiplied with x
        x * rate -> x / rate  # x is divided by the rate; multiply
        rate.log() -> rate  # the rate stands where its logarithm belongs
        rate.log() - x -> -rate.log() - x  # log rate has the wrong sign
        .log() - x -> .log() + x  # the term rate times x has the wrong sign: subtract it
        .sum(-1) -> .sum(-1).exp()  # return the logarithm of the density
    """,
    examples=[
        ([[0.0]], [[1.0]]),
        ([[1.0]], [[1.0]]),
        ([[0.0]], [[2.0]]),
        ([[1.0, 2.0]], [[2.0, 1.0]]),
    ],
)


def draw_waiting(rate: Tensor, n: int) -> Exponential:
    """The distribution of the draws, shape (n, d)."""
    return Exponential(rate.double().expand(n, -1), validate_args=False)


def rates(make: Inputs, n: int, d: int) -> tuple[Tensor, int]:
    """Rates that are far from 1, and a number of draws."""
    return make.uniform(1.5, 4.0, d), n


DRAW_WAITING = Sampler(
    draw_waiting,
    rates,
    [(8_000, 2), (1, 3), (7, 1)],
    wrong=lambda rate, n: {
        "the rate multiplies the draws; divide by it": draw_waiting(1 / rate, n),
        "the rate is not used": draw_waiting(rate / rate, n),
        "the rate is used twice": draw_waiting(rate**2, n),
    },
)
