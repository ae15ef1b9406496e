"""An exception whose text never comes

`str(error)` loops for ever, in whoever reports it.

Earned: 1
Report: did not finish in time
Wall: the text is made in the worker, within the time of the call
"""

from ..honest import double


class Endless(Exception):
    def __str__(self):
        while True:
            pass


def square(x):
    raise Endless
