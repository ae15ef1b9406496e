"""What real notebooks and exports do costs nothing, or is said; the habits are in `habits/`."""

import json
import re
import sys
import tomllib
from pathlib import Path

import pytest

from labsupport.errors import InputError
from labsupport.grading import extract
from labsupport.grading.errors import NotWritten, StudentError
from labsupport.grading.local import LocalStudent

FILES = sorted((Path(__file__).parent / "habits").glob("*.toml"))
KEYS = {"gives", "raises", "note", "error", "missing", "name", "encoding", "before"}


def habits():
    """Every habit as a table with `above`, `cell`, `cells`, `file` or `json`."""
    for path in FILES:
        for kind, entries in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for title, entry in entries.items():
                habit = entry if kind == "other" else {kind: entry}
                yield pytest.param(habit, id=f"{path.stem}: {title}")


ALL = list(habits())


def begun(student, name):
    """The function, as a test gets it."""
    student.begin(0, name)
    return getattr(student, name)


def written(habit, folder):
    """Write the submission of a habit."""
    text = habit.get("file", habit.get("json"))
    if text is None:
        standard = "\ndef f(): return 1"
        cell = habit["cell"] if "cell" in habit else habit.get("above", "") + standard
        sources = habit.get("cells", [cell])
        text = json.dumps({"cells": [{"cell_type": "code", "source": s} for s in sources]})
    path = folder / habit.get("name", "x.py" if "file" in habit else "x.ipynb")
    path.write_bytes(text.encode(habit.get("encoding", "utf-8"), "surrogatepass"))
    return path


@pytest.mark.parametrize("habit", ALL)
def test_habit_is_tolerated(habit, tmp_path):
    assert len({"above", "cell", "cells", "file", "json"} & habit.keys()) == 1
    assert habit.keys() <= KEYS | {"above", "cell", "cells", "file", "json"}
    path = written(habit, tmp_path)
    if "error" in habit:
        with pytest.raises(InputError, match=re.escape(habit["error"])):
            extract.read(path)
        return
    newer = "before" in habit and sys.version_info >= tuple(map(int, habit["before"].split(".")))
    submission = extract.read(path)
    notes = "\n".join(submission.notes)
    assert "note" not in habit or newer or re.search(habit["note"], notes), notes
    assert "note" in habit or not notes
    student = LocalStudent(path)
    for name in habit.get("missing", ()):
        assert name not in submission.names() - submission.borrowed or "del " in str(habit)
        with pytest.raises(NotWritten):
            begun(student, name)
    if "raises" in habit:
        with pytest.raises((StudentError, NotWritten), match=re.escape(habit["raises"])):
            student.f()
    default = {} if "raises" in habit else {"f": 1}
    for name, value in habit.get("gives", default).items():
        assert getattr(student, name)() == value


def test_there_are_hundreds_of_them_and_each_is_one_of_a_kind():
    bodies = [json.dumps(param.values[0], sort_keys=True) for param in ALL]
    assert len(set(bodies)) == len(bodies) >= 300
