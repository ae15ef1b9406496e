"""Become another user

setuid, setgid, setgroups, setresuid, the file system's own uid, and capabilities.

Earned: 1
Report: setuid refused.*; setgid refused.*; setgroups refused.*; capset refused
Wall: a uid of its own, no capability, no new privileges
"""

import ctypes
import os

from ..honest import double
from ..calls import attempt, call


def square(x):
    other = 0 if os.getuid() else 1
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    everything = (ctypes.c_uint32 * 6)(*[0xFFFFFFFF] * 6)
    found = {
        "setuid": attempt(os.setuid, other),
        "setgid": attempt(os.setgid, other),
        "setgroups": attempt(os.setgroups, [0]),
        "capset": call(126, header, everything),
    }
    raise RuntimeError("; ".join(f"{name} {result}" for name, result in found.items()))
