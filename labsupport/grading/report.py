"""Writes what was found: Gradescope's ``results.json``, a page for the student, the class's table.

Every text that comes from a submission (its name, its exceptions) is escaped; `Grade.cleaned` has
taken control characters out before. Of a hidden test students see the points alone, and what
Gradescope shows them when the teacher publishes the grades.
"""

import csv
import io
import json
import re
import time
from collections.abc import Callable
from dataclasses import asdict
from html import escape
from pathlib import Path
from typing import Any

from labsupport.errors import InputError
from labsupport.files import write
from labsupport.grading import pictures
from labsupport.grading.judge import Grade, Result
from labsupport.grading.model_file import Measured
from labsupport.grading.sections import Section

STYLE = """
:root { color-scheme: light dark; --page: #fff; --text: #1b1f24; --soft: #59636e;
  --line: #d5dae0; --card: #f6f8fa; --good: #116329; --bad: #a40e26; --bar: #0969da; }
@media (prefers-color-scheme: dark) { :root { --page: #14181d; --text: #e6e9ed; --soft: #9aa4af;
  --line: #39424c; --card: #1d232a; --good: #6fdd8b; --bad: #ff9492; --bar: #58a6ff; } }
body { margin: 2rem auto; max-width: 46rem; padding: 0 1rem; background: var(--page);
  color: var(--text); font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; margin-bottom: .2rem; } h2 { font-size: 1.05rem; margin: 0; }
.soft { color: var(--soft); } .good { color: var(--good); } .bad { color: var(--bad); }
.score { font-size: 2.2rem; font-weight: 650; margin: .4rem 0; }
section { border: 1px solid var(--line); border-radius: .5rem; padding: .8rem 1rem; margin: .8rem 0;
  background: var(--card); }
header { display: flex; justify-content: space-between; gap: 1rem; align-items: baseline; }
header .points { white-space: nowrap; font-variant-numeric: tabular-nums; }
ul { list-style: none; margin: .5rem 0 0; padding: 0; } li { margin: .25rem 0 .25rem 1.6rem; }
li > .mark { display: inline-block; width: 1.6rem; margin-left: -1.6rem; font-weight: 700; }
.why { display: block; } code { font-family: ui-monospace, monospace; font-size: .95em; }
.bar { height: .4rem; border-radius: .2rem; background: var(--line); overflow: hidden; }
.bar > div { height: 100%; background: var(--bar); }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .35rem .6rem;
  border-bottom: 1px solid var(--line); vertical-align: top; } td:first-child { min-width: 10rem; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
th { overflow-wrap: normal; } td .bar { min-width: 4rem; margin-top: .55rem; }
a { color: var(--bar); }
figure { margin: .6rem 0 0; } svg { width: 100%; max-width: 24rem; height: auto; }
svg text { fill: var(--soft); font: 11px system-ui, sans-serif; }
.frame { fill: none; stroke: var(--line); } svg .yours { fill: var(--bar); fill-opacity: .55; }
svg .right { fill: none; stroke: var(--text); stroke-width: 1.5; stroke-dasharray: 5 3; }
"""

MODEL = "Your model"
LEADERBOARD = "-log p(x), nats per image"
# What begins a formula (in full width, too), at the begin of a text or where it may be split.
FORMULA = re.compile(r"""(^|[;,|\t])(\s*["']?\s*[=+\-@\uff1d\uff0b\uff0d\uff20])""")


