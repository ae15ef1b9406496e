"""Finds the submissions in what a teacher gives: files, folders, or zip archives.

Nothing of an archive is unpacked under a name of its own: each member that counts is copied, up to
a limit, to a numbered file, so that neither ``..`` nor links nor sizes in it can do harm. Nobody is
lost: what looks like a submission and cannot be graded is found with the reason, which makes it a
line with 0 points, and other files that are passed over are named on stderr.
"""

import os
import re
import stat
import sys
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from labsupport.errors import InputError
from labsupport.grading.extract import MAX_BYTES, kind_of, printable

SKIPPED = {"__pycache__", "__MACOSX"}  # and everything that starts with a dot
IGNORED = {"thumbs.db", "desktop.ini", "index.html", "grades.csv"}  # not named either
ARCHIVES = (".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar")
# What a student hands in by mistake; another file, data for example, is no attempt at the lab.
MISTAKES: tuple[str, ...] = (".pdf", ".doc", ".docx", ".odt", ".rtf", ".html", ".htm", ".gdoc")
MISTAKES += (".url", ".webloc", ".lnk", *ARCHIVES)
MAX_MEMBERS = 20_000
MAX_ARCHIVE_BYTES = 4 * 2**30
# What the grader itself writes beside the folders of the reports.
OWN_FILES = ("ledger.jsonl", "ledger.previous.jsonl", "grades.csv", "index.html")
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.I)
MOODLE = re.compile(r"^(.+?)_\d+_assignsubmission_(?:file|onlinetext)_?")
CANVAS = re.compile(r"^([^_/]+)_(LATE_)?\d{2,}_\d{2,}_")


@dataclass
class Given:
    """One submission: what reports call it, its folder among the results, where it lies."""

    name: str
    folder: str
    path: Path
    error: str = ""  # why it cannot be read, if that is known already


def collect(paths: list[Path], scratch: Path) -> list[Given]:
    """All submissions in the paths, in order; archives are copied into ``scratch``.

    Raises:
        InputError: one of the paths is nothing that can hold submissions.
    """
    search = Search(scratch)
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
            raise InputError(f"{path} does not exist")
        elif not path.is_file():
            raise InputError(f"{path} is neither a file nor a folder")
        elif path.suffix.lower() == ".zip":
            problem = search.archive(path, "", 1)
            if problem:
                raise InputError(problem)
        elif kind_of(path.name):
            search.add(path.name, path)
        elif path.suffix.lower() in ARCHIVES:
            raise InputError(f"{name} is an archive that is not read; unpack it, or make it a zip")
        else:
            raise InputError(f"{name} is no notebook (.ipynb), Python file, folder or zip")
        if len(search.found) == before and not search.again:
            raise InputError(f"there is no notebook (.ipynb) or Python file (.py) in {path}")
    search.give_names()
    if search.passed:
        names = ", ".join(search.passed[:10]) + (", ..." if len(search.passed) > 10 else "")
        print(f"labsupport: passed over, no submissions: {names}", file=sys.stderr)
    return search.found


