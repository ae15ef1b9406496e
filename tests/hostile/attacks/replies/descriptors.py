"""Sends descriptors along

SCM_RIGHTS: its own files would stay open in the grader, one for each byte.

Earned: 1
Report: Operation not permitted
Wall: seccomp refuses messages with descriptors; the grader receives bytes only
"""

import os
import socket
import time

from ..honest import double
from ._tools import channel, frame, result


def square(x):
    stream = channel()
    files = [os.open("/dev/null", os.O_RDONLY) for _ in range(50)]
    socket.send_fds(stream, [frame(result(True))], files)
    time.sleep(60)
