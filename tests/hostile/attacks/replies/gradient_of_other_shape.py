"""A gradient of another shape

The grader adds it to a tensor of its own.

Earned: 1
Report: unreadable: a gradient of another shape or dtype
Wall: answers to questions about gradients are checked
"""

from ..honest import double
from ._tools import frame, impostor, result, tensor


def square(x):
    forged = frame(result(tensor([4], gradient=True), 7), bytes(32))
    impostor(call=forged, vjp=frame(result(["list", tensor([1000])]), bytes(8000)))
