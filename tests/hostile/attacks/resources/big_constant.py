"""A constant that the compiler would compute

Python folds constants when it compiles; the text is short.

Earned: 1
Report: MemoryError
Wall: the submission's code is compiled in the worker only
"""

from ..honest import double


def square(x):
    return len("x" * 100_000_000_000) + x
