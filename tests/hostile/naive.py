"""A grader as one writes it first: it imports the submission and runs the tests beside it.

Only `test_naive` uses it, on attacks that harm nothing outside of their process, to see that they
are real: from this grader they get points that they did not earn.

    python -m tests.hostile.naive SUBMISSION.py ...
"""

import json
import os
import runpy
import sys
import types
from pathlib import Path
from typing import Any

import torch


def main(paths: list[str]) -> None:
    """Grade each file in a process of its own, and print its name and the tests that passed."""
    for path in paths:
        sys.stdout.flush()
        if os.fork() == 0:
            print(json.dumps([path, passed(path)]), flush=True)
            os._exit(0)
        os.wait()


def passed(path: str) -> list[str]:
    """The names of the tests that a submission passes."""
    suite: dict[str, Any] = runpy.run_path(str(Path(__file__).parent / "suite.py"))
    student = types.SimpleNamespace(**runpy.run_path(path))
    found = []
    for name, test in suite.items():
        if not name.startswith("test_"):
            continue
        code = test.__code__
        given = {"student": student, "generator": torch.Generator().manual_seed(0)}
        try:
            test(**{key: given[key] for key in code.co_varnames[: code.co_argcount]})
        except Exception:
            continue
        found.append(name)
    return found


if __name__ == "__main__":
    torch.set_num_threads(1)
    main(sys.argv[1:])
