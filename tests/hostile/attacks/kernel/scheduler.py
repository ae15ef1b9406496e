"""Take the processor from the others

Real-time priority, a better nice value, and pinning others to one processor.

Earned: 1
Report: real time refused.*; nice refused
Wall: no capability
"""

import os

from ..honest import double
from ..calls import attempt


def square(x):
    real = attempt(os.sched_setscheduler, 0, os.SCHED_FIFO, os.sched_param(99))
    nice = attempt(os.setpriority, os.PRIO_PROCESS, 0, -20)
    raise RuntimeError(f"real time {real}; nice {nice}")
