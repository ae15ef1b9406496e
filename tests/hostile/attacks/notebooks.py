"""Notebooks that attack whoever reads them: each function makes one."""

import json
from typing import Any

from tests.hostile.attacks.known import FOLDER

DOUBLE = "def double(x):\n    return 2 * x\n"


def notebook(*sources: Any, **more: Any) -> bytes:
    """A notebook with these code cells."""
    cells = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": s}
        for s in sources
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, **more}).encode()


def page_in_text() -> bytes:
    """A page of its own in a notebook's texts

    Scripts and forms in a text cell, in an output and in an exception; the turn of writing.

    Earned: 1
    Report: <script>alert\\(1\\)</script>
    Wall: texts are escaped, control characters taken out
    """
    page = (
        "</li></ul><script>alert(1)</script><form action=//x><img src=x onerror=alert(2)>\\x1b[2J"
    )
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": page},
        {
            "cell_type": "code",
            "metadata": {"name": page},
            "outputs": [{"output_type": "display_data", "data": {"text/html": page * 1000}}],
            "source": f"{DOUBLE}\ndef square(x):\n    raise ValueError('{page}\\u202e\\u2066')\n",
        },
    ]
    return json.dumps({"cells": cells, "metadata": {"title": page}, "nbformat": 4}).encode()


def page_in_syntax() -> bytes:
    """A page of its own in a syntax error

    The message of the error repeats what stands there.

    Earned: 1
    Report: cell 1, line 1: invalid character
    Wall: texts are escaped, control characters taken out
    """
    return notebook('<script>“alert(1)” \u202e\x1b[2J\n"', DOUBLE)


def metadata() -> bytes:
    """Metadata that name a program

    A kernel with a command of its own, widgets, extensions, and a name of a format that is not.

    Earned: 1
    Report: square is not written yet
    Wall: no kernel is started; of the metadata only the name of the lab is read
    """
    command = ["sh", "-c", f"touch {FOLDER}/leftbehind-kernel"]
    kernel = {"name": "../../x", "argv": command, "display_name": "<b>", "language": "sh"}
    jupytext = {"text_representation": {"extension": ".py"}, "formats": "../../../x//py:percent"}
    found = {"kernelspec": kernel, "jupytext": jupytext, "widgets": {"__proto__": {"x": 1}}}
    return notebook(DOUBLE, metadata=found, nbformat=4, nbformat_minor=10**9)


def shell_lines() -> bytes:
    """Shell lines and magics

    `!touch`, `%%bash`, `%run`, `%load_ext` and `get_ipython().system` outside of all functions.

    Earned: 1
    Report: square is not written yet
    Wall: a submission is read, not run from top to bottom; a shell line is blank
    """
    touch = f"touch {FOLDER}/leftbehind-shell"
    return notebook(
        f"%%bash\n{touch}",
        f"!{touch}\nx = !{touch}\n%sx {touch}\nget_ipython().system({touch!r})",
        f"%run -i {FOLDER}/x.py\n%load_ext leftbehind\n%%script sh\n{touch}",
        DOUBLE,
    )


def get_ipython() -> bytes:
    """Calls the shell in a function

    `get_ipython().system`, and an instance of IPython's own shell.

    Earned: 1
    Report: no shell
    Wall: there is no IPython behind the walls, and what a shell would do ends at them
    """
    source = f"""
import os
def square(x):
    try:
        get_ipython().system("touch {FOLDER}/leftbehind-ipython")
        os.system("touch {FOLDER}/leftbehind-system")
    except NameError:
        pass
    os.system("touch {FOLDER}/leftbehind-system; touch /usr/leftbehind")
    raise RuntimeError("no shell" if not os.path.exists("{FOLDER}/secret.txt") else "a shell")
"""
    return notebook(DOUBLE, source)


def many_cells() -> bytes:
    """Two hundred thousand cells

    Earned: 0
    Report: more than|cells|too
    Wall: the number of cells that are read is limited
    """
    cell = '{"cell_type":"code","source":"x=1","metadata":{}},'
    text = '{"nbformat":4,"metadata":{},"cells":[' + cell * 200_000 + cell[:-1] + "]}"
    return text.encode()


def deep_json() -> bytes:
    """A million brackets

    Earned: 0
    Report: is not a notebook
    Wall: files are read by a process of its own, with limits
    """
    return b'{"cells": ' + b"[" * 1_000_000


def wrong_types() -> bytes:
    """Cells that are no cells

    A source that is a dict, a cell that is a number, an output without an end.

    Earned: 0
    Report: not a notebook|none of the exercises
    Wall: what is no notebook is named so
    """
    return notebook({"a": [1, {"b": None}]}, 3.5)


def huge_numbers() -> bytes:
    """A number of a hundred thousand digits

    Python needs a long time to read it, and refuses, where JSON has no limit.

    Earned: 0
    Report: not a notebook|has no code
    Wall: what cannot be read is named so
    """
    return b'{"nbformat": ' + b"9" * 100_000 + b', "cells": []}'


def constants() -> bytes:
    """A constant expression that has no end

    Integers to the power of integers, which a reader that simplifies would compute.

    Earned: 1
    Report: name 'y' is not defined
    Wall: nothing of a submission is computed outside of the worker
    """
    return notebook(DOUBLE, "y = 9**9**9**9\ndef square(x):\n    return x * y\n")


def spaces() -> bytes:
    """A line of four hundred thousand spaces

    Regular expressions that look for magics need the square of its length.

    Earned: 1
    Report: square is not written yet
    Wall: files are read by a process of its own, with limits
    """
    return notebook(DOUBLE, "a" + " " * 400_000 + "b", "x." * 200_000 + "?x")


def brackets() -> bytes:
    """Brackets that the parser tries in every combination

    Earned: 1
    Report: cell 2
    Wall: files are read by a process of its own, with limits
    """
    return notebook(DOUBLE, "(" * 150 + "\n" + "{" * 90 + "a:" * 90)


def long_chain() -> bytes:
    """Ten thousand elifs

    A tree so deep that walking over it by recursion ends Python.

    Earned: 1
    Report: cell 2
    Wall: files are read by a process of its own, with limits
    """
    chain = "if a: pass\n" + "elif a: pass\n" * 10_000
    return notebook(DOUBLE, chain, "x = " + "-" * 50_000 + "1")


def backward_chain() -> bytes:
    """Definitions in the worst order

    Each needs the one before it, so that a search for what is needed starts over and over.

    Earned: 1
    Report: these are not squares|cannot be checked|square
    Wall: files are read by a process of its own, with limits
    """
    lines = [f"a{number} = a{number - 1}" for number in range(1, 20_000)]
    square = "def square(x):\n    return a19999\n"
    return notebook(DOUBLE, "a0 = 1", *["\n".join(lines[i::4]) for i in range(4)], square)


def not_utf8() -> bytes:
    """Bytes that are no text

    Earned: 0
    Report: is not UTF-8 text|is not a notebook
    Wall: what cannot be read is named so
    """
    return b"\xff\xfe\x00" + notebook(DOUBLE)


def zeros_in_code() -> bytes:
    """Zero bytes and halves of characters in code

    Earned: 1
    Report: cell
    Wall: a broken cell costs only itself; texts are made printable
    """
    return notebook(DOUBLE, "x = 1\0\n", "y = '\ud800'\ndef square(x):\n    raise ValueError(y)\n")
