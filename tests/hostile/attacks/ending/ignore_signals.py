"""Ignores every signal and loops

Also takes over SIGALRM and SIGXCPU, with which some graders end a call.

Earned: 1
Report: did not finish in time
Wall: the whole pid namespace is killed, which cannot be ignored
"""

import contextlib
import signal

from ..honest import double


def square(x):
    for number in signal.valid_signals():
        with contextlib.suppress(OSError, ValueError):
            signal.signal(number, lambda *_: None)
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    while True:
        pass
