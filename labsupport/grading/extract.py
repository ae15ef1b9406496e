"""Reads a submission without running it: a notebook (format 3 or 4) or a ``.py`` file.

Kept are imports, functions, classes and simple constants, each as a statement of its cell, so that
a line number stays the student's own. All other top-level code (training, plots, shell commands) is
left out: grading does not run it.
"""

import ast
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from labsupport.errors import InputError

MAX_BYTES = 20 * 2**20
MAX_CELLS = 5_000
MAX_CELL_CHARACTERS = 500_000
# IPython's own syntax: magics, shell lines, help, and an assignment from either.
MAGIC = re.compile(r"^(\s*)(?:[%!]|\?|[\w.\[\], ]+=\s*[%!]|[\w.%*]+\?{1,2}\s*$)")
CELL_MAGICS_WITH_PYTHON = ("%%time", "%%timeit", "%%capture", "%%prun", "%%python")
BUILTINS = {"abs", "bool", "dict", "float", "int", "len", "list", "max", "min", "pow", "range"}
BUILTINS |= {"round", "set", "str", "sum", "tuple", "slice", "frozenset", "property", "type"}


@dataclass
class Cell:
    """A code cell: what messages call it, and its text with IPython's syntax blanked out."""

    label: str
    source: str


@dataclass
class Definition:
    """One statement that is kept.

    ``names`` are bound by it, ``uses`` are the names in it; ``written``: a function or class.
    """

    cell: int
    statement: int
    names: list[str]
    uses: set[str]
    written: bool = False


@dataclass
class Submission:
    """What was found in one file."""

    path: Path
    cells: list[Cell] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)
    borrowed: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)

    def names(self) -> set[str]:
        """Names of the functions, classes and constants, and of what was borrowed."""
        return {name for d in self.definitions for name in d.names} | self.borrowed

    def needed(self, exercises: set[str]) -> list[Definition]:
        """The definitions that the exercises need, directly or not, in their order."""
        wanted, kept = set(exercises), set()
        changed = True
        while changed:
            changed = False
            for number, definition in enumerate(self.definitions):
                if number not in kept and ("*" in definition.names or wanted & {*definition.names}):
                    kept.add(number)
                    wanted |= definition.uses
                    changed = True
        return [d for number, d in enumerate(self.definitions) if number in kept]


def read(path: Path) -> Submission:
    """Read a submission; raises `InputError` with one sentence if nothing can be made of it."""
    if not path.is_file():
        raise InputError(f"{path} does not exist or is not a file")
    if path.suffix not in (".ipynb", ".py"):
        raise InputError(f"{path.name} is neither a notebook (.ipynb) nor a Python file (.py)")
    if path.stat().st_size > MAX_BYTES:
        raise InputError(
            f"{path.name} has {path.stat().st_size / 2**20:.0f} MiB and at most "
            f"{MAX_BYTES // 2**20} are read; clear the notebook's outputs and save it again"
        )
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{path.name} is not UTF-8 text") from None
    if not text.strip():
        raise InputError(f"{path.name} is empty")
    submission = Submission(path)
    cells = (
        [(printable(path.name), text)] if path.suffix == ".py" else notebook_cells(path.name, text)
    )
    failed = [label for label, source in cells if not add_cell(submission, label, source)]
    if failed and len(failed) == len([1 for _, source in cells if source.strip()]):
        raise InputError(f"{path.name} cannot be read as Python: {submission.notes[0]}")
    return submission


def notebook_cells(name: str, text: str) -> list[tuple[str, str]]:
    """Label and source of each code cell; cells are counted from 1, text cells included."""
    try:
        notebook = json.loads(text)
        sheets = notebook.get("worksheets")  # format 3 keeps cells in worksheets
        cells = notebook["cells"] if sheets is None else [c for s in sheets for c in s["cells"]]
        codes = [
            (f"cell {number}", joined(cell.get("source", cell.get("input", ""))))
            for number, cell in enumerate(cells[:MAX_CELLS], 1)
            if cell["cell_type"] == "code"
        ]
    except (ValueError, RecursionError):
        raise InputError(f"{name} is not a notebook: its JSON is broken; save it again") from None
    except (KeyError, TypeError, AttributeError):
        raise InputError(f"{name} is JSON, but not a notebook: it has no readable cells") from None
    if not any(source.strip() for _, source in codes):
        raise InputError(f"{name} has no code in it")
    return codes


