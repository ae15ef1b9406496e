"""An exception whose text ends the process

`str(error)` calls `os._exit`.

Earned: 1
Report: ended its own process
Wall: the text is made in the worker
"""

import os

from ..honest import double


class Exit(Exception):
    def __str__(self):
        os._exit(0)


def square(x):
    raise Exit
