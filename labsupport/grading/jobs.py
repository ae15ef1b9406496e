"""Grades in several processes, each of which has one submission at a time.

So it is known whose grading a process was at when it died: only that one is tried again, and all
others go on.
"""

import contextlib
import os
import pickle
import signal
import threading
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator
from multiprocessing import connection, get_context, parent_process
from typing import Any

from labsupport.grading.sandbox import CannotStartError

TRIALS = 2  # of one submission, whose process died
SECONDS_TO_END = 10.0

Work = Callable[[Any], Any]


class Job:
    """A process that grades, and what it is grading."""

    def __init__(
        self, work: Work, begin: Callable[[Any], None], end: Callable[[Any], None]
    ) -> None:
        self.arguments = work, begin, end
        self.number: int | None = None
        self.start()

    def start(self) -> None:
        """Start the process. Not by a fork, which would hand on our open sockets."""
        context = get_context("spawn")
        self.ours, theirs = context.Pipe()
        self.process = context.Process(target=live, args=(theirs, *self.arguments))
        with no_import_from_the_folder():
            self.process.start()
        theirs.close()  # so that its end is the pipe's end
        self.ready = False

    def end(self, at_once: bool) -> None:
        """End the process; with ``at_once`` in the middle of its work."""
        self.ours.close()
        if at_once:
            self.process.terminate()
        self.process.join(SECONDS_TO_END)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


@contextlib.contextmanager
def no_import_from_the_folder() -> Iterator[None]:
    """A process that is started here imports nothing that lies in the current folder."""
    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        del os.environ["PYTHONSAFEPATH"]
        if before is not None:
            os.environ["PYTHONSAFEPATH"] = before


def in_jobs(
    tasks: list[Any],
    jobs: int,
    work: Work,
    begin: Callable[[Any], None],
    end: Callable[[Any], None],
) -> Generator[tuple[int, Any], None, None]:
    """The results of ``work(task)``, each with its task's number, in the order of their ends.

    The result is None for a task whose process died each time. An exception of ``work`` is raised
    here. A process calls ``begin`` with its first task, and ``end`` with it last of all.
    """
    waiting = deque(range(len(tasks)))
    deaths: Counter[int] = Counter()
    pool: list[Job] = []
    whole = False
    try:
        pool += [Job(work, begin, end) for _ in range(min(jobs, len(tasks)))]
        for job in pool:
            give(job, waiting, tasks)
        while any(job.number is not None for job in pool):
            connections = [job.ours for job in pool if job.number is not None]
            ready = connection.wait(connections)
            for job in [job for job in pool if job.ours in ready]:
                try:
                    reply = job.ours.recv()
                except (EOFError, OSError, pickle.UnpicklingError):
                    number = job.number
                    assert number is not None
                    if not job.ready:  # it says nothing about the submission
                        raise CannotStartError("a grading process died at its start") from None
                    job.end(at_once=True)
                    job.start()
                    deaths[number] += 1
                    if deaths[number] < TRIALS:
                        waiting.appendleft(number)
                    give(job, waiting, tasks)
                    if deaths[number] >= TRIALS:
                        yield number, None
                    continue
                if reply == "ready":
                    job.ready = True
                    continue
                if isinstance(reply, BaseException):
                    raise reply
                number = job.number
                assert number is not None
                give(job, waiting, tasks)
                yield number, reply
        whole = True
    finally:
        if not whole:
            for job in pool:  # all at once, before any of them is waited for
                job.process.terminate()
        for job in pool:
            job.end(at_once=not whole)


def give(job: Job, waiting: deque[int], tasks: list[Any]) -> None:
    """Give a process its next task, if there is one."""
    job.number = waiting.popleft() if waiting else None
    if job.number is not None:
        with contextlib.suppress(OSError):  # it is dead: this will be seen where it is waited for
            job.ours.send(tasks[job.number])


def live(
    theirs: connection.Connection,
    work: Work,
    begin: Callable[[Any], None],
    end: Callable[[Any], None],
) -> None:
    """What a process does, from its start to the end of the pipe."""
    # Ctrl-C reaches all processes of a terminal; the first one tells the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    over = False

    def interrupt(number: int, frame: Any) -> None:
        nonlocal over
        if not over:  # neither a second signal nor a late one may disturb the clearing up
            over = True
            raise KeyboardInterrupt  # pytest lets no other exception through

    first = None
    try:
        signal.signal(signal.SIGTERM, interrupt)
        threading.Thread(target=end_with_parent, daemon=True).start()
        first = task = theirs.recv()
        begin(first)
        theirs.send("ready")
        while True:
            try:
                reply = work(task)
            except Exception as error:
                reply = error
            theirs.send(reply)
            task = theirs.recv()
    except (EOFError, OSError, KeyboardInterrupt):
        pass
    finally:
        over = True
        if first is not None:
            end(first)


def end_with_parent() -> None:
    """Stop when the first process is gone, even if nothing could tell us."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
