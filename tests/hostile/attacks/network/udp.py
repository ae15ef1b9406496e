"""UDP, also to everybody

To the port that is listened on, and as a broadcast.

Earned: 1
Report: one failed.*; all failed
Wall: no socket but a pair connected to itself; a network namespace without a network
"""

import socket

from ..honest import double
from ..known import PORT
from ._tools import reach


def square(x):
    one = reach(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", PORT))
    everybody = reach(socket.AF_INET, socket.SOCK_DGRAM, ("255.255.255.255", PORT))
    raise RuntimeError(f"one {one}; all {everybody}")
