"""Files in /tmp that the next one will read

A module for the working folder, a fake suite, torch's caches, and a folder that is not empty.

Earned: 1
Report: wrote [0-9] files
Wall: every worker has a /tmp of its own
"""

import os

from ..honest import double

NAMES = ("torch.py", "submission.py", "inside.py", "test_hostile.py", ".cache/torch/leftbehind.so")


def square(x):
    wrote = 0
    for name in (*NAMES, "leftbehind-file"):
        try:
            os.makedirs(os.path.dirname(f"/tmp/{name}"), exist_ok=True)
            with open(f"/tmp/{name}", "w") as file:
                wrote += file.write("import builtins; builtins.leftbehind = True") > 0
        except OSError:
            pass
    raise RuntimeError(f"wrote {wrote} files")
