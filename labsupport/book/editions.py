"""The self-study edition of a lab: under each exercise its solution, folded, and why it is right.

``edition: self-study`` in ``_config.yml``; the course edition, which is the default, has none. What
is said beside the code stands in ``solutions/<slug>.md``: a section for each exercise, and in it
the reason, then a list of usual wrong turns.
"""

import ast
import copy
import re
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from labsupport.book import notebooks
from labsupport.errors import InputError

EDITIONS = ("course", "self-study")
TURNS = "Usual wrong turns:"  # the line between the reason and the list
# Tildes: behind a fence of backticks a name in backticks is no title.
SOLUTION = """\
~~~~~{{admonition}} Solution: `{name}`
:class: dropdown solution

```{{code-block}} python
{code}
```

{reason}
~~~~~
"""


def with_solutions(lab: NotebookNode, root: Path, slug: str) -> NotebookNode:
    """Return a copy of a lab with a folded solution after each exercise, below its check."""
    text = notebooks.solutions_text(root, slug)
    answers, said = notebooks.definitions(text), reasons(root, slug)
    shown = copy.copy(lab)
    shown.cells, waiting = [], ""
    for cell, following in zip(lab.cells, [*lab.cells[1:], None], strict=True):
        shown.cells.append(cell)
        if "exercise" in cell.metadata.get("tags", []):
            waiting = notebooks.name_of(notebooks.exercise(cell))
        checked = following is not None and "check" in following.metadata.get("tags", [])
        if waiting and not checked:
            code = without_docstring(notebooks.segment(text, answers[waiting]))
            source = SOLUTION.format(name=waiting, code=code, reason=said[waiting])
            new = nbformat.v4.new_markdown_cell(source, id=f"solution-{waiting}"[:64])
            shown.cells.append(new)
            waiting = ""
    return shown


def reasons(root: Path, slug: str) -> dict[str, str]:
    """Return what ``solutions/<slug>.md`` says of each solution.

    Raises:
        InputError: the file is missing, or it is not about the exercises of the lab.
    """
    path = root / "solutions" / f"{slug}.md"
    if not path.is_file():
        raise InputError(f"{path} is missing: it says why the solutions are right.")
    _, *parts = re.split(r"^## ", path.read_text("utf-8"), flags=re.M)
    found = {}
    for part in parts:
        name, _, text = part.partition("\n")
        found[name.strip().strip("`")] = text.strip()
    answers = {*notebooks.definitions(notebooks.solutions_text(root, slug))}
    if {*found} != answers:
        odd = ", ".join(sorted({*found} ^ answers))
        raise InputError(f"{path} and the solutions are not about the same exercises: {odd}.")
    return found


def without_docstring(code: str) -> str:
    """A definition without the text that its stub shows already."""
    (node,) = ast.parse(code).body
    lines = code.splitlines()
    if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
        text = node.body[0]
        del lines[text.lineno - 1 : text.end_lineno]
        if not lines[text.lineno - 1].strip():
            del lines[text.lineno - 1]
    return "\n".join(lines)
