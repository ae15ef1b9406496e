"""Half a message, then nothing

Earned: 1
Report: did not finish in time
Wall: every wait of the grader has a limit
"""

from ..honest import double
from ._tools import answer, frame, result


def square(x):
    text = frame(result(True))
    answer(text[: len(text) // 2])
