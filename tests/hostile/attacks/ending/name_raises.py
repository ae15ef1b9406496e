"""An exception whose class has no name to read

Its metaclass raises when it is asked for `__name__`.

Earned: 1
Report: ended its own process
Wall: the text is made in the worker, where all exceptions are caught
"""

from ..honest import double


class Meta(type):
    @property
    def __name__(cls):
        raise SystemExit("no name")


class Nameless(Exception, metaclass=Meta):
    pass


def square(x):
    raise Nameless
