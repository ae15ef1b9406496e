"""A formula with a small edit of its own source, written ``"old -> new"``.

A usual mistake is said that way once, beside the formula: ``"- 1 - -> -"`` leaves out a -1. The old
text has to stand exactly once in the formula, or in what it calls of its own module, as Python
writes it without superfluous parentheses; spaces do not count. Several edits of one formula are
separated by ``;``.
"""

import ast
import functools
import inspect
import math
import re
import textwrap
from collections.abc import Callable
from types import FunctionType
from typing import Any

import torch

LIBRARIES = {"math": math, "torch": torch, "F": torch.nn.functional}  # edits may use these


class EditError(ValueError):
    """An edit that cannot be made, because its text stands nowhere or in two places."""


def edited(reference: Callable[..., Any], edits: str) -> Callable[..., Any]:
    """``reference`` with edits of its source.

    Raises:
        EditError: an edit has no arrow, its old text does not stand exactly once, or the edits are
            not all in one function.
    """
    texts = {f: _text(tree) for f in reachable(reference) if (tree := parsed(f)) is not None}
    changed = []
    for edit in edits.split(";"):
        old, arrow, new = edit.partition("->")
        if not arrow:
            raise EditError(f"'{edit.strip()}' has no arrow: write old -> new")
        old, new = (f" {_spaced(part)} " for part in (old, new))
        places = sum(text.count(old) for text in texts.values())
        if places != 1:
            name = getattr(reference, "__name__", "the formula")
            raise EditError(f"'{old.strip()}' stands in {places} places in {name}, not in one")
        (function,) = (f for f, text in texts.items() if old in text)
        texts[function] = texts[function].replace(old, new)
        changed.append(function)
    if len(set(changed)) > 1:
        raise EditError(f"'{edits}' is about several functions; edit one")
    try:
        ast.parse(texts[changed[0]])
    except SyntaxError as error:
        raise EditError(f"'{edits}' leaves no valid Python: {error}") from None
    return rebuilt(reference, changed[0], texts[changed[0]])


def _text(tree: ast.Module) -> str:
    """The source of a function without its docstring, one space around each token."""
    (function,) = tree.body
    assert isinstance(function, ast.FunctionDef)
    if ast.get_docstring(function) is not None:
        function.body = function.body[1:]
    lines = []
    for line in ast.unparse(function).splitlines():
        several = re.fullmatch(r"(\s*return )\((.*)\)", line)
        if several and _is_tuple(several.group(2)):
            line = "".join(several.groups())  # as people write it
        lines.append(" " * (len(line) - len(line.lstrip())) + f"{_spaced(line)} ")
    return "\n".join(lines)


def _is_tuple(text: str) -> bool:
    try:
        return isinstance(ast.parse(text, mode="eval").body, ast.Tuple)
    except SyntaxError:  # such as `a) * (b`
        return False


TOKEN = re.compile(r"->|\.\.\.|'[^']*'|\d+(?:\.\d*)?(?:e[+-]?\d+)?|\w+|\*\*|//|[=!<>]=|\S")


def _spaced(text: str) -> str:
    """The tokens of a line, with one space between any two."""
    return " ".join(TOKEN.findall(text))


def reachable(reference: Callable[..., Any]) -> list[FunctionType]:
    """A function, and what it calls of its own module."""
    found: list[FunctionType] = []
    waiting = [reference]
    while waiting:
        function = waiting.pop(0)
        if not isinstance(function, FunctionType) or function in found:
            continue
        if function.__module__ == reference.__module__:
            found.append(function)
            waiting += _used(function).values()
    return found


def _used(function: Callable[..., Any]) -> dict[str, Any]:
    """What a function uses of its module and of the functions around it."""
    used = inspect.getclosurevars(function)
    return {**used.nonlocals, **used.globals}


def parsed(function: FunctionType) -> ast.Module | None:
    """The source of a function as a tree, None for what has none of its own, such as a lambda."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, SyntaxError):
        return None
    return tree if len(tree.body) == 1 and isinstance(tree.body[0], ast.FunctionDef) else None


def rebuilt(reference: Callable[..., Any], function: FunctionType, text: str) -> Callable[..., Any]:
    """``reference``, with the text of one of the functions that it calls replaced by another."""

    @functools.cache
    def ready() -> Callable[..., Any]:
        names = _names(function)
        exec(compile(text, "<changed>", "exec"), names)
        return _calling(reference, function, names[function.__name__])

    return lambda *inputs: ready()(*inputs)


def _names(function: FunctionType) -> dict[str, Any]:
    """What the names in a function's body mean."""
    used = inspect.getclosurevars(function).nonlocals
    return {**LIBRARIES, **function.__globals__, **used}


def _calling(caller: Any, old: FunctionType, new: Callable[..., Any]) -> Any:
    """A function that calls another one than before, itself or through its helpers."""
    if caller is old:
        return new
    helpers = [f for f in reachable(caller) if f is not caller]
    if old not in helpers:
        return caller
    tree = parsed(caller)
    if tree is None:
        raise TypeError(f"{caller} has no source text")
    names = _names(caller)
    for name, value in _used(caller).items():
        if isinstance(value, FunctionType) and value in helpers:
            names[name] = _calling(value, old, new)
    exec(compile(ast.fix_missing_locations(tree), "<changed>", "exec"), names)
    return names[caller.__name__]
