"""An exception of a hundred million characters

Also the name of its class has a million.

Earned: 1
Report: NNNNN|used more memory
Wall: texts are cut in the worker and again in the report
"""

from ..honest import double


def square(x):
    raise type("N" * 1_000_000, (Exception,), {})("x" * 100_000_000)
