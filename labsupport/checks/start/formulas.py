"""The warm-up of topic ``start``, ``log_mean_exp``."""

from torch import Tensor

from labsupport.checks.declaration import Declaration, shifted
from labsupport.checks.inputs import Inputs


def log_mean_exp(log_w: Tensor) -> Tensor:
    """log 1/k sum_i exp(log_w[i]) over the first axis."""
    largest = log_w.amax(0)
    return largest + (log_w - largest).exp().mean(0).log()


def draw(make: Inputs, k: int, batch: int, low: float = 0.2, high: float = 2.2) -> list[Tensor]:
    """Log-weights (k, batch), by default positive so that no wrong formula hides in a NaN."""
    return [make.uniform(low, high, k, batch)]


def few(make: Inputs) -> list[Tensor]:
    """Log-weights of a few draws."""
    return draw(make, 4, 3)


REMEDY = ": subtract the largest of each column first"
LOG_MEAN_EXP = Declaration(
    log_mean_exp,
    draw,
    [(5, 3), (5, 3, -3.4, 2.6), (1, 4), (7, 1), (3, 6)],
    edits="""
        .mean(0) -> .sum(0)  # the 1/k is missing: this is the logarithm of the sum
        .log() -> .log() - math.log(len(log_w))  # log k is subtracted twice
        .mean(0).log() -> .sum(0).log() + math.log(len(log_w))  # log k is added; subtract it
        return log_w.logsumexp(0) / len(log_w)  # the result is divided by k;
            # the 1/k belongs inside of the logarithm
        return log_w.mean(0)  # this is the mean of the logarithms; take the logarithm of the mean
        return log_w.mean(0).log()  # this is the logarithm of the mean of log_w; exp is missing
        return log_w.exp().mean(0)  # the logarithm is missing: this is the mean of exp(log_w)
        return largest  # this is the largest of them
        return largest + -> return  # the largest is not added back at the end
        return largest + -> return -largest +  # the largest is subtracted at the end; add it
        log_w - largest -> log_w  # the largest is added, but it was not subtracted before
        log_w - largest -> log_w + largest  # the largest is added before exp; subtract it
        return log_w.exp().mean(-1).log()  # taken over the last axis; take the mean over the first
        return log_w.exp().sum(-1).log()  # taken over the last axis, and the 1/k is missing
        return log_w.exp().mean().log()  # taken over all axes; take the mean over the first only
        return log_w.exp().sum().log()  # taken over all axes, and the 1/k is missing
        return log_w.expm1().mean(0).log()  # 1 is subtracted from exp(log_w): exp is meant,
            # not expm1
        .mean(0).log() -> .sum(0).log() - math.log(log_w.shape[-1])  # 1/k is the number of rows,
            # not of columns
        .log() -> .log()[None]  # the first axis is kept; it should be gone
        return log_w.exp().mean(0).log2()  # the logarithm is to base 2; the natural one is meant
        return log_w.exp().mean(0).log10()  # the logarithm is to base 10; the natural one is meant
    """,
    examples=[
        [[[0.0], [0.0]]],
        [[[0.0], [1.0]]],
        [[[0.0, 1.0], [1.0, 2.0]]],
        [[[0.0, 1.0], [2.0, 3.0], [1.0, 1.0]]],
    ],
    extreme=[
        [[[1000.0], [1000.0]]],
        [[[-1000.0], [-1000.0]]],
        [[[0.0], [-1000.0]]],
        [[[1000.0], [999.0]]],
        [[[-1000.0], [0.0]]],
        [[[0.0, -1000.0], [0.0, -1000.0]]],
    ],
    hard={
        "exp overflows, or becomes 0, for large log_w" + REMEDY: shifted(few, 1000.0),
        "exp underflows to 0 for very negative log_w" + REMEDY: shifted(few, -1000.0),
        "exp underflows to 0 where columns are far apart" + REMEDY: shifted(
            few, [0.0, -1000.0, 0.0]
        ),
        "exp overflows where the rows of a column are far apart" + REMEDY: shifted(
            few, [[0.0], *[[-1000.0]] * 3], [[-1000.0], *[[0.0]] * 3]
        ),
    },
)
