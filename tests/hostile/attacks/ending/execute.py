"""Becomes another program

`os.execve` of a shell: audit hooks and patches of Python are gone, the walls must stay.

Earned: 1
Report: unreadable|ended its own process|did not finish in time|Operation not permitted
Wall: Landlock, seccomp and namespaces outlive execve
"""

import os

from ..honest import double
from ..known import FOLDER


def square(x):
    script = f"cat {FOLDER}/secret.txt >&0; touch /leftbehind /usr/leftbehind {FOLDER}/leftbehind"
    os.execve("/bin/sh", ["sh", "-c", script], {})
