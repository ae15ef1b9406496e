"""The ledger of a grading: ``ledger.jsonl``, one line for each finished submission.

A line says what was graded (SHA-256 of its bytes), by what (SHA-256 of the suite and of all code
that judges), under which limits and protections, from which seed, when, and what each test found.
Lines are only ever added. Reports and tables are made from them; ``--resume`` goes on from them.
"""

import ast
import contextlib
import dataclasses
import errno
import functools
import hashlib
import importlib.metadata
import json
import os
import platform
import sysconfig
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING, Any

from labsupport import files
from labsupport.errors import InputError

if TYPE_CHECKING:
    from labsupport.grading.judge import Grade
    from labsupport.grading.model_file import Measured

NAME = "ledger.jsonl"
PREVIOUS = "ledger.previous.jsonl"  # where --overwrite puts the one that was there
Line = dict[str, Any]


# --- what was graded, and by what


def suite_hash(suite: Path) -> str:
    """SHA-256 of a suite, of the modules that it imports (no installed ones), and of the grader."""
    digest = hashlib.sha256(importlib.metadata.version("labsupport").encode())
    grader = sorted(Path(__file__).parent.rglob("*.py"))
    for path in [suite, *sorted(imported(suite, set())), *grader]:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def imported(path: Path, found: set[Path]) -> set[Path]:
    """The files of the modules that a file imports, directly or not; no installed packages."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            file = source_file(name)
            if file is not None and file not in found:
                found.add(file)
                imported(file, found)
    return found


def source_file(name: str) -> Path | None:
    """The file of a module that belongs to the course: not to Python or an installed package.

    Found without importing anything: looking for ``a.b`` by `importlib` would run ``a``.
    """
    first, *rest = name.split(".")
    own = first == "labsupport"
    # Its own package is where this file is: an editable installation is on no path.
    spec = PathFinder.find_spec(first, [str(Path(__file__).parents[2])] if own else None)
    if not own and spec is not None and is_installed(Path(spec.origin or "")):
        return None  # as most are; to ask all that is installed takes a while
    if not own and first in distributed():
        return None
    for part in rest:
        if spec is None or not spec.submodule_search_locations:
            return None  # an attribute of a module, not a module
        spec = PathFinder.find_spec(part, [*spec.submodule_search_locations])
    if spec is None or spec.origin is None or not spec.origin.endswith(".py"):
        return None
    file = Path(spec.origin)
    return None if not own and is_installed(file) else file


@functools.cache
def standard_library() -> tuple[Path, ...]:
    """The folders of Python's own modules."""
    found = [Path(sysconfig.get_path(kind)) for kind in ("stdlib", "platstdlib")]
    return (*found, *(path.resolve() for path in found))


@functools.cache
def distributed() -> frozenset[str]:
    """The packages that distributions say they installed, wherever they lie."""
    return frozenset(importlib.metadata.packages_distributions())


def is_installed(file: Path) -> bool:
    """Whether a file is of Python or of a package that somebody installed, wherever that lies."""
    return bool({"site-packages", "dist-packages"} & {*file.parts}) or any(
        file.is_relative_to(folder) for folder in standard_library()
    )


