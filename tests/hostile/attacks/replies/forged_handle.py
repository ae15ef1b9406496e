"""A result that is a module which does not exist

What the suite does with it comes back as questions, which are answered as it likes.

Earned: 0
Report: of a kind that cannot be checked
Wall: a handle gives the suite nothing but data
"""

from ..honest import double
from ._tools import frame, impostor, result


def square(x):
    impostor(call=frame(result(["reference", True, "module", 77])))
