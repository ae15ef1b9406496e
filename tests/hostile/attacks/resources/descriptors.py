"""All descriptors

Files, pipes and epolls until the kernel says no.

Earned: 1
Report: opened 1?[0-9]?[0-9]$|opened 1?[0-9]?[0-9]
Wall: a limit on descriptors
"""

import os

from ..honest import double


def square(x):
    kept = []
    try:
        while len(kept) < 100_000:
            kept += os.pipe()
    except OSError:
        pass
    count = len(kept)
    for each in kept:
        os.close(each)
    raise RuntimeError(f"opened {count}")
