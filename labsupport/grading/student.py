"""``student`` in a graded suite: a proxy of a submission that runs in another process.

``student.f(x)`` calls the student's ``f``, ``student.Encoder(...)`` gives a `Handle` to a module
that stays there, and ``backward`` crosses. Every wait has a limit; a worker that breaks one is
ended, and the next test gets a new one.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import torch

from labsupport.grading import extract
from labsupport.grading.errors import (
    GradingError,
    NotWritten,
    StudentError,
    TimeLimit,
    WorkerLost,
)
from labsupport.grading.inside.boundary import Peer, Proxy, RemoteError
from labsupport.grading.inside.protocol import Channel, ProtocolError, check
from labsupport.grading.local import borrowed_sentence
from labsupport.grading.sandbox import Launcher, Limits, Process

STRIKES = 2  # a function that ran out of time so often is not called again


class Suite(Peer):
    """The suite's side of the boundary."""

    def __init__(self, process: Process, student: "Student") -> None:
        super().__init__(Channel(process.stream))
        self.student = student

    def lookup(self, message: dict[str, Any]) -> Callable[..., Any]:
        """Only functions that the suite itself gave away."""
        check("name" not in message and "method" not in message, "an unknown call")
        return self.exported(message.get("id"))

    def run(self, function: Callable[..., Any], args: Any, kwargs: Any) -> Any:
        """Call a function of the suite."""
        try:
            return function(*args, **kwargs)
        except (ProtocolError, EOFError, OSError, TimeLimit, WorkerLost):
            raise
        except Exception as error:
            kind = "" if type(error) is RuntimeError else f"{type(error).__name__}: "
            raise RemoteError(False, f"{kind}{error}") from None

    def exported_kind(self, value: Any) -> str | None:
        """Functions and modules of the suite can be called by the student's code."""
        return "callable" if callable(value) else None

    def proxy(self, kind: str, number: int) -> "Handle":
        """A module or optimizer of the student's."""
        check(kind in ("module", "optimizer"), "a reference of no known kind")
        return Handle(self, kind, number)

    def request(self, message: dict[str, Any]) -> dict[str, Any]:
        """As in `Peer`, within the limits; what the other side says becomes a `GradingError`."""
        try:
            return self.student._timed(lambda: super(Suite, self).request(message))
        except RemoteError as error:
            raise as_grading_error(error) from None


