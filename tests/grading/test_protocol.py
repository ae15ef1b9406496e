"""Values survive the boundary bit for bit, and nonsense from the other side is refused."""

import json
import math
import socket
import threading
import time

import pytest
import torch

from labsupport.grading.inside import protocol
from labsupport.grading.inside.protocol import CannotCrossError, Channel, ProtocolError, Reference
from labsupport.grading.inside.values import Foreign, convert


@pytest.fixture
def ends():
    a, b = socket.socketpair()
    a.settimeout(20)  # a test that goes wrong ends
    b.settimeout(20)
    with a, b:
        yield Channel(a), Channel(b)


def across(ends, value):
    """Send a value from one end to the other."""
    sender, receiver = ends
    thread = threading.Thread(target=sender.send, args=({"v": value}, lambda v: None))
    thread.start()
    message = receiver.receive(lambda reference: reference)
    thread.join()
    return message["v"]


PLAIN = [
    None, True, 0, -(2**62), 0.1, "", "ε \0 \n", 1 + 2j, [], (), {}, [1, (2, [3.5])],
    {"a": 1, 2: "b", None: [False]}, slice(1, None, 2), torch.float64, torch.device("cpu"),
]  # fmt: skip


@pytest.mark.parametrize("value", PLAIN, ids=repr)
def test_plain_values_arrive_as_they_are(ends, value):
    arrived = across(ends, value)
    assert repr(arrived) == repr(value)


def test_infinity_and_nan_arrive(ends):
    arrived = across(ends, [math.inf, -math.inf, math.nan])
    assert arrived[:2] == [math.inf, -math.inf]
    assert math.isnan(arrived[2])


@pytest.mark.parametrize("dtype", protocol.DTYPES.values(), ids=str)
@pytest.mark.parametrize("shape", [(), (3,), (0, 4), (2, 1, 3)], ids=str)
def test_tensors_arrive_bit_for_bit(ends, dtype, shape):
    value = (torch.randn(shape) * 3).to(dtype)
    arrived = across(ends, {"x": [torch.ones(3, dtype=torch.bool), value]})["x"][1]
    assert arrived.dtype == dtype
    assert arrived.shape == value.shape
    assert torch.equal(arrived, value)


def test_views_and_conjugates_arrive_as_their_values(ends):
    x = torch.arange(12.0).reshape(3, 4)
    z = torch.tensor([1 + 2j]).conj()
    for value in (x.T, x[:, ::2], x.expand(2, 3, 4), z, z.imag):
        assert torch.equal(across(ends, value), value)


def test_needing_a_gradient_arrives_except_without_grad(ends):
    x = torch.ones(2, requires_grad=True)
    assert across(ends, x).requires_grad
    assert across(ends, 2 * x).is_leaf
    assert not across(ends, x.detach()).requires_grad


def test_a_large_tensor_arrives(ends):
    x = torch.randn(3_000_000)
    assert torch.equal(across(ends, x), x)


@pytest.mark.parametrize("value", [object(), {1}, len, torch.float8_e5m2])
def test_other_objects_arrive_as_their_type_only(ends, value):
    arrived = across(ends, [value])[0]
    assert isinstance(arrived, Foreign)
    assert type(arrived).__name__ == type(value).__name__


def test_subclasses_are_made_plain():
    import numpy

    values = [numpy.float64(1.5), type("I", (int,), {})(3), torch.Size([2]), torch.ones(2).max(0)]
    made = convert(values, lambda t: t, lambda other: other)
    assert [type(v) for v in made] == [float, int, tuple, tuple]


def test_what_is_too_deep_or_large_is_not_sent(ends, monkeypatch):
    deep: list = []
    for _ in range(50):
        deep = [deep]
    endless: list = []
    endless.append(endless)
    monkeypatch.setattr(protocol, "MAX_BODY", 1000)
    monkeypatch.setattr(protocol, "MAX_ITEMS", 1000)
    for value in (deep, endless, 2**70, torch.ones(1000), [0] * 2000):
        with pytest.raises(CannotCrossError):
            ends[0].send({"v": value}, lambda v: None)
    assert across(ends, 1) == 1  # nothing of them is in the way


def frame(header: object, body: bytes = b"") -> bytes:
    """The bytes of a message."""
    data = header if isinstance(header, bytes) else json.dumps(["dict", "v", header]).encode()
    return protocol.PREFIX.pack(len(data), len(body)) + data + body


MALFORMED = {
    "no JSON": frame(b"{"),
    "no message": frame(b"[1]"),
    "a list for a message": frame(b'["list"]'),
    "not UTF-8": frame(b'["dict","v","\xff"]'),
    "nested without end": frame(b"[" * 1_000_000),
    "nested beyond the limit": frame(b'["list",' * 60 + b"1" + b"]" * 60),
    "a number of a million digits": frame(b"1" * 1_000_000),
    "many items": frame(["list", *[0] * 300_000]),
    "an unknown kind": frame(["pickle", "x"]),
    "a kind that is no text": frame([1, 2]),
    "an empty value": frame([]),
    "an object": frame({"a": 1}),
    "a key without a value": frame(["dict", "a"]),
    "a key that cannot be one": frame(["dict", ["list"], 1]),
    "a slice of two": frame(["slice", 1, 2]),
    "an unknown dtype": frame(["tensor", "object", [1], False], bytes(8)),
    "no numbers of an unknown dtype": frame(["meta", "object", [1], False]),
    "no numbers of a negative shape": frame(["meta", "float32", [-1], False]),
    "no numbers of too large a shape": frame(["meta", "float32", [2**26, 2**26], False]),
    "no numbers and a body": frame(["meta", "float32", [1], False], bytes(4)),
    "a negative shape": frame(["tensor", "float32", [-1], False]),
    "a shape that overflows": frame(["tensor", "float32", [2**29] * 3 + [0], False]),
    "a shape that is no number": frame(["tensor", "float32", [True], False], bytes(4)),
    "too many dimensions": frame(["tensor", "float32", [1] * 17, False], bytes(4)),
    "too few bytes": frame(["tensor", "float32", [2], False], bytes(4)),
    "too many bytes": frame(["tensor", "float32", [1], False], bytes(8)),
    "a third truth value": frame(["tensor", "bool", [1], False], b"\x02"),
    "whole numbers with a gradient": frame(["tensor", "int64", [1], True], bytes(8)),
    "a huge header": protocol.PREFIX.pack(2**32 - 1, 0),
    "a huge body": protocol.PREFIX.pack(2, 2**63) + b"{}",
}


@pytest.mark.parametrize("data", MALFORMED.values(), ids=MALFORMED.keys())
def test_nonsense_is_refused(ends, data):
    thread = threading.Thread(target=ends[0].stream.sendall, args=(data,))
    thread.start()
    with pytest.raises(ProtocolError):
        ends[1].receive(lambda reference: reference)
    thread.join()


def test_a_reference_arrives_as_one(ends):
    ends[0].stream.sendall(frame(["reference", True, "module", 3]))
    assert ends[1].receive(lambda r: r)["v"] == Reference(True, "module", 3)


def test_silence_ends_at_the_deadline_and_a_closed_end_is_noticed(ends):
    ends[1].deadline = time.monotonic() + 0.05
    with pytest.raises(TimeoutError):
        ends[1].receive(lambda reference: reference)
    ends[0].stream.sendall(frame(1)[:-1])
    ends[0].stream.close()
    ends[1].deadline = None
    ends[1].stream.settimeout(None)
    with pytest.raises(EOFError):
        ends[1].receive(lambda reference: reference)