def printable(name: str) -> str:
    """A file's name without characters that would control a terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)[:200]


def joined(source: Any) -> str:
    """The text of a cell, which is a string or a list of lines."""
    if isinstance(source, list):
        return "".join(source)
    if not isinstance(source, str):
        raise TypeError("a cell's source is no text")
    return source


def add_cell(submission: Submission, label: str, source: str) -> bool:
    """Collect what a cell defines; False, and a note, if it is not Python."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    try:
        if len(source) > MAX_CELL_CHARACTERS:
            raise ValueError(f"it has more than {MAX_CELL_CHARACTERS:,} characters")
        source = without_magics(source)
        body = ast.parse(source).body
    except SyntaxError as error:
        submission.notes.append(f"{label}, line {error.lineno}: {error.msg}")
        return False
    except (ValueError, RecursionError, MemoryError) as error:
        submission.notes.append(f"{label}: {error}")
        return False
    submission.cells.append(Cell(label, source))
    for number, statement in enumerate(body):
        try:
            add_statement(submission, len(submission.cells) - 1, number, statement)
        except RecursionError:
            submission.notes.append(f"{label}, line {statement.lineno}: nested too deeply")
    return True


def without_magics(source: str) -> str:
    """Blank IPython's lines, one for each place where Python stops; raises SyntaxError if stuck."""
    lines = source.split("\n")
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    if lines[first].startswith("%%"):
        if not lines[first].startswith(CELL_MAGICS_WITH_PYTHON):
            return ""  # a cell of another language: shell, HTML, a file
        lines[first] = ""
    for _ in range(200):
        try:
            ast.parse("\n".join(lines))
            return "\n".join(lines)
        except SyntaxError as error:
            number = (error.lineno or 0) - 1
            # "pass" keeps an indented block whole; a line inside of a string stays as it is,
            # because Python does not stop there.
            match = MAGIC.match(lines[number]) if 0 <= number < len(lines) else None
            if match is None:
                raise
            lines[number] = match[1] + "pass"
    raise ValueError("it has more than 200 lines that are not Python")


def add_statement(submission: Submission, cell: int, number: int, statement: ast.stmt) -> None:
    """Keep, note or leave out one top-level statement."""
    names = bound_names(statement)
    lent = borrowed_name(statement)
    if lent is not None:
        submission.borrowed.update(names)
        drop(submission, names)
        return
    imported = {name for d in submission.definitions if not d.written for name in d.names}
    if not is_kept(statement, imported):
        submission.dropped.update(names)
        return
    written = isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    uses = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
    submission.definitions.append(Definition(cell, number, names, uses, written))
    if not isinstance(statement, ast.Import | ast.ImportFrom):
        submission.borrowed.difference_update(names)


def drop(submission: Submission, names: list[str]) -> None:
    """Forget earlier definitions of names that now mean something else."""
    submission.definitions = [d for d in submission.definitions if not {*names} & {*d.names}]


def bound_names(statement: ast.stmt) -> list[str]:
    """Names that a top-level statement binds (``Encoder.forward = f`` binds ``Encoder``)."""
    names: list[str] = []
    nodes: list[ast.AST] = [statement]
    while nodes:
        node = nodes.pop(0)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.append(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names += [(a.asname or a.name).partition(".")[0] for a in node.names]
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.append(node.id)
        elif isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store):
            if isinstance(node.value, ast.Name):
                names.append(node.value.id)
        elif not isinstance(node, ast.Lambda):
            nodes += ast.iter_child_nodes(node)
    return names


def borrowed_name(statement: ast.stmt) -> str | None:
    """The exercise in ``f = lab.borrow("vae", "f")``, else None."""
    if not isinstance(statement, ast.Assign) or not isinstance(statement.value, ast.Call):
        return None
    call = statement.value
    function = call.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if name != "borrow" or not call.args or not isinstance(call.args[-1], ast.Constant):
        return None
    return str(call.args[-1].value)


def is_kept(statement: ast.stmt, imported: set[str]) -> bool:
    """Whether a statement only defines something."""
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return True
        case ast.Import() | ast.ImportFrom() | ast.Pass():
            return True
        case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value):
            return is_simple(value, imported)
        case ast.If(test=test, body=body, orelse=orelse):
            return is_simple(test, imported) and all(is_kept(s, imported) for s in body + orelse)
        case ast.Try(body=body, handlers=handlers, orelse=orelse, finalbody=[]):
            inner = [s for handler in handlers for s in handler.body]
            return all(is_kept(s, imported) for s in body + inner + orelse)
    return False


def is_simple(value: ast.expr, imported: set[str]) -> bool:
    """Whether an expression is made of literals, names, arithmetic and calls into libraries."""
    for node in ast.walk(value):
        if isinstance(node, ast.Lambda):
            return node is value  # a function in one line
        if isinstance(node, ast.Call):
            root: ast.expr = node.func
            while isinstance(root, ast.Attribute | ast.Call | ast.Subscript):
                root = root.func if isinstance(root, ast.Call) else root.value
            if isinstance(root, ast.Name) and root.id not in imported | BUILTINS:
                return False
        elif isinstance(node, ast.Await | ast.Yield | ast.YieldFrom | ast.NamedExpr):
            return False
    return True
