"""Usual mistakes as small edits of a formula's own source, written beside it in a table.

A line of the table is an edit and, behind ``#``, the sentence that names the mistake; a line that
begins with ``#`` goes on with the sentence, and an edit may take several lines. It is one of

- ``old -> new``: ``- 1 - -> -`` leaves out a -1. The old text has to stand exactly once in the
  formula, or in what it calls of its own module;
- ``old => new``: the same in every place where the old text stands, of which there are several;
- ``return x + 1``, ``y = x``: the mistaken line itself, in place of the only line of the formula
  that returns, or that sets the same names; one that sets inputs comes before all others, and so
  does a call, such as ``torch.manual_seed(0)``;

or several of these, separated by ``;``. The formula counts as Python writes it, without superfluous
parentheses; spaces do not count.
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
    """An edit that cannot be made, such as one whose old text stands nowhere or in two places."""


def mistakes(reference: Callable[..., Any], table: str) -> dict[str, Callable[..., Any]]:
    """Sentence -> ``reference`` with that mistake.

    Raises:
        EditError: an edit cannot be made, or its sentence is missing or said twice.
    """
    found: dict[str, Callable[..., Any]] = {}
    for code, sentence in entries(table):
        if not code or not sentence or sentence in found:
            raise EditError(f"'{code or sentence}' is no edit with a sentence of its own")
        found[sentence] = edited(reference, code)
    return found


def entries(table: str) -> list[tuple[str, str]]:
    """Edit and sentence of each row of a table."""
    found: list[tuple[str, str]] = []
    for line in table.splitlines():
        code, _, words = (part.strip() for part in line.partition("#"))
        if found and code and not found[-1][1]:  # the edit goes on
            found[-1] = (f"{found[-1][0]} {code}", words)
        elif code:
            found.append((code, words))
        elif words:
            last, said = found.pop() if found else ("", "")
            found.append((last, f"{said} {words}".strip()))
    return found


def edited(reference: Callable[..., Any], edits: str) -> Callable[..., Any]:
    """``reference`` with edits of its source.

    Raises:
        EditError: an old text does not stand where it should, or not as often, the edits are not
            all in one function, or leave no valid Python.
    """
    function, text = _changed(reference, _texts(reference), edits)
    return rebuilt(reference, function, text)


def edited_source(source: str, edits: str) -> str:
    """The source of a function or a class, with edits of it and without docstrings.

    Raises:
        EditError: as for `edited`.
    """
    (definition,) = ast.parse(source).body
    assert isinstance(definition, ast.FunctionDef | ast.ClassDef)
    _, text = _changed(definition.name, {definition.name: _text(definition)}, edits)
    return ast.unparse(ast.parse(text))


def _changed(main: Any, before: dict[Any, str], edits: str) -> tuple[Any, str]:
    """Which of several texts the edits are about, and that text after them."""
    texts = dict(before)
    changed = []
    for edit in edits.split(";"):
        place, text = _after(main, texts, edit)
        texts[place] = text
        changed.append(place)
    if len(set(changed)) > 1:
        raise EditError(f"'{edits}' is about several functions; edit one")
    try:
        ast.parse(texts[changed[0]])
    except SyntaxError as error:
        raise EditError(f"'{edits}' leaves no valid Python: {error}") from None
    return changed[0], texts[changed[0]]


def _after(main: Any, texts: dict[Any, str], edit: str) -> tuple[Any, str]:
    """Which of several texts one edit is about, and that text after it."""
    arrow = next((arrow for arrow in ("=>", "->") if arrow in edit), None)
    name = getattr(main, "__name__", main)
    if arrow is None:
        return main, _replaced(f"{name}", texts.get(main, ""), edit.strip())
    old, new = (f" {_spaced(part)} " for part in edit.split(arrow, 1))
    places = {place: text.count(old) for place, text in texts.items() if old in text}
    times = sum(places.values())
    if arrow == "->" and times != 1:
        raise EditError(f"'{old.strip()}' stands in {times} places in {name}, not in one")
    if arrow == "=>" and (times < 2 or len(places) > 1):
        raise EditError(
            f"'{old.strip()}' stands in {times} places in {name}, not in several of one function"
        )
    (place,) = places
    return place, texts[place].replace(old, new)


def _replaced(name: str, text: str, line: str) -> str:
    """A text with another line in place of the one that sets the same, or at its start."""
    names, lines = _sets(line), text.splitlines()
    if names is None:
        raise EditError(f"'{line}' is no edit: write old -> new, or a whole line")
    places = [number for number, other in enumerate(lines) if names and _sets(other) == names]
    if not places:
        parameters = {n: found for n, other in enumerate(lines) if (found := _head(other))}
        heads = [n for n, (margin, found) in parameters.items() if names <= found]
        places = [head + 1 for head in (heads if names else heads[-1:])]
        if len(places) == 1:
            lines.insert(places[0], parameters[places[0] - 1][0] + " " * 4)
    if len(places) != 1:
        raise EditError(f"{len(places)} lines of {name} set what '{line}' sets, not one")
    (place,) = places
    margin = len(lines[place]) - len(lines[place].lstrip())
    lines[place] = f"{' ' * margin}{_spaced(line)} "
    return "\n".join(lines)


def _sets(line: str) -> set[str] | None:
    """What a line sets, as written, or ``return``; nothing for a call, None for other lines."""
    try:
        (statement,) = ast.parse(line.strip()).body
    except (SyntaxError, ValueError):  # such as the head of a loop
        return None
    if isinstance(statement, ast.Return):
        return {"return"}
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        return set()
    if not isinstance(statement, ast.Assign):
        return None
    target = statement.targets[0]
    return {ast.unparse(part) for part in getattr(target, "elts", [target])}


def _head(line: str) -> tuple[str, set[str]] | None:
    """The margin and the names of the parameters, if a line is the head of a function."""
    margin, word, _ = line.partition("def ")
    if not word or margin.strip():
        return None
    (function,) = ast.parse(f"{line.strip()} ...").body
    assert isinstance(function, ast.FunctionDef)
    return margin, {argument.arg for argument in function.args.args}


@functools.cache
def _texts(reference: Callable[..., Any]) -> dict[FunctionType, str]:
    """The source of a function, and of what it calls of its own module."""
    trees = {f: parsed(f) for f in reachable(reference)}
    return {f: _text(tree.body[0]) for f, tree in trees.items() if tree is not None}


def _text(definition: ast.stmt) -> str:
    """The source of a function or a class without docstrings, one space around each token."""
    for node in ast.walk(definition):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:]
    lines = []
    for line in ast.unparse(definition).splitlines():
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


TOKEN = re.compile(r"->|\.\.\.|'[^']*'|\d+(?:\.\d*)?(?:e[+-]?\d+)?|\w+|\*\*|//|[-+*/@=!<>:]=|\S")


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
