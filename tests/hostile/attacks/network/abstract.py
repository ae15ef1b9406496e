"""Sockets without a file

The arena's abstract socket, which no view of files hides; and one of its own left listening.

Earned: 1
Report: abstract failed.*; listening failed
Wall: no socket but a pair connected to itself; a network namespace of its own
"""

import socket

from ..honest import double
from ..known import ABSTRACT
from ._tools import reach


def square(x):
    reached = reach(socket.AF_UNIX, socket.SOCK_STREAM, f"\0{ABSTRACT}")
    try:
        own = socket.socket(socket.AF_UNIX)
        own.bind("\0leftbehind-left")
        own.listen()
        listening = "worked"
    except OSError as error:
        listening = f"failed ({error.strerror})"
    raise RuntimeError(f"abstract {reached}; listening {listening}")
