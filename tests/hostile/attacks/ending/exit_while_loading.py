"""Ends its process when it is read

A default value is computed while the submission is loaded, and that ends the process each time.

Earned: 1
Report: ended its own process
Wall: a definition that ends the worker is left out the next time
"""

import os

from ..honest import double


def square(x, y=os._exit(0)):
    return x
