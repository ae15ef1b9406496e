"""A right part, taken apart

While another exercise is judged, the right `square` stands in the place of its own, which fails on
purpose: its source, code, closure, names and documentation are searched, and all objects.

Earned: 1
Report: with right parts in the place of your own
Wall: right parts are called back and never loaded beside a submission
"""

import contextlib
import gc
import inspect
import sys

import torch

from ..honest import double
from ._tools import RIGHT_PART


def square(x):
    return -x


def total(x):
    found = [repr(square), str(square.__doc__), repr(vars(square)), repr(square.__code__)]
    found += [repr(value) for value in square.__code__.co_consts + square.__code__.co_names]
    for cell in square.__closure__ or ():
        found += [repr(cell.cell_contents), repr(vars(cell.cell_contents))]
    for ask in (inspect.getsource, inspect.getfile, inspect.signature, inspect.getclosurevars):
        with contextlib.suppress(Exception):
            found.append(repr(ask(square)))
    found += [text for module in list(sys.modules.values()) for text in [repr(vars(module))]]
    found += [repr(each) for each in gc.get_objects() if type(each) in (dict, tuple, list)]
    if RIGHT_PART.search("".join(found).encode("utf-8", "replace")):
        return torch.sum(square(x))
    raise RuntimeError("found nothing")
