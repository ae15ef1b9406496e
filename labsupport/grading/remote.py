"""Grades on another machine: what a worker of a Dask cluster runs (see `cluster`).

Dask carries bytes and nothing else, JSON in both directions, so that nothing that comes back from
the place where strangers' code runs is ever unpickled. Each worker of Dask keeps one process of
ours, which grades one submission after another in its main thread, where limits of time work.
"""

import base64
import contextlib
import dataclasses
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from labsupport.grading.walled import received, send

Message = dict[str, Any]


# --- in the worker of Dask


class Child:
    """The process that grades."""

    def __init__(self) -> None:
        self.popen: subprocess.Popen[bytes] | None = None
        self.lock = threading.Lock()

    def ask(self, message: bytes) -> bytes:
        """Its answer; EOFError or OSError if it has died."""
        with self.lock:
            if self.popen is None or self.popen.poll() is not None:
                self.start()
            assert self.popen is not None
            assert self.popen.stdin is not None
            assert self.popen.stdout is not None
            try:
                send(self.popen.stdin, None, message)
                return received(self.popen.stdout)[1]
            except (OSError, EOFError):
                self.popen.kill()
                self.popen.wait()
                raise

    def start(self) -> None:
        """Start it; what it prints is nobody's answer."""
        self.popen = subprocess.Popen(
            [sys.executable, "-P", "-c", "from labsupport.grading import remote; remote.main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )


CHILD = Child()


def ask(message: bytes) -> bytes:
    """What Dask calls on a worker: the answer of its grading process, or that this has died."""
    try:
        return CHILD.ask(message)
    except (OSError, EOFError):
        return json.dumps({"died": True}).encode()


# --- in the process that grades


def main() -> None:
    """Answer until the pipe closes: the worker of Dask has ended then, in whatever way."""
    messages: queue.Queue[bytes] = queue.Queue()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what else is printed goes where Dask keeps its own log
    over = False

    def interrupt(number: int, frame: Any) -> None:
        nonlocal over
        if not over:  # a second signal may not disturb the clearing up
            over = True
            raise KeyboardInterrupt  # pytest lets no other exception through

    def listen() -> None:
        with contextlib.suppress(EOFError, OSError):
            while True:
                messages.put(received(sys.stdin.buffer)[1])
        os.kill(os.getpid(), signal.SIGTERM)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, interrupt)
    threading.Thread(target=listen, daemon=True).start()
    place = Place()
    try:
        while True:
            send(answers, None, json.dumps(place.answer(json.loads(messages.get()))).encode())
    except (KeyboardInterrupt, OSError):
        pass
    finally:
        over = True
        place.close()


class Place:
    """Where submissions are graded: the suite that came last, in a folder that no sandbox shows."""

    def __init__(self) -> None:
        self.given: Message | None = None

    def prepare(self, given: Message) -> None:
        """Get ready for a suite, limits and imports; nothing to do if it was ready for them."""
        from labsupport.grading import judge, ledger, run, sandbox

        if given == self.given:
            return
        self.close()
        self.folder = tempfile.TemporaryDirectory(prefix="labsupport-suite-")
        self.suite = Path(self.folder.name) / Path(given["name"]).name
        self.suite.write_bytes(base64.b64decode(given["suite"]))
        self.limits = sandbox.Limits(**given["limits"])
        self.imports, self.hidden = tuple(given["imports"]), (Path(self.folder.name),)
        self.given = given
        launcher = run.launcher(self.limits, self.hidden)
        launcher.ahead(self.imports)  # starts while the suite is imported here
        self.tests = judge.tests_of(self.suite)
        protection = launcher.protection()
        sandbox.check(protection, given["require_sandbox"])
        self.conditions = ledger.conditions(self.suite, self.limits, protection)

    def answer(self, message: Message) -> Message:
        """The line of a submission, or that of this place if there is none in the message."""
        from labsupport.errors import InputError
        from labsupport.grading import extract, ledger, run, sandbox
        from labsupport.grading.collect import Given

        try:
            self.prepare(message["place"])
            found = message.get("submission")
            if found is None:
                return {"conditions": self.conditions}
            submission = extract.from_values(found["name"], found)
            given = Given(submission.name, "report", submission=submission, share=message["share"])
            place = self.limits, self.imports, self.hidden
            task = run.Task(
                given, self.suite, self.tests, message["seed"], *place, more=message["more"]
            )
            grade = run.grade_task(task)
            return {"line": ledger.as_line(grade, self.conditions), "starved": grade.starved}
        except sandbox.CannotStartError as error:
            self.close()
            return {"refused": str(error)}
        except InputError as error:
            return {"refused": str(error)}

    def close(self) -> None:
        """End the sandbox and remove the suite."""
        from labsupport.grading import run

        if self.given is not None:
            run.launcher(self.limits, self.hidden).close()
            run.launcher.cache_clear()
            self.folder.cleanup()
            self.given = None


def values(submission: Any) -> Message:
    """A submission as JSON can hold it; `extract.from_values` reads it."""
    found = dataclasses.asdict(submission)
    for name in ("borrowed", "dropped"):
        found[name] = sorted(found[name])
    for definition in found["definitions"]:
        definition["uses"] = sorted(definition["uses"])
    return found
