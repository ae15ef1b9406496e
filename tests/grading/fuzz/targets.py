"""What is fuzzed: the readers of submissions and archives, the protocol's parser, the whole road.

A target returns if the bytes were read or refused as promised; every other exception, and too much
time, is a finding.
"""

import ast
import atexit
import contextlib
import functools
import io
import json
import socket
import struct
import threading
import time
import zipfile
from pathlib import Path
from typing import Any

import torch

from labsupport.errors import InputError
from labsupport.grading import (
    archives,
    collect,
    definitions,
    extract,
    judge,
    ledger,
    report,
    run,
)
from labsupport.grading.inside.protocol import Channel, ProtocolError
from labsupport.grading.sandbox import Limits
from solutions import start
from tests.grading.fuzz import answers

SECONDS = 5.0  # for a few kilobytes; a normal submission takes milliseconds
KINDS = (".ipynb", ".py")
PREFIX = struct.Struct(">IQ")


class TooSlowError(Exception):
    """A small input took seconds."""


def read(data: bytes) -> None:
    """The first byte chooses what the file is called, the others are what it holds."""
    begin = time.process_time()
    suffix = KINDS[data[0] % 2] if data else ".py"
    with contextlib.suppress(InputError, MemoryError):  # the second ends as a sentence, too
        found = definitions.extract(f"x{suffix}", suffix, data[1:])
        extract.from_values("x.py", json.loads(json.dumps(found)))
        trees = [ast.parse(cell["source"]) for cell in found["cells"]]
        for definition in found["definitions"]:
            assert trees[definition["cell"]].body[definition["statement"]]
        for sentence in found["notes"]:
            sentence.encode()
    if time.process_time() - begin > SECONDS:
        raise TooSlowError(f"{time.process_time() - begin:.1f} s")


def unpack(data: bytes) -> None:
    """The first byte chooses whose archive it is, the others are what it holds."""
    begin = time.process_time()
    own = "anna.zip" if data[:1] == b"\1" else ""
    size = 0
    with contextlib.suppress(archives.DamagedError):
        for member in archives.members(io.BytesIO(data[1:]), "", own, 1):
            size += len(member.data)
            json.dumps([member.name, member.error, member.own])
            assert len(member.data) <= archives.MAX_BYTES
            assert not (member.data and member.error)
    assert size <= (archives.OWN_BYTES if own else archives.MAX_TOTAL) + archives.MAX_BYTES
    if time.process_time() - begin > SECONDS:
        raise TooSlowError(f"{time.process_time() - begin:.1f} s")


def receive(data: bytes) -> None:
    """The first byte chooses whether the sizes before header and body are made right."""
    begin = time.process_time()
    if data[:1] in (b"\1", b"\2"):  # the header ends at the first null byte
        header, _, body = data[1:].partition(b"\0")
        data = PREFIX.pack(len(header), len(body)) + header + body
    else:
        data = data[1:]
    with contextlib.suppress(ProtocolError, EOFError):
        through(data)
    if time.process_time() - begin > SECONDS:
        raise TooSlowError(f"{time.process_time() - begin:.1f} s")


def through(data: bytes) -> dict[str, Any]:
    """What a channel makes of these bytes."""
    ours, theirs = socket.socketpair()

    def send() -> None:
        with contextlib.suppress(OSError), theirs:
            theirs.sendall(data)

    with ours:
        ours.settimeout(20)
        if len(data) <= 50_000:  # fits into the socket
            send()
            return Channel(ours).receive(lambda reference: reference)
        thread = threading.Thread(target=send)
        thread.start()
        try:
            return Channel(ours).receive(lambda reference: reference)
        finally:
            ours.close()
            thread.join()


