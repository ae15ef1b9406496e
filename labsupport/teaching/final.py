"""After a class is graded: the points that count, written beside the grades.

``final.json`` says of each submission whose it is, what was earned, what counts and why; the policy
is kept beside it and used again for the next grading into the same folder, unless another is given.
"""

import csv
import io
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from labsupport import files
from labsupport.errors import InputError
from labsupport.grading.judge import Grade
from labsupport.grading.report import cell
from labsupport.teaching import policy as policies
from labsupport.teaching.policy import Final

NAME, TABLE, POLICY = "final.json", "final.csv", "policy.toml"


def policy_for(output: Path, given: Path | None) -> policies.Policy:
    """The policy that is given, or that of the last grading into the folder."""
    kept = output / POLICY
    return policies.read(given if given is not None else kept if kept.is_file() else None)


def write(output: Path, slug: str, grades: list[Grade], policy: policies.Policy) -> list[Final]:
    """Write the points that count; raises `InputError` if the policy names nobody."""
    finals = policies.applied(policy, grades)
    people = [
        {
            "submission": grade.name,
            "folder": grade.folder,
            "sha256": grade.sha256,
            "status": grade.status,
            "earned": grade.score,
            **asdict(final),
            "person": grade.person,
        }
        for grade, final in zip(grades, finals, strict=True)
    ]
    files.write(output / NAME, json.dumps({"lab": slug, "people": people}, indent=1) + "\n")
    files.write(output / TABLE, table(people))
    if policy.text:
        files.write(output / POLICY, policy.text)
    return finals


def table(people: list[dict[str, Any]]) -> str:
    """The points that count, one line for each submission."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["submission", "person", "id", "earned", "points", "max_points", "why"])
    for each in people:
        names, ids = whose(each)
        numbers = [f"{each[name]:g}" for name in ("earned", "points", "max_points")]
        writer.writerow(
            [
                cell(each["submission"]),
                cell(names),
                cell(ids),
                *numbers,
                cell("; ".join(each["steps"])),
            ]
        )
    return text.getvalue()


def whose(each: dict[str, Any]) -> tuple[str, str]:
    """Names and ids of those whose submission it is."""
    members = each["person"].get("members", [])
    ids = [next(iter(member["ids"].values()), "") for member in members]
    return "; ".join(member["name"] for member in members), "; ".join(ids)


def read(folder: Path) -> dict[str, Any]:
    """What `write` wrote; InputError if it did not."""
    path = folder / NAME
    try:
        found = json.loads(path.read_text("utf-8"))
        if not isinstance(found["people"], list) or not isinstance(found["lab"], str):
            raise TypeError
        return dict(found)
    except (OSError, ValueError, KeyError, TypeError):
        raise InputError(f"there are no grades in {folder}: grade into it first") from None


def gradebook(folders: list[Path]) -> str:
    """All labs in one table: a line for each person, known by an id or else by a name.

    Raises:
        InputError: a folder has no grades, or two are of the same lab.
    """
    labs: dict[str, float] = {}
    people: dict[str, dict[str, float]] = {}
    shown: dict[str, tuple[str, str]] = {}
    aliases: dict[str, str] = {}  # any id -> the key of its person
    for folder in folders:
        found = read(folder)
        if found["lab"] in labs:
            raise InputError(f"two folders have grades of the lab {found['lab']!r}")
        labs[found["lab"]] = max((each["max_points"] for each in found["people"]), default=0.0)
        for each in found["people"]:
            members = each["person"].get("members") or [{"name": each["submission"], "ids": {}}]
            for member in members:
                names = [f"{kind}:{value}" for kind, value in member["ids"].items() if value]
                names = names or [f"name:{member['name']}"]
                key = next((aliases[name] for name in names if name in aliases), names[0])
                aliases |= dict.fromkeys(names, key)
                shown.setdefault(key, (member["name"], next(iter(member["ids"].values()), "")))
                people.setdefault(key, {})[found["lab"]] = each["points"]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["person", "id", *labs, "total"])
    writer.writerow(
        ["(points there are)", "", *(f"{m:g}" for m in labs.values()), f"{sum(labs.values()):g}"]
    )
    for key in sorted(people, key=lambda key: shown[key]):
        points = people[key]
        row = [f"{points[lab]:g}" if lab in points else "" for lab in labs]
        writer.writerow([*map(cell, shown[key]), *row, f"{sum(points.values()):g}"])
    return text.getvalue()
