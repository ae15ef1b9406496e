"""Opens zip archives in a process behind walls (`walled`); what is in them comes through its pipe.

No name in an archive becomes a path: neither ``..`` nor links nor sizes in it can do harm. A member
that breaks a limit or ends the process costs itself, and a new process goes on behind it.
"""

import io
import os
import re
import stat
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from labsupport.grading import walled
from labsupport.grading.names import counts, is_about, kind_of

MAX_BYTES = 20 * 2**20  # of one submission
MAX_MEMBERS = 20_000
MAX_TOTAL = 4 * 2**30  # bytes that are unpacked of an archive of many people
OWN_FILES = 20  # notebooks and Python files of one person's archive
OWN_BYTES = 10 * MAX_BYTES
MAX_DEATHS = 20  # of the process, in one archive
OWN_DEATHS = 2  # in one person's, all of which has the time of one file
DAMAGED = "is not a zip archive, or is damaged"


@dataclass
class Member:
    """One file of an archive: its name there, and what it holds or why nothing is known of that."""

    name: str
    error: str = ""
    own: str = ""  # the name of the one person's archive that it lies in
    data: bytes = b""


class DamagedError(Exception):
    """The archive cannot be opened; the text says why, behind its name."""


def opened(source: int, own: str) -> Iterator[Member]:
    """What is in the archive that is open as this descriptor.

    Args:
        source: of a regular file, open for reading.
        own: the archive's name if it is one person's, whose quota is smaller; else empty.

    Raises:
        DamagedError: it is no archive that can be opened.
    """
    if not hasattr(os, "fork"):  # Windows: only archives that one trusts
        with os.fdopen(os.dup(source), "rb") as file:
            yield from members(file, "", own, 1)
        return
    begin, total, waited = 0, 0, 0.0
    deaths = OWN_DEATHS if own else MAX_DEATHS
    for _ in range(deaths):
        last, label = begin - 1, ""
        process = walled.Walled("archives", given=[own, begin], source=source)
        try:
            while True:
                asked = time.monotonic()
                head, data = process.receive(waited if own else 0.0)
                waited += time.monotonic() - asked
                if "end" in head:
                    return
                if "damaged" in head:
                    raise DamagedError(str(head["damaged"]))
                if "at" in head:
                    last, label = int(head["at"]), str(head["name"])
                    continue
                total += len(data)
                if len(data) > MAX_BYTES or total > MAX_TOTAL + MAX_BYTES:
                    raise EOFError
                yield Member(str(head["name"]), str(head["error"]), str(head["own"]), data)
        except (OSError, EOFError, ValueError, LookupError, TypeError, OverflowError):
            waited += time.monotonic() - asked
            if last < begin:
                raise DamagedError(DAMAGED) from None
            yield Member(label, "cannot be unpacked: it is damaged, or was made to do harm")
            begin = last + 1
        finally:
            process.close()
    yield Member("the rest", f"was left out: {deaths} files before it could not be unpacked", own)


# --- inside of the process


def main() -> None:
    """Send what is in the archive that is the standard input."""
    own, begin = walled.given()
    walled.lock()
    walled.limit()
    out = sys.stdout.buffer

    def at(number: int, name: str) -> None:
        walled.send(out, {"at": number, "name": name})
        if not own:
            walled.limit()  # for each person anew

    try:
        for member in members(sys.stdin.buffer, "", own, 1, begin, at):
            head = asdict(member)
            walled.send(out, head | {"data": None}, head["data"])
    except DamagedError as error:
        walled.send(out, {"damaged": str(error)})
    walled.send(out, {"end": True})


def members(
    file: BinaryIO,
    prefix: str,
    own: str,
    depth: int,
    begin: int = 0,
    at: Any = lambda number, name: None,
) -> Iterator[Member]:
    """All that counts in an archive, from the member with number ``begin`` on.

    An archive in it is opened too, but not one inside of that.
    """
    try:
        archive = zipfile.ZipFile(file)
        infos = sorted(archive.infolist(), key=lambda info: info.filename)
    except Exception:  # zipfile and what it uses raise a different one for each way to be broken
        raise DamagedError(DAMAGED) from None
    if len(infos) > MAX_MEMBERS:
        raise DamagedError(f"has {len(infos):,} files, more than {MAX_MEMBERS:,}")
    files, size, left_out = 0, 0, 0
    most, most_bytes = (OWN_FILES, OWN_BYTES) if own else (MAX_MEMBERS, MAX_TOTAL)
    for number, info in enumerate(infos[begin:], begin):
        inner = PurePosixPath(info.filename.replace("\\", "/"))
        parts = [part for part in inner.parts if part not in ("..", "/")]
        if not info.filename or not parts or not all(counts(part) for part in parts):
            continue
        name = prefix + "/".join(parts)
        if info.is_dir():
            if not prefix and len(parts) == 1:  # may be somebody who handed in nothing
                yield Member(f"{name}/", own=own)
            continue
        at(number, name)
        is_zip = inner.suffix.lower() == ".zip"
        if not (kind_of(name) or is_zip or is_about(name)):
            yield Member(name, own=own)
            continue
        if files >= most or size > most_bytes:
            left_out += 1
            continue
        error, data = refused(info, parts, inner), b""
        if is_zip and depth == 0:
            error = error or "is an archive in an archive in an archive; unpack it"
        if not error:
            error, data = content(archive, info, OWN_BYTES if is_zip else MAX_BYTES)
        files, size = files + 1, size + len(data)
        if is_zip and not error:
            try:
                yield from of_one_person(data, name, own, depth)
                continue
            except DamagedError as damaged:
                error, data = str(damaged), b""
        yield Member(name, error, own, data)
    if left_out:
        yield Member(
            f"{prefix}the rest",
            f"was left out: {left_out:,} files more than {most} files or "
            f"{most_bytes // 2**20} MiB, which are read of one archive",
            own,
        )


def of_one_person(data: bytes, name: str, own: str, depth: int) -> Iterator[Member]:
    """What is in an archive in an archive."""
    inside = members(io.BytesIO(data), f"{name[:-4]}/", own or name, depth - 1)
    found = False
    for member in inside:
        found |= bool(kind_of(member.name) or member.error)
        yield member
    if not found:
        raise DamagedError("has no notebook (.ipynb) or Python file (.py) in it")


def refused(info: zipfile.ZipInfo, parts: list[str], inner: PurePosixPath) -> str:
    """Why a member is not unpacked, or an empty text."""
    if len(parts) < len(inner.parts) or re.match(r"[A-Za-z]:", parts[0]):
        return "has a path that leads out of the archive"
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
        return "is a link or a device, not a file; hand in the file itself"
    return ""


def content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> tuple[str, bytes]:
    """Why a member cannot be unpacked, or its bytes."""
    try:
        with archive.open(info) as source:
            data = source.read(most + 1)
    except Exception:  # each compression has exceptions of its own, one for each kind of damage
        return "cannot be unpacked: it is encrypted or damaged", b""
    if len(data) > most:
        return (
            f"has more than {most // 2**20} MiB, and no more is read; clear the notebook's outputs "
            "and save it again"
        ), b""
    return "", data
