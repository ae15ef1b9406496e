"""Messages between a suite and a submission's worker: a JSON header, then the tensors' raw bytes.

A frame is the header's length (4 bytes), the body's length (8 bytes), the header and the body. The
header is one message, a dict of the values of `values`; a tensor stands in it as dtype and shape
and its bytes follow in the body, in order. There is no pickle, and every size, count and depth is
checked on receipt, because the other side may be a stranger's program.
"""

import contextlib
import functools
import json
import math
import socket
import struct
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import torch
from torch import Tensor

from .distributions import PARAMETERS, Parameters
from .values import DTYPES, MAX_DEPTH, GeneratorNumber, Named, bits, foreign, is_key, oddity

LOOK_EVERY = 0.2  # seconds
MAX_HEADER = 4 * 2**20
MAX_BODY = 64 * 2**20
MAX_ITEMS = 100_000
MAX_TEXT = 1_000_000  # characters of one string
MAX_NAMES = 1_000  # foreign objects, and fields of named tuples, in one message
MAX_DIMENSIONS = 16
DEVICES = ("cpu", "cuda", "meta", "mps")
PREFIX = struct.Struct(">IQ")


class ProtocolError(Exception):
    """What was received is no message; nothing more can be received after that."""


class CannotCrossError(Exception):
    """A value cannot be sent; nothing of it was sent."""


class Reference(NamedTuple):
    """Names an object that stays with one of the sides."""

    own: bool  # whether it lives with the side that sends this
    kind: str
    number: int


class Encoder:
    """Turns a message into JSON and buffers; ``refer`` names objects that stay here."""

    def __init__(self, refer: Callable[[Any], Reference | None]) -> None:
        self.refer = refer
        self.buffers: list[memoryview] = []
        self.items = 0

    def encode(self, value: Any, depth: int = 0) -> Any:
        """The JSON of a value: a scalar as itself, all else as a list that starts with its kind."""
        self.items += 1
        if depth > MAX_DEPTH:
            raise CannotCrossError(f"a value is nested more than {MAX_DEPTH} deep")
        if self.items > MAX_ITEMS:
            raise CannotCrossError(f"a value has more than {MAX_ITEMS:,} parts")
        if value is None or type(value) in (bool, float):
            return value
        if type(value) is str:
            if len(value) > MAX_TEXT:
                raise CannotCrossError(f"a text has more than {MAX_TEXT:,} characters")
            return value
        if type(value) is int:
            if abs(value) >= 2**63:
                raise CannotCrossError("a whole number has more than 63 bits")
            return value
        if issubclass(type(value), Tensor):
            return self.tensor(value)
        match value:
            case complex():
                return ["complex", value.real, value.imag]
            case Named():
                return ["named", list(value._fields), self.encode([*value], depth + 1)]
            case list() | tuple():
                kind = "list" if isinstance(value, list) else "tuple"
                return [kind, *(self.encode(item, depth + 1) for item in value)]
            case dict():
                pairs = [part for pair in value.items() for part in pair]
                return ["dict", *(self.encode(part, depth + 1) for part in pairs)]
            case slice():
                parts = (value.start, value.stop, value.step)
                return ["slice", *(self.encode(part, depth + 1) for part in parts)]
            case torch.dtype() if value in DTYPES.values():
                return ["dtype", str(value).removeprefix("torch.")]
            case torch.device(type=kind) if kind in DEVICES:
                return ["device", kind]
            case Parameters():
                return ["distribution", value.name, self.encode(value.values, depth + 1)]
            case GeneratorNumber():
                return ["generator", value.number]
        reference = self.refer(value)
        if reference is None:
            return ["foreign", type(value).__name__]
        return ["reference", *reference]

    def tensor(self, value: Tensor) -> list[Any]:
        """Keep a tensor's bytes for the body."""
        if reason := oddity(value):
            raise CannotCrossError(reason)
        flag = value.requires_grad and torch.is_grad_enabled()
        if value.is_meta:  # dtype and shape are all that it has
            return ["meta", str(value.dtype).removeprefix("torch."), list(value.shape), flag]
        if value.numel():
            data: Any = bits(value).numpy()
            self.buffers.append(memoryview(data))
        return ["tensor", str(value.dtype).removeprefix("torch."), list(value.shape), flag]


