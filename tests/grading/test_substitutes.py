"""Right parts in the place of wrong ones: who gets them, for how long, and in both modes."""

import inspect

import pytest

from labsupport.checks.vae import lent
from labsupport.grading.errors import StudentError, WorkerLost
from labsupport.grading.local import LocalStudent
from labsupport.grading.sandbox import Limits
from labsupport.grading.student import Student
from tests.test_suites import failures
from tests.variants.build import SOLUTIONS, everything, variants

SUBMISSION = """
import os
kept = []

def helper():
    return "student's"

def calls_helper():
    return helper()

def leave():
    os._exit(1)

def calls_leave():
    return leave()

def keep():
    kept.append(1)
    open("/tmp/kept", "a").write("x")
    return len(kept), len(open("/tmp/kept").read())

def calls_unwritten():
    return unwritten()
"""


def helper():
    return "suite's"


def leave():
    return helper()


def unwritten():
    return 3


@pytest.fixture(params=["across", "in process"])
def student(request, tmp_path):
    path = tmp_path / "x.py"
    path.write_text(SUBMISSION)
    made = Student(path) if request.param == "across" else LocalStudent(path)
    made.begin(1, "calls_helper")
    yield made
    made.close()


def test_substitutes_last_until_the_test_ends(student):
    assert student.calls_helper() == "student's"
    student.substitute(helper)
    assert student.calls_helper() == "suite's"
    assert student.helper() == "suite's"
    student.begin(1)
    assert student.calls_helper() == "student's"


def test_parts_find_each_other_and_may_be_missing(student):
    student.substitute(helper, leave)
    assert student.calls_leave() == "suite's"
    with pytest.raises(StudentError, match="with right parts in the place of your own"):
        student.calls_unwritten()
    student.substitute(unwritten)
    assert student.calls_unwritten() == student.unwritten() == 3


def test_what_is_judged_is_never_given(student):
    student.begin(1, "helper")
    with pytest.raises(ValueError, match="helper is what this test judges"):
        student.substitute(leave, helper)
    assert student.calls_helper() == "student's"


def test_a_worker_that_had_the_parts_is_gone_with_all_it_kept(tmp_path):
    path = tmp_path / "x.py"
    path.write_text(SUBMISSION)
    student = Student(path, Limits(restarts=0))  # fresh workers are no restarts
    student.begin(1)
    assert student.keep()[0] == 1
    student.substitute(helper)
    assert student.keep()[0] == 1
    student.begin(1)
    assert student.keep()[0] == 1
    student.close()


def test_a_part_that_ends_the_worker_can_be_replaced(tmp_path):
    path = tmp_path / "x.py"
    path.write_text(SUBMISSION)
    student = Student(path)
    student.begin(1)
    with pytest.raises(WorkerLost):
        student.calls_leave()
    student.substitute(helper, leave)
    assert student.calls_leave() == "suite's"
    student.close()


@pytest.mark.parametrize("make", [LocalStudent, Student], ids=["in process", "across"])
def test_a_train_step_with_autograd_grad_pays_nothing_for_a_wrong_elbo(make, tmp_path):
    by_hand = next(v for v in variants("vae", "right") if v.id == "vae-train_step-by_hand")
    assert "torch.autograd.grad(" in by_hand.text
    path = tmp_path / "x.py"
    path.write_text(f"{by_hand.text}\n\ndef elbo(encoder, decoder, x):\n    return x.sum(-1)\n")
    found = failures("vae", path, make=make)
    assert found.pop("elbo")
    assert found == {name: [] for name in everything("vae") if name != "elbo"}


@pytest.mark.parametrize("part", [*lent.TERMS, lent.elbo], ids=lambda p: p.__name__)
def test_the_parts_of_vae_are_right(part, tmp_path):
    # In the place of the solution's own they pass the suite that judges them.
    path = tmp_path / "x.py"
    solution = (SOLUTIONS / "vae.py").read_text("utf-8")
    path.write_text(f"{solution}\n\n{inspect.getsource(part)}", "utf-8")
    assert failures("vae", path) == {name: [] for name in everything("vae")}
