"""The twin of `student.Student` in one process: for solutions and for the authors of suites.

It offers the same names with the same meaning, but no sandbox and no limits: use it only on code
that you trust.
"""

import inspect
import textwrap
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn

from labsupport.grading import extract
from labsupport.grading.errors import NotWritten, StudentError
from labsupport.grading.inside import objects
from labsupport.grading.inside.loader import ProblemError, Program
from labsupport.grading.inside.values import convert, foreign


class LocalStudent:
    """A submission in this process; ``student.<name>(...)`` calls what it defines.

    Args:
        source: the path of a notebook or ``.py`` file.
    """

    def __init__(self, source: Path | str) -> None:
        self._submission = extract.read(Path(source))
        self._program = self._load()
        self._seed, self._exercise = 0, ""
        self._substituted = False

    def _load(self) -> Program:
        cells = [(cell.label, cell.source) for cell in self._submission.cells]
        program = Program(cells, self._submission.dropped)
        for d in self._submission.definitions:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                program.load(d.cell, d.statement, d.names)
        return program

    def begin(self, seed: int, exercise: str = "") -> None:
        """Start a test: fresh random numbers, no substitutes; refuses a borrowed exercise."""
        if self._substituted:
            self._program, self._substituted = self._load(), False
        self._seed, self._exercise = seed, exercise
        torch.manual_seed(seed)
        if exercise in self._submission.borrowed:
            raise NotWritten(borrowed_sentence(exercise))

    def close(self) -> None:
        """Nothing to end here."""

    def __getattr__(self, name: str) -> "LocalFunction":
        if name.startswith("_"):
            raise AttributeError(name)
        return LocalFunction(self, self._get(name))

    def optimizer(self, name: str, modules: list["LocalHandle"], **options: Any) -> "LocalHandle":
        """An optimizer (SGD or Adam) over the parameters of the modules, to pass as argument."""
        return self._call(objects.make_optimizer, (name, modules, options), {})

    def linear(self, weight: torch.Tensor, bias: torch.Tensor, chunks: int = 1) -> "LocalHandle":
        """A linear network of the suite's own choice, see `objects.Linear`."""
        return LocalHandle(self, objects.make_linear(weight, bias, chunks))

    def substitute(self, *parts: Any) -> None:
        """Until the test ends, put right parts in the place of the student's own."""
        text, names = source_of(parts, self._exercise)
        self._program, self._substituted = self._load(), True
        torch.manual_seed(self._seed)
        self._program.give(text, list(names))

    def _get(self, name: str) -> Any:
        try:
            return self._program.get(name)
        except ProblemError as error:
            raise as_grading_error(error) from None

    def _enter(self, value: Any) -> Any:
        # Copies, as in the worker: a change in place does not reach the suite's tensors.
        return convert(value, lambda t: t.clone(), lambda o: getattr(o, "_object", o))

    def _leave(self, value: Any) -> Any:
        def other(value: Any) -> Any:
            if isinstance(value, nn.Module | torch.optim.Optimizer):
                return LocalHandle(self, value)
            return foreign(type(value).__name__)

        return convert(value, lambda t: t, other)

    def _call(self, function: Any, args: Any, kwargs: Any) -> Any:
        args, kwargs = self._enter(args), self._enter(kwargs)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return self._leave(self._program.run(function, args, kwargs))
        except ProblemError as error:
            raise as_grading_error(error) from None
        except ValueError as error:
            raise StudentError(f"the result cannot be used: {error}") from None


class LocalFunction:
    """A function or class of the submission."""

    def __init__(self, student: LocalStudent, function: Any) -> None:
        self._student = student
        self._object = function

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._student._call(self._object, args, kwargs)


class LocalHandle(LocalFunction):
    """A module or an optimizer of the submission."""

    def __getattr__(self, name: str) -> LocalFunction:
        if name.startswith("_"):
            raise AttributeError(name)
        return LocalFunction(
            self._student, lambda *args, **kwargs: getattr(self._object, name)(*args, **kwargs)
        )

    def parameters_dict(self) -> dict[str, torch.Tensor]:
        """Copies of the parameters by name, detached."""
        return objects.parameters_dict(self._object)

    def set_parameters(self, values: dict[str, torch.Tensor]) -> None:
        """Give the named parameters new values."""
        objects.set_parameters(self._object, values)

    def gradients(self) -> dict[str, torch.Tensor | None]:
        """Copies of the parameters' gradients by name."""
        return objects.gradients(self._object)

    def zero_grad(self) -> None:
        """Forget the gradients."""
        objects.zero_grad(self._object)

    def train(self, mode: bool = True) -> "LocalHandle":
        """Set training mode."""
        objects.train(self._object, mode)
        return self

    def eval(self) -> "LocalHandle":
        """Set evaluation mode."""
        return self.train(False)

    @property
    def training(self) -> bool:
        """Whether the module is in training mode."""
        return objects.training(self._object)


def as_grading_error(error: ProblemError) -> StudentError | NotWritten:
    """The exception that a suite sees for a `ProblemError`."""
    problem = error.problem
    return NotWritten(problem.text) if problem.unwritten else StudentError(problem.text)


def source_of(parts: Sequence[Any], exercise: str) -> tuple[str, tuple[str, ...]]:
    """The source text of functions or classes, and their names; never that of ``exercise``."""
    names = tuple(part.__name__ for part in parts)
    if exercise in names:
        raise ValueError(f"{exercise} is what this test judges, so it cannot be given")
    return "\n\n".join(textwrap.dedent(inspect.getsource(part)) for part in parts), names


def borrowed_sentence(exercise: str) -> str:
    """Why a borrowed exercise earns nothing."""
    return (
        f"labsupport's version of {exercise} was in its place, so it earns no points; "
        "write your own to earn them"
    )
