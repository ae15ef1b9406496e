"""Grades a class: ``python -m labsupport grade vae submissions/ --output grades``.

Everything that the user gave is checked before anything is written. A submission that cannot be
read stops nobody else's: it gets 0 points and a report that says why. Only where it is the single
one given, the command ends with that sentence and exit status 2. Each finished grade goes to the
`ledger` before anything else happens, so that whatever ends the command, ``--resume`` goes on.
"""

import functools
import gc
import secrets
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from labsupport import files
from labsupport.errors import IncompleteError, InputError
from labsupport.grading import ledger, sandbox
from labsupport.grading.collect import Given, Search, searched
from labsupport.grading.ledger import Ledger
from labsupport.grading.names import folder_name, unused, without_controls
from labsupport.grading.sandbox import Launcher, Limits

if TYPE_CHECKING:
    from labsupport.grading.cluster import Cluster
    from labsupport.grading.judge import Grade, Result

Matching = Callable[[Search, set[str]], tuple[list[Given], list[str]]]
ASSUMED = "assumed.txt"  # whose submission counts, in the folder of the results


@dataclass(frozen=True)
class Task:
    """One submission to grade; ``more`` says that another one follows in the same process."""

    given: Given
    suite: Path
    tests: "list[Result]"
    seed: int
    limits: Limits
    imports: tuple[str, ...]
    hidden: tuple[Path, ...]
    more: bool = True


@functools.cache
def launcher(limits: Limits, hidden: tuple[Path, ...]) -> Launcher:
    """The launcher of this process."""
    return Launcher(limits, hidden)


