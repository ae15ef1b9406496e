"""A process of ours that opens what strangers made, behind walls.

A file made to harm can take a parser hours or all memory, crash it, or worse. So nothing of a
submission is parsed or unpacked in the process that holds the grades: a small one without torch
does it, which can open Python's own codecs and nothing else, and talks through one pipe.
"""

import base64
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
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from labsupport.grading.system_calls import reading_program

SECONDS = 8  # of processor time, for one file
WAIT = 60.0  # seconds of wall time, on a machine that is busy with other things
MEMORY = 2 * 2**30
LARGE = 2**20  # bytes of a file
MAX_HEAD = 256 * 2**20
PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); sys.path.append(sys.argv[2]); "
PROGRAM += "from labsupport.grading import {module}; {module}.main()"
SIZES = struct.Struct(">II")


class Walled:
    """Such a process, which runs ``main`` of a module of this folder.

    Args:
        module: its name.
        packages: a folder of other packages that it needs.
        given: what ``main`` finds in `given`.
        source: an open file that it reads instead of messages.
    """

    def __init__(
        self, module: str, packages: str = "", given: Any = None, source: int | None = None
    ) -> None:
        root = str(Path(__file__).parents[2])
        program = PROGRAM.format(module=module)
        told = json.dumps({"seccomp": reading_program(), "given": given})
        self.owner = os.getpid()
        self.popen = subprocess.Popen(
            [sys.executable, "-I", "-S", "-B", "-X", "utf8", "-c", program, root, packages, told],
            stdin=subprocess.PIPE if source is None else source,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LC_ALL": "C.UTF-8"},
            cwd="/",
            start_new_session=True,  # Ctrl-C is for the grader
        )

    def alive(self) -> bool:
        """Whether it can still answer this very process."""
        return self.owner == os.getpid() and self.popen.poll() is None

    def send(self, head: Any, data: bytes) -> None:
        """Send one message; OSError if it is gone."""
        assert self.popen.stdin is not None
        send(self.popen.stdin, head, data)

    def receive(self, waited: float = 0.0) -> tuple[Any, bytes]:
        """Its next message; OSError, EOFError, TimeoutError or ValueError if none comes.

        Args:
            waited: seconds of `WAIT` that are used up already.
        """
        deadline = time.monotonic() + WAIT - waited
        head_size, size = SIZES.unpack(self._exactly(SIZES.size, deadline))
        if head_size > MAX_HEAD or size > MAX_HEAD:
            raise EOFError
        try:
            head = json.loads(self._exactly(head_size, deadline))
        except RecursionError:  # somebody else has taken over the process
            raise ValueError("nested too deeply") from None
        return head, self._exactly(size, deadline)

    def _exactly(self, size: int, deadline: float) -> bytes:
        assert self.popen.stdout is not None
        descriptor, data = self.popen.stdout.fileno(), bytearray()
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
        for pipe in (self.popen.stdin, self.popen.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        if self.owner == os.getpid():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.popen.pid, signal.SIGKILL)
            self.popen.wait()


class Helper:
    """Such a process that answers one message after another, started when it is first needed.

    Args:
        module: its name, see `answer`.
        packages: tells the folder of other packages that it needs; by default there is none.
    """

    def __init__(self, module: str, packages: Callable[[], str] = str) -> None:
        self.module, self.packages = module, packages
        self.process: Walled | None = None
        self.lock = threading.Lock()

    def ask(self, head: Any, data: bytes) -> Any:
        """What the process answers; None if the data were too much for it."""
        with self.lock:
            process = self.started()
            try:
                process.send(head, data)
                answer, _ = process.receive()
            except (OSError, EOFError, TimeoutError, ValueError):
                self.close()
                return None
            except BaseException:
                self.close()  # an interruption: the answer would be the next file's
                raise
            if answer is None or len(data) > LARGE:
                self.close()  # its memory is in pieces
            return answer

    def started(self) -> Walled:
        """The process, alive and this process's own."""
        if self.process is None or not self.process.alive():
            self.close()
            self.process = Walled(self.module, self.packages())
        return self.process

    def close(self) -> None:
        """End the process."""
        process, self.process = self.process, None
        if process is not None:
            process.close()


def send(stream: BinaryIO | Any, head: Any, data: bytes = b"") -> None:
    """Write one message."""
    text = json.dumps(head).encode()
    stream.write(SIZES.pack(len(text), len(data)) + text + data)
    stream.flush()


def received(stream: BinaryIO | Any) -> tuple[Any, bytes]:
    """Read the next message; EOFError where there is none, or not a whole one."""
    sizes = stream.read(SIZES.size)
    if len(sizes) < SIZES.size:
        raise EOFError
    head_size, size = SIZES.unpack(sizes)
    content = stream.read(head_size + size)
    if len(content) < head_size + size:
        raise EOFError
    return json.loads(content[:head_size]), bytes(content[head_size:])


# --- inside of it


def given() -> Any:
    """What the process was given."""
    return json.loads(sys.argv[3])["given"]


def lock() -> None:
    """Put up the walls; what was imported before is there, and of files only Python's codecs."""
    if sys.platform != "linux":
        return
    import encodings

    from labsupport.grading.inside import walls

    program = json.loads(sys.argv[3])["seccomp"]
    # A codec is imported when a file names it; some are extension modules.
    dynamic = os.path.join(os.path.dirname(os.path.dirname(encodings.__file__)), "lib-dynload")
    readable = [path for path in (*encodings.__path__, dynamic) if os.path.isdir(path)]
    for wall in (
        walls.die_with_parent,
        walls.drop_capabilities,
        lambda: walls.landlock(readable, []),
        lambda: walls.seccomp(base64.b64decode(program)) if program else None,
    ):
        with contextlib.suppress(OSError):  # the same walls are missing around a worker: see there
            wall()


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


def answer(reply: Callable[[Any, bytes], Any]) -> None:
    """Answer messages behind the walls until the pipe closes."""
    lock()
    while True:
        try:
            head, data = received(sys.stdin.buffer)
        except EOFError:
            return
        limit()
        send(sys.stdout.buffer, reply(head, data))
