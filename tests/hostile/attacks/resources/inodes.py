"""A million empty files

They take no room, and every file system has a number of them.

Earned: 1
Report: made [0-9]{1,4} files
Wall: a private /tmp of 4096 files
"""

import os

from ..honest import double


def square(x):
    number = 0
    try:
        for number in range(1_000_000):
            os.mknod(f"/tmp/leftbehind-{number}")
    except OSError:
        pass
    raise RuntimeError(f"made {number} files")
