"""A pair of datagram sockets, one of which writes to somebody else

Such a socket is connected, and still sends to any address that a message names.

Earned: 1
Report: reached none of 3
Wall: no socket but a pair of streams; a view of the runtime only
"""

import errno
import socket

from ..honest import double
from ..known import ABSTRACT, FOLDER


def square(x):
    reached = []
    for address in (f"{FOLDER}/datagrams.socket", "/run/systemd/journal/socket", f"\0{ABSTRACT}"):
        try:
            one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
            with one, other:
                one.sendto(b"leftbehind", address)
                reached.append(address)
        except OSError as error:
            if error.errno not in (errno.EPERM, errno.EACCES, errno.ENOENT, errno.ECONNREFUSED):
                reached.append(f"{address}: {error}")
    raise RuntimeError(f"reached {reached or 'none of 3'}")
