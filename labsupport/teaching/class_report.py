"""What a class did: how points are spread, which exercises were hardest, which mistakes were made.

``class.html`` is one page without scripts or other files; ``mistakes.csv`` is its last table.
"""

import csv
import io
import re
import statistics
from collections import Counter
from dataclasses import dataclass
from html import escape
from pathlib import Path

from labsupport import files
from labsupport.grading.judge import Grade
from labsupport.grading.report import bar, cell, page

BINS = 10
MOST_SHOWN = 30
SHAPES = re.compile(r"^for inputs of shape .*?: ")  # the same mistake at other sizes
NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?")


@dataclass
class Mistake:
    """One sentence of a report, whatever numbers are in it, and how many submissions got it."""

    exercise: str
    sentence: str  # the first of them
    submissions: int


def mistakes(grades: list[Grade]) -> list[Mistake]:
    """The sentences of all failed tests, the most frequent first; one person counts once."""
    count: Counter[tuple[str, str]] = Counter()
    shown: dict[tuple[str, str], str] = {}
    for grade in grades:
        mine = {}
        for result in grade.results:
            if not result.passed and result.sentence:
                text = SHAPES.sub("", result.sentence)
                mine[result.exercise, NUMBER.sub("#", text)] = text
        count.update(mine.keys())
        for key, sentence in mine.items():
            shown.setdefault(key, sentence)
    ordered = sorted(count, key=lambda key: (-count[key], key))
    return [Mistake(key[0], shown[key], count[key]) for key in ordered]


def exercises(grades: list[Grade]) -> list[tuple[str, float, int, int]]:
    """Name, mean share of the points, how many have all and how many none; the hardest first."""
    shares: dict[str, list[float]] = {}
    for grade in grades:
        for name, results in grade.exercises().items():
            earned = sum(r.points for r in results if r.passed)
            shares.setdefault(name, []).append(earned / sum(r.points for r in results))
    rows = [
        (name, statistics.mean(s), sum(x > 1 - 1e-9 for x in s), sum(x < 1e-9 for x in s))
        for name, s in shares.items()
    ]
    return sorted(rows, key=lambda row: row[1])


def histogram(scores: list[float], most: float) -> list[tuple[str, int]]:
    """Label and number of submissions of each tenth of the points."""
    counts = [0] * BINS
    for score in scores:
        counts[min(BINS - 1, int(BINS * score / most)) if most else 0] += 1
    edges = [most * n / BINS for n in range(BINS + 1)]
    return [(f"{edges[n]:.3g} to {edges[n + 1]:.3g}", counts[n]) for n in range(BINS)]


def html(grades: list[Grade], slug: str) -> str:
    """The page."""
    judged = [grade for grade in grades if grade.status == "graded"]
    others = Counter(grade.status for grade in grades if grade.status != "graded")
    parts = [f"<h1>The class in lab <code>{escape(slug)}</code></h1>"]
    said = [f"{len(judged)} graded", *(f"{n} {status}" for status, n in sorted(others.items()))]
    parts.append(f"<p>{', '.join(said)}. All numbers below are of those graded.</p>")
    if not judged:
        return page(f"The class in {slug}", "\n".join(parts))
    scores = [grade.score for grade in judged]
    most = judged[0].max_score
    parts.append(
        f"<p>Mean {statistics.mean(scores):.1f} of {most:g} points, "
        f"median {statistics.median(scores):g}, "
        f"from {min(scores):g} to {max(scores):g}.</p>"
    )
    spread = histogram(scores, most)
    high = max(count for _, count in spread)
    rows = [[label, str(n), bar(n, high)] for label, n in spread]
    parts.append(section("Points", ["points", "submissions", ""], rows))
    rows = [
        [f"<code>{escape(name)}</code>", f"{share:.0%}", str(full), str(none), bar(share, 1)]
        for name, share, full, none in exercises(judged)
    ]
    parts.append(
        section("Exercises, the hardest first", ["exercise", "earned", "all", "none", ""], rows)
    )
    rows = [
        [str(m.submissions), f"<code>{escape(m.exercise)}</code>", escape(m.sentence)]
        for m in mistakes(judged)[:MOST_SHOWN]
    ]
    parts.append(
        section("Mistakes, the most frequent first", ["submissions", "exercise", "sentence"], rows)
    )
    parts.append('<p>All of them: <a href="mistakes.csv">mistakes.csv</a>.</p>')
    return page(f"The class in {slug}", "\n".join(parts))


def section(heading: str, columns: list[str], rows: list[list[str]]) -> str:
    """A heading and a table; ``rows`` are HTML already."""
    head = "".join(f'<th scope="col">{name}</th>' for name in columns)
    lines = ["<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows]
    return f"<h2>{heading}</h2>\n<table>\n<tr>{head}</tr>\n" + "\n".join(lines) + "\n</table>"


def table(grades: list[Grade]) -> str:
    """All mistakes as a table."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["submissions", "exercise", "sentence"])
    for each in mistakes([grade for grade in grades if grade.status == "graded"]):
        writer.writerow([each.submissions, each.exercise, cell(each.sentence)])
    return text.getvalue()


def write(output: Path, grades: list[Grade], slug: str) -> None:
    """Write both into the folder of the grades."""
    files.write(output / "class.html", html(grades, slug))
    files.write(output / "mistakes.csv", table(grades))
