"""An exception that is no Exception

It passes every `except Exception`.

Earned: 1
Report: Away
Wall: every exception is caught, and becomes a sentence
"""

from ..honest import double


class Away(BaseException):
    pass


def square(x):
    raise Away
