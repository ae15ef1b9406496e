"""Raw packets and the kernel's own sockets

Raw IP, packets of the wire, netlink, the virtual machine's vsock, and the kernel's cryptography.

Earned: 1
Report: opened none of 6
Wall: no socket but a pair connected to itself
"""

import socket

from ..honest import double

KINDS = {
    "raw": (socket.AF_INET, socket.SOCK_RAW, 1),
    "packet": (17, socket.SOCK_RAW, 0x300),
    "netlink": (16, socket.SOCK_RAW, 0),
    "vsock": (40, socket.SOCK_STREAM, 0),
    "AF_ALG": (38, socket.SOCK_SEQPACKET, 0),
    "bluetooth": (31, socket.SOCK_RAW, 1),
}


def square(x):
    opened = []
    for name, kind in KINDS.items():
        try:
            socket.socket(*kind).close()
            opened.append(name)
        except OSError:
            pass
    raise RuntimeError(f"opened {opened or f'none of {len(KINDS)}'}")
