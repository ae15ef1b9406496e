"""What is kept of a submission: the statements that define something. Nothing is run here.

Kept are imports, functions, classes, and assignments that look like constants: literals, arithmetic
and calls into libraries, of builtins, and of the student's own earlier functions and classes. An
own function that trains, plots or loops with ``while`` (or uses one that does) is not called. All
other top-level code is left out, also inside of an ``if`` or ``try``: expression statements, calls
of methods that train or plot and of methods of the student's own objects, loops and ``with``, of
which only functions and classes are kept. What cannot be kept is remembered by its name, with the
reason.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeGuard

from labsupport.errors import InputError
from labsupport.grading import lines, model_file, notebooks, own_text, syntax

MAX_DEFINITIONS = 20_000
MAX_NOTES = 100
MAX_UNREAD = 1_000
BUILTINS = {"abs", "bool", "dict", "float", "int", "len", "list", "max", "min", "pow", "range"}
BUILTINS |= {"round", "set", "str", "sum", "tuple", "slice", "frozenset", "property", "type"}
BUILTINS |= {"zip", "enumerate", "map", "filter", "sorted", "reversed", "complex", "bytes"}
BUILTINS |= {"staticmethod", "classmethod", "ord", "chr", "divmod", "any", "all", "isinstance"}
BUILTINS |= {"hasattr", "getattr", "callable", "object", "globals", "locals"}
# Methods and functions that train or plot.
TRAINING = {"backward", "step", "zero_grad", "fit", "fit_transform", "train", "show", "savefig"}
TRAINING |= {"plot", "imshow", "figure", "subplots", "evaluate"}
Written = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
Block = ast.With | ast.AsyncWith | ast.For | ast.AsyncFor | ast.While
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


def extract(name: str, suffix: str, data: bytes) -> dict[str, Any]:
    """What is in a file, as values that JSON can hold; the fields of `extract.Submission`.

    Raises:
        InputError: nothing can be made of it.
    """
    found = Extraction()
    notebook = notebooks.read(name, suffix, data)
    for cell in notebook.cells:
        if cell.kind != "code":
            reason = f"its cell, {cell.label}, is a {cell.kind} cell: make it a code cell"
            found.leaves_out(syntax.written_in(cell.source), reason)
    cells = [cell for cell in notebook.cells if cell.kind == "code"]
    characters, failed, tried = 0, 0, 0
    for label, source, note, _ in cells:
        if len(source) > notebooks.MAX_CELL_CHARACTERS:
            note = f"it has more than {notebooks.MAX_CELL_CHARACTERS:,} characters"
        elif characters + len(source) > notebooks.MAX_CHARACTERS:
            note = f"more than {notebooks.MAX_CHARACTERS:,} characters of code are not read"
        else:
            characters += len(source)
        if note:
            found.cannot_read(label, note, source, whole=False)
        tried += bool(source.strip())
        if source.strip():
            failed += bool(note) or not found.add_cell(label, source, whole=len(cells) > 1)
    if tried and failed == tried:
        raise InputError(f"{name} cannot be read as Python: {found.notes[0]}")
    return {
        "cells": found.cells,
        "definitions": found.definitions,
        "borrowed": sorted(found.borrowed),
        "dropped": sorted(found.dropped),
        "prints": found.prints,
        "lists": found.lists,
        "unread": {n: why for n, why in found.unread.items() if n not in found.known},
        "lab": notebook.lab,
        "model": model_file.as_values(notebook.model),
        "notes": found.notes,
    }


class Extraction:
    """Collects the definitions of one file, cell by cell."""

    def __init__(self) -> None:
        self.cells: list[dict[str, str]] = []
        self.definitions: list[dict[str, Any]] = []
        self.borrowed: set[str] = set()
        self.dropped: set[str] = set()
        self.unread: dict[str, str] = {}  # functions and classes that cannot be kept, and why
        self.prints: dict[str, own_text.Prints] = {}  # of the functions and classes that are kept
        self.lists: dict[str, lines.Lines] = {}  # lists of texts that are written out
        self.notes: list[str] = []
        self.known: set[str] = set()  # names that a kept statement binds
        self.own: set[str] = set()  # of these, the functions and classes
        self.trains: set[str] = set()  # of these, those that no constant may call
        self.made: set[str] = set()  # what own functions and classes gave: no method is called

    def note(self, place: str, text: str) -> None:
        """Tell the student something about a cell."""
        if len(self.notes) < MAX_NOTES:
            self.notes.append(f"{place}: {' '.join(text.split())[:400]}")

    def leaves_out(self, names: Iterable[str], why: str) -> None:
        """Remember functions and classes that are not kept, and why."""
        for name in names:
            if len(self.unread) < MAX_UNREAD and not name.startswith("__"):
                self.unread[name] = why

    def cannot_read(self, place: str, text: str, source: str, whole: bool) -> None:
        """Tell the student that this source is left out, by the names of what is in it.

        ``whole``: it is a cell, so that all of it is lost.
        """
        names = syntax.written_in(source)
        text = " ".join(text.split())[:400]
        if names and whole:
            listed = " and ".join(f"`{name}`" for name in names[:3])
            text += f". This is the cell of {listed}"
        self.note(place, text)
        self.leaves_out(names, f"{place}: {text}")

    def add_cell(self, label: str, source: str, whole: bool) -> bool:
        """Collect what a cell defines; False, and a note, if it is not Python.

        Unless ``whole``, only the top-level blocks that are broken are left out.
        """
        source = syntax.cleaned(source)
        magic = syntax.elsewhere(source)
        if magic:
            reason = f"with %%{magic} its code is not part of the notebook"
            self.cannot_read(label, reason, source, whole)
        try:
            source, tree = syntax.parsed(source)
        except SyntaxError as error:
            self.cannot_read(f"{label}, line {error.lineno or 1}", error.msg, source, whole)
        except ValueError as error:
            self.cannot_read(label, str(error), source, whole)
        except (RecursionError, MemoryError):
            self.cannot_read(label, "it is nested too deeply", source, whole)
        else:
            self.add_tree(label, source, tree)
            return True
        return not whole and self.add_blocks(label, source)

    def add_blocks(self, label: str, source: str) -> bool:
        """Collect from the top-level blocks of a broken file that are Python by themselves."""
        lines = source.split("\n")
        kept, good = [""] * len(lines), 0
        for start, end in syntax.blocks(lines):
            try:
                text, tree = syntax.parsed("\n".join(lines[start:end]))
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                continue
            if tree.body:
                good += 1
                kept[start:end] = text.split("\n")
        try:
            tree = ast.parse("\n".join(kept))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
        self.add_tree(label, "\n".join(kept), tree)
        return good > 0

    def add_tree(self, label: str, source: str, tree: ast.Module) -> None:
        """Collect from the statements of a cell."""
        cell = {"label": label, "source": source}
        number, edits = len(self.cells), []
        self.cells.append(cell)
        for index, statement in enumerate(tree.body):
            if len(self.definitions) >= MAX_DEFINITIONS:
                self.note(
                    f"{label}, line {statement.lineno}",
                    f"only the first {MAX_DEFINITIONS:,} definitions are read",
                )
                break
            try:
                body = magic_body(statement)
                if body is None:
                    edits += self.add_statement(number, index, statement)
                else:
                    self.add_cell(f"{label}, cell of line {statement.lineno}", body, whole=True)
            except RecursionError:
                self.note(f"{label}, line {statement.lineno}", "it is nested too deeply")
        cell["source"] = edited(source, edits)

    def add_statement(
        self, cell: int, index: int, statement: ast.stmt
    ) -> list[tuple[ast.expr | ast.stmt, str]]:
        """Keep or leave out one top-level statement; what has to be replaced inside of it."""
        names = bound_names(statement)
        for name in [*names, lines.changed_by(statement, self.lists)]:
            self.lists.pop(name, None)
        found = lines.of_statement(statement)
        if found is not None and len(self.lists) < lines.MAX_LISTS:
            self.lists[found[0]] = found[1]
        if is_borrowed(statement):
            self.borrowed.update(names)
            if not self.known.isdisjoint(names):  # they mean something else from here on
                self.definitions = [d for d in self.definitions if not {*names} & {*d["names"]}]
                self.known.difference_update(names)
            return []
        edits: list[tuple[ast.expr | ast.stmt, str]] = []
        place = f"{self.cells[cell]['label']}, line {statement.lineno}"
        inside = getattr(statement, "name", type(statement).__name__.lower())
        self.leaves_out(
            (inner.name for inner in definitions_in(statement)),
            f"it is defined inside of `{inside}` ({place}), where it is not looked for: "
            "is it indented too far?",
        )
        if not self.keeps(statement, edits):
            self.dropped.update(names)
            return []
        for node, _ in edits:
            if isinstance(node, Block):
                self.dropped.update(bound_names(header(node)))
            elif isinstance(node, ast.stmt):
                self.dropped.update(bound_names(node))
        written = isinstance(statement, Written)
        if isinstance(statement, Written) and statement.name in own_text.names():
            self.prints[statement.name] = own_text.prints(statement)
        uses, training = names_in(statement)
        self.definitions.append(
            {
                "cell": cell,
                "statement": index,
                "names": names,
                "uses": sorted(uses),
                "written": written,
            }
        )
        if not isinstance(statement, ast.Import | ast.ImportFrom):
            self.borrowed.difference_update(names)
        made = not written and called(statement, self.own)
        training = written and (training or not uses.isdisjoint(self.trains))
        self.known.update(names)
        for group, belongs in ((self.own, written), (self.trains, training), (self.made, made)):
            (group.update if belongs else group.difference_update)(names)
        return edits

    def keeps(self, statement: ast.stmt, edits: list[tuple[ast.expr | ast.stmt, str]]) -> bool:
        """Whether a statement defines something; ``edits`` says what to replace in it."""
        match statement:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                return True
            case ast.Import() | ast.ImportFrom() | ast.AnnAssign(value=None):
                return True
            case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value):
                return self.is_constant(value)
            case ast.AugAssign(value=value):
                return self.known.issuperset(bound_names(statement)) and self.is_constant(value)
            case ast.Delete():
                names = [t.id for t in statement.targets if isinstance(t, ast.Name)]
                return bool(names) and self.known.issuperset(names)
            case ast.If(test=test, body=body, orelse=orelse):
                if is_main_guard(test):  # in a notebook it holds
                    edits.append((test, "True"))
                elif not self.is_constant(test):
                    return False
                return self.keeps_some(body + orelse, edits, statement.col_offset)
            case ast.Try(body=body, handlers=handlers, orelse=orelse, finalbody=final):
                inner = [s for handler in handlers for s in handler.body]
                return self.keeps_some(body + inner + orelse + final, edits, -1)
            case ast.With() | ast.AsyncWith() | ast.For() | ast.AsyncFor() | ast.While():
                # What a function is defined in does not matter when it is called later.
                if not any(
                    isinstance(s, Written) or any(definitions_in(s)) for s in statement.body
                ):
                    return False
                edits.append((statement, WITHOUT_HEADER))
                return self.keeps_some(statement.body, edits, -1)
        return type(statement).__name__ == "TypeAlias"

    def keeps_some(
        self,
        statements: list[ast.stmt],
        edits: list[tuple[ast.expr | ast.stmt, str]],
        column: int,
    ) -> bool:
        """Whether one of the statements is kept; the others are to be replaced."""
        kept = False
        for statement in statements:
            own: list[tuple[ast.expr | ast.stmt, str]] = []
            if self.keeps(statement, own):
                edits += own
                kept = True
            elif isinstance(statement, ast.If) and statement.col_offset == column:
                return False  # "elif" cannot be replaced by itself
            elif not isinstance(statement, ast.Pass | ast.Raise):
                edits.append((statement, ""))
        return kept

    def is_constant(self, value: ast.expr) -> bool:
        """Whether an expression looks like a constant (see the top of this module)."""
        for node in parts(value):
            if isinstance(node, ast.Await | ast.Yield | ast.YieldFrom | ast.NamedExpr):
                return False
            if not isinstance(node, ast.Call):
                continue
            root: ast.expr = node.func
            while isinstance(root, ast.Attribute | ast.Call | ast.Subscript):
                if isinstance(root, ast.Attribute) and root.attr in TRAINING:
                    return False
                root = root.func if isinstance(root, ast.Call) else root.value
            if not isinstance(root, ast.Name):
                continue
            if root.id in self.trains | self.made or root.id not in self.known | BUILTINS:
                return False
        return True


def definitions_in(statement: ast.stmt) -> Iterator[Written]:
    """The functions and classes in a statement, itself excluded."""
    nodes: list[ast.AST] = [statement]
    while nodes:
        node = nodes.pop()
        if isinstance(node, Written) and node is not statement:
            yield node
            continue
        for name in ("body", "orelse", "handlers", "finalbody", "cases"):
            part = getattr(node, name, [])
            nodes += part if isinstance(part, list) else []  # a lambda's body is none


def header(block: Block) -> ast.AST:
    """What a loop or ``with`` binds for its body, as a statement of its own."""
    if isinstance(block, ast.With | ast.AsyncWith):
        return ast.With(items=block.items, body=[])
    if isinstance(block, ast.While):
        return block.test
    return block.target


def parts(value: ast.AST) -> Iterator[ast.AST]:
    """The expression and what is evaluated with it: not the bodies of functions in one line."""
    nodes = [value]
    while nodes:
        node = nodes.pop()
        yield node
        if not isinstance(node, ast.Lambda):
            nodes += ast.iter_child_nodes(node)


def called(statement: ast.stmt, functions: set[str]) -> bool:
    """Whether an assignment calls one of these."""
    if isinstance(statement, Written):
        return False
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in functions
        for node in parts(statement)
    )


def names_in(statement: ast.stmt) -> tuple[set[str], bool]:
    """Names that a statement may use, and whether it trains, plots or loops without a known end.

    A name may also stand in a text: ``globals()["f"]``, ``x: "Encoder"``.
    """
    names, trains = set(), False
    nodes: list[ast.AST] = [statement]
    while nodes:
        node = nodes.pop()
        nodes += ast.iter_child_nodes(node)
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            # A longer text, a docstring for example, is no name.
            names.update(re.findall(r"[^\W\d]\w*", node.value[:200]))
        elif isinstance(node, ast.While):
            trains = True
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            trains = trains or node.func.attr in TRAINING
    return names, trains


def bound_names(statement: ast.AST) -> list[str]:
    """Names that a top-level statement binds (``Encoder.forward = f`` binds ``Encoder``)."""
    names: list[str] = []
    nodes: list[ast.AST] = [statement]
    while nodes:
        node = nodes.pop()
        if isinstance(node, Written):
            names.append(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            if isinstance(node, ast.ImportFrom) and node.module == "__future__":
                names.append("*")  # holds for all that follows
            names += [(a.asname or a.name).partition(".")[0] for a in node.names]
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            names.append(node.id)
        elif is_part(node) and isinstance(node.ctx, ast.Store):
            root: ast.expr = node
            while is_part(root):
                root = root.value
            if isinstance(root, ast.Name):
                names.append(root.id)
        elif not isinstance(node, ast.Lambda | Comprehension):
            nodes += ast.iter_child_nodes(node)
    return list(dict.fromkeys(names))


def is_part(node: ast.AST) -> TypeGuard[ast.Attribute | ast.Subscript]:
    """Whether a node is ``a.b`` or ``a[b]``."""
    return isinstance(node, ast.Attribute | ast.Subscript)


def is_borrowed(statement: ast.stmt) -> bool:
    """Whether it is like ``f = lab.borrow("vae", "f")``."""
    if not isinstance(statement, ast.Assign) or not isinstance(statement.value, ast.Call):
        return False
    function = statement.value.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    arguments = statement.value.args
    return name == "borrow" and bool(arguments) and isinstance(arguments[-1], ast.Constant)


def is_main_guard(test: ast.expr) -> bool:
    """Whether it is ``__name__ == "__main__"``, which holds in a notebook."""
    match test:
        case ast.Compare(
            left=ast.Name(id="__name__"), ops=[ast.Eq()], comparators=[ast.Constant("__main__")]
        ):
            return True
    return False


def magic_body(statement: ast.stmt) -> str | None:
    """The cell in ``get_ipython().run_cell_magic("time", "", cell)``, as nbconvert writes it."""
    match statement:
        case ast.Expr(
            ast.Call(
                ast.Attribute(ast.Call(ast.Name("get_ipython")), "run_cell_magic"),
                [ast.Constant(magic), _, ast.Constant(str(body))],
            )
        ) if magic in syntax.RUNS_HERE:
            return body
    return None


WITHOUT_HEADER = "if True:"


def edited(source: str, edits: list[tuple[ast.expr | ast.stmt, str]]) -> str:
    """The source with each node replaced by a text in brackets, on as many lines.

    Of a loop or ``with`` only the first lines are replaced, by `WITHOUT_HEADER`.
    """
    if not edits:
        return source
    lines = [line.encode() for line in source.split("\n")]
    for node, text in sorted(edits, key=lambda e: (e[0].lineno, e[0].col_offset), reverse=True):
        first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
        if text == WITHOUT_HEADER and isinstance(node, Block):
            body = node.body[0]
            last = min(s.lineno for s in (body, *getattr(body, "decorator_list", []))) - 1
            lines[first] = lines[first][: node.col_offset] + text.encode()
            lines[first + 1 : last] = [b""] * (last - first - 1)
            continue
        tail = lines[last][node.end_col_offset :]
        if first == last:
            lines[first] = lines[first][: node.col_offset] + b"(" + text.encode() + b")" + tail
            continue
        lines[first] = lines[first][: node.col_offset] + b"(" + text.encode()
        lines[first + 1 : last] = [b""] * (last - first - 1)
        lines[last] = b")" + tail
    return b"\n".join(lines).decode()