@contextmanager
def uncollected() -> Iterator[None]:
    """While torch is imported, whose 190,000 objects stay, no collector looks at them."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def imports_of(all_given: list[Given]) -> tuple[str, ...]:
    """What is worth importing once for all submissions."""
    # The first optimizer of a process imports torch's compiler, which takes a second.
    cells = (cell for given in all_given if given.submission for cell in given.submission.cells)
    return ("torch._dynamo",) if any("optimizer" in cell.source for cell in cells) else ()


def begin_job(task: Task) -> None:
    """What a grading process does first."""
    launcher(task.limits, task.hidden).ahead(task.imports)
    with uncollected():
        from labsupport.grading import suite  # noqa: F401 (while the sandbox starts)


def end_job(task: Task) -> None:
    """What a grading process does last."""
    launcher(task.limits, task.hidden).close()


def grade_task(task: Task) -> "Grade":
    """Grade one submission; one that cannot be read gets 0 points."""
    from labsupport.grading.judge import SuiteError, grade

    given = task.given
    try:
        if given.submission is None:
            raise InputError(given.error)
        found = grade(
            given.submission,
            name=given.name,
            folder=given.folder,
            suite=task.suite,
            exercises={test.exercise for test in task.tests},
            seed=task.seed,
            limits=replace(task.limits, seconds=task.limits.seconds * given.share),
            launcher=launcher(task.limits, task.hidden),
            ahead=task.more,
        )
    except SuiteError as error:  # which was all right before
        found = failed(task, str(error))
    except InputError as error:
        found = without_points(task, str(error))
    except sandbox.CannotStartError:
        raise  # so it would be for every submission
    except Exception as error:  # a mistake of ours must cost nobody else's grade
        found = failed(task, f"{type(error).__name__}: {error}")
    found.sha256, found.person = given.sha256, person_of(given)
    return found.cleaned()


def person_of(given: Given) -> dict[str, Any]:
    """Who handed a submission in, for the ledger."""
    return asdict(given.person) if given.person is not None and given.person.members else {}


def without_points(task: Task, error: str) -> "Grade":
    """The grade of a submission that was not graded."""
    from labsupport.grading.judge import Grade

    tests = [replace(test) for test in task.tests]
    given = task.given
    return Grade(given.name, given.folder, tests, task.seed, error=error, sha256=given.sha256)


def failed(task: Task, reason: str) -> "Grade":
    """The grade where the grader failed: no points, and marked, because nobody earned that."""
    grade = without_points(task, f"the grader failed, so these points say nothing ({reason})")
    grade.failed = True
    return grade.cleaned()


def grade_class(
    slug: str,
    paths: list[Path],
    output: Path,
    *,
    suite: Path | None = None,
    limits: Limits | None = None,
    jobs: int = 1,
    seed: int | None = None,
    require_sandbox: bool = False,
    resume: bool = False,
    overwrite: bool = False,
    matching: "Matching | None" = None,
    seeds: dict[tuple[str, str], int] | None = None,
    scheduler: str | None = None,
) -> "list[Grade]":
    """Grade all submissions in the paths and write ledger and reports to ``output``.

    Args:
        slug: the topic.
        paths: notebooks, ``.py`` files, folders and zip archives.
        output: folder of the ledger and the reports.
        suite: a graded suite; by default that of the topic.
        limits: what each submission may use.
        jobs: how many are graded at the same time.
        seed: the inputs are drawn from it; by default from 63 random bits for each submission.
            Of a single submission it is the very seed, as its line in the ledger has it; in a
            class each submission's seed is derived from it and the submission's bytes.
        require_sandbox: refuse to go on if a protection is missing.
        resume: keep what the ledger has of the same bytes, suite and limits.
        overwrite: grade all anew; the ledger that was there is put aside.
        matching: chooses of what was found, with the names of the exercises, what is graded, and
            says what it assumed; by default all of it.
        seeds: name and SHA-256 of a submission -> its own seed.
        scheduler: the address of a scheduler of Dask, whose workers grade in place of this machine.

    Raises:
        InputError: something given cannot be used.
        IncompleteError: Ctrl-C or SIGTERM; what was finished is whole.
    """
    limits = limits or Limits()
    suite_path = find_suite(slug, suite, paths)
    check_output(paths, output, resume, overwrite)
    if scheduler is not None and jobs > 1:
        raise InputError(
            "--jobs is for this machine; with --scheduler each worker of it grades one at a time"
        )
    # Wherever they lie, no worker sees them.
    hidden = tuple(path.absolute() for path in (suite_path.parent, *paths, output))
    with stoppable() as received:
        try:
            if scheduler is None:
                launcher(limits, hidden).start()  # while submissions are read and torch imported
            search = searched(paths)
            imports = imports_of(search.found)
            if scheduler is None:
                launcher(limits, hidden).ahead(imports)
            grading = Grading(
                *(slug, output, suite_path, limits, imports, hidden, jobs, received), seeds or {}
            )
            with ExitStack() as stack:
                if scheduler is not None:
                    from labsupport.grading import cluster

                    client = stack.enter_context(cluster.connected(scheduler))
                    grading.cluster = cluster.Cluster(
                        *(client, scheduler, suite_path, limits, imports, require_sandbox)
                    )
                return grading.run(search, matching, seed, overwrite, require_sandbox)
        except sandbox.CannotStartError as error:
            raise InputError(str(error)) from None
        except KeyboardInterrupt:
            raise IncompleteError("stopped before any grading began", status(received)) from None
        finally:
            launcher(limits, hidden).close()
            launcher.cache_clear()
            gc.unfreeze()


@dataclass
class Grading:
    """One run over a class."""

    slug: str
    output: Path
    suite: Path
    limits: Limits
    imports: tuple[str, ...]
    hidden: tuple[Path, ...]  # from every worker
    jobs: int
    received: list[int]  # signals
    seeds: dict[tuple[str, str], int]
    cluster: "Cluster | None" = None  # in place of this machine

    def run(
        self,
        search: Search,
        matching: "Matching | None",
        seed: int | None,
        overwrite: bool,
        require_sandbox: bool,
    ) -> "list[Grade]":
        """Grade what was collected, but what the ledger has already."""
        with uncollected():
            from labsupport.grading import judge, report

            tests = judge.tests_of(self.suite)
        all_given, assumed = search.found, list[str]()
        if matching is not None:
            all_given, assumed = matching(search, {test.exercise for test in tests})
        for sentence in assumed:
            say(sentence)
        if len(all_given) == 1:  # what is wrong with it alone is the command's answer
            if all_given[0].submission is None:
                raise InputError(all_given[0].error)
            judge.check_exercises(all_given[0].submission, {test.exercise for test in tests})
        if self.cluster is not None:
            protection = self.cluster.protection()  # each of its workers checks its own
        else:
            protection = launcher(self.limits, self.hidden).protection()
            sandbox.check(protection, require_sandbox)
        make_output(self.output)
        if protection.notice:
            say(protection.notice)
        if matching is not None:
            files.write(self.output / ASSUMED, "".join(f"{sentence}\n" for sentence in assumed))
        self.ledger = Ledger(self.output)
        self.conditions = ledger.conditions(self.suite, self.limits, protection)
        self.pages = report.ClassPages(self.output, self.slug)
        self.done: dict[int, Grade] = {}
        self.total = len(all_given)
        with self.ledger.locked():
            if overwrite:
                self.ledger.put_away()
            self.grade(self.plan(all_given, tests, seed))
        return self.in_order()

    def in_order(self) -> "list[Grade]":
        """The finished grades, as their submissions were given."""
        return [self.done[number] for number in sorted(self.done)]

    def plan(
        self, all_given: list[Given], tests: "list[Result]", seed: int | None
    ) -> dict[int, Task]:
        """What is to be graded; what the ledger has already becomes `done`."""
        lines, damaged = self.ledger.read()
        if damaged:
            say(f"{damaged} damaged lines of {self.ledger.path} are left out and graded again")
        known = {(grade.name, grade.sha256): (line, grade) for line, grade in lines}
        name_folders(all_given, [grade for _, grade in lines])
        tasks: dict[int, Task] = {}
        for number, given in enumerate(all_given):
            sha256 = given.sha256
            if seed is None:
                drawn = self.seeds.get((given.name, sha256), secrets.randbits(63))
            else:
                drawn = seed if self.total == 1 else ledger.derived(seed, sha256)
            line, grade = known.get((given.name, sha256), (None, None))
            if (
                line is not None
                and grade is not None
                and not grade.failed
                and all(line[name] == self.conditions[name] for name in ("suite_sha256", "limits"))
                and (seed is None or grade.seed == drawn)
            ):
                grade.folder, grade.person = given.folder, person_of(given)
                self.done[number] = grade
                continue
            more = number + self.jobs < self.total
            tasks[number] = Task(
                given, self.suite, tests, drawn, self.limits, self.imports, self.hidden, more
            )
        absent = {grade.name for _, grade in lines} - {given.name for given in all_given}
        if absent:
            say(
                f"{len(absent)} submissions of the ledger were not given this time, so they are "
                "not in grades.csv"
            )
        return tasks

    def grade(self, tasks: dict[int, Task]) -> None:
        """Grade the tasks; whatever happens, what is finished is whole."""
        from labsupport.grading import report, sections

        again = sections.of_lab(self.slug)
        places = self.cluster.graded(tasks) if self.cluster else graded(tasks, self.jobs)
        try:
            for grade in self.in_order():  # of an earlier run, which may not have come so far
                report.write_grade(self.output, grade, self.slug, again)
            with (
                progress(self.total, len(self.done)) as advance,
                closing(places) as found,  # whose processes end here, not later
            ):
                for number, grade, where in found:
                    self.ledger.add(grade, self.conditions | where)
                    self.done[number] = grade
                    report.write_grade(self.output, grade, self.slug, again)
                    self.pages.update(self.in_order)
                    advance()
                    if self.received:  # somebody has swallowed the exception
                        raise KeyboardInterrupt
            self.pages.write(self.in_order())
        except (KeyboardInterrupt, InputError, OSError, sandbox.CannotStartError) as error:
            if self.done:
                with suppress(InputError, OSError):
                    self.pages.write(self.in_order())
            if isinstance(error, KeyboardInterrupt):
                sentence = f"stopped: {self.how_to_go_on()}"
                raise IncompleteError(sentence, status(self.received)) from None
            text = f"{error}; {self.how_to_go_on()}" if self.done else str(error)
            raise InputError(text) from error

    def how_to_go_on(self) -> str:
        """What is finished, and what to do about the rest."""
        return (
            f"{len(self.done)} of {self.total} are graded and safe in {self.ledger.path}; run the "
            "same command again with --resume to go on"
        )


def name_folders(all_given: list[Given], graded: "list[Grade]") -> None:
    """Give a submission that the ledger knows the folder that it has there, and others new ones."""
    by_content = {(grade.name, grade.sha256): grade.folder for grade in graded}
    by_name = {grade.name: grade.folder for grade in graded}
    used: dict[str, int] = {}
    unknown: list[Given] = []
    for given in all_given:
        folder = by_content.get((given.name, given.sha256), by_name.get(given.name, ""))
        if folder and folder.lower() not in used:
            given.folder = folder
            used[folder.lower()] = 1
        else:
            unknown.append(given)
    used |= {grade.folder.lower(): 1 for grade in graded}
    for given in unknown:
        given.folder = unused(folder_name(given.name), used)


def graded(
    tasks: dict[int, Task], jobs: int
) -> "Generator[tuple[int, Grade, dict[str, Any]], None, None]":
    """Grade the tasks here, each with its number, as they are finished.

    The third is what a line of the ledger says of the place, where that is another machine.
    """
    if jobs == 1 or len(tasks) < 2:
        for number, task in tasks.items():
            yield number, grade_task(task), {}
        return
    from labsupport.grading.jobs import in_jobs

    numbers = list(tasks)
    ordered = [tasks[number] for number in numbers]
    late: list[int] = []
    with closing(in_jobs(ordered, jobs, grade_task, begin_job, end_job)) as found:
        for place, grade in found:
            if grade is None:
                reason = "its process was ended twice, perhaps for its memory"
                grade = failed(ordered[place], reason)
            if grade.starved:
                late.append(place)
            else:
                yield numbers[place], grade, {}
    for place in late:  # again, alone: nobody's points depend on who was graded beside them
        yield numbers[place], grade_task(ordered[place]), {}


def find_suite(slug: str, suite: Path | None, paths: list[Path]) -> Path:
    """The graded suite of a topic: beside the package, or here; never one that was handed in."""
    found = the_suite(slug) if suite is None else suite
    if not found.is_file():
        raise InputError(f"the suite {found} does not exist")
    for path in paths:
        if found.resolve().is_relative_to(path.resolve()):
            raise InputError(
                f"the suite {found} lies among the submissions in {path}, so anybody may have "
                "written it: name one elsewhere with --suite"
            )
    return found.resolve()


def the_suite(slug: str) -> Path:
    """The suite of that name: the course's own first."""
    folders = [Path(__file__).parents[2] / "tests" / "graded", Path.cwd() / "tests" / "graded"]
    known: set[str] = set()
    for folder in folders:
        suites = {p.stem.removeprefix("test_"): p for p in folder.glob("test_*.py")}
        if slug in suites:
            return suites[slug]
        known |= suites.keys()
    if not known:
        raise InputError(f"there is no graded suite in {folders[1]}; name one with --suite")
    raise InputError(f"no graded suite for {slug!r}; there are: {', '.join(sorted(known))}")


