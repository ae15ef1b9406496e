"""What every graded suite uses: a verdict as the result of a test."""

from collections.abc import Callable
from typing import Any

import pytest

from labsupport.checks.compare import Verdict
from labsupport.grading.errors import GradingError


def expect(verdict: Verdict) -> None:
    """Fail with the sentence of a verdict, if there is one."""
    if verdict is not None:
        pytest.fail(verdict, pytrace=False)


def with_own_or_right(
    student: Any, verdict: Callable[..., Verdict], *lent: Callable[..., Any]
) -> None:
    """Fail if ``verdict`` finds a mistake with the student's own parts, and with right ones too.

    A wrong or missing part thus costs the points of its own exercise alone.
    """
    try:
        sentence = verdict()
    except GradingError as error:
        sentence = str(error)
    if sentence is not None:
        student.substitute(*lent)
        expect(verdict())
