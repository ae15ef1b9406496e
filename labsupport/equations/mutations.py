r"""Every small change of a printed formula: what an author, or an editor, gets wrong.

A change is made in the text, at the place of a part of the tree: a sign, a term, a factor, a
number, an exponent, an index, a transpose, a swapped KL, a letter for its neighbour (q for p, s for
sigma), a limit of a sum, a reversed inequality, a fraction upside down, a lost log.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from labsupport.equations import tree
from labsupport.equations.errors import FormulaError
from labsupport.equations.reading import read

PAIRS = [
    ("p", "q"), (r"\mu", "m"), (r"\sigma", "s"), (r"\theta", r"\phi"), ("x", "z"), ("N", "M"),
    ("n", "l"), ("i", "j"), ("d", "D"), ("k", "K"), ("f", "g"), (r"\Sigma", r"\Lambda"),
    (r"\hat{p}", "p"), (r"\hat p", "p"), ("j", "k"), ("n", "N"), ("L", "M"), ("c", "k"),
    (r"\beta", r"\lambda"), ("a", r"\sigma"), ("X", "Q"), ("f", "F"), ("w", "W"), ("h", "g"),
    (r"\mu", r"\sigma"), (r"\pi", "r"), ("m", "S"), ("q", "w"), (r"\bar{q}", "q"),
]  # fmt: skip
REVERSED = {
    r"\le": r"\ge", r"\ge": r"\le", "<": ">", ">": "<", r"\leq": r"\geq", r"\geq": r"\leq",
    r"\ne": "=",
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A changed formula and what was changed."""

    latex: str
    change: str


def mutants(latex: str) -> list[Mutant]:
    """All changes of a formula that can still be read, and do not read the same."""
    original = read(latex)
    found: dict[str, Mutant] = {}
    for change, start, end, text in _changes(original, latex):
        changed = latex[:start] + text + latex[end:]
        if changed in found or "".join(changed.split()) == "".join(latex.split()):
            continue
        try:
            if read(changed) == original:
                continue
        except FormulaError:
            continue
        found[changed] = Mutant(changed, f"{change} at {start}: {latex[start:end]!r} -> {text!r}")
    return list(found.values())


Change = tuple[str, int, int, str]


def _changes(formula: tree.Formula, latex: str) -> Iterator[Change]:
    for node in tree.walk(formula):
        make: Any = MAKERS.get(type(node))
        if make is not None:
            yield from make(node, latex)
    for match in re.finditer(r"\\(?:le|ge|leq|geq|ne)(?![a-zA-Z])|[<>]", latex):
        yield "relation reversed", match.start(), match.end(), REVERSED[match[0]]
    for a, b in PAIRS:
        for one, other in ((a, b), (b, a)):
            if other in latex or (a, b) in PAIRS[:3]:
                yield from _letters(latex, one, other)


def _letters(latex: str, one: str, other: str) -> Iterator[Change]:
    """Each place at which a letter stands by itself (not in a command's name or in words)."""
    words = [m.span() for m in re.finditer(r"\\(?:text|operatorname\*?|mathrm)\s*\{[^}]*\}", latex)]
    pattern = rf"(?<![\\A-Za-z]){re.escape(one)}(?![A-Za-z])"
    if not one.startswith("\\"):
        pattern = rf"(?<![A-Za-z\\]){re.escape(one)}"
    for match in re.finditer(pattern, latex):
        if any(a <= match.start() < b for a, b in words):
            continue
        if re.search(r"\\[A-Za-z]*$", latex[: match.start()]):
            continue
        if one == "d" and re.match(r"d\s*\\?[a-z]", latex[match.start() :]):
            continue  # the d of dx
        yield "letter", match.start(), match.end(), f"{other} "


def _signs(node: tree.Add, latex: str) -> Iterator[Change]:
    before = node.span[0]
    for number, (term, sign) in enumerate(zip(node.terms, node.signs, strict=True)):
        if isinstance(term, tree.Dots):
            continue  # a constant with any sign
        at = latex.find(sign, before, term.span[0])
        if at >= 0:
            yield "sign", at, at + 1, "-" if sign == "+" else "+"
            yield "term dropped", at, term.span[1], ""
        else:
            yield "sign", term.span[0], term.span[0], "-"
            following = latex.find(node.signs[1], term.span[1]) if len(node.terms) > 1 else -1
            if number == 0 and following >= 0:
                end = following + (node.signs[1] == "+")
                yield "term dropped", term.span[0], end, ""
        before = term.span[1]


def _factors(node: tree.Product, latex: str) -> Iterator[Change]:
    for number, factor in enumerate(node.factors):
        follows = node.factors[number + 1] if number + 1 < len(node.factors) else None
        group = follows.base if isinstance(follows, tree.Power) else follows
        base = factor.base if isinstance(factor, tree.Power) else factor
        base = base.base if isinstance(base, tree.Sub) else base
        applied = isinstance(base, tree.Symbol) and isinstance(group, tree.Group)
        previous = node.factors[number - 1] if number else None
        argument = isinstance(base, tree.Group) and isinstance(
            previous, (tree.Symbol, tree.Sub, tree.Power)
        )
        if applied or argument:
            if applied and follows is not None and len(node.factors) > 2:
                yield "factor dropped", factor.span[0], follows.span[1], ""
            continue
        yield "factor dropped", *factor.span, ""


