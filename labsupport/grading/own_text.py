"""Finds out whether functions of a submission are labsupport's own text.

What they do is judged as ever; only the instructor is told. Comments, layout, annotations and
docstrings do not count, but a docstring that is labsupport's says more than a body that may be.
"""

import ast
import functools
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parents[1]
SOURCES = ("borrow/*.py", "models/*.py", "estimators.py", "objectives.py", "evaluation.py")
SKIPPED = {"annotation", "returns", "type_comment", "type_params"}
Prints = tuple[str, str]  # of the text without and with its docstring; the second may be missing


def prints(definition: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> Prints:
    """Two short numbers that equal texts share; "" for a docstring that is not there."""
    code = hashlib.sha256("\0".join(parts(definition)).encode("utf-8", "replace")).hexdigest()[:16]
    docstring = ast.get_docstring(definition, clean=False) or ""
    words = " ".join(docstring.split())
    if not words:
        return code, ""
    both = hashlib.sha256(f"{code}\0{words}".encode("utf-8", "replace"))
    return code, both.hexdigest()[:16]


def parts(node: ast.AST) -> Iterator[str]:
    """Every node and value of a tree, in order, but annotations and docstrings."""
    stack: list[Any] = [node]
    while stack:
        part = stack.pop()
        if isinstance(part, list):
            yield "["
            stack += reversed(part)
        elif isinstance(part, ast.AST):
            yield type(part).__name__
            for name, value in reversed(list(ast.iter_fields(part))):
                if name == "body" and isinstance(value, list) and is_docstring(value[:1]):
                    value = value[1:]
                if name not in SKIPPED:
                    stack.append(value)
        else:
            yield repr(part)


def is_docstring(first: list[ast.stmt]) -> bool:
    """Whether the first statement of a body is a text."""
    match first:
        case [ast.Expr(ast.Constant(str()))]:
            return True
    return False


@functools.cache
def sources() -> list[str]:
    """The texts of the modules whose functions and classes may be handed in."""
    paths = [path for pattern in SOURCES for path in sorted(PACKAGE.glob(pattern))]
    return [path.read_text("utf-8") for path in paths]


@functools.cache
def names() -> frozenset[str]:
    """What labsupport calls its functions and classes: no other needs to be looked at."""
    found = (re.findall(r"^(?:def|class) (\w+)", text, re.M) for text in sources())
    return frozenset(name for each in found for name in each)


@functools.cache
def ours(name: str) -> frozenset[Prints]:
    """The prints of labsupport's own functions and classes of that name."""
    return frozenset(
        prints(statement)
        for text in sources()
        if re.search(rf"^(?:def|class) {re.escape(name)}\b", text, re.M)
        for statement in tree(text).body
        if isinstance(statement, ast.FunctionDef | ast.ClassDef) and statement.name == name
    )


tree = functools.cache(ast.parse)


def remark(written: dict[str, Prints], exercises: set[str]) -> str:
    """What to tell the instructor of the exercises that a submission has, if anything.

    One short answer is soon written as we have written it, so without docstrings most have to be.
    """
    answers = {name: pair for name, pair in written.items() if name in exercises}
    same = [name for name, pair in answers.items() if pair[0] in {code for code, _ in ours(name)}]
    copied = [name for name, pair in answers.items() if pair[1] and pair in ours(name)]
    if copied:
        return f"labsupport's own text, docstring included: {', '.join(copied)}"
    if len(same) >= 3 and 2 * len(same) > len(answers):
        return f"as labsupport writes them, {len(same)} of {len(answers)}: {', '.join(same)}"
    return ""
