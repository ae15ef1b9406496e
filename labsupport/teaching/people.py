"""One student, one grade: of all that one person handed in, the submission that counts.

The newest counts. A helper beside a notebook is no submission, and of several notebooks that one
counts whose metadata name the lab. Each such choice is an assumption, said before grading begins.
"""

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from labsupport.grading.collect import Given, Search
from labsupport.grading.names import (
    distinct,
    folder_name,
    kind_of,
    printable,
    unused,
    without_controls,
)
from labsupport.teaching.layouts import Handed, Layouts
from labsupport.teaching.roster import Roster, Row


@dataclass
class Person:
    """Who handed in a submission; a group has several members.

    Attributes:
        members: name and ids of each; ids are named by the system that gave them.
        system: whose layout told.
        submitted: when, as ISO; empty if unknown.
        late: whether the system marked it so.
        absent: nothing was handed in.
        place: the file or folder whose name told it, as feedback has to be called.
        is_folder: whether that is a folder.
    """

    members: list[dict[str, Any]] = field(default_factory=list)
    system: str = ""
    submitted: str = ""
    late: bool = False
    absent: bool = False
    place: str = ""
    is_folder: bool = False


def match(
    search: Search, slug: str, exercises: set[str], roster: Roster | None = None
) -> tuple[list[Given], list[str]]:
    """Choose for each person the submission that counts.

    Args:
        search: all that was found; each file is read already.
        slug: the lab.
        exercises: of the lab.
        roster: who should have handed in; they get rows even if they did not.

    Returns:
        One submission for each person, and in sentences what was assumed.
    """
    layouts = Layouts(search)
    by_person: dict[tuple[str, ...], list[tuple[Given, list[Handed]]]] = {}
    notebooks = Counter(
        folder_of(given) for given in search.found if kind_of(given.path) == ".ipynb"
    )
    for given in search.found:
        handed = layouts.of(given.own or given.path)
        alone = notebooks[folder_of(given)] == 1
        by_person.setdefault(key_of(given, handed, alone, exercises), []).append((given, handed))
    kept: list[Given] = []
    sentences: list[str] = []
    for files in by_person.values():
        given, passed = chosen(files, slug)
        given.person = person_of(next(handed for each, handed in files if each is given))
        kept.append(given)
        sentences += said(given, passed, slug)
    kept += empty_handed(search, layouts, kept)
    if roster is not None:
        kept += absent(roster, kept, sentences)
    share_time(kept)
    name_again(kept)
    return kept, [without_controls(sentence) for sentence in sentences]


def key_of(given: Given, handed: list[Handed], alone: bool, exercises: set[str]) -> tuple[str, ...]:
    """The same for all files of one person; ``alone``: one notebook is in the file's folder."""
    if handed:
        return handed[0].key
    if given.own:
        return ("archive", given.own)
    submission = given.submission
    helper = submission is not None and not exercises & {*submission.names(), *submission.unread}
    if alone and folder_of(given) and (helper or kind_of(given.path) == ".ipynb"):
        return ("folder", folder_of(given))
    return ("file", given.path, given.name)


def folder_of(given: Given) -> str:
    """The folder in which a submission was found; empty for the one that was given."""
    return given.path.rpartition("/")[0]


def chosen(files: list[tuple[Given, list[Handed]]], slug: str) -> tuple[Given, list[Given]]:
    """The submission that counts of one person's, and the others."""

    def rank(entry: tuple[Given, list[Handed]]) -> tuple[Any, ...]:
        given, handed = entry
        of = handed[0] if handed else Handed("")
        lab = given.submission.lab if given.submission else ""
        is_notebook = kind_of(given.path) == ".ipynb"
        return (
            of.submitted,  # the newest counts, whatever is in it
            not of.text and bool(kind_of(given.path)),
            lab == slug,
            not lab and is_notebook,
            is_notebook,
            given.submission is not None,
            of.order,
            given.path,
        )

    ordered = sorted(files, key=rank)
    return ordered[-1][0], [given for given, _ in ordered[:-1]]


def said(given: Given, passed: list[Given], slug: str) -> list[str]:
    """What is assumed where one person handed in several files."""
    if not passed:
        return []
    others = ", ".join(printable(each.path) for each in passed[:3]) + (
        ", ..." if len(passed) > 3 else ""
    )
    lab = given.submission.lab if given.submission else ""
    if any(kind_of(each.path) == ".ipynb" for each in passed):
        why = f"the one whose metadata name the lab {slug}" if lab == slug else "the newest"
    else:
        why = "the notebook; the others are helpers" if kind_of(given.path) else "the newest"
    return [f"{printable(given.path)} counts ({why}), not {others}"]


def person_of(handed: list[Handed]) -> Person:
    """Who handed in, as reports and the ledger say it."""
    if not handed:
        return Person()
    first = handed[0]
    members = [{"name": each.name, "ids": dict(each.ids)} for each in handed]
    return Person(
        members,
        first.system,
        first.submitted,
        first.late,
        place=first.place,
        is_folder=first.is_folder,
    )


def empty_handed(search: Search, layouts: Layouts, kept: list[Given]) -> list[Given]:
    """People who have a folder in the download, and nothing in it."""
    known = {
        value
        for given in kept
        if given.person
        for m in given.person.members
        for value in m["ids"].values()
    }
    found = []
    for folder in search.folders:
        handed = layouts.by_part(folder)
        if handed and not known & {*handed[0].ids.values()}:
            known |= {*handed[0].ids.values()}
            found.append(nothing(person_of(handed), folder))
    return found


def absent(roster: Roster, kept: list[Given], sentences: list[str]) -> list[Given]:
    """Rows for those of the roster who handed in nothing; others are told their row's name."""
    there: set[int] = set()
    for given in kept:
        if given.person is None:
            continue
        members = given.person.members or [{"name": PurePosixPath(given.path).stem, "ids": {}}]
        for member in members:
            row = roster.row_of(member["name"], member["ids"])
            if row is None:
                sentences.append(f"{printable(given.path)} is of nobody in the roster")
                continue
            if row.number in there:
                sentences.append(f"{row.name} of the roster has more than one submission")
            there.add(row.number)
            if not set(member["ids"].values()) & set(row.ids.values()):
                sentences.append(
                    f"{printable(given.path)} is of {row.name} of the roster, by the name alone"
                )
            member["name"], member["ids"] = row.name, member["ids"] | row.ids
        given.person.members = members
    missing = [row for row in roster.rows if row.number not in there]
    if missing:
        sentences.append(
            f"{len(missing)} of {len(roster.rows)} in the roster handed in nothing and get 0 points"
        )
    return [nothing(of_row(row, roster), row.name) for row in missing]


def of_row(row: Row, roster: Roster) -> Person:
    """Somebody of the roster."""
    return Person([{"name": row.name, "ids": dict(row.ids)}], roster.system)


def nothing(person: Person, name: str) -> Given:
    """A submission that is none."""
    person.absent = True
    shown = person.members[0]["name"] or printable(name)
    return Given(
        shown, sha256=sha256(b"").hexdigest(), error="nothing was handed in", person=person
    )


def share_time(kept: list[Given]) -> None:
    """One person's submission has all of that person's time."""
    for given in kept:
        given.share = 1.0


def name_again(kept: list[Given]) -> None:
    """Names and folders that differ, as `collect` gives them."""
    folders: dict[str, int] = {}
    shown = distinct([given.path or given.name for given in kept])
    for given, name in zip(kept, shown, strict=True):
        given.name, given.folder = name, unused(folder_name(name), folders)
