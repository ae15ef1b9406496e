"""Takes the limits, the processors and the signals of others into its hands

`prlimit64` and `sched_setaffinity` of another process, and a file whose changes send it a signal.

Earned: 1
Report: limits refused.*; processors refused.*; owner refused.*; signal refused
Wall: seccomp allows these for the calling process alone
"""

import ctypes
import os

from ..honest import double
from ..calls import call


def square(x):
    one, _ = os.pipe()
    buffer = ctypes.create_string_buffer(bytes([1] * 16))
    answers = {
        "limits": call(302, 1, 0, buffer, 0),
        "processors": call(203, 1, 8, buffer),
        "owner": call(72, one, 8, 1),
        "signal": call(72, one, 10, 9),
    }
    raise RuntimeError("; ".join(f"{name} {answer}" for name, answer in answers.items()))