def _numbers(node: tree.Number, latex: str) -> Iterator[Change]:
    value = float(node.text)
    if value == int(value):
        for other in {int(value) + 1, int(value) - 1} - {-1}:
            yield "number", *node.span, str(other)


def _powers(node: tree.Power, latex: str) -> Iterator[Change]:
    start, end = node.base.span[1], node.span[1]
    if isinstance(node.base, tree.Sub) or latex[start:end].lstrip().startswith("^"):
        yield "exponent dropped", start, end, ""
    if isinstance(node.exponent, tree.Number):
        yield "exponent", start, end, "^{-1}"


def _quotients(node: tree.Quotient, latex: str) -> Iterator[Change]:
    over, under = latex[slice(*node.over.span)], latex[slice(*node.under.span)]
    if "frac" in latex[node.span[0] : node.span[0] + 6]:
        yield "upside down", *node.span, rf"\frac{{{under}}}{{{over}}}"
        yield "denominator lost", *node.span, f"{{{over}}}"
    else:
        yield "denominator lost", node.over.span[1], node.under.span[1], ""


def _divergences(node: tree.Divergence, latex: str) -> Iterator[Change]:
    q, p = latex[slice(*node.q.span)], latex[slice(*node.p.span)]
    between = latex[node.q.span[1] : node.p.span[0]]
    yield "KL swapped", node.q.span[0], node.p.span[1], f"{p}{between}{q}"


def _bigs(node: tree.Big, latex: str) -> Iterator[Change]:
    head = latex[node.span[0] : node.of.span[0]]
    yield "sum lost", node.span[0], node.of.span[0], ""
    if node.kind in ("min", "max"):
        other = head.replace(rf"\{node.kind}", r"\max" if node.kind == "min" else r"\min")
        yield "other extreme", node.span[0], node.of.span[0], other
    if node.kind in ("sum", "prod"):
        other = head.replace(rf"\{node.kind}", r"\prod" if node.kind == "sum" else r"\sum")
        yield "sum for product", node.span[0], node.of.span[0], other
    if node.above is not None and not isinstance(node.above, tree.Number):
        above = latex[slice(*node.above.span)]
        start, end = node.above.span
        braced = latex[start - 1] == "{"
        yield "limit", start, end, f"{above} - 1" if braced else f"{{{above} - 1}}"


def _applied(node: tree.Apply, latex: str) -> Iterator[Change]:
    if node.function in ("log", "exp", "det", "tr", "diag"):
        yield f"{node.function} lost", node.span[0], node.of.span[0], "{} "


def _means(node: tree.Mean, latex: str) -> Iterator[Change]:
    if node.law is None and node.kind == "E":
        return
    if node.kind == "Var":
        yield (
            "mean for variance",
            *node.span,
            latex[slice(*node.span)].replace(r"\operatorname{Var}", r"\mathbb{E}", 1),
        )
    if node.kind == "E":
        yield "mean lost", node.span[0], node.of.span[0], ""


def _derivatives(node: tree.Derivative, latex: str) -> Iterator[Change]:
    if node.of.span[0] > node.by.span[0]:
        yield "gradient lost", node.span[0], node.of.span[0], "{} "


def _roots(node: tree.Root, latex: str) -> Iterator[Change]:
    yield "root lost", *node.span, f"({latex[slice(*node.of.span)]})"


def _norms(node: tree.Norm, latex: str) -> Iterator[Change]:
    if node.bars == 1:
        yield "size lost", *node.span, f"({latex[slice(*node.of.span)]})"


def _hadamard(node: tree.Entrywise, latex: str) -> Iterator[Change]:
    yield "entrywise lost", node.left.span[1], node.right.span[0], " "


def _chains(node: tree.Chain, latex: str) -> Iterator[Change]:
    """Another sign and factor of a side; where 0 or a free factor is meant it says nothing."""
    zero = any(isinstance(side, tree.Number) and float(side.text) == 0 for side in node.sides)
    if zero and len(node.sides) == 2 and node.relations[0] in ("=", "->"):
        return
    for side in node.sides:
        if node.relations and not isinstance(side, (tree.Add, tree.Group, tree.Number)):
            yield "sign of a side", side.span[0], side.span[0], "-"
            if node.relations != ("prop",):
                yield "factor of a side", side.span[0], side.span[0], r"\frac12 "


MAKERS = {
    tree.Add: _signs, tree.Product: _factors, tree.Number: _numbers, tree.Power: _powers,
    tree.Quotient: _quotients, tree.Divergence: _divergences, tree.Big: _bigs,
    tree.Apply: _applied, tree.Mean: _means, tree.Derivative: _derivatives, tree.Root: _roots,
    tree.Norm: _norms, tree.Entrywise: _hadamard, tree.Chain: _chains,
}  # fmt: skip
