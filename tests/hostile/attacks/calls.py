"""Calls of the kernel that Python has no names for."""

import ctypes
import errno

REFUSED = ("EPERM", "EACCES", "ENOSYS", "EAFNOSUPPORT", "EPROTONOSUPPORT", "ESOCKTNOSUPPORT")


def said(result):
    """What the kernel answered: refused, or worked, or failed for a reason of another kind."""
    if result != -1:
        return "worked"
    name = errno.errorcode.get(ctypes.get_errno(), "an unknown error")
    return f"refused ({name})" if name in REFUSED else f"failed ({name})"


def call(name, *arguments):
    """Call a function of libc, or a number of the kernel's, and name what came of it."""
    libc = ctypes.CDLL(None, use_errno=True)
    ctypes.set_errno(0)
    words = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    if isinstance(name, int):
        return said(libc.syscall(ctypes.c_long(name), *words))
    return said(getattr(libc, name)(*words))


def attempt(function, *arguments, **options):
    """The same for a function of Python's that raises OSError."""
    try:
        function(*arguments, **options)
    except OSError as error:
        ctypes.set_errno(error.errno or 0)
        return said(-1)
    return said(0)