def page(title: str, body: str) -> str:
    """An HTML page that needs no other file."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def bar(earned: float, of: float) -> str:
    """A horizontal bar of the share that was earned; the numbers stand beside it."""
    percent = 100 * earned / of if of else 0
    return f'<div class="bar" aria-hidden="true"><div style="width: {percent:.0f}%"></div></div>'


def exercise_section(
    exercise: str,
    results: list[Result],
    error: str,
    again: Section | None = None,
    example: str = "",
    kept: dict[str, Any] | None = None,
) -> str:
    """One exercise: its points, a sentence for each test that failed, and the way on."""
    of = sum(r.points for r in results)
    earned = sum(r.points for r in results if r.passed)
    sentences = {r.sentence for r in results}
    visible = [r for r in results if not r.hidden]
    lines = []
    if error:
        pass  # one sentence at the head of the page says why nothing was graded
    elif visible and len(sentences) == 1 and not any(r.passed for r in results):
        why = escape(visible[0].sentence)
        lines.append(f'<li><span class="mark bad" title="failed">✗</span>{why}</li>')
    else:
        for r in results:
            mark, kind, word = ("✓", "good", "passed") if r.passed else ("✗", "bad", "failed")
            text, name = ("", "a hidden test") if r.hidden else (r.sentence, r.name)
            why = f'<span class="why">{escape(text)}</span>' if text else ""
            title = f'<span class="soft">{escape(name)} ({r.points:g})</span>'
            lines.append(
                f'<li><span class="mark {kind}" title="{word}">{mark}</span>{title}{why}</li>'
            )
    return (
        f"<section>\n<header><h2><code>{escape(exercise)}</code></h2>"
        f'<span class="points">{earned:g} of {of:g}</span></header>\n'
        f"{bar(earned, of)}\n<ul>\n" + "\n".join(lines) + "\n</ul>\n"
        f"{way_on(again, example, kept) if earned < of and not error else ''}</section>"
    )


def way_on(section: Section | None, example: str, kept: dict[str, Any] | None = None) -> str:
    """The smallest example that fails, a picture where there is one, and what to read again."""
    found = ""
    if example:
        found += f'<p class="soft">The smallest example: <code>{escape(example)}</code></p>\n'
    if kept is not None:
        found += pictures.picture(kept)
    if section is not None:
        heading = f"“{escape(section.heading)}”"
        if section.address:
            heading = f'<a href="{escape(section.address)}">{heading}</a>'
        found += f'<p class="soft">Read again: {heading}</p>\n'
    return found


def model_section(model: Measured, again: Section | None) -> str:
    """What was measured of a model that was handed in."""
    missing = model.points < model.most
    return (
        f"<section>\n<header><h2>{MODEL}</h2>"
        f'<span class="points">{model.points:g} of {model.most:g}</span></header>\n'
        f"{bar(model.points, model.most)}\n"
        f"<p>{escape(model.said)}</p>\n"
        '<p class="soft">These points are not among those above; your course says whether they '
        f"count.</p>\n{way_on(again, '') if missing else ''}</section>"
    )


def student_page(grade: Grade, slug: str, again: dict[str, Section] | None = None) -> str:
    """The report that a student reads; ``again``: exercise -> what to read again."""
    parts = [
        f"<h1>{escape(grade.name)}</h1>",
        f'<p class="soft">Graded lab <code>{escape(slug)}</code></p>',
        f'<p class="score">{grade.score:g} '
        f'<span class="soft">of {grade.max_score:g} points</span></p>',
    ]
    if grade.error:
        parts.append(f'<p class="bad">Nothing could be graded: {escape(grade.error)}.</p>')
    parts += [f"<p>{escape(note)}</p>" for note in grade.notes]
    parts += [
        exercise_section(
            name,
            results,
            grade.error,
            (again or {}).get(name),
            grade.examples.get(name, ""),
            grade.pictures.get(name),
        )
        for name, results in grade.exercises().items()
    ]
    if grade.model is not None:
        parts.append(model_section(grade.model, (again or {}).get("model")))
    return page(f"{grade.name}: {grade.score:g} of {grade.max_score:g}", "\n".join(parts))


def class_page(grades: list[Grade], slug: str) -> str:
    """The teacher's list of all reports."""
    rows = []
    for g in grades:
        kind = ' class="bad"' if g.failed else ""
        remark = f'<br><span class="soft">{escape(g.remark)}</span>' if g.remark else ""
        rows.append(
            f'<tr><td><a href="{escape(g.folder)}/report.html">{escape(g.name)}</a></td>'
            f'<td class="number">{g.score:g} of {g.max_score:g}</td>'
            f"<td>{bar(g.score, g.max_score)}</td><td{kind}>{escape(lost(g))}{remark}</td></tr>"
        )
    head = (
        '<tr><th>Submission</th><th class="number">Points</th>'
        "<th>Share</th><th>Not earned</th></tr>"
    )
    body = f"<h1>Grades of lab <code>{escape(slug)}</code></h1>\n<p>Also as "
    body += (
        '<a href="grades.csv">grades.csv</a>; <a href="class.html">the class as a whole</a>.</p>\n'
    )
    return page(f"Grades of {slug}", body + f"<table>\n{head}\n" + "\n".join(rows) + "\n</table>")


def lost(grade: Grade) -> str:
    """The exercises with points missing, in a few words; or why nothing was graded."""
    if grade.error:
        return grade.error
    short = []
    for name, results in grade.exercises().items():
        missing = sum(r.points for r in results if not r.passed)
        if missing:
            short.append(f"{name} {missing:g}")
    return ", ".join(short) or "–"


