"""What a student hears of a failing test: one sentence, and nothing that the suite keeps secret."""

import re
import sys

import pytest
from _pytest.assertion.rewrite import AssertionRewritingHook

from labsupport.grading import judge, report, run
from labsupport.grading.errors import StudentError
from labsupport.grading.local import LocalStudent

SECRET = "3.25"  # and 13/4, in all suites below
HEAD = f"""
import unittest
import numpy
import pytest
import torch
from torch.testing import assert_close

RIGHT = torch.tensor([{SECRET}, {SECRET}])

def helper(value):
    assert value.shape == RIGHT.shape, "the shape is not right"
    assert_close(value, RIGHT)

@pytest.mark.exercise("f")
def test_f(student):
    y = student.f()
"""
# The body of a test -> what the student is told.
NOT_RIGHT, STRANGE = judge.NOT_RIGHT, judge.CANNOT_BE_CHECKED
BODIES = {
    "assert y.equal(RIGHT)": NOT_RIGHT,
    "assert y.tolist() == RIGHT.tolist()": NOT_RIGHT,
    "assert y.tolist() == pytest.approx(RIGHT.tolist())": NOT_RIGHT,
    "assert_close(y, RIGHT)": NOT_RIGHT,
    "helper(y)": NOT_RIGHT,
    "assert_close(y[:1], RIGHT)": NOT_RIGHT,
    "assert_close(y.double(), RIGHT)": NOT_RIGHT,
    "assert_close(float(y[0]), float(RIGHT[0]))": NOT_RIGHT,
    "assert_close(y, RIGHT, msg=lambda text: 'look: ' + text)": NOT_RIGHT,
    "assert_close(y, RIGHT, msg=f'it is {RIGHT[0]:.2f}')": NOT_RIGHT,
    "numpy.testing.assert_allclose(y.numpy(), RIGHT.numpy())": NOT_RIGHT,
    "unittest.TestCase().assertEqual(y.tolist(), RIGHT.tolist())": NOT_RIGHT,
    "assert y.equal(RIGHT), RIGHT": NOT_RIGHT,
    "assert y.equal(RIGHT), (RIGHT.tolist(), 'a pair')": NOT_RIGHT,
    "assert y.equal(RIGHT), ''": NOT_RIGHT,
    "raise AssertionError(RIGHT)": NOT_RIGHT,
    "with pytest.raises(ValueError, match='3.25'): student.f()": NOT_RIGHT,
    "with pytest.raises(Exception, match='3.25'): raise ValueError('13/4')": NOT_RIGHT,
    "pytest.raises(KeyError, student.f)": NOT_RIGHT,
    "raise RuntimeError(f'{RIGHT}')": STRANGE,
    "raise ExceptionGroup('3.25', [AssertionError('3.25')])": STRANGE,
    "y + torch.ones(13, 4)": STRANGE,
    "y[int(RIGHT[0]) + 10]": STRANGE,
    "{}['3.25']": STRANGE,
    "pytest.skip('3.25')": STRANGE,
    "torch.cholesky_inverse(y)": STRANGE,
    # Sentences of the author's own.
    "assert y.equal(RIGHT), 'the factor is missing'": "the factor is missing",
    "assert y.equal(RIGHT), f'{len(y)} values are wrong'": "2 values are wrong",
    "pytest.fail('the factor is missing')": "the factor is missing",
    "pytest.fail('the factor is missing', pytrace=False)": "the factor is missing",
    "assert False, 'the factor is missing\\n' + str(RIGHT)": "the factor is missing",
    "assert False, '\\n\\n  the factor is missing  \\n3.25'": "the factor is missing",
    "assert_close(y, RIGHT, msg='the factor is missing')": "the factor is missing",
    "helper(y[:1])": "the shape is not right",
    "assert False, 'a \\u202e turned\\x1b[2J text'": "a \ufffd turned\ufffd[2J text",
    "assert False, 'x' * 10_000": "x" * 600,
}


@pytest.fixture(autouse=True)
def plain_assertions(monkeypatch):
    """As in the command, where no other pytest rewrites the suite's assertions."""
    finders = [each for each in sys.meta_path if not isinstance(each, AssertionRewritingHook)]
    monkeypatch.setattr(sys, "meta_path", finders)


@pytest.mark.parametrize("body", BODIES)
def test_only_the_authors_own_sentences_reach_the_student(tmp_path, body):
    suite, path = tmp_path / "test_f.py", tmp_path / "x.py"
    suite.write_text(f"{HEAD}    {body}\n")
    path.write_text("import torch\ndef f():\n    return torch.tensor([1.0, 2.0])\n")
    own = judge.Judge(lambda needed: LocalStudent(path))
    judge.run_pytest(suite, own, [])
    (result,) = own.results.values()
    assert (result.passed, result.sentence) == (False, BODIES[body])
    assert bool(result.suite_error) == (result.sentence == STRANGE)
    grade = judge.Grade("x", "x", [result], 0)
    for text in (report.student_page(grade, "f"), report.results_json(grade, "f")):
        assert not [secret for secret in (SECRET, "13", "close", "RIGHT") if secret in text]


def test_an_exception_of_the_students_code_is_told_in_one_line():
    error = StudentError("ValueError: two\nlines")
    assert judge.sentence(error) == ("ValueError: two", "")


def test_parameters_of_a_test_are_not_shown(tmp_path):
    suite, path = tmp_path / "test_f.py", tmp_path / "x.py"
    suite.write_text(
        "import pytest\n@pytest.mark.exercise('f')\n@pytest.mark.parametrize('x', [3.25, 7.5])\n"
        "def test_the_value_of_f(student, x):\n    assert student.f() == x\n"
    )
    path.write_text("def f():\n    return 7.5\n")
    own = judge.Judge(lambda needed: LocalStudent(path))
    judge.run_pytest(suite, own, [])
    found = [(result.name, result.passed) for result in own.results.values()]
    assert found == [("the value of f (1)", False), ("the value of f (2)", True)]


TRICKS = "a\u202eb\u2066c\u200bd\x1b[31me\x07f\x9bg\u2028h\udc80i"


def test_control_characters_of_a_submission_reach_no_report(tmp_path, tiny_suite, right, capsys):
    folder, output = tmp_path / "s", tmp_path / "o"
    folder.mkdir()
    evil = right.replace("return x ** 2", f"raise ValueError({TRICKS!a})")
    (folder / "a\u202eb\x1b[31m.py").write_text(evil)
    (folder / "c\u2066.ipynb").write_text('{"cells": ' + TRICKS.replace("\udc80", ""), "utf-8")
    grades = run.grade_class("tiny", [folder], output, suite=tiny_suite)
    run.print_table(grades)
    shown = [*capsys.readouterr()]
    shown += [path.read_text("utf-8") for path in output.rglob("*") if path.is_file()]
    assert len(shown) == 2 + 3 + 4
    for text in shown:
        assert all(c.isprintable() for c in text if c not in "\n\r")
        assert set(re.findall(r"\\u[0-9a-f]{4}|\\[^un\\\"]", text)) <= {"\\ufffd"}  # in JSON
    assert any("ValueError: a" in text for text in shown)


def test_every_text_of_a_grade_is_cleaned():
    results = [judge.Result("test", "f", 1, False, TRICKS, TRICKS)]
    grade = judge.Grade(TRICKS, "x", results, 0, TRICKS, [TRICKS, "kept"]).cleaned()
    texts = [grade.name, grade.error, *grade.notes, results[0].sentence, results[0].suite_error]
    assert all(text.isprintable() for text in texts)
    assert grade.notes[1] == "kept"