def frame(message: dict[str, Any]) -> bytes:
    """The bytes that a channel sends for a message."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        Channel(ours).send(message, lambda value: None)
        ours.shutdown(socket.SHUT_WR)
        parts = []
        while part := theirs.recv(2**16):
            parts.append(part)
    return b"".join(parts)


MESSAGES: list[dict[str, Any]] = [
    {"op": "call", "name": "f", "args": (1, 2.5, "x", None, True), "kwargs": {"a": [1j]}},
    {"op": "result", "value": {"x": torch.ones(2, 3), 3: [torch.zeros(0, 2), slice(1, None, 2)]}},
    {"op": "result", "value": (torch.float64, torch.device("cpu"), object())},
    {"op": "begin", "seed": 2**40},
]
FILES = {
    ".py": [
        'import math\nN: int = 3\n\n@math.floor\ndef f(x, *, y="a"):\n'
        '    """Doc."""\n    return x % N\n',
        "# %%\n%matplotlib inline\n!ls -l\nx = !ls\nf?\nif __name__ == '__main__':\n"
        "    def f():\n        pass\n    print(1)\nelif x: pass\n"
        "try:\n    import a\nexcept E:\n    pass\ndel f\n",
        "get_ipython().run_cell_magic('time', '', 'def f():\\n    return 1')\n"
        "class A(B):\n  x = [1,\n2]",
        "# -*- coding: latin-1 -*-\nε = '''%x\n'''\nA.f = lambda: 0\n"
        "f = lab.borrow('a', 'f')\na += 1",
    ],
    ".ipynb": [
        json.dumps({"cells": [{"cell_type": "code", "source": ["%%time\n", "def f(): return 1"]}]}),
        json.dumps({"worksheets": [{"cells": [{"cell_type": "code", "input": "x = 1"}]}]}),
    ],
}


def zipped(kind: int, members: dict[str, bytes]) -> bytes:
    """A small archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", kind) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def seeds(target: str) -> list[bytes]:
    """Valid inputs to begin with."""
    if target == "read":
        files = [(KINDS.index(kind), text) for kind, texts in FILES.items() for text in texts]
        return [bytes([kind]) + text.encode() for kind, text in files]
    if target == "unpack":
        kinds = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
        members = {"anna/lab.py": b"x = 1\n" * 20, "../b.ipynb": b"{}", "c.pdf": b"x"}
        inner = [zipped(kind, members) for kind in kinds]
        outer = [zipped(kinds[1], {"anna.zip": data, "b.py": b"x = 2"}) for data in inner]
        return [bytes([n % 2]) + data for n, data in enumerate([*inner, *outer])]
    if target == "grade":
        return [bytes([n]) for n in range(5)]
    found = [b"\0" + frame(message) for message in MESSAGES]
    for data in list(found):
        header, _ = PREFIX.unpack(data[1:13])
        found.append(b"\1" + data[13 : 13 + header] + b"\0" + data[13 + header :])
    return found


class GraderFailedError(Exception):
    """A submission had the grader fail."""


SUITE = Path(__file__).parents[3] / "tests" / "graded" / "test_start.py"
LIMITS = Limits(seconds_per_call=0.5, seconds=2, memory_mib=512, restarts=5)
RIGHT = {"shift_identity": start.shift_identity}


@functools.cache
def tests() -> list[judge.Result]:
    """Those of the suite."""
    return judge.tests_of(SUITE)


@atexit.register
def close() -> None:
    """End the process from which the workers of `grade` were forked."""
    run.launcher(LIMITS, ()).close()


def grade(data: bytes) -> None:
    """The whole road, from bytes to reports, for a file that is drawn from the seed ``data``."""
    content = answers.notebook(data, ["log_mean_exp"], RIGHT)
    search = collect.Search()
    search.read("\x1b]\u202ea.ipynb", content)
    search.give_names()
    found = run.grade_task(run.Task(search.found[0], SUITE, tests(), 1, LIMITS, (), ()))
    line = ledger.as_line(found, {})
    for text in (report.student_page(found, "start"), report.grades_csv([found])):
        assert all(c.isprintable() or c == "\n" for c in text), text
        text.encode()
    json.loads(report.results_json(found, "start"))
    assert found.score <= found.max_score
    if found.failed or any(test["suite_error"] for test in line["tests"]):
        raise GraderFailedError(json.dumps(line))


TARGETS = {"read": read, "unpack": unpack, "receive": receive, "grade": grade}
