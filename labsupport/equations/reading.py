r"""LaTeX as the book prints it -> a tree (`tree`). It says nothing about what a symbol means.

``read(r"\log p(x) \ge \mathcal{L}(q)")`` gives a `tree.Formula`. A construct that is not known is a
`FormulaError` with line, column and the piece of text, never left out.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

from lark import Lark, Token, Tree, UnexpectedInput
from lark.lexer import Lexer

from labsupport.equations import tree
from labsupport.equations.errors import FormulaError
from labsupport.equations.folding import Operator, fold, fraction
from labsupport.equations.tokens import tokens


class _Pieces(Lexer):
    """Lark takes our tokens."""

    __future_interface__ = 0

    def __init__(self, lexer_conf: Any) -> None:
        pass

    def lex(self, lexer_state: Any, parser_state: Any = None) -> Any:
        return iter(lexer_state)


@lru_cache(maxsize=1)
def _parser() -> Lark:
    grammar = Path(__file__).with_name("grammar.lark").read_text(encoding="utf-8")
    return Lark(
        grammar, start="formula", parser="lalr", lexer=_Pieces, propagate_positions=True,
        maybe_placeholders=False,
    )  # fmt: skip


@lru_cache(maxsize=4096)
def read(latex: str) -> tree.Formula:
    """Read one formula, everything between two dollar signs."""
    pieces = list(tokens(latex))
    if not pieces:
        raise FormulaError("a formula without anything in it", latex, 0)
    try:
        parsed = _parser().parse(pieces)  # type: ignore[arg-type]
    except UnexpectedInput as error:
        token = getattr(error, "token", None)
        at = len(latex) if token is None or token.type == "$END" else token.start_pos
        end = at + len(str(token)) if token is not None else at
        raise FormulaError("this is not understood here", latex, at, end) from None
    return _Builder(latex).formula(parsed)


class _Builder:
    """From lark's tree to ours; ``latex`` is the text that errors show."""

    def __init__(self, latex: str) -> None:
        self.latex = latex

    def error(self, sentence: str, span: tree.Span) -> FormulaError:
        return FormulaError(sentence, self.latex, *span)

    def span(self, part: Any) -> tree.Span:
        if isinstance(part, Token):
            return part.start_pos or 0, part.end_pos or 0
        if isinstance(part, Tree):
            if part.meta.empty:
                return 0, len(self.latex)
            return part.meta.start_pos, part.meta.end_pos
        return part.span

    def formula(self, part: Tree) -> tree.Formula:
        statements = [each for each in part.children if isinstance(each, Tree)]
        chains = tuple(self.statement(each) for each in statements)
        return tree.Formula(self.span(part), chains, self.latex)

    def statement(self, part: Tree) -> tree.Chain:
        words = [str(each) for each in part.children if isinstance(each, Token)]
        chain = next((each for each in part.children if isinstance(each, Tree)), None)
        label = " ".join(words)
        if chain is None:
            return tree.Chain(self.span(part), (), (), label)
        read_chain = self.chain(chain)
        return tree.Chain(self.span(chain), read_chain.sides, read_chain.relations, label)

    def chain(self, part: Tree) -> tree.Chain:
        sides = tuple(self.side(each) for each in part.children if isinstance(each, Tree))
        relations = tuple(str(each) for each in part.children if isinstance(each, Token))
        return tree.Chain(self.span(part), sides, relations)

    def side(self, part: Tree) -> tree.Node:
        sums = [self.sum(each) for each in part.children if isinstance(each, Tree)]
        if len(sums) == 1:
            return sums[0]
        return tree.Group(self.span(part), tuple(sums), ("|",), "")

    def sum(self, part: Tree) -> tree.Node:
        signs = [str(each) for each in part.children if isinstance(each, Token)]
        terms = [self.product(each) for each in part.children if isinstance(each, Tree)]
        if len(signs) < len(terms):
            signs.insert(0, "+")
            if len(terms) == 1:
                return terms[0]
        return tree.Add(self.span(part), tuple(terms), tuple(signs))

    def product(self, part: Tree) -> tree.Node:
        items: list[Any] = []
        for each in part.children:
            if isinstance(each, Token):
                items.append(each)
            else:
                items.append(self.item(each))
        return fold(items, self.latex)

    def item(self, part: Tree) -> tree.Node | Operator:
        base = self.atom(part.children[0])
        span = self.span(part)
        scripts = [self.script(each) for each in part.children[1:] if isinstance(each, Tree)]
        if isinstance(base, Operator):
            return self.operator(base, scripts, span)
        return self.scripted(base, scripts, span)

    def scripted(
        self, base: tree.Node, scripts: list[tuple[str, Any]], span: tree.Span
    ) -> tree.Node:
        """Put indices, stars and exponents on something; a star belongs to the letter's name."""
        indices: tuple[tree.Node, ...] = ()
        exponents: list[tree.Node] = []
        for kind, value in scripts:
            if kind == "mark":
                if not isinstance(base, tree.Symbol):
                    raise self.error("a mark that belongs to a letter", span)
                base = tree.Symbol(base.span, f"{base.name}_{value}")
            elif kind == "sub":
                indices += value
            else:
                exponents.append(value)
        if isinstance(base, tree.Group) and indices and isinstance(indices[0], tree.Chain):
            return tree.At(span, base, indices[0])
        if isinstance(base, tree.Norm) and indices:
            base = tree.Norm(base.span, base.of, base.bars, str(getattr(indices[0], "name", "?")))
            indices = ()
        node: tree.Node = tree.Sub(span, base, indices) if indices else base
        if len(exponents) > 1:
            raise self.error("two exponents", span)
        return tree.Power(span, node, exponents[0]) if exponents else node

    def operator(self, base: Operator, scripts: list[tuple[str, Any]], span: tree.Span) -> Operator:
        below: tuple[tree.Node, ...] = ()
        above = None
        for kind, value in scripts:
            if kind == "sub":
                below += value
            elif kind == "sup" and above is None:
                above = value
            else:
                raise self.error("a mark that an operator cannot have", span)
        return Operator(base.kind, base.name, span, below, above, base.by)

    def script(self, part: Tree) -> tuple[str, Any]:
        first = part.children[0]
        assert isinstance(first, Token)
        if first.type == "PRIME":
            return "mark", "prime"
        content = part.children[1]
        marks = {"+": "plus", "-": "minus", "*": "star", r"\star": "star", r"\ast": "star"}
        if isinstance(content, Tree) and (sign := self.lone_sign(content)) is not None:
            content = sign
        if isinstance(content, Token):
            if content.type == "TOP":
                return "sup", tree.Symbol(self.span(content), "top")
            if first.type == "SUB" or str(content) in marks:
                return "mark", marks[str(content)]
        if first.type == "SUB":
            return "sub", self.indices(content)
        return "sup", self.argument(content)

    def lone_sign(self, part: Tree) -> Token | None:
        inner = part.children[0] if part.children else None
        if isinstance(inner, Tree) and inner.data == "inner" and len(inner.children) == 1:
            only = inner.children[0]
            if isinstance(only, Token) and only.type in ("SIGN", "STAR", "TOP"):
                return only
        return None

    def argument(self, part: Any) -> tree.Node:
        inner = part.children[0]
        if inner.data == "simple":
            return self.atom(inner.children[0])  # type: ignore[return-value]
        nodes = self.inner(inner)
        if len(nodes) != 1:
            raise self.error("one thing is expected here", self.span(part))
        return nodes[0]

    def indices(self, part: Any) -> tuple[tree.Node, ...]:
        inner = part.children[0]
        if inner.data == "simple":
            return (self.atom(inner.children[0]),)  # type: ignore[return-value]
        found: list[tree.Node] = []
        for node in self.inner(inner):
            letters = isinstance(node, tree.Product) and all(
                isinstance(each, (tree.Symbol, tree.Number)) for each in node.factors
            )
            found += node.factors if letters else [node]  # type: ignore[attr-defined]
        return tuple(found)

    def inner(self, part: Tree) -> list[tree.Node]:
        """What stands in braces, in brackets or below an operator: nodes, chains where related."""
        nodes: list[tree.Node] = []
        for each in part.children:
            if isinstance(each, Token):
                nodes.append(tree.Text(self.span(each), str(each)))
            elif each.data == "chain":
                nodes.append(self.unchained(each))
        return nodes

    def unchained(self, part: Tree) -> tree.Node:
        chain = self.chain(part)
        return chain if chain.relations else chain.sides[0]

    def atom(self, part: Any) -> tree.Node | Operator:
        span = self.span(part)
        if isinstance(part, Token):
            if part.type == "NUMBER":
                return tree.Number(span, str(part))
            if part.type == "NAME":
                return tree.Symbol(span, str(part))
            if part.type == "WORD":  # \mathrm{I} is information, I is the identity
                return tree.Symbol(span, f"rm_{part}" if len(part) == 1 else str(part))
            if part.type == "DOTS":
                return tree.Dots(span)
            if part.type == "TEXT":
                return tree.Text(span, str(part))
            return Operator(part.type, str(part), span)
        build = getattr(self, f"atom_{part.data}", None)
        if build is None:
            raise self.error("this is not understood", span)
        return build(part, span)

    def atom_braced(self, part: Tree, span: tree.Span) -> tree.Node:
        return self.sum(part.children[0]) if part.children else tree.Product(span, ())  # type: ignore[arg-type]

    def atom_group(self, part: Tree, span: tree.Span) -> tree.Node:
        bracket = str(part.children[0])
        nodes: list[tree.Node] = []
        marks: list[str] = []
        for each in part.children[1:-1]:
            assert isinstance(each, Tree)
            if each.data == "mark":
                mark = str(each.children[0])
                marks.append({r"\mid": "|", r"\|": "||"}.get(mark, mark))
            else:
                chain = self.chain(each)
                side = chain if chain.relations else chain.sides[0]
                if isinstance(side, tree.Group) and not side.bracket:  # x | z
                    nodes += side.parts
                    marks += side.marks
                else:
                    nodes.append(side)
        return tree.Group(span, tuple(nodes), tuple(marks), bracket)  # type: ignore[arg-type]

    def atom_norm(self, part: Tree, span: tree.Span) -> tree.Node:
        bars = 2 if str(part.children[0].type) == "NORMOPEN" else 1  # type: ignore[union-attr]
        return tree.Norm(span, self.sum(part.children[1]), bars)  # type: ignore[arg-type]

    def atom_frac(self, part: Tree, span: tree.Span) -> tree.Node | Operator:
        over, under = (self.argument(each) for each in part.children)
        return fraction(over, under, span, self.latex)

    def atom_root(self, part: Tree, span: tree.Span) -> tree.Node:
        return tree.Root(span, self.argument(part.children[0]))

    def atom_accent(self, part: Tree, span: tree.Span) -> tree.Node:
        of = self.argument(part.children[1])
        if isinstance(of, tree.Symbol):
            return tree.Symbol(span, f"{part.children[0]}_{of.name}")
        if isinstance(of, tree.Sub) and isinstance(of.base, tree.Symbol):
            name = tree.Symbol(of.base.span, f"{part.children[0]}_{of.base.name}")
            return tree.Sub(span, name, of.indices)
        raise self.error("an accent that is not on a letter", span)

    def atom_underbrace(self, part: Tree, span: tree.Span) -> tree.Node:
        parts = [each for each in part.children if isinstance(each, Tree)]
        below = self.inner(parts[1])[0] if len(parts) > 1 else None
        return tree.Brace(span, self.sum(parts[0]), below)

    def atom_evaluated(self, part: Tree, span: tree.Span) -> Operator:
        return Operator("EVALBAR", "", span)