class Decoder:
    """Turns JSON and a body back into a message; ``resolve`` finds what a reference names."""

    def __init__(self, body: bytearray, resolve: Callable[[Reference], Any]) -> None:
        self.body = body
        self.resolve = resolve
        self.position = 0
        self.items = 0
        self.names = 0

    def decode(self, data: Any, depth: int = 0) -> Any:
        """The value that `Encoder.encode` was given."""
        self.items += 1
        check(
            depth <= MAX_DEPTH and self.items <= MAX_ITEMS,
            "a value is nested or long beyond limits",
        )
        if data is None or isinstance(data, bool | int | float):
            check(not isinstance(data, int) or abs(data) < 2**63, "a number is out of range")
            return data
        if isinstance(data, str):
            check(len(data) <= MAX_TEXT, "a text is too long")
            # lone surrogates could not be written into a report
            return data.encode("utf-8", "replace").decode()
        check(isinstance(data, list) and data[:1] != [], "a value has no kind")
        kind, *parts = data
        if kind in ("list", "tuple", "dict", "slice"):
            items = [self.decode(part, depth + 1) for part in parts]
            return containers(kind, items)
        match data:
            case ["tensor", str(name), list(shape), bool(flag)]:
                return self.tensor(name, shape, flag)
            case ["meta", str(name), list(shape), bool(flag)]:
                check_shape(name, shape)
                check_gradient(name, flag)
                return torch.empty(shape, dtype=DTYPES[name], device="meta", requires_grad=flag)
            case ["complex", float(real), float(imaginary)]:
                return complex(real, imaginary)
            case ["dtype", str(name)] if name in DTYPES:
                return DTYPES[name]
            case ["device", str(name)] if name in DEVICES:
                return torch.device(name)
            case ["foreign", str(name)]:
                self.count_names(1)
                return foreign(name)
            case ["named", list(fields), items]:
                self.count_names(len(fields))
                found = self.decode(items, depth + 1)
                check(all(type(f) is str and f.isidentifier() for f in fields), "a name is none")
                check(isinstance(found, list) and len(found) == len(fields), "names of nothing")
                return Named(found, fields)
            case ["distribution", str(name), values] if name in PARAMETERS:
                found = self.decode(values, depth + 1)
                check(isinstance(found, dict), "a distribution has no parameters")
                return Parameters(name, found)
            case ["generator", int(number)]:
                return GeneratorNumber(number)
            case ["reference", bool(own), str(object_kind), int(number)]:
                return self.resolve(Reference(own, object_kind, number))
        raise ProtocolError("a value is of no known kind")

    def count_names(self, more: int) -> None:
        """Each becomes a type or an attribute here, so there may be few."""
        self.names += more
        check(self.names <= MAX_NAMES, "a value has too many names")

    def tensor(self, name: str, shape: list[Any], flag: bool) -> Tensor:
        """Take a tensor's bytes from the body."""
        check_shape(name, shape)
        check_gradient(name, flag)
        dtype, count = DTYPES[name], math.prod(shape)
        end = self.position + count * dtype.itemsize
        check(end <= len(self.body), "a tensor is longer than the message")
        if count == 0:
            return torch.empty(shape, dtype=dtype, requires_grad=flag)
        data = self.body[self.position : end]  # a copy, so that it is aligned and alone
        check(dtype != torch.bool or max(data) <= 1, "a truth value is neither true nor false")
        self.position = end
        return torch.frombuffer(data, dtype=dtype).reshape(shape).requires_grad_(flag)


def check_shape(name: str, shape: list[Any]) -> None:
    """Raise `ProtocolError` unless there can be a tensor of this dtype and shape."""
    check(name in DTYPES, "a tensor's dtype is unknown")
    check(len(shape) <= MAX_DIMENSIONS, "a tensor has too many dimensions")
    right = all(type(n) is int and 0 <= n <= MAX_BODY for n in shape)
    check(right and math.prod(n for n in shape if n) <= 2**40, "a tensor's shape is impossible")


