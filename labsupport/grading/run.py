"""Grades a class: ``python -m labsupport grade vae submissions/ --output grades``.

Everything that the user gave is checked before anything is written. A submission that cannot be
read stops nobody else's: it gets 0 points and a report that says why. Only where it is the single
one given, the command ends with that sentence and exit status 2.
"""

import functools
import secrets
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from labsupport.errors import InputError
from labsupport.grading import sandbox
from labsupport.grading.collect import Given, collect
from labsupport.grading.sandbox import Launcher, Limits

if TYPE_CHECKING:
    from labsupport.grading.judge import Grade, Result


@dataclass(frozen=True)
class Task:
    """One submission to grade; ``more`` says that another one follows in the same process."""

    given: Given
    suite: Path
    tests: "list[Result]"
    seed: int
    limits: Limits
    imports: tuple[str, ...]
    more: bool = True


@functools.cache
def launcher(limits: Limits, imports: tuple[str, ...]) -> Launcher:
    """The launcher of this process."""
    return Launcher(limits, imports)


def imports_of(all_given: list[Given]) -> tuple[str, ...]:
    """What is worth importing once for all submissions."""
    # The first optimizer of a process imports torch's compiler, which takes a second.
    texts = (given.path.read_bytes() for given in all_given if not given.error)
    return ("torch._dynamo",) if any(b"optimizer" in text for text in texts) else ()


def grade_task(task: Task) -> "Grade":
    """Grade one submission; one that cannot be read gets 0 points."""
    from labsupport.grading.judge import Grade, grade

    given, own = task.given, launcher(task.limits, task.imports)
    try:
        if given.error:
            raise InputError(given.error)
        return grade(
            given.path,
            name=given.name,
            folder=given.folder,
            suite=task.suite,
            exercises={test.exercise for test in task.tests},
            seed=task.seed,
            limits=task.limits,
            launcher=own,
            ahead=task.more,
        )
    except InputError as error:
        tests = [replace(test) for test in task.tests]
        text = str(error).replace(given.path.name, given.name.rpartition("/")[2])
        return Grade(given.name, given.folder, tests, task.seed, error=text)


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
) -> "list[Grade]":
    """Grade all submissions in the paths and write the reports to ``output``."""
    limits = limits or Limits()
    suite_path = find_suite(slug, suite)
    with tempfile.TemporaryDirectory(prefix="grading-") as scratch:
        all_given = collect(paths, Path(scratch))
        own = launcher(limits, imports_of(all_given))
        own.ahead()  # starts while torch is imported here
        try:
            return grade_given(
                slug, all_given, output, suite_path, limits, jobs, seed, require_sandbox
            )
        except sandbox.CannotStartError as error:
            raise InputError(str(error)) from None
        finally:
            own.close()


def grade_given(
    slug: str,
    all_given: list[Given],
    output: Path,
    suite: Path,
    limits: Limits,
    jobs: int,
    seed: int | None,
    require_sandbox: bool,
) -> "list[Grade]":
    """Grade what was collected."""
    from labsupport.grading import judge, report

    tests = judge.tests_of(suite)
    if len(all_given) == 1:  # what is wrong with it alone is the command's answer
        if all_given[0].error:
            raise InputError(all_given[0].error)
        judge.read(all_given[0].path, {test.exercise for test in tests})
    imports = imports_of(all_given)
    protection = launcher(limits, imports).protection()
    if require_sandbox:
        sandbox.require(protection)
    make_output(output)
    if protection.notice:
        print(f"labsupport: {protection.notice}", file=sys.stderr)
    base = secrets.randbits(48) if seed is None else seed
    tasks = [
        Task(given, suite, tests, base + number, limits, imports, number + jobs < len(all_given))
        for number, given in enumerate(all_given)
    ]
    done: dict[int, Grade] = {}
    with progress(len(tasks)) as advance:
        for number, grade in graded(tasks, jobs):
            done[number] = grade
            report.write_grade(output, grade, slug)
            # After each one, so that whatever happens later, what is finished is whole.
            report.write_class(output, [done[n] for n in sorted(done)], slug)
            advance()
    return [done[n] for n in sorted(done)]


def graded(tasks: list[Task], jobs: int) -> "Iterator[tuple[int, Grade]]":
    """Grade the tasks, each with its number, as they are finished."""
    if jobs == 1 or len(tasks) == 1:
        for number, task in enumerate(tasks):
            yield number, grade_task(task)
        return
    context = get_context("spawn")  # a fork would hand open sockets to the other jobs
    with ProcessPoolExecutor(min(jobs, len(tasks)), mp_context=context) as pool:
        futures = {pool.submit(grade_task, task): number for number, task in enumerate(tasks)}
        try:
            for future in as_completed(futures):
                yield futures[future], future.result()
        finally:
            pool.shutdown(cancel_futures=True)


def find_suite(slug: str, suite: Path | None) -> Path:
    """The graded suite of a topic: here, or beside the package."""
    if suite is not None:
        if not suite.is_file():
            raise InputError(f"the suite {suite} does not exist")
        return suite.resolve()
    folders = [Path.cwd() / "tests" / "graded", Path(__file__).parents[2] / "tests" / "graded"]
    known: set[str] = set()
    for folder in folders:
        suites = {p.stem.removeprefix("test_"): p for p in folder.glob("test_*.py")}
        if slug in suites:
            return suites[slug].resolve()
        known |= suites.keys()
    if not known:
        raise InputError(f"there is no graded suite in {folders[0]}; name one with --suite")
    raise InputError(f"no graded suite for {slug!r}; there are: {', '.join(sorted(known))}")


def make_output(output: Path) -> None:
    """Make the folder of the reports, or say why not."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=output):
            pass
    except OSError as error:
        raise InputError(f"cannot write to the folder {output}: {error.strerror}") from None


@contextmanager
def progress(total: int) -> Iterator:
    """A progress bar on stderr."""
    from tqdm import tqdm

    with tqdm(total=total, unit="submission", file=sys.stderr, disable=total < 2) as shown:
        yield shown.update


def print_table(grades: "list[Grade]") -> None:
    """The grades in the terminal."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from labsupport.grading.report import lost

    table = Table(box=None, pad_edge=False)
    for heading, right in (("submission", 0), ("points", 1), ("of", 1), ("not earned", 0)):
        table.add_column(heading, justify="right" if right else "left", overflow="fold")
    for grade in grades:
        numbers = [f"{grade.score:g}", f"{grade.max_score:g}"]
        table.add_row(escape(grade.name), *numbers, escape(lost(grade)))
    Console(highlight=False).print(table)
    errors = {(r.exercise, r.name, r.suite_error) for g in grades for r in g.results}
    for exercise, name, error in sorted(errors):
        if error:
            print(f"the suite raised in {exercise}: {name}: {error}", file=sys.stderr)
