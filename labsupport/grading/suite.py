"""What every graded suite uses: a verdict as the result of a test."""

import time
from collections.abc import Callable
from typing import Any

import pytest
import torch

from labsupport.checks import evidence
from labsupport.checks.compare import Verdict
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


def follows(student: Any, declared: Derivation, generator: torch.Generator) -> None:
    """Fail unless every line of a derivation follows from the one before."""
    _derived(student, declared, declared.follows, generator)


def arrives(student: Any, declared: Derivation, generator: torch.Generator) -> None:
    """Fail unless a derivation leads, without a leap, to where it should."""
    _derived(student, declared, declared.arrives, generator)


def _derived(
    student: Any, declared: Derivation, judge: Callable[..., Any], generator: torch.Generator
) -> None:
    lines = student.derivation(declared.name)
    with limited_memory(), until(time.monotonic() + SECONDS):
        finding = judge(lines, generator)
    expect(finding and finding.sentence)
