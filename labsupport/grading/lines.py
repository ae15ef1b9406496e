r"""Derivations in a submission: names bound to a list of texts that is written out.

They are read from the syntax tree as data. Nothing of them is run, and whatever is not plain text
in quotes (a call, an f-string, a name) is not read as a derivation.
"""

import ast
from collections.abc import Iterable

MAX_LISTS = 200  # of one submission
MAX_LINES, MAX_CHARACTERS = 50, 1_000  # of one list; a little more than a check accepts
Lines = list[str | None]  # None stands for `...`
CHANGING = {"append", "extend", "insert", "pop", "remove", "reverse", "sort", "clear"}


def of_statement(statement: ast.stmt) -> tuple[str, Lines] | None:
    """Name and lines of ``name = [r"...", r"= ...", ...]``; None for anything else."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            pass
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            pass
        case _:
            return None
    lines = of_value(value)
    return None if lines is None else (name, lines)


def of_value(value: ast.expr) -> Lines | None:
    """The lines of a list or tuple of texts and ``...``; None for anything else."""
    if not isinstance(value, ast.List | ast.Tuple) or not value.elts:
        return None
    found: Lines = []
    for element in value.elts[:MAX_LINES]:
        match element:
            case ast.Constant(value=str(text)):
                found.append(text[:MAX_CHARACTERS].encode("utf-8", "replace").decode())
            case ast.Constant(value=other) if other is ... or other is None:
                found.append(None)
            case _:
                return None
    return found


def changed_by(statement: ast.stmt, names: Iterable[str]) -> str:
    """Which of these lists a statement like ``name.append(...)`` changes, or ""."""
    match statement:
        case ast.Expr(ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method))):
            if name in names and method in CHANGING:
                return name
    return ""
