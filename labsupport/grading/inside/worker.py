"""The process that runs a submission: it loads the definitions it is given and answers calls.

It starts with nothing but torch, takes its limits and then serves one socket (descriptor 0) until
that closes. Nothing that it says is believed without a check on the other side.
"""

import os
import random
import socket
import sys
from collections.abc import Callable
from typing import Any

import torch
import torch._dynamo  # the first optimizer imports it: here it costs no call its time
from torch import nn

from .boundary import Peer, Proxy, RemoteError
from .loader import Muted, ProblemError, Program, Stub
from .objects import OPERATIONS
from .protocol import Channel
from .stub import install


class Callback(Proxy):
    """A function or module of the suite, to be called like one."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
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

    program = Program([], set())
    refuses_changes = True

    def answer(self, message: dict[str, Any]) -> dict[str, Any]:
        """Besides calls and gradients: load definitions, begin a test."""
        match message:
            case {"op": "open", "cells": cells, "dropped": dropped}:
                install()
                self.program = Program([(label, source) for label, source in cells], set(dropped))
            case {"op": "define", "cell": cell, "statement": statement, "names": names}:
                self.program.load(cell, statement, names)
            case {"op": "begin", "seed": seed}:
                self.forget()
                random.seed(seed)
                torch.manual_seed(seed)
                sys.modules["numpy"].random.seed(seed % 2**32)
            case {"op": "give", "text": text, "names": names}:
                self.program.give(text, names)
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


def limit(memory: int, cpu_seconds: int) -> None:
    """Limit this process; memory is counted from what Python and torch use already."""
    import resource

    def lower(name: str, value: int) -> None:
        which = getattr(resource, name, None)
        if which is None:
            return
        hard = resource.getrlimit(which)[1]
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        resource.setrlimit(which, (value, value))

    with open("/proc/self/statm") as statm:
        used = int(statm.read().split()[0]) * resource.getpagesize()
    lower("RLIMIT_AS", used + memory)
    lower("RLIMIT_CPU", cpu_seconds)
    lower("RLIMIT_FSIZE", 64 * 2**20)
    lower("RLIMIT_NOFILE", 128)
    lower("RLIMIT_NPROC", 64)
    lower("RLIMIT_CORE", 0)


def main(memory: int, cpu_seconds: int) -> None:
    """Serve until the socket closes."""
    channel = Channel(socket.socket(fileno=os.dup(0)))
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    torch.set_num_threads(1)
    sys.modules["labsupport"] = Stub("labsupport")
    if sys.platform == "linux":
        limit(memory, cpu_seconds)
    worker = Worker(channel)
    channel.send({"op": "ready"}, worker.refer)
    # From here on the student's code may run: what it writes to the screen goes nowhere.
    os.dup2(null, 1)
    os.dup2(null, 2)
    sys.stdout = sys.stderr = Muted()
    try:
        while True:
            worker.serve(channel.receive(worker.resolve))
    finally:
        os._exit(0)
