"""The smallest example for which an answer fails, as the lab's public check shows it.

Its inputs are the check's own and always the same, so that it tells nothing about a graded test.
"""

import contextlib
import importlib
import importlib.util
import re
from collections.abc import Iterable
from io import StringIO
from types import ModuleType
from typing import Any

from labsupport.grading.sandbox import CannotStartError

MOST = 400  # characters


def checks_of(slug: str) -> ModuleType | None:
    """The public checks of a lab, if there are any."""
    name = f"labsupport.checks.{slug}"
    if not re.fullmatch(r"[a-z_]+", slug) or importlib.util.find_spec(name) is None:
        return None
    return importlib.import_module(name)


def examples(slug: str, student: Any, exercises: Iterable[str], seed: int) -> dict[str, str]:
    """Exercise -> its smallest example, for those formulas whose check finds one.

    What is shown comes from the submission in part. Nothing is raised but for lack of a sandbox:
    the verdicts stand already.
    """
    checks = checks_of(slug)
    found: dict[str, str] = {}
    for name in exercises:
        check = getattr(checks, name, None)
        # A formula's check is called as its reference, which has a module of its own; others may
        # need the very class of the student's.
        if not getattr(check, "__module__", "").startswith(f"labsupport.checks.{slug}."):
            continue
        text = StringIO()
        try:
            student.begin(seed, name)
            with contextlib.redirect_stdout(text):
                check(getattr(student, name))  # type: ignore[misc]
        except CannotStartError:
            raise
        except Exception:  # it ends its process, runs out of time, is not written, ...
            continue
        head, *lines = text.getvalue().splitlines() or [""]
        if (
            head.startswith("✗")
            and lines
            and re.match(r"  \w.* = .*: yours .*, should be", lines[0])
        ):
            found[name] = lines[0].strip()[:MOST]
    return found
