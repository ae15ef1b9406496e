"""NaN, infinity and numbers of a thousand digits

In the JSON, where the standard knows none of them, and as the result.

Earned: 1
Report: unreadable|this is not the mean
Wall: numbers have 63 bits; a comparison with NaN is not true
"""

from ..honest import double
from ._tools import answer, frame


def mean(x):
    return float("nan")


def square(x):
    answer(frame(b'["dict","op","result","value",' + b"9" * 1000 + b"]"))
