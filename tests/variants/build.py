"""Makes submissions out of the variants kept beside this file.

Each of ``<slug>/right/<exercise>.py`` and ``<slug>/wrong/<exercise>.py`` defines its variants one
after the other, under names of their own. A submission is the solution with one exercise replaced.
The docstring of a wrong variant is what its message must say; what has no docstring there is a
helper of the variants below it. Wrong variants that are edits of the solution are a table, `EDITS`,
as in `labsupport.checks.edits`: an edit, and behind ``#`` what its message must say. Derivations
stand in ``<slug>/derivations/<exercise>.txt``.
"""

import ast
import functools
import re
from pathlib import Path
from typing import NamedTuple

from labsupport.book import notebooks
from labsupport.checks.edits import edited_source, entries

HERE = Path(__file__).parent
SOLUTIONS = HERE.parent.parent / "solutions"
SLUGS = sorted(path.stem for path in SOLUTIONS.glob("*.py"))


class Variant(NamedTuple):
    """One way of writing an exercise."""

    slug: str
    exercise: str
    name: str
    message: str
    text: str  # of the whole submission

    @property
    def id(self) -> str:
        """What pytest calls it."""
        return f"{self.slug}-{self.exercise}-{self.name}"

    def write(self, folder: Path) -> Path:
        """Write the submission; returns its path."""
        path = folder / f"{self.exercise}_{self.name}.py"
        path.write_text(self.text, "utf-8")
        return path


def all_at_once(chosen: list[Variant], folder: Path) -> Path:
    """Write a submission with every one of the chosen variants; returns its path."""
    solution = (SOLUTIONS / f"{chosen[0].slug}.py").read_text("utf-8")
    path = folder / "all_at_once.py"
    path.write_text(solution + "".join(v.text.removeprefix(solution) for v in chosen), "utf-8")
    return path


def exercises(slug: str) -> list[str]:
    """Names of the exercises of a topic, in their order."""
    return [*calls(slug)]


@functools.cache
def calls(slug: str) -> dict[str, set[str]]:
    """Exercise -> all names in its solution."""
    body = ast.parse((SOLUTIONS / f"{slug}.py").read_text("utf-8")).body
    return {
        node.name: {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
        for node in body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }


def variants(slug: str, kind: str) -> list[Variant]:
    """All variants of a topic, ``kind`` being ``"right"`` or ``"wrong"``."""
    found = []
    for exercise in exercises(slug):
        path = HERE / slug / kind / f"{exercise}.py"
        found += of_file(slug, exercise, path.read_text("utf-8"), wrong=kind == "wrong")
    return found


def of_file(slug: str, exercise: str, text: str, wrong: bool) -> list[Variant]:
    """The variants of one exercise."""
    solution = (SOLUTIONS / f"{slug}.py").read_text("utf-8")
    shared: list[ast.stmt] = []
    found = []
    for node in ast.parse(text).body[1:]:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "EDITS":
            found += _edits(slug, exercise, ast.literal_eval(node.value))
            continue
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("solutions"):
            continue  # the solution's names are there already
        if not isinstance(node, ast.FunctionDef | ast.ClassDef) or (
            wrong and ast.get_docstring(node) is None
        ):
            shared.append(node)
            continue
        name, message = node.name, ast.get_docstring(node) or ""
        if wrong and not message:
            raise ValueError(f"{slug}-{exercise}-{name} does not say what its message must say")
        node.name = exercise
        own = ast.unparse(ast.Module([*shared, node], []))
        found.append(Variant(slug, exercise, name, message, f"{solution}\n\n{own}\n"))
    return found


def _edits(slug: str, exercise: str, table: str) -> list[Variant]:
    """The variants that are edits of the solution."""
    solution = (SOLUTIONS / f"{slug}.py").read_text("utf-8")
    own = next(n for n in ast.parse(solution).body if getattr(n, "name", "") == exercise)
    found: list[Variant] = []
    for edit, message in entries(table):
        if not edit or not message:
            raise ValueError(f"{slug}-{exercise}: '{edit or message}' is half of a row")
        text = edited_source(ast.unparse(own), edit)
        said = re.sub(r"\W+", "_", message)[:80].strip("_")
        before = sum(v.message == message for v in found)
        name = f"{said}_{before + 1}" if before else said
        found.append(Variant(slug, exercise, name, message, f"{solution}\n\n{text}\n"))
    return found


class Answer(NamedTuple):
    """A derivation, right or wrong."""

    slug: str
    exercise: str
    title: str
    lines: list[str]
    line: int | None  # that is named; 0 if none is, None for a right derivation
    message: str

    @property
    def id(self) -> str:
        """What pytest calls it."""
        kind = "right" if self.line is None else "wrong"
        return f"{self.slug}-{self.exercise}-{kind}-{self.title}"


def derivations(slug: str) -> dict[str, list[str]]:
    """The derivations among the exercises of a topic, with the lines of the solution."""
    return notebooks.derivations((SOLUTIONS / f"{slug}.py").read_text("utf-8"))


def everything(slug: str) -> list[str]:
    """Names of all exercises of a topic, derivations last."""
    return [*exercises(slug), *derivations(slug)]


def answers(slug: str, exercise: str) -> list[Answer]:
    """All derivations that are kept for an exercise.

    A block is ``right: title`` or ``wrong, line 3: message``, and its lines below; where these
    begin with a number, as in ``3: = x``, they replace lines of the solution.
    """
    text = (HERE / slug / "derivations" / f"{exercise}.txt").read_text("utf-8")
    found = []
    for block in re.split(r"\n{2,}", text.strip()):
        head, *lines = block.split("\n")
        match = re.fullmatch(r"(?:right|wrong, line (\d+)): (.*)", head)
        if match is None:
            continue
        if re.match(r"\d+: ", lines[0]):
            edits = {int(n): new for n, new in (line.split(": ", 1) for line in lines)}
            whole = dict(enumerate(derivations(slug)[exercise], 1)) | edits
            lines = [line for line in whole.values() if line != "-"]
        wrong = None if match[1] is None else int(match[1])
        message = match[2] if wrong is not None else ""
        found.append(Answer(slug, exercise, match[2], lines, wrong, message))
    return found