def derived(*parts: object) -> int:
    """63 bits that depend on all parts and tell nothing about them."""
    digest = hashlib.sha256("\0".join(map(str, parts)).encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1


def conditions(suite: Path, limits: Any, protection: Any) -> Line:
    """What all lines of one run have in common."""
    versions = {name: importlib.metadata.version(name) for name in ("torch", "labsupport")}
    return {
        "suite": suite.name,
        "suite_sha256": suite_hash(suite),
        "limits": dataclasses.asdict(limits),
        "protection": dataclasses.asdict(protection) | {"notice": protection.notice},
        "versions": {"python": platform.python_version(), **versions},
    }


# --- lines


def as_line(grade: "Grade", conditions: Line) -> Line:
    """What the ledger says of a grade."""
    values = dataclasses.asdict(grade)
    tests = values.pop("results")
    values.pop("starved")
    head = {
        "submission": values.pop("name"),
        "score": grade.score,
        "max_score": grade.max_score,
        "status": grade.status,
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    return {**head, **values, **conditions, "tests": tests}


def as_grade(line: Line) -> "Grade":
    """The grade that a line tells of; KeyError, TypeError or ValueError if it is no such line.

    The score is added up again from the tests, which are taken out of the line.
    """
    from labsupport.grading.judge import Grade, Result

    for name in ("submission", "folder", "sha256", "error", "suite_sha256"):
        if type(line[name]) is not str:
            raise TypeError(f"{name} is no text")
    if os.sep in line["folder"] or line["folder"] in ("", ".", ".."):
        raise ValueError("not a folder's name")
    if type(line["limits"]) is not dict:
        raise TypeError("no limits")
    tests = [
        Result(
            name=str(test["name"]),
            exercise=str(test["exercise"]),
            points=float(test["points"]),
            passed=test["passed"] is True,
            sentence=str(test["sentence"]),
            suite_error=str(test["suite_error"]),
            hidden=test["hidden"] is True,
        )
        for test in line.pop("tests")
    ]
    return Grade(
        name=line["submission"],
        folder=line["folder"],
        results=tests,
        seed=int(line["seed"]),
        error=line["error"],
        notes=[str(note) for note in line["notes"]],
        examples={str(name): str(text) for name, text in line.get("examples", {}).items()},
        pictures=dict(line.get("pictures", {})),
        remark=str(line.get("remark", "")),
        model=as_model(line.get("model")),
        seconds=float(line["seconds"]),
        sha256=line["sha256"],
        failed=line["failed"] is True,
        person=dict(line.get("person", {})),
    )


def as_model(values: Any) -> "Measured | None":
    """What a line tells of a model that was handed in; raises as `as_grade`."""
    from labsupport.grading.model_file import Measured

    if values is None:
        return None
    numbers = {name: float(values[name]) for name in ("points", "most", "error")}
    nats = None if values["nats"] is None else float(values["nats"])
    active, sha256 = int(values["active"]), str(values["sha256"])
    return Measured(str(values["sentence"]), nats=nats, active=active, sha256=sha256, **numbers)


# --- the file


class Ledger:
    """The ledger in one output folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / NAME

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other gradings out of the folder, where the system can."""
        try:
            import fcntl
        except ImportError:  # Windows
            yield
            return
        descriptor = os.open(self.folder, os.O_RDONLY)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise InputError(
                    f"another grading is writing to {self.folder}: wait for it, or name another "
                    "folder with --output"
                ) from None
            except OSError:
                pass  # a file system without locks
            yield
        finally:
            os.close(descriptor)

    def read(self) -> "tuple[list[tuple[Line, Grade]], int]":
        """All lines and their grades, first to last; and how many were damaged.

        Damaged lines, such as the last one if it was cut short, are left out of the file too: the
        next line would be added to half of another.
        """
        content = self.path.read_bytes() if self.path.is_file() else b""
        found: list[tuple[Line, Grade]] = []
        whole: list[bytes] = []
        for text in content.splitlines():
            with contextlib.suppress(ValueError, KeyError, TypeError, RecursionError):
                line = json.loads(text)
                found.append((line, as_grade(line)))
                whole.append(text + b"\n")
        if b"".join(whole) != content:
            files.write(self.path, b"".join(whole))
        return found, len(content.splitlines()) - len(whole)

    def add(self, grade: "Grade", conditions: Line) -> None:
        """Add the line of a finished submission: whole, or, on a full disk, not at all."""
        text = json.dumps(as_line(grade, conditions)).encode() + b"\n"
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
            with open(os.open(self.path, flags, 0o666), "ab", buffering=0) as file:
                end = file.seek(0, os.SEEK_END)
                try:
                    if file.write(text) < len(text):
                        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                    os.fsync(file.fileno())  # a power cut may follow
                except BaseException:
                    file.truncate(end)
                    raise
        except OSError as error:
            raise files.cannot_write(self.path, error) from error

    def put_away(self) -> None:
        """Start anew; the ledger that was there is kept beside it."""
        if self.path.is_file():
            os.replace(self.path, self.folder / PREVIOUS)
