"""Calls the suite back with what it cannot take

An object, a list in itself, a million zeros, no arguments.

Earned: 1
Report: [Ee]rror|nested|unreadable
Wall: what a function of the suite raises comes back as a sentence
"""

from ..honest import double


def twice(f, x):
    nested = []
    nested.append(nested)
    for arguments in ([object()], [nested], [], [x] * 100):
        try:
            f(*arguments)
        except Exception as error:
            last = error
    raise last
