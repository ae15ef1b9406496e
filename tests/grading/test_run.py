"""A class is graded by one command, and bad input ends with one sentence."""

import csv
import json
import os
import sys
import zipfile

import pytest

from labsupport import __main__ as commands
from labsupport.grading import run, sandbox
from labsupport.grading.sandbox import Limits

HOSTILE_NAME = "<script>alert(1)</script>"


@pytest.fixture
def grade(tmp_path, tiny_suite, capsys, monkeypatch):
    """Run the command; (exit status, stdout, stderr)."""

    def call(*arguments, suite=tiny_suite, output=tmp_path / "out"):
        command = ["labsupport", "grade", "tiny", *map(str, arguments), "--output", str(output)]
        command += [] if suite is None else ["--suite", str(suite)]
        monkeypatch.setattr(sys, "argv", command)
        with pytest.raises(SystemExit) as end:
            commands.main()
        return end.value.code or 0, *capsys.readouterr()

    return call


@pytest.fixture(scope="module")
def graded(tmp_path_factory, tiny_suite, right, as_notebook):
    """A folder of submissions, graded; (grades, output folder)."""
    folder = tmp_path_factory.mktemp("class")
    for name in ("anna", "bert"):
        (folder / name).mkdir()
    (folder / "anna" / "lab.py").write_text(right)
    (folder / "bert" / "lab.ipynb").write_text(as_notebook("def f(:", right.replace("2", "3")))
    evil = f"import torch\ndef square(x):\n    raise ValueError('{HOSTILE_NAME} & ' + 'x' * 9999)\n"
    (folder / f"={HOSTILE_NAME.replace('/', '_')}.py").write_text(evil)
    (folder / "broken.ipynb").write_text('{"cells": ')
    (folder / "ANNA").mkdir()
    (folder / "ANNA" / "lab.py").write_text("x = 1")
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "lab.py").write_text(right)
    (folder / "link.py").symlink_to(folder / "anna" / "lab.py")
    output = tmp_path_factory.mktemp("out") / "deep" / "grades"
    grades = run.grade_class("tiny", [folder], output, suite=tiny_suite, limits=Limits(), seed=3)
    return {grade.name: grade for grade in grades}, output


def test_everyone_gets_what_they_earned(graded):
    grades, _ = graded
    scores = {name: grade.score for name, grade in grades.items()}
    evil = f"={HOSTILE_NAME.replace('/', '_')}.py"
    expected = {
        "anna/lab.py": 7,
        "bert/lab.ipynb": 4,
        "broken.ipynb": 0,
        "ANNA/lab.py": 0,
        evil: 0,
        "link.py": 0,
    }
    assert scores == pytest.approx(expected)
    assert grades["broken.ipynb"].error.startswith("broken.ipynb is not a notebook")
    assert "none of the exercises" in grades["ANNA/lab.py"].error
    assert grades["bert/lab.ipynb"].notes[0].startswith("cell 1, line 1: invalid syntax")


def test_results_have_gradescopes_format(graded):
    grades, output = graded
    for grade in grades.values():
        found = json.loads((output / grade.folder / "results.json").read_text())
        assert found["score"] == pytest.approx(grade.score)
        assert found["visibility"] == "visible"
        assert found["stdout_visibility"] == "hidden"
        assert isinstance(found["output"], str)
        assert isinstance(found["execution_time"], float)
        assert len(found["tests"]) == 4
        assert sum(t["score"] for t in found["tests"]) == pytest.approx(found["score"])
        for test in found["tests"]:
            assert set(test) == {
                *("name", "score", "max_score", "status"),
                *("output", "output_format", "visibility"),
            }
            assert test["status"] == ("passed" if test["score"] else "failed")
            assert bool(test["output"]) == (test["status"] == "failed")


def test_reports_are_escaped_and_show_sentences_only(graded):
    grades, output = graded
    for grade in grades.values():
        page = (output / grade.folder / "report.html").read_text()
        assert "<script" not in page
        assert "assert " not in page
        assert "Traceback" not in page
        assert "http" not in page.replace("http-equiv", "")
    evil = next(g for g in grades.values() if g.name.startswith("="))
    page = (output / evil.folder / "report.html").read_text()
    assert "ValueError: &lt;script&gt;alert(1)&lt;/script&gt; &amp; xxx" in page
    assert len(page) < 20_000
    assert "<script" not in (output / "index.html").read_text()
    assert "these are not squares" in (output / "bert-lab" / "report.html").read_text()


