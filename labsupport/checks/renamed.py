"""Finds out whether the cell of an answer has been given another name since it last ran.

Its old definition is then still there, and a check of it would say ✓ to what the cell no longer
says.
"""

import ast
import difflib
import sys
from collections.abc import Container, Sequence

SIMILAR = 0.6  # the share of lines that two versions of one answer have in common, at least

Definition = ast.FunctionDef | ast.ClassDef


def executed() -> list[str]:
    """The cells that ran so far, the present one included; none outside of IPython."""
    if "IPython" not in sys.modules:
        return []
    shell = sys.modules["IPython"].get_ipython()
    return [] if shell is None else list(shell.user_ns.get("In", []))


def renamed(name: str, cells: Sequence[str], others: Container[str]) -> str | None:
    """What the cell that defined ``name`` defines now, or None if that is still ``name``.

    Args:
        name: the name of an answer.
        cells: the cells in the order in which they ran.
        others: names that are no new ones for it, such as those of other exercises.
    """
    found = [{d.name: d for d in _definitions(cell)} for cell in cells]
    newest = max((i for i, names in enumerate(found) if name in names), default=None)
    if newest is None:
        return None
    old = found[newest][name]
    for names in reversed(found[newest + 1 :]):
        for other, definition in names.items():
            if other not in others and other not in found[newest] and _alike(old, definition):
                return other
    return None


def _definitions(cell: str) -> list[Definition]:
    try:
        body = ast.parse(cell).body
    except (SyntaxError, ValueError):
        return []
    return [statement for statement in body if isinstance(statement, Definition)]


def _alike(one: Definition, other: Definition) -> bool:
    """Whether two definitions are versions of one answer."""
    text = ast.get_docstring(one)
    if text and text == ast.get_docstring(other):
        return True
    before, after = (ast.unparse(d).splitlines()[1:] for d in (one, other))  # without the name
    return difflib.SequenceMatcher(None, before, after).ratio() > SIMILAR
