"""Mount a file system over the runtime

Also bind a folder elsewhere, remount the root writable and take a mount away.

Earned: 1
Report: mount refused.*; bind refused.*; remount refused.*; umount refused
Wall: no capability in any namespace; seccomp
"""

from ..honest import double
from ..calls import call


def square(x):
    found = {
        "mount": call("mount", b"tmpfs", b"/usr", b"tmpfs", 0, b""),
        "bind": call("mount", b"/proc", b"/tmp", b"", 4096, b""),
        "remount": call("mount", b"", b"/", b"", 32 | 4096, b""),
        "umount": call("umount2", b"/proc", 2),
    }
    raise RuntimeError("; ".join(f"{name} {result}" for name, result in found.items()))
