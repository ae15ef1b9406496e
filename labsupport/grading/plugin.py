"""The pytest plugin of the graded suites: ``student``, ``generator`` and the mark ``exercise``.

    pytest -p labsupport.grading.plugin tests/graded/test_vae.py --student PATH [--in-process]

Without ``--student`` a suite judges ``solutions/<slug>.py`` in this process.
"""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import torch

# Makes the submission, where the grader runs a suite; None where pytest was started by hand.
MAKE = pytest.StashKey[Callable[[], Any]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of the command line."""
    group = parser.getgroup("labsupport grading")
    group.addoption("--student", metavar="PATH", help="the submission: a notebook or a .py file")
    group.addoption(
        "--in-process", action="store_true", help="run it in this process: trusted code only"
    )
    group.addoption("--grading-seed", type=int, default=0, help="the inputs are drawn from this")


def pytest_configure(config: pytest.Config) -> None:
    """Announce the mark."""
    config.addinivalue_line(
        "markers", "exercise(name, points): the exercise that a test judges, and its points"
    )


def exercise_of(item: pytest.Item) -> tuple[str, float]:
    """Name and points of the exercise that a test judges."""
    mark = item.get_closest_marker("exercise")
    if mark is None:
        return "", 0.0

    def arguments(name: str, points: float = 1) -> tuple[str, float]:
        return name, float(points)

    return arguments(*mark.args, **mark.kwargs)


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
    import torch

    seed = request.config.getoption("--grading-seed")
    name = request.node.name
    current = submission.of(Path(request.node.path))
    torch.manual_seed(derived_seed(seed, name, "suite"))
    current.begin(derived_seed(seed, name, "student"), exercise_of(request.node)[0])
    return current


@pytest.fixture
def generator(request: pytest.FixtureRequest) -> "torch.Generator":
    """Random numbers of this test in this grading, for drawing inputs."""
    import torch

    seed = request.config.getoption("--grading-seed")
    return torch.Generator().manual_seed(derived_seed(seed, request.node.name, "inputs"))
