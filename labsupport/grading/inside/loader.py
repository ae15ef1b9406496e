"""Executes the extracted definitions of a submission, one by one, in a module of their own.

A definition that fails costs only itself. `labsupport` is replaced by what `stub` makes of it.
"""

import __future__

import ast
import builtins
import linecache
import sys
import types
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from typing import Any, NamedTuple

import torch

from .inputs import name_of
from .stub import NotThereError, Stub

MAX_TEXT = 400
MAX_GIVEN = 6


class Problem(NamedTuple):
    """Why something of the student's cannot be used: one sentence."""

    unwritten: bool
    text: str


class ProblemError(Exception):
    """Carries a `Problem` out of the loader."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.text)
        self.problem = problem


class Muted(StringIO):
    """Swallows what the student prints, without growing."""

    def write(self, text: str) -> int:
        return len(text)


def quietly(function: Callable[[], Any]) -> Any:
    """Call ``function``; what it prints goes nowhere."""
    with redirect_stdout(Muted()), redirect_stderr(Muted()):
        return function()


def given(function: Callable[..., Any], args: Any, kwargs: Any) -> str:
    """What to say of the tensors that a function failed for: it may have met others without."""
    named = {name_of(function, n): value for n, value in enumerate(args)} | kwargs
    tensors = [
        f"{name} {str(value.dtype).removeprefix('torch.')} {tuple(value.shape)}"
        for name, value in named.items()
        if isinstance(value, torch.Tensor)
    ]
    return f"; it was given {', '.join(tensors[:MAX_GIVEN])}" if tensors else ""


class Shell:
    """What ``get_ipython()`` gives: no magic does anything while grading."""

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name.startswith("__"):
            raise AttributeError(name)
        return display


def display(*args: Any, **kwargs: Any) -> None:
    """Notebooks have it without an import; here nobody looks."""


def print_nothing(*values: Any, **kwargs: Any) -> None:
    """``print`` of a submission: what goes nowhere is not made into text, which takes its time."""
    if kwargs.get("file") is not None:
        print(*values, **kwargs)


def stub_import(name: str, *args: Any, **kwargs: Any) -> Any:
    """``__import__`` for the student's code: `labsupport` is the stub, all else is as usual."""
    if name.partition(".")[0] != "labsupport":
        return builtins.__import__(name, *args, **kwargs)
    fromlist = args[2] if len(args) > 2 else kwargs.get("fromlist")
    return Stub(name if fromlist else "labsupport")


class Program:
    """The namespace of a submission.

    Args:
        cells: name (``"cell 7"`` or ``"vae.py"``) and source text of each cell.
        dropped: names that only top-level code makes, which is not run.
        unread: names of functions and classes that are not there, and why.
    """

    def __init__(
        self, cells: list[tuple[str, str]], dropped: set[str], unread: dict[str, str]
    ) -> None:
        self.cells = cells
        self.dropped = dropped
        self.failures = {name: Problem(True, why) for name, why in unread.items()}
        self.files = {f"<{label}>": label for label, _ in cells}
        self.module = types.ModuleType("submission")
        notebook = {"display": display, "get_ipython": Shell, "print": print_nothing}
        own = {**vars(builtins), **notebook, "__import__": stub_import}
        self.module.__dict__["__builtins__"] = own
        sys.modules["submission"] = self.module  # dataclasses and type hints look there
        self.trees: dict[int, ast.Module] = {}
        self.flags = 0  # what `from __future__` asked for

    def load(self, cell: int, statement: int, names: list[str]) -> None:
        """Execute one top-level statement of a cell; a failure is kept for its names."""
        label, source = self.cells[cell]
        filename = f"<{label}>"
        try:
            if cell not in self.trees:
                lines = source.splitlines(keepends=True)
                linecache.cache[filename] = (len(source), None, lines, filename)
                self.trees[cell] = ast.parse(source)
            body = [self.trees[cell].body[statement]]
            if isinstance(body[0], ast.ImportFrom) and body[0].module == "__future__":
                for alias in body[0].names:  # in a notebook it holds for all later cells
                    self.flags |= getattr(__future__, alias.name).compiler_flag
            code = compile(ast.Module(body, type_ignores=[]), filename, "exec", self.flags)
            quietly(lambda: exec(code, self.module.__dict__))
        except BaseException as error:
            problem = self.describe(error)
            for name in names:
                self.failures[name] = problem

    def get(self, name: str) -> Any:
        """What the submission calls ``name``."""
        if name in self.module.__dict__:
            return self.module.__dict__[name]
        raise ProblemError(self.failures.get(name, Problem(True, f"{name} is not written yet")))

    def give(self, parts: dict[str, Any]) -> None:
        """Put these parts in the place of the student's own."""
        self.module.__dict__.update(parts)

    def run(self, function: Callable[..., Any], args: Any, kwargs: Any) -> Any:
        """Call the student's ``function`` quietly; what it raises becomes a `ProblemError`."""
        try:
            return quietly(lambda: function(*args, **kwargs))
        except ProblemError:
            raise
        except BaseException as error:
            problem = self.describe(error)
            if not problem.unwritten:
                problem = Problem(False, problem.text + given(function, args, kwargs))
            raise ProblemError(problem) from None

    def describe(self, error: BaseException) -> Problem:
        """One sentence about an exception: its type, its text, the student's line."""
        place, innermost, trace = "", False, error.__traceback__
        if isinstance(error, SyntaxError) and error.filename in self.files:
            place = f" ({self.files[error.filename]}, line {error.lineno})"
        name = ""
        while trace is not None:
            code = trace.tb_frame.f_code
            innermost = code.co_filename in self.files
            if innermost:
                place = f" ({self.files[code.co_filename]}, line {trace.tb_lineno})"
                name = code.co_qualname
            trace = trace.tb_next
        if isinstance(error, NotImplementedError) and innermost:
            return Problem(True, f"{name} is not written yet{place}")
        try:
            text = " ".join(str(error).split())[:MAX_TEXT]
        except BaseException:
            text = "an error whose text cannot be read"
        if not isinstance(error, NotThereError):
            text = f"{type(error).__name__}: {text}" if text else type(error).__name__
        if isinstance(error, NameError) and error.name in self.failures:
            text += f"; its definition failed with {self.failures[error.name].text}"
        elif isinstance(error, NameError) and error.name in self.dropped:
            text += (
                "; it is made by code outside of functions and classes, which grading does not run"
            )
        return Problem(False, text + place)
