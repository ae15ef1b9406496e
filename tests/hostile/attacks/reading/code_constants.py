"""The tests' code, taken apart

Constants and bytecode of every function that looks like a test, and its source by inspect.

Earned: 1
Report: took 0 tests apart
Wall: no test is in the submission's process
"""

import dis
import gc
import inspect
import types

from ..honest import double


def square(x):
    taken = []
    for found in gc.get_objects():
        if isinstance(found, types.FunctionType) and "student" in found.__code__.co_varnames:
            taken += [instruction.argval for instruction in dis.get_instructions(found)]
            taken.append(inspect.getsource(found))
    raise RuntimeError(f"took {len(taken)} tests apart")
