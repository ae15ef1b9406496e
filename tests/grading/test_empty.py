"""Empty answers pass no test, however carelessly its author compares."""

import numpy as np
import pytest
import torch

from labsupport.checks.compare import close, compare
from labsupport.grading import empty, judge
from labsupport.grading.local import LocalStudent

SUITE = """
import numpy as np
import pytest
import torch
from torch import allclose
from torch.testing import assert_close

X = torch.ones(4)
mark = pytest.mark.exercise


@mark("f")
def test_function(student):
    assert torch.allclose(student.f(X), X)


@mark("f")
def test_method(student):
    assert student.f(X).allclose(X)


@mark("f")
def test_imported_by_name(student):
    assert allclose(student.f(X), X)


@mark("f")
def test_keywords(student):
    assert torch.allclose(other=X, input=student.f(X))


@mark("f")
def test_like_the_answer(student):
    y = student.f(X)
    assert_close(y, torch.ones_like(y))


@mark("f")
def test_lists(student):
    y = student.f(X)
    torch.testing.assert_close([y, X], [torch.ones_like(y), X])


@mark("f")
def test_entries(student):
    assert torch.isclose(student.f(X), X).all()


@mark("f")
def test_arrays(student):
    assert np.allclose(student.f(X).numpy(), X.numpy())
"""


def results(tmp_path, answer):
    """The results of an answer, and whether the comparisons are torch's own afterwards."""
    suite, path = tmp_path / "test_empty_answers.py", tmp_path / "x.py"
    suite.write_text(SUITE)
    path.write_text(f"import torch\ndef f(x):\n    return {answer}\n")
    before = torch.allclose, torch.Tensor.allclose, torch.testing.assert_close, np.allclose
    found = judge.Judge(lambda needed: LocalStudent(path))
    judge.run_pytest(suite, found, [])
    assert before == (
        *(torch.allclose, torch.Tensor.allclose, torch.testing.assert_close, np.allclose),
    )
    return list(found.results.values())


def test_the_right_answer_passes(tmp_path):
    assert all(result.passed for result in results(tmp_path, "torch.ones(4)"))


@pytest.mark.parametrize("answer", ["torch.empty(0, 4)", "x.new_ones(0, 1)", "x[None][1:]"])
def test_an_empty_answer_passes_nothing_and_is_told(tmp_path, answer):
    for result in results(tmp_path, answer):
        assert not result.passed
        assert result.sentence == empty.SENTENCE


def test_without_the_refusal_it_would_pass():
    assert torch.allclose(torch.empty(0, 4), torch.ones(4))
    assert np.allclose(np.empty((0, 4)), np.ones(4))


def test_compare_needs_numbers():
    none = torch.empty(0, 3)
    assert close(none, none)  # but a suite compares by `compare`, which raises below
    assert compare(none, torch.ones(3)) is not None
    assert compare(torch.empty(0), torch.ones(1)) is not None
    with pytest.raises(ValueError, match="the expected tensor is empty"):
        compare(none, none)
