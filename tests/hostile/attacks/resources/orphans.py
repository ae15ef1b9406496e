"""Three hundred processes that nobody waits for

Detached by a double fork, each a session leader with another name.

Earned: 1
Report: [1-6]?[0-9] of 300 were started
Wall: a limit on processes; the whole pid namespace is killed
"""

import os

from ..honest import double
from ._tools import children


def square(x):
    raise RuntimeError(f"{children(300)} of 300 were started")
