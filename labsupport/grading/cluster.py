"""Grades on a cluster: ``labsupport grade vae submissions/ --scheduler tcp://10.0.0.1:8786``.

Dask starts the machines and carries the bytes (https://distributed.dask.org). Here is decided who
grades what: each worker has one submission at a time, so that it is known what a worker that died
was at. A worker has to have the same package, PyTorch, Python and suite as we do; what it answers
is checked as a line of the ledger is that somebody else wrote.
"""

import base64
import dataclasses
import json
import logging
import queue
import time
from collections import Counter, deque
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from labsupport.errors import InputError
from labsupport.grading import ledger, remote, run
from labsupport.grading.jobs import TRIALS
from labsupport.grading.names import without_controls
from labsupport.grading.sandbox import CannotStartError, Limits, Protection

if TYPE_CHECKING:
    from distributed import Client, Future

    from labsupport.grading.judge import Grade

SECONDS_TO_ANSWER = 10.0  # for a scheduler
SECONDS_TO_COME = 60.0  # for a worker, where there is none (left)
SECONDS_TO_LOOK = 1.0  # between two looks at who is there
LOOK = -1  # stands for a submission's number, while a worker is asked what it has
Answer = dict[str, Any]


@contextmanager
def connected(address: str) -> "Iterator[Client]":
    """A client of the scheduler at an address.

    Raises:
        InputError: Dask is not installed, or nothing answers there.
    """
    try:
        from distributed import Client, Security
        from distributed.comm import resolve_address
    except ModuleNotFoundError:
        raise InputError(
            'grading on a cluster needs one more package: pip install "labsupport[cluster]"'
        ) from None
    # What they say of a scheduler that is gone, we say in one sentence.
    for name in (*logging.root.manager.loggerDict, "asyncio"):
        if name.partition(".")[0] in ("distributed", "tornado", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        # What a client finds out late, and with much noise.
        resolve_address(address)
        if address.startswith("tls:") and not Security().get_connection_args("client").get(
            "ssl_context"
        ):
            raise ValueError("no certificate is set (in Dask's settings, distributed.comm.tls)")
        client = Client(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        reason = without_controls(str(error).split("\n")[0])[:200]
        raise InputError(f"no scheduler of Dask answers at {address}: {reason}") from None
    try:
        yield client
    finally:
        with suppress(Exception):  # it may be gone
            client.close(timeout=2)


class Cluster:
    """The workers of one scheduler, for one run.

    Args:
        client: of the scheduler.
        address: of it, for messages.
        suite, limits, imports, require_sandbox: of the run.
    """

    def __init__(
        self,
        client: "Client",
        address: str,
        suite: Path,
        limits: Limits,
        imports: tuple[str, ...],
        require_sandbox: bool,
    ) -> None:
        self.client, self.address = client, address
        self.suite = suite
        self.place = {
            "name": suite.name,
            "suite": base64.b64encode(suite.read_bytes()).decode(),
            "limits": dataclasses.asdict(limits),
            "imports": list(imports),
            "require_sandbox": require_sandbox,
        }
        self.ours = ledger.conditions(suite, limits, Protection(()))
        self.known: dict[str, dict[str, Any]] = {}  # worker -> what its lines have in common
        self.at: dict[str, tuple[int, Future]] = {}  # worker -> what it is at
        self.finished: queue.Queue[tuple[str, Future]] = queue.Queue()
        self.looked = 0.0
        self.there: set[str] = set()

    def workers(self) -> set[str]:
        """Who is there; looked up once a second.

        Raises:
            InputError: the scheduler is gone, or nobody has come for a while.
        """
        begin = time.monotonic()
        while time.monotonic() > self.looked + SECONDS_TO_LOOK:
            try:
                if self.client.status != "running":
                    raise OSError
                # Without a number it would list the first five alone.
                self.there = {*self.client.scheduler_info(n_workers=-1)["workers"]}
            except Exception:
                raise InputError(
                    f"the scheduler at {self.address} does not answer any more"
                ) from None
            if self.there:
                self.looked = time.monotonic()
            elif time.monotonic() > begin + SECONDS_TO_COME:
                raise InputError(f"the scheduler at {self.address} has no workers")
            else:
                time.sleep(SECONDS_TO_LOOK)
        return self.there

    def protection(self) -> Protection:
        """Ask every worker that is there what it has; the walls that stand at all of them."""
        for _ in self.answers({}):
            pass
        walls = [known["protection"]["standing"] for known in self.known.values()]
        return Protection(tuple(wall for wall in walls[0] if all(wall in w for w in walls)))

    def graded(
        self, tasks: "dict[int, run.Task]"
    ) -> "Generator[tuple[int, Grade, dict[str, Any]], None, None]":
        """Grade the tasks, each with its number and where it was graded, as they are finished."""
        late: list[int] = []
        given = {n: task for n, task in tasks.items() if task.given.submission is not None}
        for number in tasks.keys() - given.keys():
            yield number, run.grade_task(tasks[number]), {}
        for number, worker, answer in self.answers(given):
            if answer is None:
                reason = "its worker was ended twice, perhaps for its memory"
                yield number, run.failed(tasks[number], reason), {}
            elif answer.get("starved") is True:
                late.append(number)
            else:
                yield number, grade_of(tasks[number], answer), self.where(worker)
        for each in late:  # again, alone, as on one machine
            for number, worker, answer in self.answers({each: tasks[each]}):
                yield number, grade_of(tasks[number], answer or {}), self.where(worker)

    def where(self, worker: str) -> dict[str, Any]:
        """What a line of the ledger says of the worker."""
        return {**self.known.get(worker, {}), "host": worker}

    def answers(
        self, tasks: "dict[int, run.Task]"
    ) -> "Generator[tuple[int, str, Answer | None], None, None]":
        """The answer to each task, None if its worker died each time; all workers are looked at."""
        waiting, deaths, starts = deque(tasks), Counter[int](), Counter[str]()
        try:
            while True:
                there = self.workers()
                for worker in there - self.at.keys():
                    if worker not in self.known:
                        self.send(worker, LOOK, {"place": self.place})
                    elif waiting:
                        number = waiting.popleft()
                        self.send(worker, number, self.message(tasks[number]))
                if not waiting and not self.at:
                    return
                for worker, number, answer in self.arrived(there):
                    if number == LOOK and answer is not None:
                        self.known[worker] = self.checked(worker, answer)
                    elif number == LOOK:  # it says nothing about a submission
                        starts[worker] += 1
                        if starts[worker] >= TRIALS:
                            raise CannotStartError(f"the worker {worker} dies at its start")
                    elif answer is not None:
                        yield number, worker, self.accepted(worker, answer)
                    else:
                        deaths[number] += 1
                        if deaths[number] < TRIALS:
                            waiting.appendleft(number)
                        else:
                            yield number, worker, None
        finally:
            with suppress(Exception):
                self.client.cancel([future for _, future in self.at.values()])
            self.at.clear()

    def message(self, task: "run.Task") -> Answer:
        """What a worker has to know of a task: not whose it is, nor where it lay."""
        return {
            "place": self.place,
            "submission": remote.values(task.given.submission),
            "share": task.given.share,
            "seed": task.seed,
            "more": task.more,
        }

    def send(self, worker: str, number: int, message: Answer) -> None:
        """Let a worker answer a message."""
        try:
            future = self.client.submit(
                remote.ask, json.dumps(message).encode(), workers=[worker], pure=False
            )
        except Exception:
            raise InputError(f"the scheduler at {self.address} does not answer any more") from None
        self.at[worker] = number, future
        future.add_done_callback(lambda done: self.finished.put((worker, done)))

    def arrived(self, there: set[str]) -> list[tuple[str, int, Answer | None]]:
        """What has come to an end by now: worker, number, answer or None if the worker died."""
        found: list[tuple[str, int, Answer | None]] = []
        with suppress(queue.Empty):
            worker, future = self.finished.get(timeout=SECONDS_TO_LOOK)
            number, last = self.at.get(worker, (LOOK, None))
            if last is future:  # and not one that was given up
                del self.at[worker]
                found.append((worker, number, self.fetched(worker, future)))
        for worker in self.at.keys() - there:
            number, future = self.at.pop(worker)
            self.known.pop(worker, None)
            with suppress(Exception):
                self.client.cancel([future])
            found.append((worker, number, None))
        return found

    def fetched(self, worker: str, future: "Future") -> Answer | None:
        """The answer that a worker keeps; None if the worker is gone."""
        from distributed import KilledWorker

        if future.status == "error" and not isinstance(future.exception(), KilledWorker):
            error = future.exception()
            text = without_controls(f"{type(error).__name__}: {error}")[:200]
            raise InputError(f"the worker {worker} cannot grade: {text}")
        try:
            answer = json.loads(future.result(timeout=SECONDS_TO_ANSWER))
        except Exception:  # whatever Dask says of a worker or a scheduler that is gone
            self.looked = 0.0
            return None
        if not isinstance(answer, dict) or answer.get("died") is True:
            return None
        return answer

    def accepted(self, worker: str, answer: Answer) -> Answer:
        """The answer; InputError if the worker refuses to grade."""
        if "refused" in answer:
            raise CannotStartError(f"the worker {worker} refuses: {answer['refused']}")
        return answer

    def checked(self, worker: str, answer: Answer) -> dict[str, Any]:
        """What a worker's lines have in common; InputError if it would grade other than we do."""
        found: Any = self.accepted(worker, answer).get("conditions")
        try:
            for name, version in self.ours["versions"].items():
                if found["versions"][name] != version:
                    raise InputError(
                        f"the worker {worker} has {name} {found['versions'][name]}, and here it is "
                        f"{version}: install the same versions there"
                    )
            if found["suite_sha256"] != self.ours["suite_sha256"]:
                raise InputError(
                    f"the suite or the grader at the worker {worker} is not the same as here, "
                    "though it has the same version: install the same commit there"
                )
            protection = Protection(tuple(map(str, found["protection"]["standing"])))
        except (KeyError, TypeError):
            raise InputError(f"the worker {worker} answers what no grader does") from None
        return {
            "protection": {"standing": list(protection.standing), "notice": protection.notice},
        }


def grade_of(task: "run.Task", answer: Answer) -> "Grade":
    """The grade that a worker tells of; a failed one if that is none for this task."""
    try:
        grade = ledger.as_grade(answer["line"])
        expected = [(t.exercise, t.name, t.points, t.hidden) for t in task.tests]
        if grade.seed != task.seed:
            raise ValueError("another seed")
        if [(t.exercise, t.name, t.points, t.hidden) for t in grade.results] != expected:
            raise ValueError("other tests")
    except (KeyError, TypeError, ValueError, AttributeError):
        return run.failed(task, "the worker's answer cannot be used")
    given = task.given
    grade.name, grade.folder, grade.sha256 = given.name, given.folder, given.sha256
    grade.person = run.person_of(given)
    return grade.cleaned()
