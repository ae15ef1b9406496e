"""A process that reads submissions for this one, under limits.

A file made to harm can take Python's parser hours or all memory, or crash it. One small process,
without torch, reads one file after another; if it breaks a limit or ends, that file is told so, and
the next one gets a new process.
"""

import atexit
import contextlib
import importlib.util
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
LARGE = 2**20
MAX_REPLY = 256 * 2**20
PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); sys.path.append(sys.argv[2]); "
PROGRAM += "from labsupport.grading import reader; reader.main()"
SIZES = struct.Struct(">II")
SAMPLE = """import math
%time x = !ls "a"
def f(x: "int" = 3):
    return x
if __name__ == "__main__":
    print(f(x))
"""


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
                answer = self.exactly(process, size, deadline)
            except (OSError, EOFError, TimeoutError):
                self.close()
                return b""
            except BaseException:
                self.close()  # an interruption: the answer would be the next file's
                raise
            if not answer or len(data) > LARGE:
                self.close()  # its memory is in pieces
            return answer

    def started(self) -> "subprocess.Popen[bytes]":
        """The process, alive and this process's own."""
        if self.owner != os.getpid() or self.process is None or self.process.poll() is not None:
            self.close()
            root = str(Path(__file__).parents[2])
            self.process = subprocess.Popen(
                [sys.executable, "-I", "-S", "-B", "-X", "utf8", "-c", PROGRAM, root, packages()],
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


def packages() -> str:
    """The folder of IPython, whose transformers read what is not Python."""
    found = importlib.util.find_spec("IPython")  # found, not imported
    if found is None or found.origin is None:
        raise InputError('grading needs IPython: pip install "labsupport[grading]"')
    return str(Path(found.origin).parents[1])


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
    # What is imported and compiled once is there for every file.
    for suffix, text in ((".py", SAMPLE), (".ipynb", json.dumps({"cells": [{"source": SAMPLE}]}))):
        answer_to("sample", suffix, text.encode())
    while True:
        sizes = sys.stdin.buffer.read(SIZES.size)
        if len(sizes) < SIZES.size:
            return
        head_size, size = SIZES.unpack(sizes)
        name, suffix = json.loads(sys.stdin.buffer.read(head_size))
        data = sys.stdin.buffer.read(size)
        limit()
        answer = answer_to(name, suffix, data)
        sys.stdout.buffer.write(len(answer).to_bytes(4) + answer)
        sys.stdout.buffer.flush()


def limit() -> None:
    """Limit this process's memory, and the processor time from now on; what breaks it ends it."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    for which, value in (
        (resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(which)[1]
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        with contextlib.suppress(ValueError, OSError):  # macOS knows no RLIMIT_AS
            resource.setrlimit(which, (value, hard))
