"""Watches what others do with files

inotify, fanotify and handles of files, which tell who opened what.

Earned: 1
Report: inotify refused.*; fanotify refused.*; a handle refused
Wall: seccomp
"""

import ctypes

from ..honest import double
from ..calls import call


def square(x):
    buffer = ctypes.create_string_buffer(256)
    answers = {
        "inotify": call(294, 0),
        "fanotify": call(300, 0, 0),
        "a handle": call(303, -100, b"/usr/lib", buffer, buffer, 0),
    }
    raise RuntimeError("; ".join(f"{name} {answer}" for name, answer in answers.items()))
