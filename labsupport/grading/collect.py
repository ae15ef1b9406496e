"""Finds the submissions in what a teacher gives, and reads each once: files, folders, zip archives.

From here on a submission is what was read of it; nothing later opens its file again, so what is
graded is what was hashed. Nobody is lost: what looks like a submission and cannot be graded is
found with the reason, which makes it a line with 0 points, and other files that are passed over are
named on stderr.
"""

import hashlib
import os
import stat
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from labsupport.errors import InputError
from labsupport.grading import archives, extract, names
from labsupport.grading.names import counts, is_about, kind_of, printable

if TYPE_CHECKING:
    from labsupport.teaching.people import Person

IGNORED = {"thumbs.db", "desktop.ini", "index.html", "grades.csv"}  # not named either
ARCHIVES = (".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar")
# What a student hands in by mistake; another file, data for example, is no attempt at the lab.
MISTAKES: tuple[str, ...] = (".pdf", ".doc", ".docx", ".odt", ".rtf", ".html", ".htm", ".gdoc")
MISTAKES += (".url", ".webloc", ".lnk", *ARCHIVES)
MAX_DEPTH = 40  # of folders in folders
MAX_FILES = 20_000  # that are looked at in one clone
OF_A_CLONE = 50  # files of one clone that are read
OWN_SECONDS = 60  # for reading what is in one person's archive


@dataclass
class Given:
    """One submission: what reports call it, its folder among the results, and what was read."""

    name: str
    folder: str = ""
    path: str = ""  # where it was found, as the system that it comes from wrote it
    person: "Person | None" = None  # see `labsupport.teaching.people`
    sha256: str = ""  # of its bytes
    submission: extract.Submission | None = None
    error: str = ""  # why nothing of it can be graded, if that is known already
    own: str = ""  # the name of the one person's archive that it came in
    share: float = 1.0  # of the time for one person


def collect(paths: list[Path]) -> list[Given]:
    """All submissions in the paths, in order, each read once.

    Raises:
        InputError: one of the paths is nothing that can hold submissions.
    """
    return searched(paths).found


def searched(paths: list[Path]) -> "Search":
    """As `collect`, with all that was found beside the submissions."""
    search = Search()
    known: set[Path] = set()
    for path in paths:
        before = len(search.found)
        if path.resolve() in known:
            continue
        known.add(path.resolve())
        name = printable(path.name)
        if path.is_dir():
            search.folder(path)
        elif not path.exists():
            raise InputError(f"{shown(path)} does not exist")
        elif not path.is_file():
            raise InputError(f"{shown(path)} is neither a file nor a folder")
        elif path.suffix.lower() == ".zip":
            problem = search.archive(extract.opened(path), "", "")
            if problem:
                raise InputError(f"{name} {problem}")
        elif kind_of(path.name):
            search.file(path, path.name, extract.opened(path))
        elif path.suffix.lower() in ARCHIVES:
            raise InputError(f"{name} is an archive that is not read; unpack it, or make it a zip")
        else:
            raise InputError(f"{name} is no notebook (.ipynb), Python file, folder or zip")
        if len(search.found) == before and not search.again:
            raise InputError(f"there is no notebook (.ipynb) or Python file (.py) in {shown(path)}")
    search.give_names()
    if search.passed:
        listed = ", ".join(search.passed[:10]) + (", ..." if len(search.passed) > 10 else "")
        print(f"labsupport: passed over, no submissions: {listed}", file=sys.stderr)
    return search


def shown(path: Path) -> str:
    """A path that was given, as it can be printed."""
    return names.without_controls(str(path))


