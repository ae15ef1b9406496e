"""Make and open devices

mknod of the memory's and of a disk's device, and those that lie in /dev.

Earned: 1
Report: mknod refused.*; opened none
Wall: no capability; an own /dev
"""

import contextlib
import os
import stat

from ..honest import double
from ..calls import attempt

HARMLESS = {"null", "zero", "full", "random", "urandom"}


def square(x):
    made = attempt(os.mknod, "/tmp/mem", 0o600 | stat.S_IFCHR, os.makedev(1, 1))
    disk = attempt(os.mknod, "/tmp/disk", 0o600 | stat.S_IFBLK, os.makedev(254, 0))
    names, opened = {"mem", "kmem", "kmsg", "vda", "sda", "kvm", "fuse", "loop0", "shm"}, []
    with contextlib.suppress(OSError):
        names |= set(os.listdir("/dev"))
    for name in sorted(names):
        try:
            if name not in HARMLESS and not os.path.isdir(f"/dev/{name}"):
                os.close(os.open(f"/dev/{name}", os.O_RDONLY))
                target = os.path.realpath(f"/dev/{name}")
                if not target.startswith("/proc/"):  # /dev/stdin and its like
                    opened.append(name)
        except OSError:
            pass
    raise RuntimeError(f"mknod {made}; {disk}; opened {', '.join(opened) or 'none'}")
