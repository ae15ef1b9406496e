"""Modules that the next one imports

Patches of torch and of the grader's own modules, and classes in `sys.modules`.

Earned: 1
Report: ended its own process
Wall: every submission has a process of its own, forked from one that ran no submission
"""

import builtins
import sys
import types

import torch

from ..honest import double


def square(x):
    torch.leftbehind = builtins.leftbehind = True
    sys.modules["leftbehind"] = types.ModuleType("leftbehind")
    for name, module in list(sys.modules.items()):
        if name.startswith("inside."):
            module.__dict__.clear()
    return x