class Student:
    """A submission in a worker.

    Args:
        source: path of a notebook or ``.py`` file, or what `extract.read` made of it.
        limits: what it may use.
        exercises: names that the suite needs; by default everything is loaded.
        launcher: gives out workers.
        ahead: start the next submission's worker while this one is in use.
    """

    def __init__(
        self,
        source: Path | extract.Submission,
        limits: Limits | None = None,
        exercises: set[str] | None = None,
        launcher: Launcher | None = None,
        ahead: bool = False,
    ) -> None:
        self._submission = extract.read(source) if isinstance(source, Path) else source
        self._limits = limits or Limits()
        self._own_launcher = launcher is None
        self._launcher = launcher or Launcher(self._limits)
        self._exercises = self._submission.names() if exercises is None else exercises
        self._ahead = ahead
        self._process: Process | None = None
        self._peer: Suite | None = None
        self._starts = 0
        self._spent = 0.0
        self._waiting = False  # a nested request is timed by the outer one
        self._seed = 0  # of the present test
        self._substituted: tuple[str, ...] = ()  # in the present test
        self._strikes: dict[tuple[str, tuple[str, ...]], int] = {}
        self._skipped: set[int] = set()  # definitions that hang or end the worker, and why
        self._failed: dict[str, GradingError] = {}

    def begin(self, seed: int, exercise: str = "") -> None:
        """Start a test: a live worker, fresh random numbers; refuses a borrowed exercise."""
        if exercise in self._submission.borrowed:
            raise NotWritten(borrowed_sentence(exercise))
        self._seed, self._substituted = seed, ()
        while self._peer is None:
            self._start()
        self._peer.forget()
        self._peer.request({"op": "begin", "seed": seed})

    def close(self) -> None:
        """End the worker, and the zygote if nobody else uses it."""
        self._end()
        if self._own_launcher:
            self._launcher.close()

    def _end(self) -> None:
        self._peer = None
        if self._process is not None:
            self._process.end()
            self._process = None

    def __getattr__(self, name: str) -> "Function":
        if name.startswith("_"):
            raise AttributeError(name)
        if name in self._failed:
            raise self._failed[name]
        names = self._submission.names()
        if name not in names and "*" not in names:
            raise NotWritten(f"{name} is not written yet")
        return Function(self, name)

    def optimizer(self, name: str, modules: list["Handle"], **options: Any) -> "Handle":
        """An optimizer (SGD or Adam) over the parameters of the modules, to pass as argument."""
        return self._call({"operation": "make_optimizer"}, (name, modules, options), {})

    def linear(self, weight: torch.Tensor, bias: torch.Tensor, chunks: int = 1) -> "Handle":
        """A linear network of the suite's own choice, see `objects.Linear`."""
        return self._call({"operation": "make_linear"}, (weight, bias, chunks), {})

    def substitute(self, **values: Any) -> None:
        """Until the test ends, let the student's code find these under the given names."""
        if self._peer is None:  # what they replace has ended the worker
            self.begin(self._seed)
        self._substituted = tuple(sorted(values))
        for name, value in values.items():
            self._live().request({"op": "substitute", "name": name, "value": value})

    # Inside.

    def _call(self, target: dict[str, Any], args: Any, kwargs: Any, name: str = "") -> Any:
        key = (name, self._substituted)  # with other parts a function may well end
        if self._strikes.get(key, 0) >= STRIKES:
            raise TimeLimit(f"{name} ran out of time before and was not called again")
        try:
            value = self._live().call(target, args, kwargs)
        except TimeLimit:
            if name:
                self._strikes[key] = self._strikes.get(key, 0) + 1
            raise
        if isinstance(value, Handle):
            value._name = name
        return value

    def _live(self) -> Suite:
        if self._peer is None:
            raise WorkerLost("the code's process ended earlier in this test")
        return self._peer

    def _start(self) -> None:
        """Start a worker and load the definitions; one that ends it is left out next time."""
        if self._spent >= self._limits.seconds:
            raise TimeLimit(f"all calls together may take {self._limits.seconds:g} seconds")
        if self._starts > self._limits.restarts:
            raise WorkerLost(f"the code's process had to be started {self._starts} times; no more")
        self._starts += 1
        self._process = self._launcher.take()
        self._peer = peer = Suite(self._process, self)
        if self._ahead:
            self._launcher.ahead()
        cells = [(cell.label, cell.source) for cell in self._submission.cells]
        peer.request({"op": "open", "cells": cells, "dropped": sorted(self._submission.dropped)})
        for number, d in enumerate(self._submission.needed(self._exercises)):
            if number in self._skipped:
                continue
            message = {"op": "define", "cell": d.cell, "statement": d.statement, "names": d.names}
            try:
                peer.request(message)
            except (TimeLimit, WorkerLost) as error:
                self._skipped.add(number)
                self._failed.update(dict.fromkeys(d.names, error))
                return

    def _timed(self, request: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Make a request within the limits; a worker that breaks one is ended."""
        if self._waiting:
            return request()
        left = self._limits.seconds - self._spent
        if left <= 0:
            self._too_long(f"all calls together may take {self._limits.seconds:g} seconds")
        begin = time.monotonic()
        self._live().channel.deadline = begin + min(self._limits.seconds_per_call, left)
        self._waiting = True
        try:
            return request()
        except TimeoutError:
            if left < self._limits.seconds_per_call:
                self._too_long(f"all calls together may take {self._limits.seconds:g} seconds")
            self._too_long(f"a call may take {self._limits.seconds_per_call:g} seconds")
        except (EOFError, OSError):
            self._end()
            raise WorkerLost(
                "the code ended its own process, or used more memory or time than it may"
            ) from None
        except ProtocolError as error:
            self._end()
            raise WorkerLost(f"the code's process sent something unreadable: {error}") from None
        finally:
            self._waiting = False
            self._spent += time.monotonic() - begin

    def _too_long(self, limit: str) -> NoReturn:
        self._end()
        raise TimeLimit(f"it did not finish in time: {limit}; is there an endless loop?") from None


class Function:
    """A function or class of the submission."""

    def __init__(self, student: Student, name: str) -> None:
        self._student = student
        self._name = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._student._call({"name": self._name}, args, kwargs, self._name)


class Handle(Proxy):
    """A module or an optimizer that lives with the submission."""

    _peer: Suite
    _name = ""  # the class that made it

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._call({"id": self._number}, args, kwargs)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)
        target = {"id": self._number, "method": name}
        return lambda *args, **kwargs: self._call(target, args, kwargs)

    def _call(self, target: dict[str, Any], args: Any, kwargs: Any) -> Any:
        return self._peer.student._call(target, args, kwargs, self._name)

    def _operation(self, name: str, *args: Any) -> Any:
        return self._call({"operation": name}, (self, *args), {})

    def parameters_dict(self) -> dict[str, torch.Tensor]:
        """Copies of the parameters by name, detached."""
        return self._operation("parameters_dict")

    def set_parameters(self, values: dict[str, torch.Tensor]) -> None:
        """Give the named parameters new values."""
        self._operation("set_parameters", values)

    def gradients(self) -> dict[str, torch.Tensor | None]:
        """Copies of the parameters' gradients by name."""
        return self._operation("gradients")

    def zero_grad(self) -> None:
        """Forget the gradients."""
        self._operation("zero_grad")

    def train(self, mode: bool = True) -> "Handle":
        """Set training mode."""
        self._operation("train", mode)
        return self

    def eval(self) -> "Handle":
        """Set evaluation mode."""
        return self.train(False)

    @property
    def training(self) -> bool:
        """Whether the module is in training mode."""
        return self._operation("training")


def as_grading_error(error: RemoteError) -> StudentError | NotWritten:
    """The exception that a suite sees."""
    text = "".join(c if c.isprintable() else " " for c in str(error))[:600]
    return NotWritten(text) if error.unwritten else StudentError(text)
