"""What every graded suite uses: a verdict as the result of a test."""

import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest
import torch

from labsupport.checks import evidence
from labsupport.checks.compare import Verdict, first
from labsupport.checks.derivation import Derivation
from labsupport.grading.errors import GradingError, StudentError
from labsupport.grading.guard import limited_memory, until

SECONDS = 30.0  # for one derivation, which takes less than one


def expect(verdict: Verdict) -> None:
    """Fail with the sentence of a verdict, if there is one."""
    if verdict is not None:
        pytest.fail(verdict, pytrace=False)


def with_own_or_right(
    student: Any, verdict: Callable[..., Verdict], *lent: Callable[..., Any]
) -> None:
    """Fail if ``verdict`` finds a mistake with the student's own parts, and with right ones too.

    A wrong or missing part thus costs the points of its own exercise alone. An exception beside
    right parts has no text of its own, so what was found with the student's own parts is said, too.
    """
    with evidence.first():  # of which nothing is kept: it may be due to other parts
        try:
            sentence = verdict()
        except GradingError as error:
            sentence = str(error)
    if sentence is None:
        return
    student.substitute(*lent)
    try:
        expect(verdict())
    except StudentError as error:
        raise StudentError(f"{error}; with your own parts: {sentence}") from None


def asks(
    *verdicts: Callable[..., Verdict],
    of: str = "",
    points: float = 1,
    lent: Sequence[Callable[..., Any]] = (),
    whole: bool = False,
) -> Callable[..., None]:
    """A test that asks for verdicts on an exercise, each of a function and a generator.

    Args:
        verdicts: such as ``KL.on_gradients``, for a declared ``KL``.
        of: the exercise, where it is not that of the declaration.
        points: what the test is worth.
        lent: right functions that the exercise calls, see `with_own_or_right`.
        whole: whether verdicts take the student, who makes networks too, in place of a function.
    """
    method: Any = getattr(verdicts[0], "func", verdicts[0])
    name = of or method.__self__.reference.__name__

    def test(student: Any, generator: torch.Generator) -> None:
        def verdict() -> Verdict:
            judged = student if whole else getattr(student, name)
            return first(judge(judged, generator) for judge in verdicts)

        if lent:
            with_own_or_right(student, verdict, *lent)
        else:
            expect(verdict())

    return _marked(test, name, points)


def follows(declared: Derivation, points: float = 2) -> Callable[..., None]:
    """A test: every line of a derivation follows from the one before."""
    return _derived(declared, declared.follows, points)


def arrives(declared: Derivation, points: float = 1) -> Callable[..., None]:
    """A test: a derivation leads, without a leap, to where it should."""
    return _derived(declared, declared.arrives, points)


def _derived(declared: Derivation, judge: Callable[..., Any], points: float) -> Callable[..., None]:
    def test(student: Any, generator: torch.Generator) -> None:
        lines = student.derivation(declared.name)
        with limited_memory(), until(time.monotonic() + SECONDS):
            finding = judge(lines, generator)
        expect(finding and finding.sentence)

    return _marked(test, declared.name, points)


def _marked(test: Callable[..., None], name: str, points: float) -> Callable[..., None]:
    marked: Callable[..., None] = pytest.mark.exercise(name, points=points)(test)
    return marked