def check_gradient(name: str, flag: bool) -> None:
    """Raise `ProtocolError` if whole numbers say that they need a gradient."""
    dtype = DTYPES[name]
    check(not flag or dtype.is_floating_point or dtype.is_complex, "whole numbers have a gradient")


def containers(kind: str, items: list[Any]) -> Any:
    """The list, tuple, dict or slice with these parts."""
    if kind == "list":
        return items
    if kind == "tuple":
        return tuple(items)
    if kind == "slice":
        check(len(items) == 3, "a slice has not three parts")
        return slice(*items)
    keys = items[::2]
    check(len(items) % 2 == 0, "a dict has a key without a value")
    check(all(map(is_key, keys)), "a key is no plain key")
    return dict(zip(keys, items[1::2], strict=True))


def check(right: bool, otherwise: str) -> None:
    """Raise `ProtocolError` unless ``right``."""
    if not right:
        raise ProtocolError(otherwise)


class Channel:
    """Sends and receives messages over a stream socket, until ``deadline`` (time.monotonic).

    While it waits, ``watch`` is called every `LOOK_EVERY` seconds; what it raises ends the wait.
    """

    def __init__(self, stream: socket.socket) -> None:
        self.stream = stream
        self.deadline: float | None = None
        self.watch: Callable[[], None] | None = None
        self.looked = 0.0

    def send(self, message: dict[str, Any], refer: Callable[[Any], Reference | None]) -> None:
        """Send one message; `CannotCrossError` if it is too large or too deep."""
        encoder = Encoder(refer)
        header = json.dumps(encoder.encode(message), separators=(",", ":")).encode("ascii")
        size = sum(len(buffer) for buffer in encoder.buffers)
        if len(header) > MAX_HEADER or size > MAX_BODY:
            megabytes = (len(header) + size) / 2**20
            raise CannotCrossError(f"it has {megabytes:.0f} MiB, which is too large")
        head = memoryview(PREFIX.pack(len(header), size) + header)
        for view in (head, *encoder.buffers):
            done = 0
            while done < len(view):
                done += self.when_ready(functools.partial(self.stream.send, view[done:]))

    def receive(self, resolve: Callable[[Reference], Any]) -> dict[str, Any]:
        """Receive one message.

        Raises:
            ProtocolError: what came is no message.
            EOFError: the other side is gone.
            TimeoutError: the deadline passed.
        """
        header_size, body_size = PREFIX.unpack(self.exactly(PREFIX.size))
        check(header_size <= MAX_HEADER and body_size <= MAX_BODY, "a message is too large")
        header, body = self.exactly(header_size), self.exactly(body_size)
        decoder = Decoder(body, resolve)
        try:
            message = decoder.decode(json.loads(header))
        except (ValueError, RecursionError, TypeError, RuntimeError):
            raise ProtocolError("a message is not readable") from None
        check(decoder.position == len(body), "a message has bytes that belong to nothing")
        check(isinstance(message, dict) and all(type(k) is str for k in message), "no message")
        return message

    def exactly(self, size: int) -> bytearray:
        """Receive ``size`` bytes."""
        data = bytearray(size)
        view, done = memoryview(data), 0
        while done < size:
            received = self.when_ready(functools.partial(self.stream.recv_into, view[done:]))
            if received == 0:
                raise EOFError("the other side is gone")
            done += received
        return data

    def when_ready(self, operation: Callable[[], int]) -> int:
        """Do something with the stream, which may have to wait for the other side."""
        while self.deadline is not None:
            now = time.monotonic()
            if now >= self.deadline:
                raise TimeoutError
            if self.watch is not None and now - self.looked >= LOOK_EVERY:
                self.looked = now
                self.watch()
            self.stream.settimeout(min(self.deadline - now, LOOK_EVERY))
            with contextlib.suppress(TimeoutError):
                return operation()
        return operation()
