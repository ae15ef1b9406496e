"""New namespaces, in which one is root

A new user namespace would give all capabilities back; also by clone and clone3.

Earned: 1
Report: unshare refused.*; clone refused.*; clone3 refused
Wall: seccomp; a limit of user namespaces
"""

import ctypes
import os

from ..honest import double
from ..calls import call

NEWUSER = 0x10000000


def clone(number, *arguments):
    """Clone into a user namespace; the child, if there is one, ends at once."""
    libc = ctypes.CDLL(None, use_errno=True)
    pid = libc.syscall(ctypes.c_long(number), *arguments)
    if pid == 0:
        os._exit(0)
    if pid > 0:
        os.waitpid(pid, 0)
        return "worked"
    return call(number, *arguments)


def square(x):
    made = clone(56, ctypes.c_long(NEWUSER | 17), None, None, None, ctypes.c_long(0))
    words = (ctypes.c_uint64 * 8)(NEWUSER, 0, 0, 0, 17, 0, 0, 0)
    made3 = clone(435, words, ctypes.c_long(64))
    unshared = call("unshare", NEWUSER)
    raise RuntimeError(f"unshare {unshared}; clone {made}; clone3 {made3}")
