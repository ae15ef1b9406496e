"""Tables and feedback files in the form in which four systems take them back.

A table is the system's own, as it was exported, with the points in one of its columns: header rows,
ids, encoding and separator stay. What each system needs is said in the guide for instructors.
"""

import csv
import io
import re
import zipfile
from pathlib import Path

from labsupport import files
from labsupport.errors import InputError
from labsupport.grading.judge import Grade
from labsupport.grading.report import cell
from labsupport.teaching.policy import Final
from labsupport.teaching.roster import Roster

SYSTEMS = ("canvas", "moodle", "blackboard", "brightspace")
# Columns that the system needs besides that of the points; Moodle wants all of its table.
KEPT = {
    "canvas": ("Student", "ID", "SIS User ID", "SIS Login ID", "Section"),
    "blackboard": ("Last Name", "First Name", "Username", "Student ID"),
    "brightspace": ("OrgDefinedId", "Username", "Last Name", "First Name", "Email"),
}
NAMES = ("Student", "Full name", "Last Name", "First Name")
END = "End-of-Line Indicator"


def check(system: str, roster: Roster | None, slug: str, column: str | None) -> None:
    """Find out before grading that a table could not be written; raises `InputError`."""
    if system not in SYSTEMS:
        raise InputError(f"--csv is one of {', '.join(SYSTEMS)}, not {system}")
    if roster is None:
        raise InputError(
            f"--csv {system} needs --roster: the table of grades that {system} exports"
        )
    if roster.system != system:
        raise InputError(f"the roster is of {roster.system}, not of {system}")
    column_of(roster, slug, column)


def write(
    output: Path,
    system: str,
    roster: Roster,
    slug: str,
    grades: list[Grade],
    finals: list[Final],
    column: str | None = None,
) -> list[Path]:
    """Write what the system takes back into the folder of the grades: a table, and feedback."""
    paths = [output / f"upload-{system}.csv"]
    files.write(paths[0], table(roster, slug, grades, finals, column))
    packed = feedback(system, output, grades)
    if packed:
        paths.append(output / f"feedback-{system}.zip")
        files.write(paths[1], packed)
    return paths


def column_of(roster: Roster, slug: str, wanted: str | None) -> int:
    """The place of the column for the points.

    Raises:
        InputError: there is none, or several.
    """
    if wanted is not None:
        found = [n for n, name in enumerate(roster.header) if name == wanted]
    elif roster.system == "moodle":
        found = [n for n, name in enumerate(roster.header) if name == "Grade"]
    else:
        found = [
            n for n, name in enumerate(roster.header) if slug in re.split(r"\W+", name.lower())
        ]
    if len(found) != 1:
        others = [n for n in roster.header if n not in (*KEPT.get(roster.system, ()), END)]
        what = f"called {wanted!r}" if wanted is not None else f"with {slug!r} in its name"
        raise InputError(
            f"the roster has {len(found) or 'no'} column{'s' if len(found) > 1 else ''} {what}; "
            f"choose one with --column: {', '.join(others) or 'there is none'}"
        )
    return found[0]


def table(
    roster: Roster, slug: str, grades: list[Grade], finals: list[Final], wanted: str | None = None
) -> bytes:
    """The roster with the points of everybody in it, in the bytes that the system takes."""
    place = column_of(roster, slug, wanted)
    lines = [list(line) + [""] * (len(roster.header) - len(line)) for line in roster.table]
    people = {row.number for row in roster.rows}
    for grade, final in zip(grades, finals, strict=True):
        for row in rows_of(roster, grade):
            points = final.points * scale(roster, lines[row], final)
            lines[row][place] = f"{round(points, 4):g}"
            comment = roster.column("Feedback comments")
            if comment is not None:
                lines[row][comment] = cell("; ".join(final.steps))
    if roster.system == "moodle":
        columns = list(range(len(roster.header)))
    else:
        wanted_columns = (*KEPT[roster.system], roster.header[place], END)
        columns = [n for n, name in enumerate(roster.header) if name in wanted_columns]
    names = {n for n, name in enumerate(roster.header) if name in NAMES}
    text = io.StringIO()
    writer = csv.writer(
        text,
        delimiter=roster.delimiter,
        lineterminator="\r\n",
        quoting=csv.QUOTE_ALL if roster.system == "blackboard" else csv.QUOTE_MINIMAL,
    )
    writer.writerow([roster.header[n] for n in columns])
    for number, line in enumerate(lines):
        if number in people or "Points Possible" in line[0]:
            writer.writerow([cell(line[n]) if n in names else line[n] for n in columns])
    return text.getvalue().encode(roster.encoding)


def rows_of(roster: Roster, grade: Grade) -> list[int]:
    """The rows of the table to which a grade belongs: one, or one for each member of a group."""
    found = [roster.row_of(m["name"], m["ids"]) for m in grade.person.get("members", [])]
    return [row.number for row in found if row is not None]


def scale(roster: Roster, line: list[str], final: Final) -> float:
    """Points of the system for one of ours: Moodle says its maximum beside each grade."""
    place = roster.column("Maximum Grade")
    if place is None or not final.max_points:
        return 1.0
    try:
        return float(line[place]) / final.max_points
    except ValueError:
        return 1.0


def feedback(system: str, output: Path, grades: list[Grade]) -> bytes:
    """The reports as one zip that the system hands out; empty where it has no such upload.

    Canvas, and Moodle without folders, know whose a file is by its name, the others by its folder.
    """
    buffer = io.BytesIO()
    count = 0
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for grade in grades:
            place = grade.person.get("place", "")
            report = output / grade.folder / "report.html"
            if grade.person.get("system") != system or not place or not report.is_file():
                continue
            inner = re.sub(r"(\.\w+)+$", "", place) + ".html"
            if grade.person.get("is_folder"):
                inner = f"{place}/report.html"
            archive.writestr(inner, report.read_bytes())
            count += 1
    return buffer.getvalue() if count and system != "blackboard" else b""