class Search:
    """What was found so far.

    ``about`` holds what systems write beside submissions, ``folders`` the outermost folders, and
    ``clones`` those that are clones of git repositories, with their names.
    """

    def __init__(self) -> None:
        self.about: dict[str, bytes] = {}
        self.folders: list[str] = []
        self.clones: dict[str, str] = {}
        self.found: list[Given] = []
        self.passed: list[str] = []
        self.paths: set[Path] = set()  # a file that is given twice is graded once
        self.again = False
        self.reading: defaultdict[str, float] = defaultdict(float)  # seconds, of an archive

    def problem(self, name: str, error: str, own: str = "") -> None:
        """Keep a submission that cannot be graded; ``name`` is its path as it was given."""
        digest = hashlib.sha256(b"").hexdigest()
        error = f"{printable(name)} {error}"
        self.found.append(Given(name, path=name, sha256=digest, error=error, own=own))

    def read(self, name: str, data: bytes, own: str = "") -> None:
        """Keep a submission with these bytes."""
        given = Given(name, path=name, sha256=hashlib.sha256(data).hexdigest(), own=own)
        self.found.append(given)
        if self.reading[own] > OWN_SECONDS:
            given.error = (
                f"{printable(name)} was left out: reading the files before it in the same archive "
                f"took more than {OWN_SECONDS:g} seconds"
            )
            return
        begin = time.monotonic()
        try:
            given.submission = extract.parsed(PurePosixPath(name).name, data)
        except InputError as error:
            given.error = str(error)
        if own:
            self.reading[own] += time.monotonic() - begin

    def folder(self, root: Path) -> None:
        """The submissions in a folder and the folders in it; links are not followed."""
        waiting: list[tuple[str, ...]] = [()]
        while waiting:
            parts = waiting.pop()
            here = "/".join(parts) or root.name
            try:
                if len(parts) > MAX_DEPTH:
                    raise OSError(0, f"it lies {MAX_DEPTH} folders deep")
                entries = listing(root, parts)
            except OSError as error:
                self.problem(here, f"cannot be opened: {error.strerror}")
                continue
            inner = []
            if any(name == ".git" for name, _ in entries):
                self.clone(root, parts)
                continue
            for name, mode in entries:
                if counts(name) and stat.S_ISDIR(mode):
                    inner.append((*parts, name))
                    self.folders += [name] if not parts else []
                elif counts(name):
                    self.entry(root, (*parts, name), mode)
            waiting += reversed(inner)

    def clone(self, root: Path, top: tuple[str, ...]) -> None:
        """A clone of a repository: its notebooks, or its Python files where it has none.

        A lab's repository holds a package, too, no file of which is a submission.
        """
        self.clones["/".join(top)] = top[-1] if top else root.resolve().name
        files: list[tuple[tuple[str, ...], int]] = []
        waiting = [top]
        while waiting and len(files) < MAX_FILES:
            parts = waiting.pop()
            try:
                entries = listing(root, parts) if len(parts) <= MAX_DEPTH else []
            except OSError:
                continue
            for name, mode in entries:
                if counts(name) and stat.S_ISDIR(mode):
                    waiting.append((*parts, name))
                elif kind_of(name):
                    files.append(((*parts, name), mode))
        notebooks = [file for file in files if kind_of(file[0][-1]) == ".ipynb"]
        for parts, mode in sorted(notebooks or files)[:OF_A_CLONE]:
            self.entry(root, parts, mode)

    def entry(self, root: Path, parts: tuple[str, ...], mode: int) -> None:
        """One file of a folder, or what looks like one."""
        name = "/".join(parts)
        suffix = PurePosixPath(name).suffix.lower()
        if not stat.S_ISREG(mode):
            kind = "a link" if stat.S_ISLNK(mode) else "a pipe, a socket or a device"
            if kind_of(name) or suffix in (".zip", *MISTAKES):
                self.problem(name, f"is {kind}, not a file; hand in the file itself")
            else:
                self.passed.append(printable(name))
        elif not kind_of(name) and suffix != ".zip" and not is_about(name):
            self.other(name)
        else:
            try:
                descriptor = opened_below(root, parts, getattr(os, "O_NONBLOCK", 0))
            except OSError as error:
                self.problem(name, f"cannot be opened: {error.strerror}")
                return
            if is_about(name):
                with open(descriptor, "rb") as file:
                    self.about[name] = file.read(archives.MAX_BYTES)
            elif suffix == ".zip":
                problem = self.archive(descriptor, name, name)
                if problem:
                    self.problem(name, problem)
            else:
                self.file(root.joinpath(*parts), name, descriptor)

    def file(self, path: Path, name: str, descriptor: int) -> None:
        """A notebook or Python file, open as this descriptor, which is closed."""
        real = path if path.is_symlink() else path.resolve()
        self.again = real in self.paths
        self.paths.add(real)
        with open(descriptor, "rb") as file:
            if self.again:
                return
            try:
                data = extract.bytes_of(file, printable(path.name))
            except InputError as error:
                self.problem(name, "")
                self.found[-1].error = str(error)
                return
        self.read(name, data)

    def other(self, name: str, own: str = "") -> None:
        """A file that cannot be graded, whatever is in it."""
        if PurePosixPath(name).name.lower() in IGNORED:
            return
        if PurePosixPath(name).suffix.lower() in MISTAKES:
            self.problem(name, "is no notebook (.ipynb) or Python file (.py)", own)
        else:
            self.passed.append(printable(name))

    def archive(self, descriptor: int, name: str, own: str) -> str:
        """What is in a zip archive, open as this descriptor, which is closed.

        Returns why it cannot be opened, or an empty text. ``own``: see `archives.opened`.
        """
        before = len(self.found)
        prefix = f"{name[: -len('.zip')]}/" if name else ""
        try:
            for member in archives.opened(descriptor, own):
                if member.name.endswith("/"):
                    self.folders.append(member.name[:-1])
                elif is_about(member.name):
                    if not member.own:  # a person's own file tells nothing about people
                        self.about[prefix + member.name] = member.data
                elif member.error:
                    self.problem(prefix + member.name, member.error, member.own)
                elif kind_of(member.name):
                    self.read(prefix + member.name, member.data, member.own)
                else:
                    self.other(prefix + member.name, member.own)
        except archives.DamagedError as error:
            return str(error)
        finally:
            os.close(descriptor)
        if name and len(self.found) == before:
            return "has no notebook (.ipynb) or Python file (.py) in it"
        return ""

    def give_names(self) -> None:
        """Give each a name that people can read, a folder of its own, and its share of time."""
        files = Counter(given.own for given in self.found)
        shown = names.distinct([given.name for given in self.found])
        folders: dict[str, int] = {}
        for given, name in zip(self.found, shown, strict=True):
            given.name = name
            given.folder = names.unused(names.folder_name(name), folders)
            given.share = 1 / files[given.own] if given.own else 1.0


