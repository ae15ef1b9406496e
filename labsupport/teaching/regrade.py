"""Grading again: after a suite changed, or to show that a grade can be reproduced.

Each submission meets the seed that it met before, so that only what changed makes a difference.
"""

import math
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labsupport.errors import InputError
from labsupport.grading import run
from labsupport.grading.judge import Grade
from labsupport.grading.ledger import Ledger, suite_hash
from labsupport.grading.sandbox import Limits

Key = tuple[str, str]


@dataclass
class Change:
    """What changed for one submission: points before and now, and a sentence for each test."""

    name: str
    before: float
    now: float
    tests: list[str]

    def __str__(self) -> str:
        difference = self.now - self.before
        head = f"{self.name}: {self.before:g} -> {self.now:g} ({difference:+g})"
        return "; ".join([head, *self.tests])


def lines_of(output: Path) -> dict[Key, tuple[dict[str, Any], Grade]]:
    """Name and SHA-256 of each submission -> its last line in the ledger, and its grade."""
    ledger = Ledger(output)
    if not ledger.path.is_file():
        raise InputError(f"there are no grades in {output}: grade into it first")
    lines, _ = ledger.read()
    return {key(grade): (line, grade) for line, grade in lines}


def key(grade: Grade) -> Key:
    """What tells a submission from all others."""
    return grade.name, grade.sha256


def again(
    slug: str, paths: list[Path], output: Path, **options: Any
) -> tuple[list[Grade], list[Change]]:
    """Grade a class anew into the same folder; the grades, and what changed for whom.

    Args:
        slug: the lab.
        paths: the submissions, as they were given before.
        output: the folder of the grades; its ledger is kept as ``ledger.previous.jsonl``.
        options: of `run.grade_class`.

    Raises:
        InputError: there are no grades in the folder.
    """
    before = lines_of(output)
    seeds = {each: grade.seed for each, (_, grade) in before.items()}
    grades = run.grade_class(slug, paths, output, overwrite=True, seeds=seeds, **options)
    found = [change(before[key(g)][1], g) for g in grades if key(g) in before]
    return grades, [each for each in found if each.tests]  # points change by tests alone


def change(before: Grade, now: Grade) -> Change:
    """The difference between two grades of the same bytes."""
    old = {(r.exercise, r.name): r for r in before.results}
    new = {(r.exercise, r.name): r for r in now.results}
    tests = []
    for test in {**old, **new}:
        was, is_now = old.get(test), new.get(test)
        name = f"{test[0]}: {test[1]}"
        if was is None and is_now is not None:
            verdict = "passed" if is_now.passed else f"failed ({is_now.sentence})"
            tests.append(f"new test {name}, {verdict}, {is_now.points:g} points")
        elif is_now is None and was is not None:
            tests.append(f"test {name} is no more, {was.points if was.passed else 0:g} points")
        elif was is not None and is_now is not None:
            if was.passed != is_now.passed:
                verdict = "passes now" if is_now.passed else f"fails now ({is_now.sentence})"
                tests.append(f"{name} {verdict}, {is_now.points:g} points")
            elif not math.isclose(was.points, is_now.points):
                tests.append(f"{name} has {is_now.points:g} points, not {was.points:g}")
    was_model, model = (g.model.points if g.model else 0.0 for g in (before, now))
    if not math.isclose(was_model, model):
        tests.append(f"the model has {model:g} points, not {was_model:g}")
    return Change(now.name, before.score, now.score, tests)


def verify(slug: str, paths: list[Path], output: Path, **options: Any) -> tuple[int, list[str]]:
    """Reproduce grades from their lines in the ledger; nothing is written there.

    Returns:
        How many were reproduced to every verdict, and a sentence for each that was not, or could
        not be tried.
    """
    before = lines_of(output)
    matching = options.pop("matching", None)
    suite = run.find_suite(slug, options.get("suite"), paths)
    digest = suite_hash(suite)
    sentences: list[str] = []
    right = 0
    limits: dict[str, set[Key]] = {}
    for each, (line, grade) in before.items():
        if grade.person.get("absent"):
            continue
        if line["suite_sha256"] != digest:
            sentences.append(
                f"{grade.name} was graded by another suite or grader ({line['suite_sha256'][:12]}, "
                f"not {digest[:12]}): check that version out"
            )
            continue
        limits.setdefault(repr(sorted(line["limits"].items())), set()).add(each)
    for chosen in limits.values():
        values = before[next(iter(chosen))][0]["limits"]
        seeds = {each: before[each][1].seed for each in chosen}
        with tempfile.TemporaryDirectory(prefix="verify-") as folder:
            grades = run.grade_class(
                slug,
                paths,
                Path(folder) / "grades",
                **{**options, "limits": Limits(**values), "seeds": seeds, "matching": matching},
            )
        there = {key(grade): grade for grade in grades}
        for each in sorted(chosen):
            was = before[each][1]
            if each not in there:
                sentences.append(f"{was.name}: these bytes were not given")
                continue
            found = change(was, there[each])
            if found.tests:
                sentences.append(f"not reproduced: {found}")
            else:
                right += 1
    return right, sentences
