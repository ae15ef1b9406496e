"""The process that runs a submission: it loads the definitions it is given and answers calls.

It is forked from the zygote, which also puts up its walls, and serves one socket until that closes.
Nothing that it says is believed without a check on the other side.
"""

import os
import random
import socket
import sys
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

from . import lent, pointwise
from .boundary import Peer, Proxy, RemoteError
from .loader import Muted, ProblemError, Program, Stub
from .objects import OPERATIONS
from .protocol import Channel
from .stub import install


class Callback(Proxy):
    """A function or module of the suite, to be called like one."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        alone = len(args) == 1 and isinstance(args[0], Tensor) and not kwargs
        if alone and self._kind == "pointwise":
            return pointwise.call(self._across, args[0])
        return self._across(*args, **kwargs)

    def _across(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return self._peer.call({"id": self._number}, args, kwargs)
        except RemoteError as error:
            raise RuntimeError(str(error)) from None

    def train(self, mode: bool = True) -> "Callback":
        """The suite's modules behave alike in both modes."""
        return self

    eval = train


class Worker(Peer):
    """The submission's side of the boundary."""

    program = Program([], set(), {})
    refuses_changes = True

    def answer(self, message: dict[str, Any]) -> dict[str, Any]:
        """Besides calls and gradients: load definitions, begin a test."""
        match message:
            case {"op": "open", "cells": cells, "dropped": dropped, "unread": unread}:
                install()
                pairs = [(label, source) for label, source in cells]
                self.program = Program(pairs, set(dropped), unread)
            case {"op": "define", "cell": cell, "statement": statement, "names": names}:
                self.program.load(cell, statement, names)
            case {"op": "begin", "seed": seed}:
                self.forget()
                reseed(seed)
            case {"op": "give", "parts": parts}:
                self.program.give({name: given(name, part) for name, part in parts.items()})
            case _:
                return super().answer(message)
        return {"op": "result"}

    def lookup(self, message: dict[str, Any]) -> Callable[..., Any]:
        """A function or class by name, an object by number, a method of it, or an operation."""
        match message:
            case {"name": name}:
                try:
                    return self.program.get(name)
                except ProblemError as error:
                    raise RemoteError(*error.problem) from None
            case {"id": number, "method": name}:
                return self.run(getattr, (self.exported(number), name), {})
            case {"id": number}:
                return self.exported(number)
            case {"operation": name}:
                return OPERATIONS[name]
        raise RemoteError(False, "an unknown call")

    def run(self, function: Callable[..., Any], args: Any, kwargs: Any) -> Any:
        """Call it quietly; an exception becomes one sentence with the student's line."""
        try:
            return self.program.run(function, args, kwargs)
        except ProblemError as error:
            raise RemoteError(*error.problem) from None

    def exported_kind(self, value: Any) -> str | None:
        """Modules and optimizers stay here under a number."""
        if isinstance(value, nn.Module):
            return "module"
        return "optimizer" if isinstance(value, torch.optim.Optimizer) else None

    def proxy(self, kind: str, number: int) -> Any:
        """Functions of the suite."""
        return Callback(self, kind, number)


def given(name: str, part: Callback) -> Any:
    """A right part as the submission's code finds it under its name."""
    return (lent.subclass if part._kind == "class" else lent.function)(name, part)


def main(stream: socket.socket) -> None:
    """Serve until the socket closes; the walls stand already."""
    channel = Channel(stream)
    sys.modules["labsupport"] = Stub("labsupport")
    reseed(int.from_bytes(os.urandom(7), "big"))  # a fork starts with the zygote's random state
    worker = Worker(channel)
    # The student's code may run now: what it writes to the screen goes nowhere.
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(null, descriptor)
    os.close(null)
    sys.stdout = sys.stderr = Muted()
    while True:
        worker.serve(channel.receive(worker.resolve))


def reseed(seed: int) -> None:
    """Give every generator of this process a new state."""
    random.seed(seed)
    torch.default_generator.manual_seed(seed)  # there is no other device here
    sys.modules["numpy"].random.seed(seed % 2**32)
