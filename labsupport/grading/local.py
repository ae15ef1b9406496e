"""The twin of `student.Student` in one process: for solutions and for the authors of suites.

It offers the same names with the same meaning, but no sandbox and no limits: use it only on code
that you trust.
"""

import warnings
from pathlib import Path
from typing import Any

import torch
from torch import nn

from labsupport.grading import extract
from labsupport.grading import parts as right_parts
from labsupport.grading.errors import NotWritten, StudentError
from labsupport.grading.handle import ModuleHandle
from labsupport.grading.inside import objects
from labsupport.grading.inside.boundary import RESEEDED, RemoteError, change, refuse_meta
from labsupport.grading.inside.distributions import Parameters, build
from labsupport.grading.inside.generators import follows, on_cpu
from labsupport.grading.inside.inputs import Inputs
from labsupport.grading.inside.loader import ProblemError, Program
from labsupport.grading.inside.protocol import CannotCrossError
from labsupport.grading.inside.values import Foreign, convert, foreign
from labsupport.grading.trace import Tracer, arguments, called_back, describe, traced


class LocalStudent:
    """A submission in this process; ``student.<name>(...)`` calls what it defines.

    Args:
        source: the path of a notebook or ``.py`` file.
        tracer: is called with a line for every call in either direction, see `trace`.
    """

    def __init__(self, source: Path | str, tracer: Tracer | None = None) -> None:
        self._tracer = tracer
        self._submission = extract.read(Path(source))
        self._program = self._load()
        self._seed, self._exercise = 0, ""
        self._substituted = False

    def _load(self) -> Program:
        cells = [(cell.label, cell.source) for cell in self._submission.cells]
        program = Program(cells, self._submission.dropped, self._submission.unread)
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
        torch.default_generator.manual_seed(seed)
        if exercise in self._submission.borrowed:
            raise NotWritten(borrowed_sentence(exercise))

    def close(self) -> None:
        """Nothing to end here."""

    def __getattr__(self, name: str) -> "LocalFunction":
        if name.startswith("_"):
            raise AttributeError(name)
        return LocalFunction(self, self._get(name))

    def derivation(self, name: str) -> list[str | None]:
        """The lines of a derivation, read from the text of the submission: nothing is run."""
        return self._submission.derivation(name)

    @property
    def lab(self) -> str:
        """The lab that the notebook's metadata name; empty if they name none."""
        return self._submission.lab

    def answer(self, name: str) -> Any:
        """What a public check is given for an exercise: the function, class or list itself."""
        if name in self._submission.borrowed:
            raise NotWritten(borrowed_sentence(name))
        if name in self._submission.lists:
            return self._submission.derivation(name)
        return self._get(name)

    def optimizer(self, name: str, modules: list["LocalHandle"], **options: Any) -> "LocalHandle":
        """An optimizer (SGD or Adam) over the parameters of the modules, to pass as argument."""
        return self._call(objects.make_optimizer, (name, modules, options), {}, own=True)

    def linear(self, weight: torch.Tensor, bias: torch.Tensor, chunks: int = 1) -> "LocalHandle":
        """A linear network of the suite's own choice, see `objects.Linear`."""
        return self._call(objects.make_linear, (weight, bias, chunks), {}, own=True)

    def substitute(self, *parts: Any) -> None:
        """Until the test ends, put right parts in the place of the student's own."""
        given = right_parts.named(parts, self._exercise)
        self._program, self._substituted = self._load(), True
        torch.default_generator.manual_seed(self._seed)
        self._program.give(given)

    def _get(self, name: str) -> Any:
        try:
            return self._program.get(name)
        except ProblemError as error:
            raise self._error(error) from None

    def _error(self, error: ProblemError) -> StudentError | NotWritten:
        """The exception that a suite sees."""
        text = self._told(error.problem.text)
        return NotWritten(text) if error.problem.unwritten else StudentError(text)

    def _told(self, text: str) -> str:
        """What may be said of the student's code, which may run beside right parts."""
        if not self._substituted:
            return text
        return right_parts.sentence(text, self._submission.names())

    def _leave(self, value: Any) -> Any:
        def other(value: Any) -> Any:
            if isinstance(value, nn.Module | torch.optim.Optimizer):
                return LocalHandle(self, value)
            if isinstance(value, Parameters):
                return build(value)
            return foreign(type(value).__name__)

        return convert(value, lambda t: t, other)

    def _call(
        self, function: Any, args: Any, kwargs: Any, in_place: bool = False, own: bool = False
    ) -> Any:
        """Call something; ``own``: of ours, which may change what it gets."""
        what = f"call {describe(function)}"
        return traced(
            self._tracer,
            lambda: f"{what}({arguments(args, kwargs)})",
            lambda: self._run(function, args, kwargs, in_place, own),
        )

    def _run(self, function: Any, args: Any, kwargs: Any, in_place: bool, own: bool) -> Any:
        generators: list[torch.Generator] = []
        try:
            # Copies, as in the worker: a change in place does not reach the suite's tensors.
            inputs = Inputs(args, kwargs, lambda v: entered(v, generators, self._tracer))
        except ValueError as error:
            raise CannotCrossError(str(error)) from None
        states = [generator.get_state() for generator in generators]
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                value = self._leave(self._program.run(function, inputs.args, inputs.kwargs))
        except ProblemError as error:
            raise self._error(error) from None
        except ValueError as error:
            raise StudentError(self._told(f"the result cannot be used: {error}")) from None
        try:
            refuse_meta(value, [args, kwargs])
        except RemoteError as error:
            raise StudentError(self._told(str(error))) from None
        if not own and not in_place and (sentence := inputs.sentence(function)):
            raise StudentError(self._told(sentence))
        if not all(follows(old, g.get_state()) for old, g in zip(states, generators, strict=True)):
            raise StudentError(self._told(RESEEDED))
        if in_place:
            for number in inputs.changed():
                try:
                    change(*inputs.pairs[number][1:])
                except RemoteError as error:
                    raise StudentError(self._told(str(error))) from None
        return value


