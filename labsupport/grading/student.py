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

from labsupport.grading import extract, scratch
from labsupport.grading import parts as right_parts
from labsupport.grading.errors import (
    GradingError,
    NotWritten,
    StudentError,
    TimeLimit,
    WorkerLost,
)
from labsupport.grading.guard import limited_memory, until
from labsupport.grading.handle import ModuleHandle
from labsupport.grading.inside.boundary import Peer, Proxy, RemoteError, Ticket
from labsupport.grading.inside.protocol import CannotCrossError, Channel, ProtocolError, check
from labsupport.grading.inside.values import Foreign, on_meta
from labsupport.grading.local import borrowed_sentence
from labsupport.grading.parts import Lent, LentClass
from labsupport.grading.sandbox import WALL, Launcher, Limits, Process
from labsupport.grading.trace import Tracer, arguments, called_back, describe, traced

MAX_CALLBACKS = 10_000  # in one call
MAX_KEPT = 256 * 2**20  # bytes of arguments and results whose graphs are kept for callbacks
STRIKES = 2  # a function that ran out of time so often is not called again


class Suite(Peer):
    """The suite's side of the boundary."""

    def __init__(self, process: Process, student: "Student") -> None:
        super().__init__(Channel(process.stream))
        self.student = student
        self.callbacks = 0  # in the present call

    def lookup(self, message: dict[str, Any]) -> Callable[..., Any]:
        """Only functions that the suite itself gave away."""
        check("name" not in message and "method" not in message, "an unknown call")
        return self.exported(message.get("id"))

    def run(self, function: Callable[..., Any], args: Any, kwargs: Any) -> Any:
        """Call a function of the suite, with arguments of the student's choice."""
        self.callbacks += 1
        if self.callbacks > MAX_CALLBACKS:
            raise RemoteError(False, f"what was given is called more than {MAX_CALLBACKS:,} times")

        if isinstance(function, Lent) and on_meta(args):
            self.student._unlimited(self, right_parts.ready_for_meta)

        def call() -> Any:
            with limited_memory(), until(self.channel.deadline):
                return function(*args, **kwargs)

        try:
            return traced(self.student._tracer, lambda: called_back(function, args, kwargs), call)
        except (ProtocolError, EOFError, OSError, TimeLimit, WorkerLost):
            raise
        except Exception as error:
            kind = "" if type(error) is RuntimeError else f"{type(error).__name__}: "
            if isinstance(function, Lent):  # nothing of it is heard
                words = f"{function.__name__} cannot be computed for what it is given"
                raise RemoteError(False, words) from None
            # A comparison's words hold what the suite expects.
            words = "in the suite" if isinstance(error, AssertionError) else str(error)
            raise RemoteError(False, f"{kind}{words}") from None

    def keep(self, inputs: list[torch.Tensor], outputs: list[torch.Tensor]) -> int | None:
        """Keep a graph for the student's code, as long as all of them are not too large."""
        kept = [t for record in self.records.values() for t in (*record.inputs, *record.outputs)]
        if sum(t.nbytes for t in (*kept, *inputs, *outputs) if not t.is_meta) > MAX_KEPT:
            raise RemoteError(
                False, f"results with gradients of more than {MAX_KEPT // 2**20} MiB are kept"
            )
        return super().keep(inputs, outputs)

    def exported_kind(self, value: Any) -> str | None:
        """Functions and modules of the suite can be called by the student's code."""
        if isinstance(value, Proxy):
            raise CannotCrossError("it belongs to a process of the student's that has ended")
        if isinstance(value, Lent):
            return value.kind
        if isinstance(value, Foreign):
            return None
        if not callable(value):
            kind = type(value).__name__
            raise CannotCrossError(f"an object of type {kind} cannot be given to a submission")
        return "pointwise" if getattr(value, "pointwise", False) is True else "callable"

    def proxy(self, kind: str, number: int) -> "Handle":
        """A module or optimizer of the student's."""
        check(kind in ("module", "optimizer"), "a reference of no known kind")
        return Handle(self, kind, number)

    def call(self, target: dict[str, Any], args: Any, kwargs: Any) -> Any:
        """As in `Peer`, within the limits; what the other side says becomes a `GradingError`."""

        def call() -> Any:
            return self.limited(lambda: super(Suite, self).call(target, args, kwargs))

        called = target.get("operation") or target.get("name") or f"object {target.get('id')}"
        if "method" in target:
            called = f"{called}.{target['method']}"
        return traced(
            self.student._tracer, lambda: f"call {called}({arguments(args, kwargs)})", call
        )

    def vjp(self, ticket: Ticket, grads: Any, inputs: list[torch.Tensor]) -> Any:
        """As in `Peer`, within the limits."""

        def vjp() -> Any:
            return self.limited(lambda: super(Suite, self).vjp(ticket, grads, inputs))

        def what() -> str:
            return f"backward from result {ticket.record} with {describe(list(grads))}"

        return traced(self.student._tracer, what, vjp)

    def request(self, message: dict[str, Any]) -> dict[str, Any]:
        """As in `Peer`, within the limits."""
        return self.limited(lambda: super(Suite, self).request(message))

    def limited(self, action: Callable[[], Any]) -> Any:
        """Do something with the worker that may take only so much time."""
        try:
            return self.student._timed(self, action)
        except RemoteError as error:
            raise self.student._error(error) from None


