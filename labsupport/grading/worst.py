"""How long one file can keep the grader at most: the sum of the limits that stand along its road.

Each part is the most that the code allows, so the sum is a bound and no estimate. A file that
computes without end costs its processor time alone; the bound is for one that waits instead.
"""

from labsupport.grading import collect, judge, suite, walled
from labsupport.grading.sandbox import SECONDS_TO_END, WALL, Limits

SECONDS_OF_A_START = 0.5  # of a worker, and of clearing up after it; a tenth of that is usual


def worst(
    limits: Limits,
    tests: int,
    derivations: int = 0,
    archive: bool = False,
    model: bool = False,
) -> float:
    """The most wall time that one person's submission can cost, in seconds.

    Args:
        limits: of the grading.
        tests: in the suite; each may begin with two workers, where it lends right parts.
        derivations: how many of them judge a derivation.
        archive: whether it comes in an archive of that person's.
        model: whether a model can be handed in.
    """
    # A file is read once; an archive is opened, and its last file may begin in the last moment.
    reading = walled.WAIT + (walled.WAIT + collect.OWN_SECONDS if archive else 0.0)
    starts = limits.restarts + 1 + 2 * tests
    judging = (
        WALL * limits.seconds
        + starts * SECONDS_OF_A_START
        + derivations * suite.SECONDS
        + SECONDS_TO_END
    )
    if model:
        judging += WALL * judge.MODEL_LIMITS.seconds + SECONDS_OF_A_START + SECONDS_TO_END
    return reading + 2 * judging  # who ran out of time on a busy machine is judged again, alone
