"""Reads a submission without running it: a notebook (formats 2 to 4) or a ``.py`` file.

What is kept of it, and what is left out, is said in `definitions`. Each kept statement is one of
its cell, so that a line number stays the student's own. The work is done in a process of its own,
under limits (`reader`), because a file can be made to use up time and memory or crash a parser.
"""

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from labsupport.errors import InputError
from labsupport.grading import model_file, reader
from labsupport.grading.archives import MAX_BYTES
from labsupport.grading.errors import NotWritten, StudentError
from labsupport.grading.names import kind_of, printable, without_controls

MOST_STATEMENTS = 2**31


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

    name: str  # of the file, without its folders
    cells: list[Cell] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)
    borrowed: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)
    unread: dict[str, str] = field(default_factory=dict)  # what could not be kept, and why
    prints: dict[str, tuple[str, str]] = field(default_factory=dict)  # see `own_text`
    lists: dict[str, list[str | None]] = field(default_factory=dict)  # see `lines`
    lab: str = ""  # that the notebook's metadata name
    model: model_file.Model | None = None  # that is among its outputs
    model_error: str = ""  # why that one cannot be used
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
    """Read a submission from its file; raises `InputError` if nothing can be made of it."""
    if not path.exists():
        raise InputError(f"{without_controls(str(path))} does not exist or is not a file")
    name = printable(path.name)
    if not kind_of(path.name):
        raise InputError(f"{name} is neither a notebook (.ipynb) nor a Python file (.py)")
    with open(opened(path), "rb") as file:
        return parsed(path.name, bytes_of(file, name))


def parsed(name: str, data: bytes) -> Submission:
    """What is in the bytes of a submission, behind walls (see `reader`).

    Raises:
        InputError: nothing can be made of it; one sentence.
    """
    shown = printable(name)
    found = reader.read(shown, kind_of(name), data)
    try:
        return from_values(shown, found)
    except (TypeError, LookupError, ValueError, AttributeError, OverflowError):
        raise InputError(f"{shown} cannot be read") from None


def from_values(name: str, found: dict[str, Any]) -> Submission:
    """The submission that the reader tells of, which strangers' bytes may have taken over."""
    submission = Submission(name, notes=texts(found["notes"]), lab=text(found["lab"]))
    submission.model, submission.model_error = model_file.from_values(found["model"])
    submission.unread = {text(key): text(why) for key, why in found["unread"].items()}
    submission.borrowed, submission.dropped = ({*texts(found[k])} for k in ("borrowed", "dropped"))
    prints = found["prints"].items()
    submission.prints = {text(key): (text(code), text(both)) for key, (code, both) in prints}
    submission.lists = {
        text(key): [None if line is None else text(line) for line in lines]
        for key, lines in found["lists"].items()
    }
    submission.cells = [Cell(text(cell["label"]), text(cell["source"])) for cell in found["cells"]]
    submission.definitions = [
        Definition(
            place(d["cell"], len(submission.cells)), place(d["statement"], MOST_STATEMENTS),
            texts(d["names"]), {*texts(d["uses"])}, d["written"] is True,
        )
        for d in found["definitions"]
    ]  # fmt: skip
    return submission


def place(value: Any, count: int) -> int:
    """A place among so many, or ValueError."""
    if type(value) is not int or not 0 <= value < count:
        raise ValueError
    return value


def text(value: Any) -> str:
    """A text, or TypeError."""
    if not isinstance(value, str):
        raise TypeError
    return value


def texts(values: Any) -> list[str]:
    """A list of texts, or TypeError."""
    return [text(value) for value in values]


def opened(path: Path) -> int:
    """Open a file that was named, as a descriptor; a named pipe is not waited for."""
    try:
        return os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
    except OSError as error:
        raise InputError(f"{printable(path.name)} cannot be opened: {error.strerror}") from None


def bytes_of(file: BinaryIO, name: str) -> bytes:
    """What an open file holds; InputError if it is no regular file, or too large."""
    try:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise InputError(f"{name} does not exist or is not a file")
        data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"{name} cannot be opened: {error.strerror}") from None
    if len(data) > MAX_BYTES:
        raise InputError(
            f"{name} has {max(status.st_size, len(data)) / 2**20:.0f} MiB and at most "
            f"{MAX_BYTES // 2**20} are read; clear the notebook's outputs and save it again"
        )
    return data
