"""A grader as one writes it first: it imports the submission and runs the tests beside it.

Only `test_naive` uses it, on attacks that harm nothing outside of their process, to see that they
are real: from this grader they get points that they did not earn.

    python -m tests.hostile.naive SUBMISSION.py
"""

import json
import runpy
import sys
import types
from pathlib import Path
from typing import Any

import torch


def main(path: str) -> None:
    """Grade one file and print the names of the tests that passed."""
    suite: dict[str, Any] = runpy.run_path(str(Path(__file__).parent / "suite.py"))
    student = types.SimpleNamespace(**runpy.run_path(path))
    passed = []
    for name, test in suite.items():
        if not name.startswith("test_"):
            continue
        code = test.__code__
        generator = torch.Generator().manual_seed(0)
        given = {"student": student, "generator": generator}
        try:
            test(**{key: given[key] for key in code.co_varnames[: code.co_argcount]})
        except Exception:
            continue
        passed.append(name)
    print(json.dumps(passed))


if __name__ == "__main__":
    main(sys.argv[1])
