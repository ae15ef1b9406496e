"""Reads submissions in a process behind walls (`walled`), one after another.

If a file breaks a limit or ends the process, that file is told so, and the next one gets a new
process.
"""

import atexit
import importlib.util
import json
import os
from pathlib import Path
from typing import Any

from labsupport.errors import InputError
from labsupport.grading import walled
from labsupport.grading.walled import Helper

SAMPLE = """import math
%time x = !ls "a"
def f(x: "int" = 3):
    return x
if __name__ == "__main__":
    print(f(x))
"""


def packages() -> str:
    """The folder of IPython, whose transformers read what is not Python."""
    found = importlib.util.find_spec("IPython")  # found, not imported
    if found is None or found.origin is None:
        raise InputError('grading needs IPython: pip install "labsupport[grading]"')
    return str(Path(found.origin).parents[1])


HELPER = Helper("reader", packages)
atexit.register(HELPER.close)


def read(name: str, suffix: str, data: bytes) -> dict[str, Any]:
    """What `definitions.extract` makes of a file; raises `InputError`."""
    if not hasattr(os, "fork"):  # Windows: only on files that one trusts
        found = answer_to([name, suffix], data)
    else:
        found = HELPER.ask([name, suffix], data)
    if not isinstance(found, dict):
        raise InputError(
            f"{name} is too large or too complicated to be read; "
            "leave out what does not belong to the exercises"
        )
    if "error" in found:
        raise InputError(str(found["error"]))
    return found


def answer_to(head: list[str], data: bytes) -> dict[str, Any] | None:
    """What is in a file; None if there was too little memory."""
    from labsupport.grading import definitions

    try:
        name, suffix = head
        return definitions.extract(name, suffix, data)
    except InputError as error:
        return {"error": str(error)}
    except MemoryError:
        return None


def main() -> None:
    """Answer until the pipe closes."""
    # What is imported and compiled once is there for every file.
    for suffix, text in ((".py", SAMPLE), (".ipynb", json.dumps({"cells": [{"source": SAMPLE}]}))):
        answer_to(["sample", suffix], text.encode())
    walled.answer(answer_to)
