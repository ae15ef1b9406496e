"""Runs a graded suite on one submission: pytest in this process, the submission in its worker.

What a student hears of a failing test is one sentence; no line of the suite, no expected value and
no traceback leaves this module, but what the suite's author put into a sentence.
"""

import contextlib
import os
import sys
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from labsupport.errors import InputError
from labsupport.grading import example, extract, own_text, plugin
from labsupport.grading.errors import GradingError
from labsupport.grading.ledger import is_installed
from labsupport.grading.model_file import Measured, Model
from labsupport.grading.names import without_controls
from labsupport.grading.sandbox import CannotStartError, Launcher, Limits

if TYPE_CHECKING:
    from labsupport.grading.measuring import Task

MAX_SENTENCE = 600
MODEL_LIMITS = Limits(seconds=60.0, restarts=0)  # twice what the largest model needs
PACKAGE = Path(__file__).resolve().parents[1]
# Parts of pytest that have nothing to do here. Those for exceptions in threads and destructors
# collect garbage ten times a run, which takes longer than most suites.
WITHOUT = [
    *("cacheprovider", "terminal", "warnings", "faulthandler", "logging", "debugging", "doctest"),
    *("unraisableexception", "threadexception", "junitxml", "pastebin"),
    *("setuponly", "setupplan", "stepwise"),
]
NOT_RIGHT = "the result is not right"
CANNOT_BE_CHECKED = "the result is of a kind that cannot be checked"


class SuiteError(InputError):
    """The suite cannot be run, whatever the submission is."""


@dataclass(slots=True)
class Result:
    """One test of the suite, for one submission."""

    name: str
    exercise: str
    points: float
    passed: bool = False
    sentence: str = ""
    suite_error: str = ""  # for the teacher: what the suite itself raised
    hidden: bool = (
        False  # its name and sentence are for the teacher alone, until they are published
    )


@dataclass
class Grade:
    """All that was found about one submission."""

    name: str
    folder: str
    results: list[Result]
    seed: int
    error: str = ""  # why nothing could be graded
    notes: list[str] = field(default_factory=list)
    examples: dict[str, str] = field(default_factory=dict)  # exercise -> the smallest that fails
    pictures: dict[str, Any] = field(default_factory=dict)  # exercise -> see `checks.evidence`
    remark: str = ""  # for the instructor alone
    model: Measured | None = None  # that was handed in, where the lab asks for one
    seconds: float = 0.0
    sha256: str = ""  # of the submission
    failed: bool = False  # the grader did, so that the points say nothing about the submission
    # Who handed it in, as far as that is known: see `labsupport.teaching.people.Person`.
    person: dict[str, Any] = field(default_factory=dict)
    starved: bool = False  # a test failed for time while other programs had the processors

    @property
    def status(self) -> str:
        """Whether the points can be used."""
        if self.person.get("absent"):
            return "not handed in"
        return "grader failed" if self.failed else "unreadable" if self.error else "graded"

    @property
    def score(self) -> float:
        """Points earned."""
        return sum(result.points for result in self.results if result.passed)

    @property
    def max_score(self) -> float:
        """Points there are."""
        return sum(result.points for result in self.results)

    def exercises(self) -> dict[str, list[Result]]:
        """The results of each exercise, in the suite's order."""
        found: dict[str, list[Result]] = {}
        for result in self.results:
            found.setdefault(result.exercise, []).append(result)
        return found

    def cleaned(self) -> "Grade":
        """This grade, with no character in it that would control a terminal or turn a line."""
        self.name, self.error = without_controls(self.name), without_controls(self.error)
        self.notes = [without_controls(note) for note in self.notes]
        self.remark = without_controls(self.remark)
        if self.model is not None:
            self.model = replace(self.model, sentence=without_controls(self.model.sentence))
        self.examples = {name: without_controls(each) for name, each in self.examples.items()}
        for result in self.results:
            result.sentence, result.suite_error = (
                without_controls(result.sentence),
                without_controls(result.suite_error),
            )
        return self


