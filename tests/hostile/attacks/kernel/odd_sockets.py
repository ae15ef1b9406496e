"""Rare ways to use a pair of sockets

Bytes out of band, descriptors in messages, filters and other options, pairs of other kinds: parts of
the kernel that nobody else uses, in which flaws were found.

Earned: 1
Report: worked: nothing
Wall: seccomp allows a pair of connected streams, with four flags
"""

import array
import contextlib
import os
import socket

from ..honest import double
from ..calls import attempt, call


def square(x):
    one, other = socket.socketpair()
    one.send(b"x")
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [one.fileno()]).tobytes())]
    answers = {
        "out of band": attempt(one.send, b"x", socket.MSG_OOB),
        "reading out of band": attempt(other.recv, 1, socket.MSG_OOB),
        "errors": attempt(other.recv, 1, socket.MSG_ERRQUEUE | socket.MSG_DONTWAIT),
        "without copies": attempt(one.send, b"x", 0x4000000),
        "descriptors": attempt(one.sendmsg, [b"x"], rights),
        "messages": attempt(other.recvmsg, 1, 100, socket.MSG_DONTWAIT),
        "credentials": attempt(one.setsockopt, socket.SOL_SOCKET, socket.SO_PASSCRED, 1),
        "a filter": attempt(one.setsockopt, socket.SOL_SOCKET, 26, bytes(16)),
        "peer": attempt(one.getsockopt, socket.SOL_SOCKET, socket.SO_PEERCRED, 12),
        "many messages": call(307, one.fileno(), b"x" * 64, 1, 0),
        "notes of the kernel": call("pipe2", (__import__("ctypes").c_int * 2)(), os.O_EXCL),
    }
    for kind in (socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
        answers[kind.name] = attempt(socket.socketpair, socket.AF_UNIX, kind)
    with contextlib.suppress(OSError):
        one.send(b"x", socket.MSG_DONTWAIT | socket.MSG_NOSIGNAL)  # as everybody may
    worked = [name for name, answer in answers.items() if answer == "worked"]
    raise RuntimeError(f"worked: {worked or 'nothing'}")
