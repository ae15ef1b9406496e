"""A hundred thousand timers

Each takes memory of the kernel's, which belongs to no process.

Earned: 1
Report: made [0-9]{1,3} timers and sent [0-9]{1,3} signals
Wall: a limit on timers and on signals that wait
"""

import ctypes
import os
import signal

from ..honest import double


def square(x):
    libc = ctypes.CDLL(None, use_errno=True)
    made, sent = 0, 0
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGRTMIN])
    information = (ctypes.c_int * 32)(signal.SIGRTMIN, 0, -1)
    for _ in range(50_000):
        words = [ctypes.c_long(number) for number in (129, os.getpid(), signal.SIGRTMIN)]
        sent += libc.syscall(*words, information) == 0
    timer = ctypes.c_int()
    event = (ctypes.c_int * 16)(0, 0, signal.SIGRTMIN, 0)
    for _ in range(50_000):
        made += libc.syscall(ctypes.c_long(222), ctypes.c_long(1), event, ctypes.byref(timer)) == 0
    raise RuntimeError(f"made {made} timers and sent {sent} signals")