class Judge:
    """A pytest plugin that keeps what each test found."""

    def __init__(
        self,
        make: Callable[[set[str]], Any] | None,
        only: str = "",
        listener: "Callable[[Result, bool], None] | None" = None,
    ) -> None:
        self.make = make
        self.only = only  # this exercise; all if empty
        self.listener = listener  # is told of each test: before it, and (True) after it
        self.results: dict[str, Result] = {}
        self.pictures: dict[str, Any] = {}  # exercise -> what its first failing test compared
        self.problems: list[str] = []
        self.cannot_start: CannotStartError | None = None
        self.starved = False  # see `Grade`
        self.task: Task | None = None  # of a model that can be handed in
        self.broken: BaseException | None = None  # what our own fixtures raised by mistake

    def pytest_configure(self, config: pytest.Config) -> None:
        """Tell the fixtures where the submission comes from."""
        config.stash[plugin.MAKE] = lambda: (
            self.make and self.make({result.exercise for result in self.results.values()})
        )

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A suite that cannot be imported is the teacher's problem."""
        if report.failed:
            self.problems.append(str(report.longrepr).strip().splitlines()[-1])

    @pytest.hookimpl(wrapper=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> Iterator[None]:
        """Keep the tests of one exercise, where only that one is asked for."""
        try:
            yield
        except pytest.UsageError as error:
            self.problems.append(str(error))
            items.clear()
        if self.only:
            items[:] = [item for item in items if plugin.exercise_of(item)[0] == self.only]

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """All tests, before any of them runs."""
        seen: Counter[str] = Counter()
        for item in session.items:
            self.task = self.task or getattr(getattr(item, "module", None), "MODEL", None)
            name, points = plugin.exercise_of(item)
            text = getattr(item, "originalname", item.name)
            text = text.removeprefix("test_").replace("_", " ")
            seen[text] += 1
            if seen[text] > 1 or hasattr(item, "callspec"):
                text += f" ({seen[text]})"  # the parameters themselves are the suite's secret
            if name:
                hidden = plugin.is_hidden(item)
                self.results[item.nodeid] = Result(text, name, points, hidden=hidden)

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Say which test begins, where somebody listens."""
        if self.listener is not None and item.nodeid in self.results:
            self.listener(self.results[item.nodeid], False)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Iterator[None]:
        """Keep the verdict of a test."""
        report: Any = yield
        result = self.results.get(item.nodeid)
        if call.excinfo is not None and isinstance(call.excinfo.value, CannotStartError):
            self.cannot_start = call.excinfo.value  # nobody may get 0 points for that
        elif call.when == "setup" and call.excinfo is not None and is_ours(call.excinfo.value):
            self.broken = call.excinfo.value
        if result is not None:
            if call.excinfo is not None:
                self.starved |= getattr(item.funcargs.get("student"), "_starved", False)  # type: ignore[attr-defined]
                result.passed = False
                result.sentence, result.suite_error = sentence(call.excinfo.value)
                for kept in [] if result.hidden else item.stash.get(plugin.EVIDENCE, []):
                    self.pictures.setdefault(result.exercise, kept)
            elif call.when == "call":
                result.passed = True
            if call.when == "teardown" and self.listener is not None:
                self.listener(result, True)
        return report


def sentence(error: BaseException) -> tuple[str, str]:
    """What the student, and what the teacher, is told of an exception in a test."""
    text = str(error)
    if isinstance(error, GradingError):
        return first_line(text), ""
    if isinstance(error, AssertionError | pytest.fail.Exception):
        # Comparisons of a library (torch.testing, pytest.raises, ...) show what they compare.
        return (first_line(text) if is_said_by_suite(error) else NOT_RIGHT), ""
    return CANNOT_BE_CHECKED, f"{type(error).__name__}: {text}"[:MAX_SENTENCE]


def is_ours(error: BaseException) -> bool:
    """Whether an exception in a test's set-up is a mistake of the plugin or below it."""
    files = [frame.f_code.co_filename for frame, _ in traceback.walk_tb(error.__traceback__)]
    return plugin.__file__ in files and not isinstance(error, GradingError)


def first_line(text: str) -> str:
    """The first line that is not empty."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return without_controls(lines[0])[:MAX_SENTENCE] if lines else NOT_RIGHT


def is_said_by_suite(error: BaseException) -> bool:
    """Whether the message is a sentence of the suite's author, not of a library.

    It is, if the suite itself raised the exception with a text (``assert right, "..."`` or
    ``pytest.fail("...")``), or gave a library that very text (``assert_close(a, b, msg="...")``).
    """
    (text,) = error.args if len(error.args) == 1 else (None,)
    if isinstance(error, pytest.fail.Exception):
        text = error.msg
    if not isinstance(text, str) or text.startswith("assert "):
        return False
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    outcomes = sys.modules[pytest.fail.__module__].__file__  # pytest.fail itself
    while frames and frames[-1].f_code.co_filename == outcomes:
        frames.pop()
    if frames and not is_library(frames[-1].f_code.co_filename):
        return True
    return any(
        text in frame.f_code.co_consts
        for frame in frames
        if not is_library(frame.f_code.co_filename)
    )


def is_library(filename: str) -> bool:
    """Whether code is of Python or of an installed package other than this one."""
    if filename.startswith("<"):
        return True
    path = Path(filename).resolve()
    return not path.is_relative_to(PACKAGE) and is_installed(path)


def tests_of(suite: Path) -> list[Result]:
    """The tests of a suite, none of them run."""
    judge = Judge(None)
    run_pytest(suite, judge, ["--collect-only"])
    if not judge.results:
        raise InputError(f"{suite} has no test marked with an exercise")
    return list(judge.results.values())


def grade(
    submission: extract.Submission,
    *,
    name: str,
    folder: str,
    suite: Path,
    exercises: set[str],
    seed: int,
    limits: Limits,
    launcher: Launcher,
    ahead: bool = False,
) -> Grade:
    """Grade one submission; ``exercises`` are those of the suite.

    With ``ahead`` the worker of the next submission is started while this one is graded.

    Raises:
        InputError: nothing in it can be graded.
    """
    from labsupport.grading.student import Student

    begin = time.monotonic()
    check_exercises(submission, exercises)
    students: list[Student] = []

    def make(needed: set[str]) -> Student:
        students.append(Student(submission, limits, needed, launcher, ahead))
        return students[-1]

    judge = Judge(make)
    shown: dict[str, str] = {}
    try:
        run_pytest(suite, judge, [f"--grading-seed={seed}"])
        if students:
            wrong = dict.fromkeys(r.exercise for r in judge.results.values() if not r.passed)
            shown = example.examples(suite.stem.removeprefix("test_"), students[-1], wrong, seed)
    finally:
        for student in students:
            student.close()
    found = Grade(name, folder, list(judge.results.values()), seed, notes=submission.notes)
    found.examples, found.pictures = shown, judge.pictures
    found.remark = own_text.remark(submission.prints, exercises)
    found.starved = judge.starved
    if judge.task is not None:
        found.model, starved = measured(submission, judge.task, seed, launcher)
        found.starved |= starved
    found.seconds = time.monotonic() - begin
    return found


def measured(
    submission: extract.Submission, task: "Task", seed: int, launcher: Launcher
) -> tuple[Measured | None, bool]:
    """What there is to say of the model in a submission; whether it only lacked a processor, too.

    It is measured in a worker of its own, behind the walls, in which no submission is.
    """
    from labsupport.grading import measuring
    from labsupport.grading.student import Student

    model = submission.model
    if model is None:
        error = submission.model_error
        return (Measured(error, most=task.points) if error else None), False
    worker = Student(extract.Submission(measuring.NAME), MODEL_LIMITS, set(), launcher)

    def evaluate(model: Model, x: Any, k: int, seed: int) -> Any:
        arguments = measuring.arguments(model, x, k, seed)
        return worker._call({"operation": "log_likelihood"}, arguments, {})

    try:
        worker.begin(seed)
        return measuring.measure(model, task, seed, evaluate), False
    except GradingError as error:
        sentence = f"the model could not be measured: {error}"
        return Measured(sentence, most=task.points, sha256=model.sha256), worker._starved
    finally:
        worker.close()


def check_exercises(submission: extract.Submission, exercises: set[str]) -> None:
    """Raise InputError for a submission that has none of the exercises."""
    if not exercises & {*submission.names(), *submission.unread}:
        first = ", ".join(sorted(exercises)[:3])
        lab = f"; it is the notebook of the lab `{submission.lab}`" if submission.lab else ""
        notes = "".join(f"; {note}" for note in submission.notes[:3])
        raise InputError(
            f"{submission.name} has none of the exercises ({first}, ...) in it{lab}{notes}"
        )


def run_pytest(suite: Path, judge: Judge, options: list[str]) -> None:
    """Run pytest on one suite, free of the user's configuration."""
    folder = str(suite.parent)
    arguments = [str(suite), "--rootdir", folder, "--confcutdir", folder, "-c", os.devnull]
    arguments += ["--noconftest"]
    arguments += ["--import-mode=importlib", "--assert=plain", "--capture=sys", *options]
    for name in WITHOUT:
        arguments += ["-p", f"no:{name}"]
    kept = dict(os.environ)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    for name in ("PYTEST_ADDOPTS", "PYTEST_PLUGINS"):
        os.environ.pop(name, None)
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(StringIO()):
            warnings.simplefilter("ignore")
            code = pytest.main(arguments, plugins=[plugin, judge])
    finally:
        os.environ.clear()
        os.environ.update(kept)
        # pytest would take the suite from here, even if another file of its name is meant.
        for key in [k for k, m in sys.modules.items() if is_file_of(m, suite)]:
            del sys.modules[key]
    if judge.cannot_start is not None:
        raise judge.cannot_start
    if judge.broken is not None:
        raise judge.broken
    if code == pytest.ExitCode.INTERRUPTED and not judge.problems:
        raise KeyboardInterrupt
    if judge.problems or code in (pytest.ExitCode.INTERNAL_ERROR, pytest.ExitCode.USAGE_ERROR):
        reason = judge.problems[0] if judge.problems else "pytest stopped"
        raise SuiteError(f"the suite {suite} cannot be run: {reason}")


def is_file_of(module: Any, path: Path) -> bool:
    """Whether a module was loaded from that file."""
    return getattr(module, "__file__", None) == str(path)