def results_json(grade: Grade, slug: str) -> str:
    """Gradescope's format."""
    output = [f"Nothing could be graded: {grade.error}."] if grade.error else []
    if grade.model is not None:
        points = f"{grade.model.points:g} of {grade.model.most:g} points, not among the others"
        output.append(f"{MODEL}: {grade.model.said} ({points})")
    shown: dict[int, str] = {}  # the first failed test of an exercise says the smallest example
    for name, results in grade.exercises().items():
        failed = [r for r in results if not (r.passed or r.hidden)]
        if failed and name in grade.examples:
            shown[id(failed[0])] = f"\nThe smallest example: {grade.examples[name]}"
    tests = [
        {
            "name": f"{r.exercise}: {r.name}",
            "score": r.points if r.passed else 0.0,
            "max_score": r.points,
            "status": "passed" if r.passed else "failed",
            "output": r.sentence + shown.pop(id(r), "") or grade.error,
            "output_format": "text",
            "visibility": "after_published" if r.hidden else "visible",
        }
        for r in grade.results
    ]
    found = {
        "score": grade.score,
        "output": "\n".join(output + grade.notes),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "execution_time": round(grade.seconds, 3),
        "tests": tests,
        "extra_data": {"lab": slug, "submission": grade.name, "max_score": grade.max_score},
    }
    found["extra_data"]["seed"] = grade.seed  # type: ignore[index]
    if grade.model is not None:
        found["extra_data"]["model"] = asdict(grade.model)  # type: ignore[index]
        if grade.model.nats is not None:
            value = round(grade.model.nats, 2)
            found["leaderboard"] = [{"name": LEADERBOARD, "value": value, "order": "asc"}]
    return json.dumps(found, indent=1) + "\n"


def grades_csv(grades: list[Grade]) -> str:
    """One line a submission: name, score, points of each exercise.

    The folder of its report tells it from all others, however alike their names look.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    exercises = list(grades[0].exercises()) if grades else []
    models = ["model", "nats"] if any(grade.model for grade in grades) else []
    writer.writerow(
        [
            *("submission", "score", "max_score", *exercises, *models, "status", "note", "remark"),
            *("folder", "person", "id", "submitted"),
        ]
    )
    for grade in grades:
        points = [
            f"{sum(r.points for r in results if r.passed):g}"
            for results in grade.exercises().values()
        ]
        row = [cell(grade.name), f"{grade.score:g}", f"{grade.max_score:g}"]
        if models:
            points += [f"{grade.model.points:g}", grade.model.shown] if grade.model else ["", ""]
        said = [cell(grade.error or " ".join(grade.notes)), cell(grade.remark)]
        writer.writerow([*row, *points, grade.status, *said, grade.folder, *whose(grade)])
    return text.getvalue()


def whose(grade: Grade) -> list[str]:
    """Name, id and moment of who handed in, as far as the layout tells."""
    members = grade.person.get("members", [])
    ids = [next(iter(member["ids"].values()), "") for member in members]
    late = " (late)" if grade.person.get("late") else ""
    names = "; ".join(member["name"] for member in members)
    moment = f"{grade.person.get('submitted', '')}{late}".strip()
    return [cell(names), cell("; ".join(ids)), moment]


def cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula, whatever sign it splits lines at."""
    return FORMULA.sub(r"\1'\2", text)


def write_grade(
    output: Path, grade: Grade, slug: str, again: dict[str, Section] | None = None
) -> None:
    """Write the files of one submission."""
    if (output / grade.folder).is_symlink():
        raise InputError(f"{output / grade.folder} is a link, through which no report is written")
    write(output / grade.folder / "results.json", results_json(grade, slug))
    write(output / grade.folder / "report.html", student_page(grade, slug, again))


class ClassPages:
    """The table of the class and the list of reports, kept up to date without much work."""

    def __init__(self, output: Path, slug: str) -> None:
        self.output, self.slug = output, slug
        self.next = 0.0  # monotonic seconds

    def update(self, grades: Callable[[], list[Grade]]) -> None:
        """Write them, unless they were written a moment ago: each time costs a line of everyone."""
        begin = time.monotonic()
        if begin >= self.next:
            self.write(grades())
            took = time.monotonic() - begin
            self.next = begin + max(1.0, 20 * took)

    def write(self, grades: list[Grade]) -> None:
        """Write them now."""
        write(self.output / "grades.csv", grades_csv(grades))
        write(self.output / "index.html", class_page(grades, self.slug))
