"""The grader's variables, by an exception

An exception that is raised on purpose carries its traceback; the frames of whoever handled others
hang on it.

Earned: 1
Report: no traceback leads to a test
Wall: the stack of the submission's process ends at its worker
"""

import gc
import types

from ..honest import double


def square(x):
    names = {
        found.tb_frame.f_code.co_name
        for found in gc.get_objects()
        if isinstance(found, types.TracebackType)
    }
    frames = {found.f_code.co_name for found in gc.get_objects() if type(found) is types.FrameType}
    tests = [name for name in names | frames if name.startswith("test_")]
    raise RuntimeError(f"{tests or 'no traceback'} leads to a test")
