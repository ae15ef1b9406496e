"""The marks of the plugin, and the author's own run: the same verdicts as the grader's."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from labsupport.errors import InputError
from labsupport.grading import judge, report, run
from labsupport.grading.judge import Grade, Result
from labsupport.grading.student import Student

ROOT = Path(__file__).parents[2]


def marked(tmp_path, text):
    """The tests of a suite."""
    path = tmp_path / "test_marks.py"
    path.write_text(f"import pytest\nmark = pytest.mark\n{text}")
    return judge.tests_of(path)


def test_points_are_said_by_either_mark_and_are_one_by_default(tmp_path):
    found = marked(
        tmp_path,
        "pytestmark = mark.exercise('f')\n"
        "def test_a(student): pass\n"
        "@mark.points(2)\ndef test_b(student): pass\n"
        "@mark.exercise('g', points=3)\ndef test_c(student): pass\n"
        "@mark.exercise('g', 0.5)\ndef test_d(student): pass\n"
        "@mark.exercise(name='g')\n@mark.points(points=4)\n@mark.hidden\n"
        "def test_e(student): pass\n",
    )
    assert [(t.name, t.exercise, t.hidden) for t in found] == [
        *(("a", "f", False), ("b", "f", False), ("c", "g", False), ("d", "g", False)),
        ("e", "g", True),
    ]
    assert [t.points for t in found] == pytest.approx([1, 2, 3, 0.5, 4])


@pytest.mark.parametrize(
    "marks",
    [
        *("mark.exercise()", "mark.exercise('f', 1, 2)", "mark.exercise('f', point=2)"),
        *("mark.exercise('')", "mark.exercise('f', -1)", "mark.exercise('f', float('nan'))"),
        *("mark.exercise('f', 'two')", "mark.exercise('f', 1)(mark.points(2)(x))"),
        *("mark.exercise('f')(mark.points()(x))", "mark.points(2)"),
    ],
)
def test_a_mark_that_cannot_be_read_is_one_sentence(tmp_path, marks, capfd):
    decorated = marks if marks.endswith("(x))") else f"{marks}(x)"
    with pytest.raises(InputError, match=r"a mark of test_x cannot be read") as error:
        marked(tmp_path, f"def x(student): pass\ntest_x = {decorated}\n")
    assert "\n" not in str(error.value)
    assert capfd.readouterr() == ("", "")


def run_plainly(folder, *arguments):
    """Run plain pytest in a folder, free of this project's configuration."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", *map(str, arguments)],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        timeout=100,
    )


def test_strict_markers_know_the_marks(tmp_path):
    (tmp_path / "test_marks.py").write_text(
        "import pytest\n@pytest.mark.exercise('f')\n@pytest.mark.points(2)\n@pytest.mark.hidden\n"
        "def test_x(): pass\n"
    )
    plugin = ("-p", "labsupport.grading.plugin")
    done = run_plainly(tmp_path, *plugin, "--strict-markers", "-W", "error", "test_marks.py")
    assert done.returncode == 0, done.stdout
    shown = run_plainly(tmp_path, *plugin, "--markers").stdout
    for name in ("exercise(name, points=1)", "points(number)", "hidden"):
        assert f"@pytest.mark.{name}:" in shown


COINS = """
@pytest.mark.exercise("square")
@pytest.mark.parametrize("number", range(12))
def test_coin(student, generator, number):
    x = torch.rand(2, generator=generator)
    assert student.square(x)[0] < 0.25
"""


