"""A submission is read, not run; what real notebooks do is in `test_habits`."""

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


def test_a_later_cell_counts_and_earlier_globals_are_seen(student):
    assert (
        student("a = 2", "def f():\n    return 0", "def f():\n    return a + b", "b = 3").f() == 5
    )


def test_a_broken_cell_costs_only_itself_and_is_noted(read):
    submission = read("def f(:\n", "x = 1\ndef g():\n    return x", "%%bash\nls -l | wc", "")
    assert submission.names() == {"x", "g"}
    assert submission.notes == ["cell 1, line 1: invalid syntax. This is the cell of `f`"]
    assert submission.unread == {"f": submission.notes[0]}


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
    hangs = "def h():\n    while True:\n        pass\nresult = h()\nwhile True:\n    h()"
    with pytest.raises(StudentError, match="outside of functions and classes"):
        student(hangs, "def f():\n    return result").f()


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


def test_a_borrowed_exercise_is_known_unless_it_is_written_later(read, tmp_path):
    lent = 'from labsupport import lab\nf = lab.borrow("vae", "f")\ng = lab.borrow("vae", "g")'
    submission = read("def f():\n    return 1", lent, "def g():\n    return 2")
    assert submission.borrowed == {"f"}
    with pytest.raises(NotWritten, match=r"^labsupport's version of f was in its place"):
        LocalStudent(tmp_path / submission.name).begin(0, "f")


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


def test_a_long_number_costs_only_its_cell_and_a_long_line_nothing(read):
    submission = read(f"x = {'1' * 5000}", f"y = '{'long' * 25_000}'", "def f():\n    return y")
    assert submission.names() == {"f", "y"}
    (note,) = submission.notes
    assert note.startswith("cell 1, line 1: ")


def test_a_huge_notebook_is_refused(tmp_path, monkeypatch, as_notebook):
    monkeypatch.setattr(extract, "MAX_BYTES", 1000)
    (tmp_path / "x.ipynb").write_text(as_notebook("#" * 2000))
    with pytest.raises(InputError, match="clear the notebook's outputs"):
        extract.read(tmp_path / "x.ipynb")
