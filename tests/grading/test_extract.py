"""A submission is read, not run, and tolerates the habits of notebooks."""

# ruff: noqa: E501  (a cell stands on one line)

import json

import pytest

from labsupport.errors import InputError
from labsupport.grading import extract
from labsupport.grading.errors import NotWritten, StudentError
from labsupport.grading.local import LocalStudent


@pytest.fixture
def read(tmp_path, as_notebook):
    def make(*cells, name="x.ipynb"):
        path = tmp_path / name
        path.write_text(as_notebook(*cells) if name.endswith("ipynb") else cells[0])
        return extract.read(path)

    return make


@pytest.fixture
def student(tmp_path, as_notebook):
    def make(*cells):
        path = tmp_path / "x.ipynb"
        path.write_text(as_notebook(*cells))
        return LocalStudent(path)

    return make


HABITS = {
    "line magic": "%matplotlib inline\n%load_ext autoreload\ndef f():\n    return 1",
    "shell line": "!pip install -q torch 'x\ndef f():\n    return 1",
    "shell line in a block": "try:\n    import os\nexcept ImportError:\n    !pip x\ndef f():\n    return 1",
    "cell magic with Python": "%%time\ndef f():\n    return 1",
    "assigned magic": "files = !ls\nt = %time 3\ndef f():\n    return 1",
    "help": "?print\nprint?\nprint??\ndef f():\n    return 1",
    "await at the top": "await something()\ndef f():\n    return 1",
    "async function": "async def g():\n    pass\ndef f():\n    return 1",
    "Colab's drive": "from google.colab import drive\ndrive.mount('/x')\ndef f():\n    return 1",
    "an endless training loop": "while True:\n    pass\ndef f():\n    return 1",
    "an error at the top": "1 / 0\ndef f():\n    return 1",
    "main guard": "def f():\n    return 1\nif __name__ == '__main__':\n    exit()",
    "Windows line ends": "def f():\r\n    return 1\r\n",
    "tabs": "def f():\n\treturn 1",
    "non-ASCII": "ε = 1  # größer\ndef f():\n    return ε",
    "one line, semicolons": "import math; y = 1; f = lambda: y",
    "conditional definition": "if True:\n    def f():\n        return 1\nelse:\n    f = None",
    "magic sign in a docstring": 'def f():\n    """\n    %time is a magic\n    !x\n    """\n    return 1',
    "modulo on its own line": "def f():\n    return (7\n        % 2)",
    "decorator": "import torch\n@torch.no_grad()\ndef f():\n    return 1",
    "type hints and constants": "from typing import Optional\nN: int = 1\ndef f(x: Optional[int] = N) -> int:\n    return x",
    "partial": "from functools import partial\ndef g(x):\n    return x\nf = partial(g, 1)",
    "star import": "from math import *\ndef f():\n    return int(cos(0))",
    "device from the lab": "from labsupport import lab\ndevice = lab.setup(minutes=3)\ndef f():\n    return 1 if device.type == 'cpu' else 0",
    "public checks": "from labsupport.checks import vae as check\ndef f():\n    check.gaussian_kl(f)\n    return 1",
    "defined twice": "def f():\n    return 0\ndef f():\n    return 1",
    "a table filled by key": "D = {}\nD['one'] = 1\ndef f():\n    return D['one']",
    "prints and warnings": "import warnings\ndef f():\n    print('x')\n    warnings.warn('y')\n    return 1",
}


@pytest.mark.parametrize("cell", HABITS.values(), ids=HABITS.keys())
def test_habit_is_tolerated(student, cell):
    assert student(cell).f() == 1


def test_a_later_cell_counts_and_earlier_globals_are_seen(student):
    assert (
        student("a = 2", "def f():\n    return 0", "def f():\n    return a + b", "b = 3").f() == 5
    )


def test_a_broken_cell_costs_only_itself_and_is_noted(read):
    submission = read("def f(:\n", "x = 1\ndef g():\n    return x", "%%bash\nls -l | wc", "")
    assert submission.names() == {"x", "g"}
    assert submission.notes == ["cell 1, line 1: invalid syntax"]


