"""Out by chroot and pivot_root

The old way out of a chroot, which needs the right to make another one.

Earned: 1
Report: chroot refused.*; pivot_root refused
Wall: no capability; seccomp
"""

import os

from ..honest import double
from ..calls import attempt, call


def square(x):
    os.makedirs("/tmp/in", exist_ok=True)
    out = attempt(os.chroot, "/tmp/in")
    pivot = call(155, b"/tmp", b"/tmp/in")
    raise RuntimeError(f"chroot {out}; pivot_root {pivot}")
