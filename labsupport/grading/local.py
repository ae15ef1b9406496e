"""The twin of `student.Student` in one process: for solutions and for the authors of suites.

It offers the same names with the same meaning, but no sandbox and no limits: use it only on code
that you trust.
"""

import types
import warnings
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
        source: an imported module, or the path of a notebook or ``.py`` file.
    """

    def __init__(self, source: types.ModuleType | Path | str) -> None:
        self._borrowed: set[str] = set()
        if isinstance(source, types.ModuleType):
            self._program = Program.of_module(source)
            return
        submission = extract.read(Path(source))
        self._borrowed = submission.borrowed
        cells = [(cell.label, cell.source) for cell in submission.cells]
        self._program = Program(cells, submission.dropped)
        for d in submission.definitions:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._program.load(d.cell, d.statement, d.names)

    def begin(self, seed: int, exercise: str = "") -> None:
        """Start a test: fresh random numbers, no substitutes; refuses a borrowed exercise."""
        self._program.restore()
        torch.manual_seed(seed)
        if exercise in self._borrowed:
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

    def substitute(self, **values: Any) -> None:
        """Until the test ends, let the student's code find these under the given names."""
        for name, value in values.items():
            self._program.substitute(name, self._enter(value))

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


def borrowed_sentence(exercise: str) -> str:
    """Why a borrowed exercise earns nothing."""
    return (
        f"labsupport's version of {exercise} was in its place, so it earns no points; "
        "write your own to earn them"
    )
