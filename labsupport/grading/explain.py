"""``grade --explain EXERCISE``: what crosses the boundary in the tests of one exercise.

It is for the authors of suites: it prints calls, results and verdicts, and writes no report.
"""

import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from labsupport.errors import InputError
from labsupport.grading import sandbox
from labsupport.grading.collect import collect
from labsupport.grading.extract import Submission
from labsupport.grading.names import without_controls
from labsupport.grading.run import find_suite
from labsupport.grading.sandbox import Launcher, Limits

if TYPE_CHECKING:
    from labsupport.grading.judge import Result


def explain_exercise(
    slug: str,
    paths: list[Path],
    exercise: str,
    suite: Path | None,
    limits: Limits,
    seed: int | None,
    require_sandbox: bool,
) -> None:
    """Print what the tests of one exercise and one submission say to each other."""
    suite_path = find_suite(slug, suite, paths)
    given = collect(paths)
    if len(given) != 1:
        raise InputError(f"--explain takes one submission, and {len(given)} were given")
    if given[0].submission is None:
        raise InputError(given[0].error)
    launcher = Launcher(limits)
    launcher.ahead()  # starts while torch is imported here
    try:
        sandbox.check(launcher.protection(), require_sandbox)
        explain(given[0].submission, exercise, suite_path, launcher, seed)
    except sandbox.CannotStartError as error:
        raise InputError(str(error)) from None
    finally:
        launcher.close()


def explain(
    submission: Submission, exercise: str, suite: Path, launcher: Launcher, seed: int | None
) -> None:
    """Run the tests of the exercise, and print line by line."""
    from labsupport.grading import judge
    from labsupport.grading.student import Student

    exercises = {test.exercise for test in judge.tests_of(suite)}
    if exercise not in exercises:
        raise InputError(f"no exercise {exercise!r}; there are: {', '.join(sorted(exercises))}")
    judge.check_exercises(submission, exercises)
    terminal = sys.stdout  # pytest takes it away while it runs

    def say(text: str) -> None:
        print(without_controls(text), file=terminal)

    def cross(line: str) -> None:
        say(f"    {line}")

    def tell(result: "Result", after: bool) -> None:
        if not after:
            say(f"{result.name} ({result.points:g})")
            return
        say(f"  {'passed' if result.passed else f'failed: {result.sentence}'}")
        if result.suite_error:
            say(f"  the suite raised {result.suite_error}")

    students: list[Student] = []

    def make(needed: set[str]) -> Student:
        students.append(Student(submission, launcher.limits, exercises, launcher, tracer=cross))
        return students[-1]

    drawn = secrets.randbits(63) if seed is None else seed
    say(f"{exercise}, inputs drawn from --seed {drawn}")
    try:
        judge.run_pytest(suite, judge.Judge(make, exercise, tell), [f"--grading-seed={drawn}"])
    finally:
        for student in students:
            student.close()
