"""Names an object that it never got

References with numbers of others, negative and huge ones.

Earned: 1
Report: unreadable: a reference to nothing
Wall: references are looked up among what this submission was given
"""

from ..honest import double
from ._tools import answer, frame, result


def square(x):
    answer(frame(result(["reference", False, "callable", 2**40])))