def test_a_definition_that_fails_costs_only_itself(student):
    s = student(
        "@missing\ndef f():\n    return 1", "def g():\n    return 2", "def h():\n    return f()"
    )
    assert s.g() == 2
    with pytest.raises(StudentError, match=r"NameError: name 'missing' .*\(cell 1, line 1\)"):
        _ = s.f
    with pytest.raises(StudentError, match=r"its definition failed with NameError.*cell 3, line 2"):
        s.h()


def test_an_error_names_cell_and_line(student):
    with pytest.raises(StudentError, match=r"^ValueError: no \(cell 2, line 4\)$"):
        student("x = 1", "\n\ndef f():\n    raise ValueError('no')").f()


def test_a_name_from_code_that_is_not_run_is_explained(student):
    with pytest.raises(StudentError, match="outside of functions and classes"):
        student("def h():\n    return 1\nresult = h()", "def f():\n    return result").f()


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("def f():\n    raise NotImplementedError", "f is not written yet"),
        ("def g():\n    raise NotImplementedError\ndef f():\n    g()", "g is not written yet"),
        ("x = 1", "f is not written yet"),
    ],
)
def test_unwritten_is_told_from_wrong(student, cell, sentence):
    with pytest.raises(NotWritten, match=sentence):
        student(cell).f()


def test_a_borrowed_exercise_is_known_unless_it_is_written_later(read):
    lent = 'from labsupport import lab\nf = lab.borrow("vae", "f")\ng = lab.borrow("vae", "g")'
    submission = read("def f():\n    return 1", lent, "def g():\n    return 2")
    assert submission.borrowed == {"f"}
    with pytest.raises(NotWritten, match=r"^labsupport's version of f was in its place"):
        LocalStudent(submission.path).begin(0, "f")


def test_labsupport_gives_no_answers(student):
    s = student("import labsupport.models.vae as m\ndef f():\n    return m.gaussian_kl(1, 2)")
    with pytest.raises(StudentError, match="not there while grading; write your own"):
        s.f()


def test_only_what_an_exercise_needs_is_loaded(read):
    s = read("import a, b\nc = 1\nd = c\ndef f():\n    return d\ndef g():\n    return b.x")
    assert [d.names for d in s.needed({"f"})] == [["c"], ["d"], ["f"]]
    assert [d.names for d in s.needed({"g"})] == [["a", "b"], ["g"]]


def test_format_3_is_read(tmp_path):
    cell = {"cell_type": "code", "input": ["def f():\n", "    return 1"], "outputs": []}
    path = tmp_path / "old.ipynb"
    path.write_text(json.dumps({"worksheets": [{"cells": [cell]}], "nbformat": 3}))
    assert extract.read(path).names() == {"f"}


UNREADABLE = {
    "x.ipynb": {
        "empty": ("", "is empty"),
        "no cells": ('{"cells": []}', "no code in it"),
        "broken": ('{"cells": [', "its JSON is broken"),
        "not a notebook": ("[1, 2]", "not a notebook"),
        "cells of a wrong kind": ('{"cells": [3]}', "not a notebook"),
        "sources of a wrong kind": (
            '{"cells": [{"cell_type": "code", "source": {"a": 1}}]}',
            "not a notebook",
        ),
        "nested without end": ("[" * 100_000, "its JSON is broken"),
    },
    "x.py": {
        "syntax error": ("def f(:\n    pass", "line 1: invalid syntax"),
        "null byte": ("x = '\0'", "cannot be read as Python"),
        "nested without end": ("x = " + "(" * 5000 + ")" * 5000, "cannot be read as Python"),
    },
    "x.txt": {"another kind": ("x", "neither a notebook")},
}
CASES = [(name, *case) for name, cases in UNREADABLE.items() for case in cases.values()]


@pytest.mark.parametrize(("name", "text", "sentence"), CASES)
def test_what_cannot_be_read_is_one_sentence(tmp_path, name, text, sentence):
    (tmp_path / name).write_text(text)
    with pytest.raises(InputError, match=sentence) as error:
        extract.read(tmp_path / name)
    assert "\n" not in str(error.value)


def test_a_huge_notebook_is_refused(tmp_path, monkeypatch, as_notebook):
    monkeypatch.setattr(extract, "MAX_BYTES", 1000)
    (tmp_path / "x.ipynb").write_text(as_notebook("#" * 2000))
    with pytest.raises(InputError, match="clear the notebook's outputs"):
        extract.read(tmp_path / "x.ipynb")
