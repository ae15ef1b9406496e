"""Which exercises of a student's notebooks are right, by the public checks, as Markdown.

``python -m labsupport.summary chapters/*/lab.ipynb``: what a workflow on GitHub shows as its job's
summary. The code of the notebooks runs in this process, so use it on your own only.
"""

import contextlib
import importlib
import io
import sys
from pathlib import Path

from labsupport import lab
from labsupport.errors import InputError
from labsupport.grading.errors import GradingError
from labsupport.grading.local import LocalStudent
from labsupport.grading.names import without_controls

NOT_BEGUN = "not written yet"


def of_notebook(path: Path) -> tuple[str, dict[str, str]]:
    """The lab that a notebook is of, and for each exercise what its check prints.

    Raises:
        InputError: it cannot be read, or its metadata name no lab.
    """
    student = LocalStudent(path)
    slug = student.lab
    exercises = lab.lender(slug).__all__
    check = importlib.import_module(f"labsupport.checks.{slug}")
    return slug, {name: said(check, student, name) for name in exercises}


def said(check: object, student: LocalStudent, name: str) -> str:
    """What the public check of an exercise prints, in one line."""
    text = io.StringIO()
    try:
        answer = student.answer(name)
        with contextlib.redirect_stdout(text):
            getattr(check, name)(answer)
    except GradingError as error:
        return f"… {error}"
    lines = text.getvalue().strip().splitlines() or ["…"]
    mark, _, rest = lines[0].partition(f" {name}")
    return without_controls(" ".join([mark + rest, *map(str.strip, lines[1:])]))


def markdown(paths: list[Path]) -> str:
    """A table for each lab that somebody has begun; the others in one line."""
    parts, waiting = [], []
    for path in paths:
        try:
            slug, found = of_notebook(path)
        except InputError as error:
            parts.append(f"{cell(str(error))}\n")
            continue
        if all(text.startswith("…") for text in found.values()):
            waiting.append(slug)
            continue
        right = sum(text.startswith("✓") for text in found.values())
        rows = [f"| `{name}` | {cell(text)} |" for name, text in found.items()]
        head = [
            f"## {slug}: {right} of {len(found)} right",
            "",
            "| exercise | check |",
            "| --- | --- |",
        ]
        parts.append("\n".join([*head, *rows, ""]))
    if waiting:
        parts.append(f"Not begun: {', '.join(waiting)}\n")
    return "\n".join(parts)


def cell(text: str) -> str:
    """A text in a cell of a table: no Markdown and no HTML of its own."""
    escaped = without_controls(text).replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"\\{c}" if c in "\\`*_[]|#!" else c for c in escaped)


def main() -> None:
    """Print the summary of the notebooks that are named."""
    if len(sys.argv) < 2:
        sys.exit("usage: python -m labsupport.summary NOTEBOOK...")
    print(markdown([Path(name) for name in sys.argv[1:]]))


if __name__ == "__main__":
    main()