def check_output(paths: list[Path], output: Path, resume: bool, overwrite: bool) -> None:
    """Refuse a folder where grades and submissions, or two gradings, would be mixed up."""
    if resume and overwrite:
        raise InputError("--resume keeps grades and --overwrite does not: choose one")
    for path in paths:
        if path.is_dir() and output.resolve().is_relative_to(path.resolve()):
            raise InputError(
                f"the reports would lie among the submissions in {path}: name a folder outside of "
                "it with --output"
            )
    if not (resume or overwrite) and any(
        (output / name).exists() for name in (ledger.NAME, "grades.csv")
    ):
        raise InputError(
            f"there are grades in {output} already: add --resume to keep them and grade only what "
            "is missing or changed, or --overwrite to grade all anew"
        )


def make_output(output: Path) -> None:
    """Make the folder of the reports, or say why not."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=output):
            pass
    except OSError as error:
        raise InputError(f"cannot write to the folder {output}: {error.strerror}") from None


@contextmanager
def stoppable() -> Iterator[list[int]]:
    """Let SIGTERM do what Ctrl-C does, and either only once; the signals that came."""
    received: list[int] = []

    def stop(number: int, frame: Any) -> None:
        if not received:  # a second one would disturb the clearing up
            received.append(number)
            raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield received
        return
    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def status(received: list[int]) -> int:
    """The exit status of a command that a signal stopped."""
    return 128 + (received[0] if received else signal.SIGINT)


def say(sentence: str) -> None:
    """Tell the teacher something besides the results."""
    print(f"labsupport: {without_controls(sentence)}", file=sys.stderr)


@contextmanager
def progress(total: int, done: int) -> Iterator:
    """A progress bar on stderr."""
    from tqdm import tqdm

    with tqdm(
        total=total, initial=done, unit="submission", file=sys.stderr, disable=total < 2
    ) as shown:
        yield shown.update


def print_table(grades: "list[Grade]") -> None:
    """The grades in the terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from labsupport.grading.report import lost

    table = Table(box=None, pad_edge=False)
    for heading, right in (("submission", 0), ("points", 1), ("of", 1), ("not earned", 0)):
        table.add_column(heading, justify="right" if right else "left", overflow="fold")
    for grade in grades:
        numbers = [f"{grade.score:g}", f"{grade.max_score:g}"]
        # As a Text, so that neither markup nor the name of an emoji in it means anything.
        table.add_row(Text(grade.name), *numbers, Text(lost(grade)))
    Console(highlight=False).print(table)
    errors = {(r.exercise, r.name, r.suite_error) for g in grades for r in g.results}
    for exercise, name, error in sorted(errors):
        if error:
            say(f"the suite raised in {exercise}: {name}: {error}")


def check_all_graded(grades: "list[Grade]") -> None:
    """End with a sentence where the grader failed."""
    names = [grade.name for grade in grades if grade.failed]
    if names:
        shown = ", ".join(names[:5]) + (", ..." if len(names) > 5 else "")
        raise IncompleteError(
            f"the grader failed at {len(names)} of {len(grades)} submissions ({shown}), whose 0 "
            "points say nothing; run the same command again with --resume to try these again",
            1,
        )
