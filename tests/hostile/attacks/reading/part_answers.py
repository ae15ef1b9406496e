"""What a right part answers, as the text of an exception

The report would show what should have come out.

Earned: 1
Report: with right parts in the place of your own, too; with your own parts: RuntimeError: the answer
Wall: what is raised beside right parts is told in words of the grader's alone; its own are quoted
"""

from ..honest import double


def square(x):
    return -x


def total(x):
    raise RuntimeError(f"the answer is {square(x).tolist()}")
