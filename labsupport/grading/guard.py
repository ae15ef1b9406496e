"""Bounds what a function of a suite may use when a submission calls it.

Its arguments are a stranger's choice: ``lambda n: torch.zeros(n)`` must cost neither the grader's
memory nor its time.
"""

import contextlib
import signal
import sys
import threading
import time
from collections.abc import Iterator
from types import FrameType

MEMORY = 2**30  # bytes beyond what this process uses already


@contextlib.contextmanager
def limited_memory() -> Iterator[None]:
    """On Linux, let allocations of more than `MEMORY` in all fail with an exception."""
    if sys.platform != "linux":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    with open("/proc/self/statm") as statm:
        used = int(statm.read().split()[0]) * resource.getpagesize()
    known = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min([used + MEMORY, *known]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@contextlib.contextmanager
def until(moment: float | None) -> Iterator[None]:
    """Raise TimeoutError in Python code at ``moment`` (time.monotonic), where signals can be had.

    One operation of torch is not interrupted; the size of a message bounds its time.
    """
    if moment is None or threading.current_thread() is not threading.main_thread():
        yield
        return

    def late(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    def left() -> float:
        return max(moment - time.monotonic(), 1e-3)

    old = signal.signal(signal.SIGALRM, late)
    nested = signal.setitimer(signal.ITIMER_REAL, left())[0] > 0
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, left() if nested else 0)
        signal.signal(signal.SIGALRM, old)
