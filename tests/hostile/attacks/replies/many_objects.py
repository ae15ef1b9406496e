"""Leaves objects with the grader

Every answer names a thousand new objects, which the grader must remember.

Earned: 1
Report: of a kind that cannot be checked
Wall: the grader remembers what it gave away, not what it is offered
"""

from ..honest import double
from ._tools import answer, frame, result


def square(x):
    many = [["reference", True, "module", number] for number in range(10_000)]
    answer(frame(result(["list", *many])))
