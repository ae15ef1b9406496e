"""TCP to this machine and to the world

A port that somebody listens on here, on IPv4 and IPv6, and a name server of the internet.

Earned: 1
Report: IPv4 failed.*; IPv6 failed.*; world failed
Wall: no socket but a pair connected to itself; a network namespace without a network
"""

import socket

from ..honest import double
from ..known import PORT
from ._tools import reach


def square(x):
    found = {
        "IPv4": reach(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", PORT)),
        "IPv6": reach(socket.AF_INET6, socket.SOCK_STREAM, ("::1", PORT)),
        "world": reach(socket.AF_INET, socket.SOCK_STREAM, ("1.1.1.1", 53)),
    }
    raise RuntimeError("; ".join(f"{name} {result}" for name, result in found.items()))