@pytest.mark.parametrize("kind", ["right", "wrong", "broken"])
def test_the_authors_command_gives_the_verdicts_of_the_grader(tmp_path, tiny_suite, right, kind):
    guide = (ROOT / "chapters" / "authors.md").read_text("utf-8")
    (line,) = re.findall(r"^\.venv/bin/python -m pytest (.*--in-process.*)$", guide, re.MULTILINE)
    suite, submission = tmp_path / "test_tiny.py", tmp_path / "lab.py"
    suite.write_text(tiny_suite.read_text() + COINS)  # verdicts that depend on the inputs
    changed = {"right": "x ** 2", "wrong": "x ** 2 + 0 * x.sum()", "broken": "x ** 2 + missing"}
    submission.write_text(
        right.replace("x ** 2", changed[kind]).replace(
            "loss.item()", "loss" if kind == "wrong" else "loss.item()"
        )
    )
    (grade,) = run.grade_class("tiny", [submission], tmp_path / "out", suite=suite)
    arguments = shlex.split(line)
    for option, value in (
        ("labsupport.grading.plugin", suite),
        ("--student", submission),
        ("--grading-seed", grade.seed),
    ):
        arguments[arguments.index(option) + 1] = str(value)
    done = run_plainly(tmp_path, *arguments, "--junitxml=plain.xml")
    assert done.returncode == (1 if grade.score < grade.max_score else 0), done.stdout
    cases = ElementTree.parse(tmp_path / "plain.xml").getroot().iter("testcase")
    assert [not list(case) for case in cases] == [result.passed for result in grade.results]
    assert len({result.passed for result in grade.results}) == 2  # or nothing would be compared


# --- hidden tests

HIDDEN = """
import pytest

@pytest.mark.exercise("f", 2)
@pytest.mark.hidden
def test_negative_numbers(student):
    assert student.f(-1) == 1, "negative numbers stay negative"

@pytest.mark.exercise("f")
def test_positive_numbers(student):
    assert student.f(1) == 1, "positive numbers change"
"""


def test_a_hidden_test_shows_students_its_points_alone(tmp_path):
    suite, submission = tmp_path / "test_f.py", tmp_path / "lab.py"
    suite.write_text(HIDDEN)
    submission.write_text("def f(x):\n    return x\n")
    run.grade_class("f", [submission], tmp_path / "out", suite=suite)
    page = (tmp_path / "out" / "lab" / "report.html").read_text()
    assert "a hidden test (2)" in page
    assert "negative" not in page
    assert "positive numbers (1)" in page
    found = json.loads((tmp_path / "out" / "lab" / "results.json").read_text())
    hidden, shown = found["tests"]
    assert (hidden["visibility"], shown["visibility"]) == ("after_published", "visible")
    assert (hidden["score"], hidden["max_score"]) == (0, 2)
    line = json.loads((tmp_path / "out" / "ledger.jsonl").read_text())
    assert line["tests"][0]["sentence"] == "negative numbers stay negative"
    assert line["tests"][0]["hidden"]


@pytest.mark.parametrize("all_hidden", [False, True])
def test_a_sentence_of_a_hidden_test_is_never_the_sentence_of_an_exercise(all_hidden):
    results = [
        Result("secret name", "f", 1, False, "secret sentence", hidden=True),
        Result("name", "f", 1, False, "another sentence", hidden=all_hidden),
    ]
    assert "secret" not in report.student_page(Grade("x", "x", results, 0), "f")
    results[1].sentence = "secret sentence"
    page = report.student_page(Grade("x", "x", results, 0), "f")
    assert ("secret sentence" in page) == (not all_hidden)  # where a visible test says it


STARVED = """
import pytest
from labsupport.grading.errors import TimeLimit

calls = []

@pytest.mark.exercise("square")
def test_square(student, generator):
    calls.append(float(generator.initial_seed() + generator.get_state().sum()))
    if len(calls) <= {times}:
        student.square(1)
        student._starved = {starved}
        raise TimeLimit("it did not finish in time")
    assert len(set(calls)) == 1, "other inputs than before"
"""


@pytest.mark.parametrize(
    ("times", "starved", "score"), [(1, True, 1), (1, False, 0), (2, True, 0), (0, False, 1)]
)
def test_who_waited_for_a_processor_only_is_judged_again_once(
    tmp_path, right, times, starved, score
):
    suite = tmp_path / "test_starved.py"
    suite.write_text(STARVED.format(times=times, starved=starved))
    path = tmp_path / "x.py"
    path.write_text(right)
    student = Student(path)
    found = judge.Judge(lambda exercises: student)
    judge.run_pytest(suite, found, [])
    student.close()
    (result,) = found.results.values()
    assert result.passed == bool(score), result
