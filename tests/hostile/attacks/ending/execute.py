"""Becomes another program

`os.execve` of a fresh Python: audit hooks and patches are gone, the walls must stay.

Earned: 1
Report: unreadable|ended its own process|did not finish in time|Operation not permitted
Wall: Landlock, seccomp and namespaces outlive execve
"""

import os
import sys

from ..honest import double
from ..known import FOLDER

SCRIPT = """
import os
for path in ("/leftbehind", "/usr/leftbehind", "{0}/leftbehind"):
    try:
        open(path, "w").close()
    except OSError:
        pass
try:
    os.write(3, open("{0}/secret.txt", "rb").read())
except OSError:
    pass
"""


def square(x):
    os.execve(sys.executable, ["python", "-I", "-S", "-c", SCRIPT.format(FOLDER)], {})
