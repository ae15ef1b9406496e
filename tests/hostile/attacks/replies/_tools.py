"""Writes to the socket on which the grader waits for the worker's answer."""

import json
import os
import socket
import struct


def channel():
    """The worker's own socket, found among its descriptors."""
    for number in sorted(map(int, os.listdir("/proc/self/fd"))):
        try:
            if os.readlink(f"/proc/self/fd/{number}").startswith("socket:"):
                return socket.socket(fileno=os.dup(number))
        except OSError:
            pass
    raise RuntimeError("the socket was not found")


def frame(header, body=b"", header_size=None, body_size=None):
    """A message as the grader expects it, or with sizes that lie."""
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    sizes = (header_size or len(text), len(body) if body_size is None else body_size)
    return struct.pack(">IQ", *sizes) + text + body


def result(value, record=None):
    """The header of an answer."""
    return ["dict", "op", "result", "value", value, "record", record, "states", ["list"]]


def tensor(shape, dtype="float64", gradient=False):
    """How a tensor stands in a header."""
    return ["tensor", dtype, shape, gradient]


def answer(*frames):
    """Answer in the worker's place, and say nothing else until the grader gives up."""
    stream = channel()
    for each in frames:
        stream.sendall(each)
    while True:
        stream.recv(65536)


def question(stream):
    """Read the grader's next question; what it asks for."""

    def exactly(size):
        data = b""
        while len(data) < size:
            data += stream.recv(size - len(data))
        return data

    header_size, body_size = struct.unpack(">IQ", exactly(12))
    header = json.loads(exactly(header_size))
    exactly(body_size)
    return header[header.index("op") + 1]


def impostor(**answers):
    """Take the worker's place for good: answer each kind of question as it likes."""
    stream = channel()
    stream.sendall(answers["call"])
    while True:
        stream.sendall(answers.get(question(stream), frame(result(None))))
