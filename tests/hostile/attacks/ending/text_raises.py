"""An exception whose text raises

A grader that reports it fails itself.

Earned: 1
Report: an error whose text cannot be read
Wall: the text is made in the worker, where all exceptions are caught
"""

from ..honest import double


class Unreadable(Exception):
    def __str__(self):
        raise KeyboardInterrupt

    __repr__ = __str__


def square(x):
    raise Unreadable
