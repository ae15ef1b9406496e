"""A right submission, graded before and after each attack; it also looks for what was left."""

import builtins
import contextlib
import math
import os
import sys

import torch
from torch import nn


def square(x):
    return x * x


def total(x):
    return square(x).sum()


def double(x):
    return 2 * x


def mean(x):
    return float(x.mean())


class Scale(nn.Module):
    def __init__(self, factor):
        super().__init__()
        self.factor = nn.Parameter(torch.tensor(factor))

    def forward(self, x):
        return self.factor * x


def twice(f, x):
    return f(f(x))


def log_mean_exp(x):
    return torch.logsumexp(x, 0) - math.log(len(x))


def look_around():
    """What others may have left here: files, processes, sockets, shared memory, patches."""
    found = [name for name in sys.modules if "leftbehind" in name]
    found += [name for space in (builtins, torch) for name in vars(space) if "leftbehind" in name]
    for root in ("/tmp", "/dev/shm", "/var/tmp", os.path.expanduser("~")):
        with contextlib.suppress(OSError):
            found += [name for name in os.listdir(root) if "leftbehind" in name]
    for process in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{process}/comm") as file:
                found += [name for name in file if "leftbehind" in name]
        except OSError:
            pass
    for table in ("/proc/net/unix", "/proc/sysvipc/shm", "/proc/sysvipc/msg", "/proc/sysvipc/sem"):
        try:
            with open(table) as file:
                rows = file.readlines()[1:]
        except OSError:
            rows = []
        found += rows if "sysvipc" in table else [row for row in rows if "leftbehind" in row]
    return found