class Search:
    """What was found so far."""

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self.found: list[Given] = []
        self.passed: list[str] = []
        self.paths: set[Path] = set()  # a file that is given twice is graded once
        self.again = False
        self.copies = 0
        self.bytes = 0

    def add(self, name: str, path: Path, error: str = "") -> None:
        """Keep a submission; ``name`` is its path as it was given."""
        real = path if path.is_symlink() else path.resolve()
        self.again = not error and real in self.paths
        if not self.again:
            self.paths.add(real)
            self.found.append(Given(name, "", path, error and f"{printable(name)} {error}"))

    def folder(self, root: Path) -> None:
        """The submissions in a folder and the folders in it; links are not followed."""
        errors: list[OSError] = []
        for folder, inner, files in os.walk(root, onerror=errors.append):
            inner[:] = sorted(name for name in inner if counts(name))
            here = Path(folder)
            for name in inner:
                if (here / name).is_symlink():
                    self.passed.append(printable(str((here / name).relative_to(root))))
            for name in sorted(files):
                if counts(name):
                    self.file(here / name, str((here / name).relative_to(root)))
        for error in errors:
            path = Path(error.filename)
            self.add(str(path.relative_to(root)), path, f"cannot be opened: {error.strerror}")

    def file(self, path: Path, name: str) -> None:
        """One file of a folder."""
        mode = path.lstat().st_mode
        likely = kind_of(name) or Path(name).suffix.lower() in (".zip", *MISTAKES)
        if stat.S_ISLNK(mode) or not stat.S_ISREG(mode):
            kind = "a link" if stat.S_ISLNK(mode) else "a pipe, a socket or a device"
            if likely:
                self.add(name, path, f"is {kind}, not a file; hand in the file itself")
            else:
                self.passed.append(printable(name))
        elif Path(name).suffix.lower() == ".zip":
            problem = self.archive(path, name, 1)
            if problem:
                self.add(name, path, problem)
        else:
            self.member(name, path)

    def member(self, name: str, path: Path) -> bool:
        """Keep a file by its name; whether it can be graded."""
        suffix = PurePosixPath(name).suffix.lower()
        if kind_of(name):
            self.add(name, path)
            return True
        if PurePosixPath(name).name.lower() in IGNORED:
            return False
        if suffix in MISTAKES:
            self.add(name, path, "is no notebook (.ipynb) or Python file (.py)")
        else:
            self.passed.append(printable(name))
        return False

    def archive(self, path: Path, name: str, depth: int) -> str:
        """The submissions in a zip archive; why it cannot be read, or an empty text.

        One inside of it is opened too, but not one inside of that.
        """
        say = "" if name else f"{printable(path.name)} "  # else `add` puts the name in front
        prefix = f"{re.sub(r'[.]zip$', '', name, flags=re.I)}/" if name else ""
        before = len(self.found)
        try:
            with zipfile.ZipFile(path) as archive:
                members = archive.infolist()
                if len(members) > MAX_MEMBERS:
                    return f"{say}has {len(members):,} files, more than {MAX_MEMBERS:,}"
                for member in sorted(members, key=lambda m: m.filename):
                    self.zipped(archive, member, prefix, depth)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
            return f"{say}is not a zip archive, or is damaged"
        if name and len(self.found) == before:
            return "has no notebook (.ipynb) or Python file (.py) in it"
        return ""

    def zipped(
        self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, prefix: str, depth: int
    ) -> None:
        """One member of an archive."""
        inner = PurePosixPath(member.filename.replace("\\", "/"))
        parts = [part for part in inner.parts if part not in ("..", "/")]
        if member.is_dir() or not parts or not all(counts(part) for part in parts):
            return
        name = prefix + "/".join(parts)
        is_zip = inner.suffix.lower() == ".zip"
        if not kind_of(name) and not is_zip:
            self.member(name, self.scratch / "none")
            return
        self.copies += 1
        path = self.scratch / f"{self.copies}{kind_of(name) or '.zip'}"
        mode = stat.S_IFMT(member.external_attr >> 16)
        error = ""
        if len(parts) < len(inner.parts) or re.match(r"[A-Za-z]:", parts[0]):
            error = "has a path that leads out of the archive"
        elif mode not in (0, stat.S_IFREG):
            error = "is a link or a device, not a file; hand in the file itself"
        elif is_zip and depth == 0:
            error = "is an archive in an archive in an archive; unpack it"
        elif self.bytes > MAX_ARCHIVE_BYTES:
            error = f"was not unpacked: all files together have over {MAX_ARCHIVE_BYTES:,} bytes"
        else:
            error = self.copy(archive, member, path)
        if is_zip and not error:
            error = self.archive(path, name, depth - 1)
            if not error:
                return
        self.add(name, path, error)

    def copy(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> str:
        """Copy one member; why that is not possible, or an empty text."""
        limit = MAX_BYTES if path.suffix != ".zip" else 10 * MAX_BYTES
        try:
            with archive.open(member) as source:
                data = source.read(limit + 1)
        except (RuntimeError, OSError, EOFError, ValueError, zipfile.BadZipFile, zlib.error):
            return "cannot be unpacked: it is encrypted or damaged"
        self.bytes += len(data)
        path.write_bytes(data)
        return ""

    def give_names(self) -> None:
        """Give each a name that people can read and a folder of its own."""
        readable = [readable_name(given.name) for given in self.found]
        taken: dict[str, int] = {}
        for name in readable:
            taken[name] = taken.get(name, 0) + 1
        folders = dict.fromkeys(OWN_FILES, 1)
        for given, name in zip(self.found, readable, strict=True):
            given.name = printable(name if taken[name] == 1 else given.name)
            given.folder = unused(folder_name(given.name), folders)


def readable_name(name: str) -> str:
    """A submission's name without what Moodle and Canvas put into it."""
    first, slash, rest = name.partition("/")
    late = CANVAS.match(first)
    if late:
        marked = f"{late[1]} (late)" if late[2] else late[1]
        return f"{marked}/{first[late.end() :]}{slash}{rest}"
    moodle = MOODLE.match(first)
    if moodle:
        return f"{moodle[1]}/{first[moodle.end() :]}{slash}{rest}".replace("//", "/")
    return name


def counts(name: str) -> bool:
    """Whether a file or folder of that name may be or hold a submission."""
    return not name.startswith(".") and name not in SKIPPED


def folder_name(name: str) -> str:
    """A folder's name that is safe everywhere, from a submission's."""
    stem = re.sub(r"\.(ipynb|py)$", "", name, flags=re.I)
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", stem).strip("-.")[:80].rstrip("-.")
    return f"{safe}-" if RESERVED.match(safe) else safe or "submission"


def unused(name: str, taken: dict[str, int]) -> str:
    """``name``, or with a number where it is taken (also where case makes no difference)."""
    candidate, key = name, name.lower()
    while candidate.lower() in taken:
        taken[key] += 1
        candidate = f"{name}-{taken[key]}"
    taken[candidate.lower()] = 1
    return candidate
