"""A pickle instead of JSON

It would run a command in whoever loads it, which other graders do.

Earned: 1
Report: unreadable
Wall: no pickle in either direction
"""

import os
import pickle

from ..honest import double
from ..known import FOLDER
from ._tools import answer, frame


class Command:
    def __reduce__(self):
        return os.system, (f"touch {FOLDER}/leftbehind-pickle",)


def square(x):
    text = pickle.dumps(Command())
    answer(frame(text), text)
