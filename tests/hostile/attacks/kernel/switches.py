"""Turn the kernel's switches

sysrq, the core pattern, the host's name and clock, and release agents of control groups.

Earned: 1
Report: wrote to none of 7; hostname refused.*; clock refused
Wall: /proc and /sys have no switches here; no capability
"""

import ctypes
import glob
import os
import socket

from ..honest import double
from ..calls import attempt, call

SWITCHES = (
    "/proc/sysrq-trigger",
    "/proc/sys/kernel/core_pattern",
    "/proc/sys/kernel/modprobe",
    "/proc/sys/kernel/hostname",
    "/proc/sys/vm/drop_caches",
    "/sys/kernel/uevent_helper",
    "/sys/fs/cgroup/release_agent",
)


def square(x):
    written = []
    for name in (*SWITCHES, *glob.glob("/sys/fs/cgroup/*/release_agent")):
        try:
            os.close(os.open(name, os.O_WRONLY))  # opening says enough
            written.append(name)
        except OSError:
            pass
    host = attempt(socket.sethostname, "leftbehind")
    moment = (ctypes.c_int64 * 2)(0, 0)
    clock = call("clock_settime", 0, moment)
    raise RuntimeError(
        f"wrote to {written or f'none of {len(SWITCHES)}'}; hostname {host}; clock {clock}"
    )
