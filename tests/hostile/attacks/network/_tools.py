"""How an attempt to reach somebody is told."""

import errno
import socket


def reach(family, kind, address, protocol=0):
    """Connect and say something; the name of the error that came of it."""
    try:
        with socket.socket(family, kind, protocol) as stream:
            stream.settimeout(0.5)
            stream.connect(address)
            stream.send(b"leftbehind")
            return "worked"
    except OSError as error:
        return f"failed ({errno.errorcode.get(error.errno or 0, type(error).__name__)})"
