"""What a course decides about points: late days, exercises that do not count, points given by hand.

One small file in TOML, for example::

    due = 2026-01-31T23:59:00        # in the time of the system that the submissions come from
    drop = ["cube"]                  # exercises that do not count
    extra = ["model"]                # that add points, but nothing to what can be reached
    [late]
    percent_per_day = 10             # of the points earned, for each day that has begun
    most_percent = 50
    grace_minutes = 15
    [override.jdoe]                  # an id, a name or a report's folder
    points = 12.5
    why = "oral examination"

Every step that changes points is a sentence, which the student's report and the gradebook show.
"""

import math
import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from labsupport.errors import InputError
from labsupport.grading.judge import Grade

KNOWN = {"due", "drop", "extra", "late", "override"}
LATE = {"percent_per_day", "most_percent", "grace_minutes"}
MODEL = "model"  # in ``extra``: the points of a model that was handed in
MARKED_DAYS = 1  # late, as the system marks it, without a moment


@dataclass
class Policy:
    """The file, checked."""

    due: datetime | None = None
    drop: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    percent_per_day: float = 0.0
    most_percent: float = 100.0
    grace_minutes: float = 0.0
    override: dict[str, tuple[float, str]] = field(default_factory=dict)
    text: str = ""  # as it was written


@dataclass
class Final:
    """The points that count of one grade, and how they came about."""

    points: float
    max_points: float
    steps: list[str] = field(default_factory=list)


def read(path: Path | None) -> Policy:
    """The policy in a file; without one, points are what was earned.

    Raises:
        InputError: it is no such file; one sentence.
    """
    if path is None:
        return Policy()
    try:
        text = path.read_text("utf-8")
        values = tomllib.loads(text)
    except OSError as error:
        raise InputError(f"the policy {path} cannot be opened: {error.strerror}") from None
    except ValueError as error:
        raise InputError(f"the policy {path} is no TOML: {error}") from None
    try:
        return checked(values, text)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise InputError(f"the policy {path} cannot be used: {error}") from None


def checked(values: dict[str, Any], text: str) -> Policy:
    """The policy that these values are; ValueError, TypeError, KeyError or AttributeError."""
    late = values.get("late", {})
    if unknown := sorted((values.keys() - KNOWN) | {f"late.{n}" for n in late.keys() - LATE}):
        raise ValueError(f"{unknown[0]} is no part of a policy")
    due = values.get("due")
    if due is not None and not isinstance(due, datetime):
        raise TypeError("due has to be a moment such as 2026-01-31T23:59:00")
    numbers = {name: float(late[name]) for name in late}
    if any(not 0 <= number < math.inf for number in numbers.values()):
        raise ValueError("a number of [late] is negative or no number")
    override = {}
    for name, entry in values.get("override", {}).items():
        if not str(entry.get("why", "")).strip() or not math.isfinite(float(entry["points"])):
            raise ValueError(f"the override of {name} needs points, and why")
        override[str(name).casefold()] = (float(entry["points"]), str(entry["why"]).strip())
    policy = Policy(due and due.replace(tzinfo=None), override=override, text=text)
    policy.drop, policy.extra = ([str(n) for n in values.get(k, [])] for k in ("drop", "extra"))
    for name, number in numbers.items():
        setattr(policy, name, number)
    return policy


def applied(policy: Policy, grades: list[Grade]) -> list[Final]:
    """The points that count of each grade.

    Raises:
        InputError: the policy names an exercise or a person that is not there.
    """
    known = {name for grade in grades for name in grade.exercises()}
    for name in (*policy.drop, *policy.extra):
        if known and name not in known | {MODEL}:
            raise InputError(f"the policy names {name!r}, and there is no such exercise")
    used: set[str] = set()
    found = [final(policy, grade, used) for grade in grades]
    if unknown := sorted(policy.override.keys() - used):
        raise InputError(f"the policy's override {unknown[0]!r} is of nobody who was graded")
    return found


def final(policy: Policy, grade: Grade, used: set[str]) -> Final:
    """The points that count of one grade; notes in ``used`` which override it took."""
    points = most = 0.0
    steps = []
    for name, results in grade.exercises().items():
        earned = sum(result.points for result in results if result.passed)
        if name in policy.drop:
            steps.append(f"{name} does not count ({earned:g} points)")
            continue
        points += earned
        if name in policy.extra:
            steps.append(f"{name} is extra: {earned:g} points")
        else:
            most += sum(result.points for result in results)
    if MODEL in policy.extra and grade.model is not None:
        points += grade.model.points
        steps.append(f"the model is extra: {grade.model.points:g} points")
    days, why = days_late(policy, grade)
    if days and policy.percent_per_day and points:
        percent = min(days * policy.percent_per_day, policy.most_percent, 100.0)
        lost = round(points * percent / 100, 6)
        points -= lost
        steps.append(f"{why}: {percent:g} % less, {lost:g} points")
    for name in names_of(grade):
        if name in policy.override:
            used.add(name)
            by_hand, reason = policy.override[name]
            steps.append(f"set by hand to {by_hand:g} instead of {points:g}: {reason}")
            points = by_hand
            break
    return Final(round(points, 6), most, steps)


def days_late(policy: Policy, grade: Grade) -> tuple[int, str]:
    """Days that have begun since the submission was due, and how that is known."""
    submitted = grade.person.get("submitted", "")
    if policy.due is not None and submitted:
        over = (datetime.fromisoformat(submitted) - policy.due).total_seconds()
        if over <= 60 * policy.grace_minutes:
            return 0, ""
        days = math.ceil(over / 86400)
        return days, f"{days} day{'s' if days > 1 else ''} late"
    if grade.person.get("late"):
        return MARKED_DAYS, f"marked late by {grade.person['system']}"
    return 0, ""


def names_of(grade: Grade) -> list[str]:
    """By what an override may name a grade."""
    members = grade.person.get("members", [])
    ids = [value for member in members for value in member["ids"].values()]
    names = [member["name"] for member in members]
    return [name.casefold() for name in (*ids, *names, grade.folder, grade.name) if name]
