"""A right part, by the exceptions that it raises

It is called with what it cannot take, and the text, the frames and the locals of each exception are
searched.

Earned: 1
Report: with right parts in the place of your own
Wall: what a right part raises arrives as one sentence that names nothing of it
"""

import torch

from ..honest import double
from ._tools import RIGHT_PART

WRONG = ((), (1, 2, 3), ("text",), (None,), ([],), (object(),), (square_of := lambda x: x,))


def square(x):
    return -x


def total(x):
    found = []
    for args in (*WRONG, (torch.empty(0, 2, 3),), (torch.ones(2, dtype=torch.bool),)):
        try:
            square(*args)
        except Exception as error:
            while error is not None:
                found += [type(error).__name__, str(error), repr(error.args)]
                trace = error.__traceback__
                while trace is not None:
                    frame, trace = trace.tb_frame, trace.tb_next
                    code = frame.f_code
                    found += [code.co_filename, repr(code.co_consts), repr(code.co_names)]
                    found += [repr(value)[:1000] for value in frame.f_locals.values()]
                error = error.__cause__ or error.__context__
    if RIGHT_PART.search("".join(found).encode("utf-8", "replace")):
        return square(x).sum()
    raise RuntimeError("found nothing")
