r"""What an operator takes of the things that stand right of it.

LaTeX prints ``\log 2 \pi``, ``\log p(x)`` and ``\log (a) b`` alike; the book's rules are these:

* a sum, product, minimum or maximum takes everything up to the next plus or minus,
* an integral takes everything up to its ``dx``,
* log, exp, det, a gradient, an expectation take the brackets that follow, if brackets follow, and
  otherwise everything up to the next such operator; directly after another they stand inside it,
* a slash takes one thing on its right (a name with its arguments is one thing); if more follows,
  the formula is refused: a reader would have to guess as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lark import Token

from labsupport.equations import tree
from labsupport.equations.errors import FormulaError

MAX_OPERATORS = 40  # that stand inside each other
PLAIN = {"E": "E", "P": "Pr"}  # as the labs print them: E[f], P(X < x)
MEASURES = {"Var": "Var", "Cov": "Cov", "rm_H": "H", "rm_I": "I", "KL": "KL", "Pr": "Pr"}


@dataclass(frozen=True)
class Operator:
    """An operator before it has taken what it works on."""

    kind: str
    name: str
    span: tree.Span
    below: tuple[tree.Node, ...] = ()
    above: tree.Node | None = None
    by: tree.Node | None = None


Item = tree.Node | Operator | Token


def fold(items: Sequence[Item], latex: str) -> tree.Node:
    """One node of what stands side by side."""
    return _Folding(latex).product(list(items))


class _Folding:
    def __init__(self, latex: str) -> None:
        self.latex = latex
        self.depth = 0

    def error(self, sentence: str, item: Item) -> FormulaError:
        start = item.start_pos or 0 if isinstance(item, Token) else item.span[0]
        return FormulaError(sentence, self.latex, start)

    def product(self, items: list[Item]) -> tree.Node:
        self.depth += 1
        if self.depth > MAX_OPERATORS:
            raise self.error(f"more than {MAX_OPERATORS} operators inside each other", items[0])
        try:
            return self.by_signs(items)
        finally:
            self.depth -= 1

    def by_signs(self, items: list[Item]) -> tree.Node:
        """Slashes, entrywise products and compositions bind less than what stands together."""
        if (node := self.slashed_derivative(items)) is not None:
            return node
        if len(items) == 1 and isinstance(items[0], Operator):
            return self.alone(items[0])
        factors: list[tree.Node] = []
        while items:
            first = items[0]
            if isinstance(first, Token):
                if first.type == "TIMES":
                    items = [_no_argument(each) for each in items[1:2]] + items[2:]
                    continue
                left = self.joined(factors, first)
                right, items = self.denominator(items[1:], first)
                span = (left.span[0], right.span[1])
                made = {"SLASH": tree.Quotient, "ODOT": tree.Entrywise, "CIRC": tree.Compose}
                factors = [made[first.type](span, left, right)]
                if first.type != "SLASH" or not items:
                    continue
                if not isinstance(items[0], Token):
                    raise self.error("what does the slash divide by? write a fraction", items[0])
            elif isinstance(first, Operator):
                if first.kind == "EVALBAR":
                    where = tree.Chain(first.span, first.below, ())
                    factors = [tree.At(first.span, self.joined(factors, first), where)]
                    items = items[1:]
                    continue
                node, items = self.operator(first, items[1:])
                factors.append(node)
            else:
                node, items = self.measured(items)
                factors.append(node)
        return self.joined(factors, None)

    def slashed_derivative(self, items: list[Item]) -> tree.Node | None:
        r"""``\partial f / \partial x`` and ``d f / dx``, where nothing else stands beside them."""
        if len(items) < 5 or not _is_slash(items[-3]) or _differential(items[0]) == "":
            return None
        if _differential(items[-2]) != _differential(items[0]):
            return None
        over, by = items[1:-3], items[-1]
        if any(isinstance(each, Token) for each in over) or not isinstance(by, tree.Node):
            return None
        of = self.product(list(over))
        return tree.Derivative((items[0].span[0], by.span[1]), of, by)  # type: ignore[union-attr]

    def joined(self, factors: list[tree.Node], at: Item | None) -> tree.Node:
        nothing = [each for each in factors if each == tree.Product(each.span, ())]  # {}
        if len(nothing) < len(factors):
            factors = [each for each in factors if each not in nothing]
        if not factors:
            if at is None:
                raise FormulaError("something is missing here", self.latex, 0)
            raise self.error("nothing stands before this", at)
        if len(factors) == 1:
            return factors[0]
        return tree.Product((factors[0].span[0], factors[-1].span[1]), tuple(factors))

    def denominator(self, items: list[Item], sign: Token) -> tuple[tree.Node, list[Item]]:
        """The one thing right of a slash; all that stands together right of another sign."""
        end = 1
        if not items:
            raise self.error("something is missing after this", sign)
        if sign.type == "SLASH":
            if items and isinstance(items[0], Operator):
                return self.operator(items[0], items[1:])
            if _is_name(items[0]) and len(items) > 1 and isinstance(items[1], tree.Group):
                end = 2
        else:
            while end < len(items) and not isinstance(items[end], (Token, Operator)):
                end += 1
        return self.by_signs(items[:end]), items[end:]

    def measured(self, items: list[Item]) -> tuple[tree.Node, list[Item]]:
        """Var[...], KL(...) and the like; any other single thing is itself."""
        first = items[0]
        assert isinstance(first, tree.Node)
        base = first.base if isinstance(first, tree.Sub) else first
        kind = MEASURES.get(base.name, "") if isinstance(base, tree.Symbol) else ""
        group: Item | None = items[1] if len(items) > 1 else None
        exponent: tree.Node | None = None
        if kind and isinstance(group, tree.Power):
            exponent, group = group.exponent, group.base
        if isinstance(base, tree.Symbol) and base.name in PLAIN and isinstance(group, tree.Group):
            kind = PLAIN[base.name] if _is_plain_measure(base.name, group) else ""
        if not kind or not isinstance(group, tree.Group):
            return first, items[1:]
        span = (first.span[0], group.span[1])
        if kind == "KL":
            if isinstance(first, tree.Sub):
                return first, items[1:]  # KL_h is another function, which the world knows
            if group.marks != ("||",):
                raise self.error(r"KL stands before (q \,\|\, p)", group)
            return tree.Divergence(span, *group.parts), items[2:]
        if kind == "Pr":
            return tree.Probability(span, group), items[2:]
        law = first.indices[0] if isinstance(first, tree.Sub) else None
        mean: tree.Node = tree.Mean(span, kind, law, group)
        if exponent is not None:
            mean = tree.Power((span[0], exponent.span[1]), mean, exponent)
        return mean, items[2:]

    def alone(self, item: Operator) -> tree.Node:
        r"""An operator without anything to work on: ``\frac{\partial}{..}``, ``\ell_{\max}``."""
        if item.kind == "PARTIAL":
            return tree.Symbol(item.span, "partial")
        if item.kind in ("BIG", "FUN") and not item.below:
            return tree.Symbol(item.span, item.name)
        raise self.error("an operator without anything to work on", item)

    def operator(self, item: Operator, rest: list[Item]) -> tuple[tree.Node, list[Item]]:
        """The operator with what it takes, and what is left."""
        if item.kind == "PARTIAL" and not item.below:
            return tree.Symbol(item.span, "partial"), rest
        if not rest:
            return self.alone(item), rest
        if item.kind == "BIG" and item.name == "int":
            return self.integral(item, rest)
        if item.kind == "BIG" and (item.below or item.name not in ("min", "max")):
            of = self.product(rest)
            span = (item.span[0], of.span[1])
            return tree.Big(span, item.name, item.below, item.above, of), []
        of, rest = self.argument(rest)
        span = (item.span[0], of.span[1])
        node: tree.Node
        after: tree.Node | None = None
        if isinstance(of, tree.Power) and isinstance(of.base, (tree.Group, tree.Norm)):
            if item.kind not in ("FUN", "BIG", "EXPECT"):
                raise self.error("brackets are needed: does the exponent go with it?", of)
            after, of = of.exponent, of.base  # E[x]^2 and sin(x)^2 are squares of the value
        if item.kind in ("NABLA", "PARTIAL"):
            if len(item.below) != 1:
                raise self.error("a gradient needs one index: by what?", item)
            node = tree.Derivative(span, of, item.below[0])
        elif item.kind == "DERIVATIVE":
            assert item.by is not None
            node = tree.Derivative(span, of, item.by)
        elif item.kind == "EXPECT":
            if len(item.below) > 1:
                raise self.error("an expectation has one index", item)
            node = tree.Mean(span, "E", item.below[0] if item.below else None, of)
        elif item.kind in ("FUN", "BIG"):
            if item.below:
                raise self.error("a function without an index", item)
            node = tree.Apply(span, item.name, of)
        else:
            raise self.error("an operator that is not known", item)
        if item.above is not None and item.kind in ("FUN", "EXPECT"):  # sinh^2(x)
            node = tree.Power(span, node, item.above)
        if after is not None:
            node = tree.Power(span, node, after)
        return node, rest

    def argument(self, rest: list[Item]) -> tuple[tree.Node, list[Item]]:
        first = rest[0]
        if isinstance(first, Token):
            raise self.error("an operator without anything to work on", first)
        if isinstance(first, Operator):
            if first.kind == "BIG":
                return self.operator(first, rest[1:])
            self.depth += 1
            if self.depth > MAX_OPERATORS:
                raise self.error(f"more than {MAX_OPERATORS} operators inside each other", first)
            try:
                return self.operator(first, rest[1:])
            finally:
                self.depth -= 1
        if _is_bracketed(first):
            return first, rest[1:]
        end = 0
        while end < len(rest) and not isinstance(rest[end], Token):
            item = rest[end]
            if isinstance(item, Operator) and item.kind != "BIG":
                break
            if end and _is_differential(rest[end:]):
                break
            end += 1
            if isinstance(item, Operator):
                end = len(rest)
        if end < len(rest) and isinstance(rest[end], Token) and rest[end].type == "SLASH":  # type: ignore[union-attr]
            raise self.error("brackets are needed: does the operator go over the slash?", rest[end])
        return self.product(rest[:end]), rest[end:]

    def integral(self, item: Operator, rest: list[Item]) -> tuple[tree.Node, list[Item]]:
        level = 0
        for at, each in enumerate(rest):
            level += isinstance(each, Operator) and each.name == "int"
            if at and _is_differential(rest[at:]):
                if level == 0:
                    over = rest[at + 1]
                    assert isinstance(over, tree.Node)
                    of = self.product(rest[:at])
                    lower = item.below[0] if item.below else None
                    span = (item.span[0], over.span[1])
                    node = tree.Integral(span, of, over, lower, item.above)
                    return node, rest[at + 2 :]
                level -= 1
        raise self.error("an integral without dx", item)


def _no_argument(item: Item) -> Item:
    r"""Brackets after ``\,`` are a factor, and not what the name before them is applied to."""
    if isinstance(item, tree.Power) and isinstance(item.base, tree.Group):
        return replace(item, base=replace(item.base, bracket="*("))
    return replace(item, bracket="*(") if isinstance(item, tree.Group) else item


def _is_name(item: Item) -> bool:
    if isinstance(item, tree.Power):
        return False
    base = item.base if isinstance(item, tree.Sub) else item
    return isinstance(base, tree.Symbol)


def _is_slash(item: Item) -> bool:
    return isinstance(item, Token) and item.type == "SLASH"


def _differential(item: Item) -> str:
    r"""``d`` or ``\partial``, which stand before what is derived."""
    if isinstance(item, Operator):
        return "partial" if item.kind == "PARTIAL" and not item.below else ""
    return "d" if isinstance(item, tree.Symbol) and item.name == "d" else ""


def _is_plain_measure(name: str, group: tree.Group) -> bool:
    """``E[...]`` is a mean, ``P(a < b)`` a probability; ``E(x)`` and ``P(x)`` are functions."""
    if name == "E":
        return group.bracket == "["
    related = [isinstance(part, tree.Chain) and part.relations for part in group.parts]
    return group.bracket == "(" and len(related) == 1 and bool(related[0])


def _is_bracketed(item: tree.Node) -> bool:
    """(...), [...] or |...|, also with an exponent."""
    base = item.base if isinstance(item, tree.Power) else item
    return isinstance(base, (tree.Group, tree.Norm))


def _is_differential(items: list[Item]) -> bool:
    first = items[0]
    return (
        isinstance(first, tree.Symbol)
        and first.name == "d"
        and len(items) > 1
        and _is_name(items[1])
    )


def fraction(
    over: tree.Node, under: tree.Node, span: tree.Span, latex: str
) -> tree.Node | Operator:
    r"""A quotient, or a derivative: ``\frac{\partial f}{\partial x}``, ``\frac{d}{dx}``."""

    def parts(node: tree.Node) -> tuple[str, list[tree.Node]]:
        factors = list(node.factors) if isinstance(node, tree.Product) else [node]
        first = factors[0] if factors else None  # {} is a product of nothing
        name = first.name if isinstance(first, tree.Symbol) else ""
        return (name, factors[1:]) if name in ("partial", "d") else ("", [])

    upper, of = parts(over)
    lower, by = parts(under)
    if not upper or upper != lower or not by:
        if "partial" in (upper, lower):
            raise FormulaError("a derivative by what?", latex, *span)
        return tree.Quotient(span, over, under)
    variable = fold(by, latex)
    if not of:
        return Operator("DERIVATIVE", "", span, by=variable)
    return tree.Derivative(span, fold(of, latex), variable)
