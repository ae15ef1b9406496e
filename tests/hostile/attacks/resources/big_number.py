"""A number with a billion digits

Computed while the definitions are read, as a constant.

Earned: 1
Report: name 'huge' is not defined
Wall: the submission's code is compiled and run in the worker only
"""

from ..honest import double

huge = 9**9**9


def square(x):
    return x + huge
