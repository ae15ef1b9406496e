"""A process that reads submissions for this one: each in a fork of its own, under limits.

A file made to harm can take Python's parser hours or all memory, or crash it. One small process is
started for all submissions; it imports no torch and forks for each, which takes a few milliseconds.
"""

import atexit
import contextlib
import json
import os
import select
import signal
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from labsupport.errors import InputError

SECONDS = 8  # of processor time
WAIT = 60.0  # seconds of wall time, on a machine that is busy with other things
MEMORY = 2 * 2**30
MAX_REPLY = 256 * 2**20
PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); "
PROGRAM += "from labsupport.grading import reader; reader.main()"
SIZES = struct.Struct(">II")


class Helper:
    """The process, started when it is first needed."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.owner = 0
        self.lock = threading.Lock()

    def ask(self, name: str, suffix: str, data: bytes) -> bytes:
        """What the process answers; empty if the file was too much for it."""
        with self.lock:
            process = self.started()
            head = json.dumps([name, suffix]).encode()
            deadline = time.monotonic() + WAIT
            try:
                assert process.stdin is not None
                process.stdin.write(SIZES.pack(len(head), len(data)) + head + data)
                process.stdin.flush()
                size = int.from_bytes(self.exactly(process, 4, deadline))
                return self.exactly(process, size, deadline)
            except (OSError, EOFError, TimeoutError):
                self.close()
                return b""
            except BaseException:
                self.close()  # an interruption: the answer would be the next file's
                raise

    def started(self) -> "subprocess.Popen[bytes]":
        """The process, alive and this process's own."""
        if self.owner != os.getpid() or self.process is None or self.process.poll() is not None:
            self.close()
            root = str(Path(__file__).parents[2])
            self.process = subprocess.Popen(
                [sys.executable, "-I", "-S", "-B", "-X", "utf8", "-c", PROGRAM, root],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd="/",
                start_new_session=True,  # Ctrl-C is for the grader
            )
            self.owner = os.getpid()
        return self.process

    def exactly(self, process: "subprocess.Popen[bytes]", size: int, deadline: float) -> bytes:
        """Read ``size`` bytes of the answer."""
        assert process.stdout is not None
        if size > MAX_REPLY:
            raise EOFError
        descriptor, data = process.stdout.fileno(), bytearray()
        while len(data) < size:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([descriptor], [], [], left)[0]:
                raise TimeoutError
            part = os.read(descriptor, min(size - len(data), 2**20))
            if not part:
                raise EOFError
            data += part
        return bytes(data)

    def close(self) -> None:
        """End the process and what it started."""
        process, self.process = self.process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                assert pipe is not None
                pipe.close()
        if self.owner == os.getpid():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


HELPER = Helper()
atexit.register(HELPER.close)


def read(name: str, suffix: str, data: bytes) -> dict[str, Any]:
    """What `definitions.extract` makes of a file; raises `InputError`."""
    if not hasattr(os, "fork"):  # Windows: only on files that one trusts
        answer = answer_to(name, suffix, data)
    else:
        answer = HELPER.ask(name, suffix, data)
    if not answer:
        raise InputError(
            f"{name} is too large or too complicated to be read; "
            "leave out what does not belong to the exercises"
        )
    found = json.loads(answer)
    if "error" in found:
        raise InputError(found["error"])
    return found


def answer_to(name: str, suffix: str, data: bytes) -> bytes:
    """The answer as JSON; empty if there was too little memory."""
    from labsupport.grading import definitions

    try:
        found = definitions.extract(name, suffix, data)
    except InputError as error:
        found = {"error": str(error)}
    except MemoryError:
        return b""
    return json.dumps(found).encode()


def main() -> None:
    """Answer until the pipe closes."""
    from labsupport.grading import definitions  # noqa: F401  (before the first fork)

    while True:
        sizes = sys.stdin.buffer.read(SIZES.size)
        if len(sizes) < SIZES.size:
            return
        head_size, size = SIZES.unpack(sizes)
        name, suffix = json.loads(sys.stdin.buffer.read(head_size))
        answer = forked(name, suffix, sys.stdin.buffer.read(size))
        sys.stdout.buffer.write(len(answer).to_bytes(4) + answer)
        sys.stdout.buffer.flush()


def forked(name: str, suffix: str, data: bytes) -> bytes:
    """`answer_to` in a process of its own; empty if that ends without a whole answer."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            limit()
            os.close(ours)
            with open(theirs, "wb") as pipe:
                pipe.write(answer_to(name, suffix, data))
            status = 0
        finally:
            os._exit(status)
    os.close(theirs)
    with open(ours, "rb") as pipe:
        answer = pipe.read(MAX_REPLY + 1)
    if len(answer) > MAX_REPLY:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return answer if status == 0 else b""


def limit() -> None:
    """Limit this process's time and memory."""
    import resource

    for which, value in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(which)[1]
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        with contextlib.suppress(ValueError, OSError):  # macOS knows no RLIMIT_AS
            resource.setrlimit(which, (value, value))
