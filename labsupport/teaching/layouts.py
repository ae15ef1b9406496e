"""Whose a file is, by where it lies: the bulk downloads of seven systems.

The layouts are written from memory of these systems (see the guide for instructors). Nothing of a
submission is opened here: only names, and small files that the systems write.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import takewhile

from labsupport.grading.collect import Search
from labsupport.grading.names import printable

CANVAS = re.compile(r"(?P<name>[^_]+)_(?P<late>LATE_)?(?P<id>\d{2,})_(?P<file>\d{2,})_(?P<rest>.+)")
CANVAS_AGAIN = re.compile(r"-(\d+)(\.\w+)*$")  # a file handed in again under the same name
MOODLE = re.compile(r"(?P<name>.+?)_(?P<id>\d+)_assignsubmission_(?P<kind>file|onlinetext)_?.*")
BLACKBOARD = re.compile(
    r"(?P<lab>.+?)_(?P<id>[^_]+)_attempt_(?P<when>\d{4}(?:-\d\d){5})(?:_.*|\.txt)"
)
BRIGHTSPACE = re.compile(
    r"(?P<id>\d+)-\d+ ?- (?P<name>.+) - (?P<when>[A-Z][a-z]+ \d{1,2}, \d{4} \d{3,4} [AP]M)"
)
GRADESCOPE = re.compile(r"submission_(?P<id>\d+)")
NBGRADER = re.compile(
    r"(?P<id>[^+]+)\+(?P<lab>[^+]+)\+(?P<when>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)[^+]*(?:\+.*)?"
)
STAMP = re.compile(r"\s*(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d)")
BLIND = re.compile(r"Participant[ _]\d+")


@dataclass(frozen=True)
class Handed:
    """Who handed in a file, and when, as far as the layout tells.

    ``ids`` are that person's, by the system's word for them; ``order`` sorts what one person handed
    in, the newest last; ``text``: it is words typed into a form, no file.
    """

    system: str
    name: str = ""
    ids: dict[str, str] = field(default_factory=dict)
    submitted: str = ""  # ISO, local to the system
    late: bool = False
    order: tuple[int, ...] = ()
    text: bool = False
    place: str = ""  # the file or folder whose name tells it
    is_folder: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """The same for all that one person handed in."""
        return self.system, next(iter(self.ids.values()), self.name)


class Layouts:
    """The layouts of what one search found.

    A student chooses the names in what is handed in, so only the outermost name that a system may
    have written counts, and no file inside of a submission tells whose that is.
    """

    def __init__(self, search: Search) -> None:
        self.about = {path: data.decode("utf-8", "replace") for path, data in search.about.items()}
        self.clones = search.clones
        self.export, self.submitters = "", dict[str, list[dict[str, str]]]()
        for path, text in self.about.items():
            folder = path.removesuffix("submission_metadata.yml")
            # One export, and nothing else, so that nobody brings such a file along.
            alone = all(given.path.startswith(folder) for given in search.found)
            outermost = folder.count("/") <= 1 and not GRADESCOPE.match(folder)
            if folder != path and alone and outermost:
                self.export, self.submitters = folder, submitters(text)
        names = [name.split("-") for name in self.clones.values()]
        alike = takewhile(lambda pieces: len({*pieces}) == 1, zip(*names, strict=False))
        self.assignment = "".join(f"{pieces[0]}-" for pieces in alike) if len(names) > 1 else ""

    def of(self, path: str) -> list[Handed]:
        """Who handed in this file: nobody known, one person, or the members of a group."""
        parts = path.removeprefix(self.export).split("/")
        stamp = self.about.get("/".join([*parts[:2], "timestamp.txt"]), "")
        for number, part in enumerate(parts):
            clone = self.clones.get("/".join(parts[:number]))
            if clone is not None:
                login = printable(clone.removeprefix(self.assignment))
                return [Handed("github", login, {"github": login})]
            if found := self.by_part(part):
                is_folder = number + 1 < len(parts)
                return [replace(each, place=part, is_folder=is_folder) for each in found]
            if not number and len(parts) > 2 and STAMP.match(stamp):
                student = printable(part)  # student/assignment/timestamp.txt
                return [Handed("nbgrader", student, {"nbgrader": student}, when(stamp))]
        return []

    def by_part(self, part: str) -> list[Handed]:
        """What the name of a file or folder tells."""
        if match := CANVAS.fullmatch(part):
            again = CANVAS_AGAIN.search(match["rest"])
            order = (int(again[1]) if again else 0, int(match["file"][:18]))
            late = bool(match["late"])
            return [
                Handed("canvas", printable(match["name"]), {"canvas": match["id"]}, "", late, order)
            ]
        if match := MOODLE.fullmatch(part):
            name = "" if BLIND.fullmatch(match["name"]) else printable(match["name"])
            text = match["kind"] == "onlinetext"
            return [Handed("moodle", name, {"moodle": match["id"]}, text=text)]
        if match := BLACKBOARD.fullmatch(part):
            user, name = printable(match["id"]), self.blackboard_name(match["id"], match["when"])
            moment = parsed(match["when"], "%Y-%m-%d-%H-%M-%S")
            return [Handed("blackboard", name, {"blackboard": user}, moment)]
        if match := BRIGHTSPACE.fullmatch(part):
            month, day, year, clock, half = match["when"].replace(",", "").split()
            text = f"{month[:3]} {day} {year} {clock.zfill(4)} {half}"
            moment = parsed(text, "%b %d %Y %I%M %p")
            return [
                Handed(
                    "brightspace", printable(match["name"]), {"brightspace": match["id"]}, moment
                )
            ]
        if (match := GRADESCOPE.fullmatch(part)) and part in self.submitters:
            return [
                Handed(
                    "gradescope",
                    printable(each.get("name", "")),
                    {key: printable(each[key]) for key in ("sid", "email") if each.get(key)},
                    each.get("when", ""),
                )
                for each in self.submitters[part]
            ]
        if match := NBGRADER.fullmatch(part):
            student = printable(match["id"])
            moment = match["when"].replace(" ", "T")
            return [Handed("nbgrader", student, {"nbgrader": student}, moment)]
        return []

    def blackboard_name(self, user: str, moment: str) -> str:
        """The name in the text file that Blackboard writes beside an attempt."""
        for path, text in self.about.items():
            # A student's own file has the name of an attempt before its own.
            if path.endswith(f"_{user}_attempt_{moment}.txt") and path.count("_attempt_") == 1:
                named = re.match(r"Name: (.{1,200}?) \([^()\n]+\)\s*\n", text)
                return printable(named[1]) if named else ""
        return ""


def when(text: str) -> str:
    """The moment with which a text begins, as ISO, or an empty text."""
    match = STAMP.match(text)
    return match[1].replace(" ", "T") if match else ""


def parsed(text: str, form: str) -> str:
    """A moment as ISO, or an empty text if there is no such day."""
    try:
        return datetime.strptime(text, form).isoformat()
    except ValueError:
        return ""


def submitters(text: str) -> dict[str, list[dict[str, str]]]:
    """Folder -> its submitters, from Gradescope's ``submission_metadata.yml``.

    Only the lines of ``:submitters:`` and ``:created_at:`` are read, by their indentation: the rest
    of the file are results, which may be megabytes that a submission has printed.
    """
    found: dict[str, list[dict[str, str]]] = {}
    people: list[dict[str, str]] = []
    inside = False
    for line in text.splitlines():
        if match := re.match(r"(submission_\d+):\s*$", line):
            people, inside = found.setdefault(match[1], []), False
        elif re.match(r"  :submitters:\s*$", line):
            inside = True
        elif inside and (match := re.match(r"  (- |  ):(name|sid|email):[ ]?(.*)$", line)):
            if match[1] == "- ":
                people.append({})
            if people:
                people[-1][match[2]] = plain(match[3])
        elif re.match(r"  :\w+:", line):
            inside = False
            if match := re.match(r"  :created_at: (.*)$", line):
                for each in people:
                    each["when"] = when(match[1].strip("'\""))
    return found


def plain(value: str) -> str:
    """A scalar of YAML in one line, without its quotes."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    if len(value) > 1 and value[0] == value[-1] == '"':
        return re.sub(
            r"\\(u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|.)",
            lambda m: chr(int(m[1][1:], 16)) if len(m[1]) > 1 else m[1],
            value[1:-1],
        )
    return value
