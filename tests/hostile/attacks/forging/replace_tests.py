"""The tests lose their bodies

Every function of the process whose name starts with `test_` gets the code of one that does nothing.

Earned: 1
Report: replaced 0 tests
Wall: no test is in the submission's process
Naive: fooled
"""

import gc
import types

from ..honest import double


def nothing(*args, **kwargs):
    return None


def square(x):
    tests = [
        found
        for found in gc.get_objects()
        if isinstance(found, types.FunctionType)
        and found.__name__.startswith("test_")
        and "student" in found.__code__.co_varnames
    ]
    for test in tests:
        test.__code__ = nothing.__code__
    raise RuntimeError(f"replaced {len(tests)} tests")
