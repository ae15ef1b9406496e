"""Other copies of the course

One beside Python's packages, one in a folder of its own that is searched for modules, whatever they
are called there.

Earned: 1
Report: walked over [1-9][0-9]* files and found nothing
Wall: of all packages those that labs need are shown, one by one
"""

import os
import sys

from ..honest import double
from ..known import FOLDER
from ._tools import search

NAMES = ("solutions", "lent.py", "test_hostile.py", "answers.py")


def square(x):
    places = {os.path.dirname(path) for path in sys.path} | {*sys.path, f"{FOLDER}/packages"}
    places |= {"/usr/local", "/usr/src", "/opt", sys.prefix, sys.base_prefix}
    seen, found = 0, []
    for place in places - {"", "/"}:
        for folder, inner, files in os.walk(place):
            inner[:] = [name for name in inner if name not in ("torch", "scipy", "sympy", "numpy")]
            seen += len(files)
            names = [f"{folder}/{name}" for name in files + inner]
            found += [name for name in names if name.endswith(NAMES)]
            found += search(f"{folder}/{name}" for name in files if name.endswith(".pth"))
    known = [f"{FOLDER}/packages/{name}" for name in ("answers.py", "labsupport/answers.py")]
    raise RuntimeError(f"walked over {seen} files and found {search(known) + found or 'nothing'}")
