"""Leave a key in the kernel's keyring

add_key, request_key and keyctl: keys outlive processes and are found by the same user.

Earned: 1
Report: add_key refused.*; keyctl refused
Wall: seccomp
"""

from ..honest import double
from ..calls import call


def square(x):
    added = call(248, b"user", b"leftbehind", b"secret", 6, -4)
    joined = call(250, 1, b"leftbehind")
    raise RuntimeError(f"add_key {added}; keyctl {joined}")
