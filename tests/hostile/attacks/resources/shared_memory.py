"""Memory that belongs to no process

Shared memory by name, by file and by System V: it stays when its maker is gone.

Earned: 1
Report: kept [0-9] of 4 kinds
Wall: /dev/shm is the private /tmp; no memfd and no System V calls
"""

import ctypes
import mmap
import os

from ..honest import double


def square(x):
    libc, kept = ctypes.CDLL(None, use_errno=True), 0
    segment = libc.shmget(0x1EF7, 2**24, 0o1666)
    kept += segment >= 0
    kept += libc.shm_open(b"/leftbehind-shm", os.O_CREAT | os.O_RDWR, 0o666) >= 0
    kept += libc.syscall(319, b"leftbehind", 0) >= 0  # memfd_create
    try:
        mmap.mmap(-1, 2**33).write(b"x")
        kept += 1
    except (OSError, ValueError, MemoryError):
        pass
    raise RuntimeError(f"kept {kept} of 4 kinds")