class Student:
    """A submission in a worker.

    Args:
        source: path of a notebook or ``.py`` file, or what `extract.read` made of it.
        limits: what it may use.
        exercises: names that the suite needs; by default everything is loaded.
        launcher: gives out workers.
        ahead: start the next submission's worker while this one is in use.
        tracer: is called with a line for everything that crosses the boundary, see `trace`.
    """

    def __init__(
        self,
        source: Path | extract.Submission,
        limits: Limits | None = None,
        exercises: set[str] | None = None,
        launcher: Launcher | None = None,
        ahead: bool = False,
        tracer: Tracer | None = None,
    ) -> None:
        self._submission = extract.read(source) if isinstance(source, Path) else source
        self._limits = limits or Limits()
        self._own_launcher = launcher is None
        self._launcher = launcher or Launcher(self._limits)
        self._exercises = self._submission.names() if exercises is None else exercises
        self._ahead = ahead
        self._tracer = tracer
        self._process: Process | None = None
        self._peer: Suite | None = None
        self._lost = 0  # workers that broke a limit or ended
        self._spent = 0.0  # seconds of processor time in all calls
        self._passed = 0.0  # seconds of wall time in them
        self._starved = False  # in this test wall time ran out while it waited for a processor
        self._ours = 0.0  # seconds of processor time in the present call that nobody pays for
        self._waiting = False  # a nested request is timed by the outer one
        self._seed = 0  # of the present test
        self._exercise = ""  # that it judges
        self._substituted: tuple[str, ...] = ()  # in it
        self._strikes: dict[tuple[str, tuple[str, ...]], int] = {}
        self._skipped: set[int] = set()  # definitions that hang or end the worker, and why
        self._failed: dict[str, GradingError] = {}

    def begin(self, seed: int, exercise: str = "") -> None:
        """Start a test: a live worker, fresh random numbers; refuses a borrowed exercise."""
        if exercise in self._submission.borrowed:
            raise NotWritten(borrowed_sentence(exercise))
        if self._substituted:
            self._end()
        self._seed, self._exercise, self._substituted = seed, exercise, ()
        self._starved = False
        self._begin()

    def close(self) -> None:
        """End the worker, and the zygote if nobody else uses it."""
        self._end()
        if self._own_launcher:
            self._launcher.close()

    def _end(self) -> None:
        self._peer = None
        if self._process is not None:
            self._launcher.end(self._process)
            self._process = None

    def __getattr__(self, name: str) -> "Function":
        if name.startswith("_"):
            raise AttributeError(name)
        names = self._submission.names() | {*self._substituted}
        if name in self._failed and name not in self._substituted:
            raise self._failed[name]
        if name not in names and "*" not in names:
            raise NotWritten(self._submission.unread.get(name, f"{name} is not written yet"))
        return Function(self, name)

    def derivation(self, name: str) -> list[str | None]:
        """The lines of a derivation, read from the text of the submission: nothing is run."""
        return self._submission.derivation(name)

    def optimizer(self, name: str, modules: list["Handle"], **options: Any) -> "Handle":
        """An optimizer (SGD or Adam) over the parameters of the modules, to pass as argument."""
        return self._call({"operation": "make_optimizer"}, (name, modules, options), {})

    def linear(self, weight: torch.Tensor, bias: torch.Tensor, chunks: int = 1) -> "Handle":
        """A linear network of the suite's own choice, see `objects.Linear`."""
        return self._call({"operation": "make_linear"}, (weight, bias, chunks), {})

    def substitute(self, *parts: Any) -> None:
        """Until the test ends, put right parts in the place of the student's own.

        They stay in this process and are called back. The worker is a fresh one, which ends with
        the test, so that what it learned from their answers is gone. From here on an exception of
        the student's code is told in words of ours alone.

        Args:
            parts: functions of tensors and modules, or classes of modules; what the test judges is
                not among them.
        """
        lent = right_parts.named(parts, self._exercise)
        self._end()
        self._substituted = tuple(lent)
        self._begin()
        given = {
            name: (LentClass if isinstance(part, type) else Lent)(name, part)
            for name, part in lent.items()
        }
        self._live().request({"op": "give", "parts": given})

    # Inside.

    def _begin(self) -> None:
        """A live worker with the random numbers of this test."""
        while self._peer is None:
            self._start()
        self._peer.forget()
        self._peer.request({"op": "begin", "seed": self._seed})

    def _error(self, error: RemoteError) -> StudentError | NotWritten:
        """The exception that a suite sees."""
        text = "".join(c if c.isprintable() else " " for c in str(error))[:600]
        if self._substituted:
            text = right_parts.sentence(text, self._submission.names())
        return NotWritten(text) if error.unwritten else StudentError(text)

    def _call(self, target: dict[str, Any], args: Any, kwargs: Any, name: str = "") -> Any:
        key = (name, self._substituted)  # with other parts a function may well end
        if self._strikes.get(key, 0) >= STRIKES:
            raise TimeLimit(f"{name} ran out of time before and was not called again")
        try:
            value = self._live().call(target, args, kwargs)
        except TimeLimit:
            if name and not self._starved:
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
        if self._left() <= 0:
            raise TimeLimit(self._all_calls())
        if self._lost > self._limits.restarts:
            raise WorkerLost(f"the code's process had to be started {self._lost} times; no more")
        self._process = self._launcher.take()
        self._peer = peer = Suite(self._process, self)
        if self._ahead:
            self._launcher.ahead()
        found = self._submission
        cells = [(cell.label, cell.source) for cell in found.cells]
        opening = {"op": "open", "cells": cells, "dropped": sorted(found.dropped)}
        peer.request({**opening, "unread": found.unread})
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

    def _timed(self, peer: Suite, action: Callable[[], Any]) -> Any:
        """Do something within the limits; a worker that breaks one is ended."""
        if peer is not self._peer:
            raise WorkerLost("the code's process ended earlier in this test")
        if self._waiting:
            return action()
        left, limit = self._left(), self._limits.seconds_per_call
        if left <= 0:
            self._too_long(self._all_calls())
        assert self._process is not None
        usage = self._process.usage
        begin, used_before = time.monotonic(), usage.seconds() + time.process_time()

        self._ours = 0.0

        def used() -> float:
            # What it lets this process do, by calling the suite's functions, counts as well.
            return usage.seconds() + time.process_time() - used_before - self._ours

        process = self._process

        def watch() -> None:
            if used() > min(limit, left):
                raise ProcessorTimeError
            if process.too_much():
                raise DiskError

        peer.channel.deadline = begin + WALL * min(limit, left)
        peer.channel.watch = watch
        peer.callbacks = 0
        self._waiting = True
        try:
            return action()
        except TimeoutError as error:
            waited = not isinstance(error, ProcessorTimeError)
            used()
            self._starved = waited and usage.runnable
            if left < limit:
                self._too_long(self._all_calls())
            if waited and not usage.runnable:
                self._too_long(
                    f"a call may take {WALL * limit:g} seconds; does it wait for something?"
                )
            self._too_long(
                f"a call may use {limit:g} seconds of processor time; is there an endless loop?"
            )
        except DiskError:
            self._lose()
            raise WorkerLost(
                f"the code wrote more than {scratch.BYTES // 2**20} MiB, or {scratch.FILES:,} files"
            ) from None
        except (EOFError, OSError):
            self._lose()
            raise WorkerLost(
                "the code ended its own process, or used more memory or time than it may"
            ) from None
        except ProtocolError as error:
            self._lose()
            raise WorkerLost(f"the code's process sent something unreadable: {error}") from None
        finally:
            self._waiting = False
            self._spent += used()
            self._passed += time.monotonic() - begin

    def _unlimited(self, peer: Suite, action: Callable[[], None]) -> None:
        """Do something that the submission's time does not pay for."""
        begin, used = time.monotonic(), time.process_time()
        action()
        self._ours += time.process_time() - used
        if peer.channel.deadline is not None:
            peer.channel.deadline += time.monotonic() - begin

    def _lose(self) -> None:
        self._lost += 1
        self._end()

    def _left(self) -> float:
        """Seconds of processor time that are left for all calls; of wall time, a share of it."""
        return self._limits.seconds - max(self._spent, self._passed / WALL)

    def _all_calls(self) -> str:
        seconds = self._limits.seconds
        return (
            f"all calls together may use {seconds:g} seconds of processor time and take "
            f"{WALL * seconds:g}"
        )

    def _too_long(self, limit: str) -> NoReturn:
        self._lose()
        raise TimeLimit(f"it did not finish in time: {limit}") from None


class ProcessorTimeError(TimeoutError):
    """A call has used its processor time."""


class DiskError(Exception):
    """A worker has written more than it may."""


class Function:
    """A function or class of the submission."""

    def __init__(self, student: Student, name: str) -> None:
        self._student = student
        self._name = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._student._call({"name": self._name}, args, kwargs, self._name)

    def in_place(self, *args: Any, **kwargs: Any) -> Any:
        """Call a function that is meant to change its inputs; the suite's tensors change too."""
        target = {"name": self._name, "in_place": True}
        return self._student._call(target, args, kwargs, self._name)


class Handle(ModuleHandle, Proxy):
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

    def _operation(self, name: str, *args: Any, **kwargs: Any) -> Any:
        return self._call({"operation": name}, (self, *args), kwargs)

    def _call(self, target: dict[str, Any], args: Any, kwargs: Any) -> Any:
        student = self._peer.student
        if student._peer is not self._peer:
            raise WorkerLost("the code's process ended earlier in this test")
        return student._call(target, args, kwargs, self._name)
