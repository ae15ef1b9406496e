"""What the proofs share: the equations as they are printed, as text and as SymPy expressions.

A proof is a test with ``@pytest.mark.equation("eq-...")``. Its docstring repeats the equation, as
it is printed, between ``$$``; `test_complete.py` fails if the two differ, so that nobody changes
the one without looking at the other. Where the equation is a closed form, the proof does not repeat
it in code: it reads the formula from the page, with the fixture `formula`.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import sympy
from sympy.parsing.sympy_parser import implicit_multiplication, parse_expr, standard_transformations

ROOT = Path(__file__).resolve().parents[2]
POSITIVE = {"sigma", "s", "v", "r"}  # the book's letters for scales, variances and weights
FUNCTIONS = {"log": sympy.log, "max": sympy.Max, "pi": sympy.pi, "e": sympy.E}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "equation(label): this test proves the equation so labelled")


def printed_equations(text: str) -> dict[str, str]:
    """Label and LaTeX of each labelled equation of a chapter: ``$$ ... $$ (eq-...)``."""
    blocks = re.findall(r"^\$\$\n(.*?)\n\$\$(?: \(([\w-]+)\))?$", text, re.M | re.S)
    return {label: latex for latex, label in blocks if label}


def to_sympy(
    latex: str, names: Mapping[str, str], values: Mapping[str, Any], sizes: Mapping[str, int]
) -> sympy.Expr:
    r"""Read a closed form: + - ^ _ \frac, \log, \max, \sum and products without a sign.

    Args:
        latex: one side of an equation.
        names: what is no closed form, such as ``\mathrm{KL}``, and the name that stands for it.
        values: numbers or expressions for some of the symbols, by name: ``mu_1``, ``x_12``.
        sizes: how far each index of a sum runs; the sum is written out.

    Returns:
        An expression. Symbols without a value are real, and positive if they are in `POSITIVE`.
    """
    for printed_text, name in names.items():
        assert printed_text in latex, f"{printed_text} does not stand in {latex}"
        latex = latex.replace(printed_text, f" {name} ")
    text = re.sub(r"\\(left|right|bigl|bigr|Bigl|Bigr)(?![a-z])|\\,", " ", latex)
    text = re.sub(r"_\{(\w+)\}", r"_\1", text)
    while re.search(r"\\t?frac", text):  # the innermost first
        text, count = re.subn(r"\\t?frac *\{([^{}]*)\} *\{([^{}]*)\}", r"((\1)/(\2))", text)
        if not count:
            text = _unroll_last_sum(text, sizes)  # its braces hide the fraction's end
    while r"\sum" in text:
        text = _unroll_last_sum(text, sizes)
    text = re.sub(r"\\log +([\\\w]+(\^2)?)", r"\\log(\1)", text)  # log s^2 is log(s^2)
    text = text.replace("^", "**").replace("{", "(").replace("}", ")").replace("\\", " ")
    text = text.replace("lambda", "lamda")  # a word of Python
    words = set(re.findall(r"[A-Za-z]\w*", text)) - set(FUNCTIONS)
    symbols = {
        word: sympy.Symbol(word, real=True, positive=word.split("_")[0] in POSITIVE or None)
        for word in words
    }
    return parse_expr(
        text,
        local_dict=symbols | FUNCTIONS | dict(values),
        transformations=(*standard_transformations, implicit_multiplication),
    )


def _unroll_last_sum(text: str, sizes: Mapping[str, int]) -> str:
    r"""Write the last ``\sum_{j=1}^{d}`` out; it ends at a + or - or bracket of its own level."""
    head, _, rest = text.rpartition(r"\sum")
    limits = re.match(r"_\{(\w)=1\}\^\{?\w\}? *", rest)
    assert limits, f"a sum without limits that can be read: {rest}"
    index, body, depth = limits[1], rest[limits.end() :], 0
    end = len(body)
    for at, character in enumerate(body):
        depth += (character in "({") - (character in ")}")
        if depth < 0 or (depth == 0 and character in "+-"):
            end = at
            break

    def term(value: int) -> str:
        return re.sub(r"_\w+", lambda s: s[0].replace(index, str(value)), body[:end])

    written_out = " + ".join(f"({term(value)})" for value in range(1, sizes[index] + 1))
    return f"{head} ({written_out}) {body[end:]}"


@pytest.fixture(scope="session")
def printed() -> Callable[[str], str]:
    """``printed("eq-vae-elbo")``: the LaTeX of that equation, in whatever chapter it stands."""
    equations: dict[str, str] = {}
    for path in ROOT.glob("chapters/*/theory.md"):
        equations |= printed_equations(path.read_text(encoding="utf-8"))
    return equations.__getitem__


@pytest.fixture(scope="session")
def formula(printed: Callable[[str], str]) -> Callable[..., sympy.Expr]:
    """``formula("eq-vae-gaussian-kl", j=2)``: the closed form right of the first equals sign.

    ``side`` counts the sides from 0. ``names``, ``values`` and the sizes go to `to_sympy`.
    """

    def read(
        label: str,
        side: int = 1,
        names: Mapping[str, str] | None = None,
        values: Mapping[str, Any] | None = None,
        **sizes: int,
    ) -> sympy.Expr:
        sides = re.split(r"&?=(?!1)", printed(label).replace(r"\begin{aligned}", ""))
        text = re.split(r", \\qquad|\\\\|\\to|\\end", sides[side])[0]
        return to_sympy(text, names or {}, values or {}, sizes)

    return read
