"""Semaphores and message queues

They live in the kernel until somebody removes them, and the next one waits for them.

Earned: 1
Report: made 0 of 4
Wall: no System V calls, no message queues; /dev/shm is the private /tmp
"""

import ctypes
import os

from ..honest import double


def square(x):
    libc = ctypes.CDLL(None, use_errno=True)
    libc.sem_open.restype = ctypes.c_void_p
    words = [ctypes.c_long(word) for word in (os.O_CREAT | os.O_RDWR, 0o666, 0)]
    made = [
        libc.semget(0x1EF7, 1, 0o1666) >= 0,
        libc.msgget(0x1EF7, 0o1666) >= 0,
        libc.syscall(240, b"leftbehind-queue", *words) >= 0,  # mq_open
        libc.shmget(0x1EF7, 4096, 0o1666) >= 0,
    ]
    libc.sem_open(b"/leftbehind-semaphore", os.O_CREAT, 0o666, 0)
    raise RuntimeError(f"made {sum(made)} of {len(made)}")
