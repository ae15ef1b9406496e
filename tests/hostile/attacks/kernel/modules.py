"""Load a module, or another kernel

init_module, finit_module, kexec_load, reboot, swapon, acct.

Earned: 1
Report: init_module refused.*; kexec_load refused.*; reboot refused.*; swapon refused.*; acct refused
Wall: no capability; seccomp
"""

from ..honest import double
from ..calls import call


def square(x):
    found = {
        "init_module": call(175, b"\x7fELF", 4, b""),
        "kexec_load": call(246, 0, 0, None, 0),
        "reboot": call(169, 0xFEE1DEAD, 0x28121969, 0, None),  # only forbids Ctrl-Alt-Delete
        "swapon": call(167, b"/tmp/leftbehind", 0),
        "acct": call(163, b"/tmp/leftbehind"),
    }
    raise RuntimeError("; ".join(f"{name} {result}" for name, result in found.items()))
