"""Reads a submission without running it: a notebook (formats 2 to 4) or a ``.py`` file.

What is kept of it, and what is left out, is said in `definitions`. Each kept statement is one of
its cell, so that a line number stays the student's own. The work is done in a process of its own,
under limits (`reader`), because a file can be made to use up time and memory or crash a parser.
"""

import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path

from labsupport.errors import InputError
from labsupport.grading import reader
from labsupport.grading.errors import NotWritten, StudentError

MAX_BYTES = 20 * 2**20
SUFFIX = re.compile(r"(\.ipynb|\.py)(\.txt|\.json)?$", re.I)


@dataclass
class Cell:
    """A code cell: what messages call it, and its text with IPython's syntax blanked out."""

    label: str
    source: str


@dataclass
class Definition:
    """One statement that is kept.

    ``names`` are bound by it, ``uses`` are the names in it; ``written``: a function or class.
    """

    cell: int
    statement: int
    names: list[str]
    uses: set[str]
    written: bool = False


@dataclass
class Submission:
    """What was found in one file."""

    path: Path
    cells: list[Cell] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)
    borrowed: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)
    unread: dict[str, str] = field(default_factory=dict)  # what could not be kept, and why
    prints: dict[str, tuple[str, str]] = field(default_factory=dict)  # see `own_text`
    lists: dict[str, list[str | None]] = field(default_factory=dict)  # see `lines`
    lab: str = ""  # that the notebook's metadata name
    notes: list[str] = field(default_factory=list)

    def names(self) -> set[str]:
        """Names of the functions, classes and constants, and of what was borrowed."""
        return {name for d in self.definitions for name in d.names} | self.borrowed

    def derivation(self, name: str) -> list[str | None]:
        """The lines of a derivation, as data.

        Raises:
            NotWritten: it is missing, or ``...`` stands in it.
            StudentError: it is something else than a list of texts.
        """
        if name not in self.lists:
            if name in self.names() | self.dropped:
                raise StudentError(
                    f"{name} has to be one list of texts in quotes, written out at the top level "
                    "of a cell; nothing of it is run"
                )
            raise NotWritten(self.unread.get(name, f"{name} is not written yet"))
        if None in self.lists[name]:
            raise NotWritten(f"{name} is not written yet")
        return self.lists[name]

    def needed(self, exercises: set[str]) -> list[Definition]:
        """The definitions that the exercises need, directly or not, in their order."""
        binding: dict[str, list[int]] = {}
        for number, definition in enumerate(self.definitions):
            for name in definition.names:
                binding.setdefault(name, []).append(number)
        kept: set[int] = set()
        seen: set[str] = set()
        wanted = [*exercises, "*"]  # whatever a star import brings may be needed
        while wanted:
            name = wanted.pop()
            if name in seen:
                continue
            seen.add(name)
            for number in binding.get(name, ()):
                if number not in kept:
                    kept.add(number)
                    wanted += self.definitions[number].uses
        return [self.definitions[number] for number in sorted(kept)]


def read(path: Path) -> Submission:
    """Read a submission; raises `InputError` with one sentence if nothing can be made of it."""
    name = printable(path.name)
    suffix = kind_of(path.name)
    if not path.exists():
        raise InputError(f"{path} does not exist or is not a file")
    if not suffix:
        raise InputError(f"{name} is neither a notebook (.ipynb) nor a Python file (.py)")
    found = reader.read(name, suffix, bytes_of(path))
    submission = Submission(path, notes=found["notes"], unread=found["unread"], lab=found["lab"])
    submission.borrowed, submission.dropped = set(found["borrowed"]), set(found["dropped"])
    submission.prints = {name: (code, both) for name, (code, both) in found["prints"].items()}
    submission.lists = found["lists"]
    submission.cells = [Cell(**cell) for cell in found["cells"]]
    submission.definitions = [Definition(**d) for d in found["definitions"]]
    for definition in submission.definitions:
        definition.uses = set(definition.uses)
    return submission


def kind_of(name: str) -> str:
    """``.ipynb`` or ``.py`` if a file of that name may be a submission, else an empty text."""
    found = SUFFIX.search(name)
    return found[1].lower() if found else ""


def bytes_of(path: Path) -> bytes:
    """What a file holds; only a regular file is opened."""
    try:
        # Opening a named pipe would wait for its other end.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with open(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise InputError(f"{path} does not exist or is not a file")
            if status.st_size > MAX_BYTES:
                raise InputError(
                    f"{printable(path.name)} has {status.st_size / 2**20:.0f} MiB and at most "
                    f"{MAX_BYTES // 2**20} are read; clear the notebook's outputs and save it again"
                )
            return file.read(MAX_BYTES)
    except OSError as error:
        raise InputError(f"{printable(path.name)} cannot be opened: {error.strerror}") from None


def printable(name: str) -> str:
    """A file's name without characters that would control a terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)[:200]