def entered(value: Any, generators: list[torch.Generator], tracer: Tracer | None) -> Any:
    """What the student's code gets for something that is no plain value."""
    if isinstance(value, Parameters):
        return build(value)
    if isinstance(value, torch.Generator):
        generators.append(on_cpu(value))
    if isinstance(value, LocalFunction):
        return value._object
    if not (callable(value) or isinstance(value, Foreign | torch.Generator)):
        raise ValueError(
            f"an object of type {type(value).__name__} cannot be given to a submission"
        )
    if tracer is None or isinstance(value, nn.Module) or not callable(value):
        return value

    def called(*args: Any, **kwargs: Any) -> Any:
        return traced(
            tracer, lambda: called_back(value, args, kwargs), lambda: value(*args, **kwargs)
        )

    return called


class LocalFunction:
    """A function or class of the submission."""

    def __init__(self, student: LocalStudent, function: Any) -> None:
        self._student = student
        self._object = function

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._student._call(self._object, args, kwargs)

    def in_place(self, *args: Any, **kwargs: Any) -> Any:
        """Call a function that is meant to change its inputs; the suite's tensors change too."""
        return self._student._call(self._object, args, kwargs, in_place=True)


class LocalHandle(ModuleHandle, LocalFunction):
    """A module or an optimizer of the submission."""

    def __getattr__(self, name: str) -> LocalFunction:
        if name.startswith("_"):
            raise AttributeError(name)

        def missing(*args: Any, **kwargs: Any) -> Any:  # raises where it is called, as elsewhere
            return getattr(self._object, name)(*args, **kwargs)

        return LocalFunction(self._student, getattr(self._object, name, missing))

    def _operation(self, name: str, *args: Any, **kwargs: Any) -> Any:
        function = objects.OPERATIONS[name]
        return self._student._call(function, (self, *args), kwargs, own=True)


def borrowed_sentence(exercise: str) -> str:
    """Why a borrowed exercise earns nothing."""
    return (
        f"labsupport's version of {exercise} was in its place, so it earns no points; "
        "write your own to earn them"
    )
