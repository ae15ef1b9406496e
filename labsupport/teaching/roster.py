"""The list of a class, as the system exports it: the file into which the grades are written back.

Canvas, Moodle, Blackboard and Brightspace take back the table that they give out, with its header
rows and ids; rosters of Gradescope and GitHub Classroom are read, too.
"""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from labsupport.errors import InputError
from labsupport.grading.names import printable

# System -> (columns that tell it, column -> what our ids call it, columns of the name).
SYSTEMS: dict[str, tuple[tuple[str, ...], dict[str, str], tuple[str, ...]]] = {
    "canvas": (
        ("Student", "ID"),
        {"ID": "canvas", "SIS Login ID": "login", "SIS User ID": "sis"},
        ("Student",),
    ),
    "moodle": (
        ("Identifier",),
        {"Identifier": "moodle", "ID number": "sis", "Email address": "email"},
        ("Full name",),
    ),
    "brightspace": (
        ("End-of-Line Indicator",),
        {"OrgDefinedId": "brightspace", "Username": "login", "Email": "email"},
        ("First Name", "Last Name"),
    ),
    "blackboard": (
        ("Username", "Last Name"),
        {"Username": "blackboard", "Student ID": "sis"},
        ("First Name", "Last Name"),
    ),
    "github": (
        ("github_username",),
        {"github_username": "github", "identifier": "sis"},
        ("name",),
    ),
    "gradescope": (("SID", "Email"), {"SID": "sid", "Email": "email"}, ("First Name", "Last Name")),
    "names": (("name",), {"id": "sis", "email": "email"}, ("name",)),
}
ALIKE = {"sid": "sis"}  # two systems' words for the number of a student


@dataclass
class Row:
    """One person of the class."""

    number: int  # of the row in the table
    name: str
    ids: dict[str, str]


@dataclass
class Roster:
    """The table as it was read, and the people in it."""

    system: str
    header: list[str]
    table: list[list[str]]  # without the header
    rows: list[Row] = field(default_factory=list)
    encoding: str = "utf-8"
    delimiter: str = ","

    def column(self, name: str) -> int | None:
        """The place of a column, or None."""
        return self.header.index(name) if name in self.header else None

    def row_of(self, name: str, ids: dict[str, str]) -> Row | None:
        """The row of a person: by an id, or by a name that only one has."""
        wanted = {ALIKE.get(kind, kind): value.casefold() for kind, value in ids.items() if value}
        for row in self.rows:
            mine = {ALIKE.get(kind, kind): value.casefold() for kind, value in row.ids.items()}
            if any(mine.get(kind) == value for kind, value in wanted.items()):
                return row
        names = [row for row in self.rows if spelled(row.name) == spelled(name) != ""]
        if len(names) == 1:
            return names[0]
        logins = {*wanted.values(), name.casefold()} - {""}
        found = [row for row in self.rows if logins & {v.casefold() for v in row.ids.values()}]
        return found[0] if len(found) == 1 else None


def spelled(name: str) -> str:
    """The same for a name however systems turn and squeeze it: "Doe, Jane", "doejane"."""
    first, comma, last = name.partition(",")
    plain = unicodedata.normalize("NFKD", f"{last} {first}" if comma else name)
    letters = [c for c in plain.casefold() if c.isalnum()]
    return "".join(sorted(letters))


def read(path: Path) -> Roster:
    """The roster in a file.

    Raises:
        InputError: it is no table, or of no known system.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"the roster {path} cannot be opened: {error.strerror}") from None
    utf16 = content[:2] in (b"\xff\xfe", b"\xfe\xff")  # as Blackboard writes it
    encoding = "utf-16" if utf16 else "utf-8-sig" if content[:3] == b"\xef\xbb\xbf" else "utf-8"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise InputError(f"the roster {path} is no text in UTF-8 or UTF-16") from None
    first = text.partition("\n")[0]
    delimiter = max("\t,;", key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise InputError(f"the roster {path} is no table: {error}") from None
    if not lines or len(lines) < 2:
        raise InputError(f"the roster {path} has nobody in it")
    header = [name.strip() for name in lines[0]]
    system = system_of(header, path)
    _, ids, names = SYSTEMS[system]
    roster = Roster(system, header, lines[1:], encoding=encoding, delimiter=delimiter)
    for number, line in enumerate(roster.table):
        values = dict(zip(header, [cell.strip() for cell in line], strict=False))
        mine = {ours: identity(values.get(column, "")) for column, ours in ids.items()}
        mine = {kind: value for kind, value in mine.items() if value}
        name = printable(" ".join(values.get(each, "") for each in names).strip())
        if mine and "Points Possible" not in name and name != "Student, Test":
            roster.rows.append(Row(number, name or next(iter(mine.values())), mine))
        elif name and system == "names":
            roster.rows.append(Row(number, name, {}))
    if not roster.rows:
        raise InputError(f"the roster {path} has nobody in it")
    return roster


def system_of(header: list[str], path: Path) -> str:
    """The system whose table has these columns."""
    for system, (needed, _, _) in SYSTEMS.items():
        if {*needed} <= {*header}:
            return system
    known = "; ".join(f"{name}: {', '.join(columns)}" for name, (columns, _, _) in SYSTEMS.items())
    raise InputError(f"the roster {path} is of no known system, whose columns are: {known}")


def identity(value: str) -> str:
    """An id without what Moodle and Brightspace put before it."""
    match = re.fullmatch(r"(?:Participant |#)?(.*)", value.strip())
    return printable(match[1]) if match else ""
