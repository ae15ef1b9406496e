"""Writes what was found: Gradescope's ``results.json``, a page for the student, the class's table.

Every text that comes from a submission (its name, its exceptions) is escaped. A file is written
beside its place and then moved there, so that none is ever seen half-written.
"""

import csv
import io
import json
import os
from html import escape
from pathlib import Path

from labsupport.grading.judge import Grade, Result

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
"""


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


def exercise_section(name: str, results: list[Result], error: str) -> str:
    """One exercise: its points, and a sentence for each test that failed."""
    of = sum(r.points for r in results)
    earned = sum(r.points for r in results if r.passed)
    sentences = {r.sentence for r in results}
    lines = []
    if error:
        pass  # one sentence at the head of the page says why nothing was graded
    elif len(sentences) == 1 and not any(r.passed for r in results):
        why = escape(results[0].sentence)
        lines.append(f'<li><span class="mark bad" title="failed">✗</span>{why}</li>')
    else:
        for r in results:
            mark, kind, word = ("✓", "good", "passed") if r.passed else ("✗", "bad", "failed")
            why = f'<span class="why">{escape(r.sentence)}</span>' if r.sentence else ""
            title = f'<span class="soft">{escape(r.name)} ({r.points:g})</span>'
            lines.append(
                f'<li><span class="mark {kind}" title="{word}">{mark}</span>{title}{why}</li>'
            )
    return (
        f"<section>\n<header><h2><code>{escape(name)}</code></h2>"
        f'<span class="points">{earned:g} of {of:g}</span></header>\n'
        f"{bar(earned, of)}\n<ul>\n" + "\n".join(lines) + "\n</ul>\n</section>"
    )


def student_page(grade: Grade, slug: str) -> str:
    """The report that a student reads."""
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
        exercise_section(name, results, grade.error) for name, results in grade.exercises().items()
    ]
    return page(f"{grade.name}: {grade.score:g} of {grade.max_score:g}", "\n".join(parts))


def class_page(grades: list[Grade], slug: str) -> str:
    """The teacher's list of all reports."""
    rows = []
    for g in grades:
        rows.append(
            f'<tr><td><a href="{escape(g.folder)}/report.html">{escape(g.name)}</a></td>'
            f'<td class="number">{g.score:g} of {g.max_score:g}</td>'
            f"<td>{bar(g.score, g.max_score)}</td><td>{escape(lost(g))}</td></tr>"
        )
    head = (
        '<tr><th>Submission</th><th class="number">Points</th>'
        "<th>Share</th><th>Not earned</th></tr>"
    )
    body = f"<h1>Grades of lab <code>{escape(slug)}</code></h1>\n<p>Also as "
    body += '<a href="grades.csv">grades.csv</a>.</p>\n'
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
    tests = [
        {
            "name": f"{r.exercise}: {r.name}",
            "score": r.points if r.passed else 0.0,
            "max_score": r.points,
            "status": "passed" if r.passed else "failed",
            "output": r.sentence or grade.error,
            "output_format": "text",
            "visibility": "visible",
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
    return json.dumps(found, indent=1) + "\n"


def grades_csv(grades: list[Grade]) -> str:
    """One line a submission: name, score, points of each exercise."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    exercises = list(grades[0].exercises()) if grades else []
    writer.writerow(["submission", "score", "max_score", *exercises, "note"])
    for grade in grades:
        points = [
            f"{sum(r.points for r in results if r.passed):g}"
            for results in grade.exercises().values()
        ]
        row = [cell(grade.name), f"{grade.score:g}", f"{grade.max_score:g}"]
        writer.writerow([*row, *points, cell(grade.error or " ".join(grade.notes))])
    return text.getvalue()


def cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text


def write(path: Path, text: str) -> None:
    """Write a file beside its place and move it there."""
    beside = path.with_name(f".{path.name}.part")
    beside.write_text(text, "utf-8")
    os.replace(beside, path)


def write_grade(output: Path, grade: Grade, slug: str) -> None:
    """Write the files of one submission."""
    folder = output / grade.folder
    folder.mkdir(exist_ok=True)
    write(folder / "results.json", results_json(grade, slug))
    write(folder / "report.html", student_page(grade, slug))


def write_class(output: Path, grades: list[Grade], slug: str) -> None:
    """Write the table of the class and the list of reports."""
    write(output / "grades.csv", grades_csv(grades))
    write(output / "index.html", class_page(grades, slug))
