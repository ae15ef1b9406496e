"""Runs machine code of its own

Written to memory that is made executable: no check of Python's sees what it calls.

Earned: 1
Report: its own code said 1, a socket -[0-9]+
Wall: the walls are the kernel's, not Python's
"""

import ctypes
import mmap

from ..honest import double

PID = b"\xb8\x27\x00\x00\x00\x0f\x05\xc3"  # mov eax, 39 (getpid); syscall; ret
SOCKET = b"\xb8\x29\x00\x00\x00\xbf\x02\x00\x00\x00\xbe\x01\x00\x00\x00\x31\xd2\x0f\x05\xc3"


def run(code):
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(code)
    address = ctypes.addressof(ctypes.c_char.from_buffer(page))
    return ctypes.CFUNCTYPE(ctypes.c_long)(address)()


def square(x):
    raise RuntimeError(f"its own code said {run(PID) > 0:d}, a socket {run(SOCKET)}")
