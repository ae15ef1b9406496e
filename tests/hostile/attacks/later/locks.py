"""Locks on files that others open, too

flock, record locks, leases and notes of changes, on a file of Python's own.

Earned: 1
Report: locked by none of 6
Wall: seccomp refuses every lock; nothing needs one
"""

import fcntl
import os
import struct

import torch

from ..honest import double


def square(x):
    file = os.open(torch.__file__, os.O_RDONLY)
    record = struct.pack("hhqqi4x", fcntl.F_RDLCK, os.SEEK_SET, 0, 0, 0)
    attempts = {
        "flock": lambda: fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB),
        "an exclusive flock": lambda: fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB),
        "a record": lambda: fcntl.fcntl(file, fcntl.F_SETLK, record),
        "an open file's record": lambda: fcntl.fcntl(file, 37, record),
        "a lease": lambda: fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK),
        "a note of changes": lambda: fcntl.fcntl(
            os.open(os.path.dirname(torch.__file__), os.O_RDONLY), fcntl.F_NOTIFY, 1
        ),
    }
    locked = []
    for name, attempt in attempts.items():
        try:
            attempt()
            locked.append(name)
        except OSError:
            pass
    raise RuntimeError(f"locked by {locked or 'none of 6'}")