def test_the_table_has_a_line_for_each(graded):
    grades, output = graded
    with open(output / "grades.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(grades) == 6
    anna = next(row for row in rows if row["submission"] == "anna/lab.py")
    assert (anna["score"], anna["max_score"], anna["square"]) == ("7", "7", "3")
    assert not any(value.startswith("=") for row in rows for value in row.values())


def test_folders_are_apart_and_nothing_half_written_is_left(graded):
    grades, output = graded
    folders = [grade.folder for grade in grades.values()]
    assert len({folder.lower() for folder in folders}) == len(folders)
    assert all(os.sep not in folder for folder in folders)
    assert not [name for _, _, names in os.walk(output) for name in names if "part" in name]


def test_the_command_grades_one_and_prints_a_table(grade, tmp_path, right):
    (tmp_path / "me.py").write_text(right)
    code, out, err = grade(tmp_path / "me.py", "--seconds-per-call", "20")
    assert code == 0, err
    assert "me.py" in out
    assert " 7" in out
    assert (tmp_path / "out" / "me" / "report.html").is_file()


def test_a_worker_that_cannot_start_is_nobodys_zero(grade, tmp_path, right, monkeypatch):
    monkeypatch.setattr(sandbox, "PROGRAM", ("-c", "raise SystemExit('no torch here')"))
    (tmp_path / "a.py").write_text(right)
    (tmp_path / "b.py").write_text(right)
    code, _, err = grade(tmp_path / "a.py", tmp_path / "b.py")
    assert code == 2, err
    assert "the sandbox does not start: no torch here" in err
    assert not (tmp_path / "out" / "grades.csv").exists()


def test_grading_in_jobs_leaves_the_environment_as_it_was(grade, tmp_path, right):
    before = dict(os.environ)
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text(right)
    code, _, err = grade(tmp_path / "a.py", tmp_path / "b.py", "--jobs", "2")
    assert code == 0, err
    assert dict(os.environ) == before


def archive(path, members):
    """Write a zip with these (name or ZipInfo, data)."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members:
            file.writestr(name, data)
    return path


# --- bad input: one sentence, exit status 2, nothing written


def bad_inputs(folder, right, as_notebook):
    """Name of the case -> (arguments, options of the fixture, what the sentence says)."""
    empty, blocked = folder / "empty", folder / "file"
    empty.mkdir()
    blocked.write_text("")

    def file(name, text):
        (folder / name).write_text(text)
        return folder / name

    good = file("good.py", right)
    return {
        "unknown slug": ([good], {"suite": None}, "no graded suite for 'tiny'; there are: "),
        "missing suite": ([good], {"suite": folder / "no.py"}, "no.py does not exist"),
        "suite without exercises": (
            [good],
            {"suite": file("test_x.py", "def test_x():\n    pass\n")},
            "no test marked with an exercise",
        ),
        "suite that cannot be imported": (
            [good],
            {"suite": file("test_y.py", "import no_such_module")},
            "No module named 'no_such_module'",
        ),
        "missing path": ([folder / "no.ipynb"], {}, "no.ipynb does not exist"),
        "one of two paths is missing": ([good, folder / "no"], {}, "does not exist"),
        "empty folder": ([empty], {}, "there is no notebook"),
        "empty zip": ([archive(folder / "e.zip", [])], {}, "there is no notebook"),
        "no zip": ([file("n.zip", "PK")], {}, "is not a zip archive"),
        "another kind of file": ([file("a.txt", "x")], {}, "is no notebook"),
        "empty notebook": ([file("e.ipynb", "")], {}, "e.ipynb is empty"),
        "notebook without code": ([file("c.ipynb", as_notebook())], {}, "has no code in it"),
        "broken JSON": ([file("b.ipynb", '{"cells": [')], {}, "its JSON is broken"),
        "syntax error": ([file("s.py", "def f(:")], {}, "s.py, line 1: invalid syntax"),
        "no exercise": ([file("x.ipynb", as_notebook("x = 1"))], {}, "none of the exercises"),
        "huge notebook": ([file("h.ipynb", " " * (20 * 2**20 + 1))], {}, "at most 20"),
        "unwritable output": ([good], {"output": blocked / "out"}, "cannot write to the folder"),
    }


CASES = """unknown slug; missing suite; suite without exercises; suite that cannot be imported;
missing path; one of two paths is missing; empty folder; empty zip; no zip; another kind of file;
empty notebook; notebook without code; broken JSON; syntax error; no exercise; huge notebook;
unwritable output"""


@pytest.mark.parametrize("case", CASES.replace("\n", " ").split("; "))
def test_bad_input_is_one_sentence(grade, tmp_path, right, as_notebook, case):
    arguments, options, sentence = bad_inputs(tmp_path, right, as_notebook)[case]
    code, out, err = grade(*arguments, **options)
    assert code == 2, err
    assert out == ""
    assert sentence in err
    assert err.startswith("labsupport: ")
    assert err.count("\n") == 1
    assert not (tmp_path / "out").exists()
