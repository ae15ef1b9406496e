"""Python passes the reader unchanged: the standard library and every installed package say so.

Here a sample of their files is read; all of them are, which takes long, with

    EVERY=1 python -m pytest tests/grading/test_valid_python.py
"""

import ast
import os
import random
import sysconfig
import tokenize
import warnings
from collections.abc import Iterator
from pathlib import Path

from labsupport.grading import syntax

SAMPLE = 300
MAGICS = "%matplotlib inline\nfiles = !ls\n"
LARGE = 200_000  # characters; IPython's tokenizer needs a second for as many


def python_files() -> list[Path]:
    """Files of Python and of installed packages, in the same order every time."""
    folders = {sysconfig.get_path(kind) for kind in ("stdlib", "purelib", "platlib")}
    files = sorted({path for folder in folders for path in Path(folder).rglob("*.py")})
    return files if "EVERY" in os.environ else random.Random(1).sample(files, SAMPLE)


def valid_texts() -> Iterator[tuple[Path, str]]:
    """The files that this Python can parse, as the reader gets them."""
    for path in python_files():
        try:
            with tokenize.open(path) as file:
                text = file.read()
            ast.parse(text)
        except (SyntaxError, ValueError, RecursionError):
            continue
        if text == syntax.cleaned(text):
            yield path, text


def test_valid_python_is_left_as_it_is():
    lines = changed = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of invalid escapes in other people's files
        for path, text in valid_texts():
            lines += text.count("\n")
            changed += syntax.parsed(text)[0] != text
            # Below a magic, the cell as a whole is no Python; what stands there is.
            if len(text) < LARGE:
                below = syntax.parsed(MAGICS + text)[0].split("\n", 2)[2]
                assert below == text, path
    print(f"{lines:,} lines, {changed} changed")
    assert lines > 20_000
    assert not changed
