"""Finds the submissions in what a teacher gives: files, folders, or a zip archive.

Nothing of an archive is unpacked under a name of its own: each member that counts is copied, up to
a limit, to a numbered file, so that neither ``..`` nor links nor sizes in it can do harm.
"""

import os
import re
import stat
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from labsupport.errors import InputError
from labsupport.grading.extract import MAX_BYTES, printable

SUFFIXES = (".ipynb", ".py")
SKIPPED = {"__pycache__", "__MACOSX"}  # and everything that starts with a dot
MAX_MEMBERS = 20_000
MAX_ARCHIVE_BYTES = 2 * 2**30


@dataclass
class Given:
    """One submission: what reports call it, its folder among the results, where it lies."""

    name: str
    folder: str
    path: Path
    error: str = ""  # why it cannot be read, if that is known already


def collect(paths: list[Path], scratch: Path) -> list[Given]:
    """All submissions in the paths, in order; archives are copied into ``scratch``."""
    found: list[Given] = []
    for path in paths:
        if path.is_dir():
            found += in_folder(path)
        elif not path.is_file():
            raise InputError(f"{path} does not exist")
        elif path.suffix.lower() == ".zip":
            found += in_archive(path, scratch)
        elif path.suffix in SUFFIXES:
            found.append(Given(printable(path.name), "", path))
        else:
            raise InputError(f"{path.name} is no notebook (.ipynb), Python file, folder or zip")
        if not found:
            raise InputError(f"there is no notebook (.ipynb) or Python file (.py) in {path}")
    taken: set[str] = set()
    for given in found:
        given.folder = unused(folder_name(given.name), taken)
    return found


def in_folder(root: Path) -> list[Given]:
    """The submissions in a folder and the folders in it; links are not followed."""
    found = []
    for folder, inner, files in os.walk(root):
        inner[:] = sorted(name for name in inner if counts(name))
        for name in sorted(files):
            path = Path(folder, name)
            if counts(name) and path.suffix in SUFFIXES and not path.is_symlink():
                found.append(Given(printable(str(path.relative_to(root))), "", path))
    return found


def in_archive(path: Path, scratch: Path) -> list[Given]:
    """The submissions in a zip archive."""
    found: list[Given] = []
    total = 0
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS:
                raise InputError(
                    f"{path.name} has {len(members):,} files, more than {MAX_MEMBERS:,}"
                )
            for member in sorted(members, key=lambda m: m.filename):
                name = PurePosixPath(member.filename.replace("\\", "/"))
                mode = member.external_attr >> 16
                regular = not mode or stat.S_IFMT(mode) in (0, stat.S_IFREG)
                inside = not name.is_absolute() and all(counts(part) for part in name.parts)
                if member.is_dir() or not regular or not inside or name.suffix not in SUFFIXES:
                    continue
                given = Given(
                    printable(str(name)), "", scratch / f"{path.stem}-{len(found)}{name.suffix}"
                )
                total += copy_member(archive, member, given)
                found.append(given)
                if total > MAX_ARCHIVE_BYTES:
                    raise InputError(f"{path.name} unpacks to more than {MAX_ARCHIVE_BYTES} bytes")
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise InputError(f"{path.name} is not a zip archive, or is damaged") from None
    return found


def copy_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, given: Given) -> int:
    """Copy one member; the number of bytes that were unpacked for it."""
    try:
        with archive.open(member) as source:
            data = source.read(MAX_BYTES + 1)
    except (RuntimeError, NotImplementedError, OSError, zipfile.BadZipFile, zlib.error):
        given.error = f"{given.name} cannot be unpacked: it is encrypted or damaged"
        return 0
    given.path.write_bytes(data)
    return len(data)


def counts(name: str) -> bool:
    """Whether a file or folder of that name may be or hold a submission."""
    return not name.startswith(".") and name not in SKIPPED


def folder_name(name: str) -> str:
    """A folder's name that is safe everywhere, from a submission's."""
    stem = re.sub(r"\.(ipynb|py)$", "", name)
    return re.sub(r"[^A-Za-z0-9._-]+", "-", stem).strip("-.")[:80] or "submission"


def unused(name: str, taken: set[str]) -> str:
    """``name``, or with a number where it is taken (also where case makes no difference)."""
    number, candidate = 1, name
    while candidate.lower() in taken:
        number += 1
        candidate = f"{name}-{number}"
    taken.add(candidate.lower())
    return candidate
