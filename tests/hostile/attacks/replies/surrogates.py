"""Halves of characters

A text that cannot be written to any file, as the message of an error.

Earned: 1
Report: (not printed|twice).{0,20}
Wall: texts are made printable on arrival
"""

from ..honest import double
from ._tools import answer, frame


def square(x):
    text = b'["dict","op","error","text","twice \\ud800\\udfff\\u0000\\u202e\\u001b[2J"]'
    answer(frame(text))
