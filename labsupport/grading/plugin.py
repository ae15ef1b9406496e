"""The pytest plugin of the graded suites.

It has the fixtures ``student`` and ``generator``, and the marks ``exercise``, ``points`` and
``hidden``.

    pytest -p labsupport.grading.plugin tests/graded/test_vae.py --student PATH [--in-process]

Without ``--student`` a suite judges ``solutions/<slug>.py`` in this process.
"""

import hashlib
import math
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import torch

# Makes the submission, where the grader runs a suite; None where pytest was started by hand.
MAKE = pytest.StashKey[Callable[[], Any]]()
EVIDENCE = pytest.StashKey[list[dict[str, Any]]]()  # what a test compared, see `checks.evidence`


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of the command line."""
    group = parser.getgroup("labsupport grading")
    group.addoption("--student", metavar="PATH", help="the submission: a notebook or a .py file")
    group.addoption(
        "--in-process", action="store_true", help="run it in this process: trusted code only"
    )
    group.addoption("--grading-seed", type=int, default=0, help="the inputs are drawn from this")


def pytest_configure(config: pytest.Config) -> None:
    """Announce the marks."""
    for mark in (
        "exercise(name, points=1): the exercise that a test judges, and the test's points",
        "points(number): the test's points, where `exercise` does not say them",
        "hidden: students see neither the test's name nor its sentence until they are published",
    ):
        config.addinivalue_line("markers", mark)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A mark that cannot be read stops the run: it would cost or give points."""
    for item in items:
        try:
            exercise_of(item)
        except (TypeError, ValueError) as error:
            raise pytest.UsageError(f"a mark of {item.name} cannot be read: {error}") from None


def exercise_of(item: pytest.Item) -> tuple[str, float]:
    """Name and points of the exercise that a test judges; an empty name if it judges none."""
    mark, worth = item.get_closest_marker("exercise"), item.get_closest_marker("points")
    if mark is None:
        if worth is not None:
            raise ValueError("it has points but no exercise")
        return "", 0.0

    def exercise(name: str, points: float | None = None) -> tuple[str, float | None]:
        return str(name), points

    def number(points: float) -> float:
        return float(points)

    name, points = exercise(*mark.args, **mark.kwargs)
    if worth is not None:
        if points is not None:
            raise ValueError("its points are said twice")
        points = number(*worth.args, **worth.kwargs)
    earned = 1.0 if points is None else number(points)
    if not name or not 0 <= earned < math.inf:
        raise ValueError("an exercise has a name, and points from 0 up")
    return name, earned


def is_hidden(item: pytest.Item) -> bool:
    """Whether students are told nothing of a test but its points."""
    return item.get_closest_marker("hidden") is not None


def derived_seed(*parts: object) -> int:
    """A seed that depends on all parts and tells nothing about them."""
    digest = hashlib.sha256("\0".join(map(str, parts)).encode()).digest()
    return int.from_bytes(digest[:7], "big")


@pytest.fixture(scope="session")
def submission(request: pytest.FixtureRequest) -> Iterator[Any]:
    """The submission of this run, as a `Student` or a `LocalStudent`."""
    config = request.config
    made = config.stash[MAKE]() if MAKE in config.stash else None
    if made is not None:
        yield _One(made)
        return
    path = config.getoption("--student")
    from labsupport.grading.local import LocalStudent

    if path is None or config.getoption("--in-process"):
        yield _Locals(LocalStudent, path, config.rootpath)
        return
    from labsupport.grading.student import Limits, Student

    student = Student(Path(path), Limits())
    yield _One(student)
    student.close()


class _One:
    """One submission for every suite."""

    def __init__(self, student: Any) -> None:
        self.student = student

    def of(self, suite: Path) -> Any:
        return self.student


class _Locals:
    """A submission in this process; by default, the solution of each suite's topic."""

    def __init__(self, make: Any, path: str | None, root: Path) -> None:
        self.make, self.path, self.root = make, path, root
        self.made: dict[str, Any] = {}

    def of(self, suite: Path) -> Any:
        path = self.path or str(self.root / "solutions" / suite.name.removeprefix("test_"))
        if path not in self.made:
            self.made[path] = self.make(path)
        return self.made[path]


@pytest.fixture
def student(request: pytest.FixtureRequest, submission: Any) -> Any:
    """The submission, ready for this test."""
    current = submission.of(Path(request.node.path))
    begin(current, request.config.getoption("--grading-seed"), request.node)
    return current


def begin(student: Any, seed: int, item: pytest.Item) -> None:
    """Start a test, with random numbers that depend on nothing but the seed and its name."""
    import torch

    # The CPU's alone: `torch.manual_seed` takes a millisecond for devices that are not there.
    torch.default_generator.manual_seed(derived_seed(seed, item.name, "suite"))
    student.begin(derived_seed(seed, item.name, "student"), exercise_of(item)[0])


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Let a test compare no empty tensors, and repeat it once if it only lacked a processor."""
    if "student" not in pyfuncitem.funcargs:
        return (yield)
    from labsupport.checks import evidence
    from labsupport.grading import empty

    with empty.refused(pyfuncitem.module), evidence.first() as pyfuncitem.stash[EVIDENCE]:
        return (yield from twice_if_starved(pyfuncitem))


def twice_if_starved(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Repeat a test once if a call in it ran out of wall time only because others were running."""
    try:
        return (yield)
    except (Exception, pytest.fail.Exception):
        current = pyfuncitem.funcargs.get("student")
        if not getattr(current, "_starved", False):
            raise
    seed, name = pyfuncitem.config.getoption("--grading-seed"), pyfuncitem.name
    arguments: dict[str, Any] = {
        name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames
    }
    if "generator" in arguments:
        arguments["generator"].manual_seed(derived_seed(seed, name, "inputs"))
    begin(current, seed, pyfuncitem)
    pyfuncitem.obj(**arguments)
    return True


@pytest.fixture
def generator(request: pytest.FixtureRequest) -> "torch.Generator":
    """Random numbers of this test in this grading, for drawing inputs."""
    import torch

    seed = request.config.getoption("--grading-seed")
    return torch.Generator().manual_seed(derived_seed(seed, request.node.name, "inputs"))
