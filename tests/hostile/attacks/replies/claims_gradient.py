"""Claims a gradient that nobody computed

The result says that it needs a gradient, under a number of a graph that does not exist.

Earned: 1
Report: these are not squares.*(wrong gradients|cannot be checked)
Wall: answers to questions about gradients are checked
"""

from ..honest import double
from ._tools import frame, impostor, result, tensor


def square(x):
    impostor(call=frame(result(tensor([4], gradient=True), 7), bytes(32)))