def opened_below(root: Path, parts: tuple[str, ...], flags: int) -> int:
    """Open what lies below a folder, as a descriptor; no link on the way is followed."""
    if os.open not in os.supports_dir_fd:  # Windows
        return os.open(root.joinpath(*parts), os.O_RDONLY | getattr(os, "O_BINARY", 0))
    descriptor = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    for number, part in enumerate(parts):
        here = descriptor
        more = flags if number + 1 == len(parts) else os.O_DIRECTORY
        try:
            descriptor = os.open(part, os.O_RDONLY | os.O_NOFOLLOW | more, dir_fd=here)
        finally:
            os.close(here)
    return descriptor


def listing(root: Path, parts: tuple[str, ...]) -> list[tuple[str, int]]:
    """Name and mode of what is in a folder below another, sorted; no link is followed."""
    if os.scandir not in os.supports_fd:  # Windows
        with os.scandir(root.joinpath(*parts)) as entries:
            found = [(entry.name, entry.stat(follow_symlinks=False).st_mode) for entry in entries]
        return sorted(found)
    descriptor = opened_below(root, parts, os.O_DIRECTORY)
    try:
        with os.scandir(descriptor) as entries:
            found = [(entry.name, entry.stat(follow_symlinks=False).st_mode) for entry in entries]
    finally:
        os.close(descriptor)
    return sorted(found)
