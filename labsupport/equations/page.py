r"""The formulas of a page: displays with and without a label, and those in running text.

Code cells, inline code and HTML comments are no text, and the expected steps of a derivation are
judged as a learner's lines are (`labsupport.checks.derivation`). A formula knows its line in the
file.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from labsupport.equations import tree
from labsupport.equations.errors import FormulaError
from labsupport.equations.reading import read

CODE = re.compile(
    r"^(`{3,})\{code-cell\}.*?^\1$|<!--.*?-->|<summary>Expected steps</summary>.*?</details>",
    re.M | re.S,
)
DISPLAY = re.compile(r"^\$\$\n(.*?)\n\$\$(?: \((?P<label>[\w-]+)\))?$", re.M | re.S)
INLINE = re.compile(r"(?<![\\$])\$(?!\$)((?:[^$\\\n]|\\.)+)\$(?!\$)")
TICKS = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
RELATION = re.compile(
    r"=|<|>|\\(le|ge|leq|geq|approx|propto|to|sim|ne|leftarrow|ll|gg)(?![a-zA-Z])"
)


@dataclass(frozen=True)
class Printed:
    """One formula of a page."""

    latex: str
    line: int
    label: str = ""
    display: bool = False

    @property
    def tree(self) -> tree.Formula:
        return read(self.latex)

    @property
    def claims(self) -> bool:
        """Whether it says something that can be wrong: more than ``d = 2``, ``q > 0``, ``p(z)``.

        What cannot be read, and has a relation, counts.
        """
        if not RELATION.search(self.latex):
            return False
        try:
            chains = self.tree.chains
        except FormulaError:
            return bool(re.search(r"\w", re.sub(r"\\[a-z]+", "", self.latex)))
        related = [chain for chain in chains if chain.relations]
        return any(not _is_plain(side) for chain in related for side in chain.sides)

    @property
    def expression(self) -> bool:
        """Whether it has no relation, and still says how something is computed: more than a name.

        ``\\log p(x)`` and ``\\sigma^2`` are names; a sum, a product with a number, a fraction, a
        sum over an index are not. What cannot be read counts.
        """
        if RELATION.search(self.latex):
            return False
        try:
            parts = list(tree.walk(self.tree))
        except FormulaError:
            return bool(re.search(r"\w.*\w", re.sub(r"\\[a-z]+", "", self.latex)))
        letters = any(isinstance(part, (tree.Symbol, tree.Sub)) for part in parts)
        return letters and any(_combines(part) for part in parts)

    @property
    def key(self) -> str:
        """Its label, or what stands left of its first relation, without spaces."""
        match = RELATION.search(self.latex)
        left = self.latex[: match.start()] if match else self.latex
        try:
            related = [chain for chain in self.tree.chains if chain.relations]
            if related and related[0].sides:
                left = self.latex[slice(*related[0].sides[0].span)]
        except FormulaError:
            pass
        left = re.sub(r"\\begin\{aligned\}|&|\\qquad|\\[,;!]|\s", "", left)
        return self.label or left


def _is_plain(node: tree.Node) -> bool:
    """A letter, a number, or a letter with arguments: ``x_n``, ``0``, ``-1``, ``p(x, z)``."""
    if isinstance(node, (tree.Symbol, tree.Sub, tree.Number, tree.Text, tree.Dots)):
        return True
    if isinstance(node, tree.Add):
        return len(node.terms) == 1 and _is_plain(node.terms[0])
    if isinstance(node, tree.Product) and len(node.factors) == 2:
        name, group = node.factors
        if isinstance(name, (tree.Symbol, tree.Sub)) and isinstance(group, tree.Group):
            return all(_is_plain(each) for each in group.parts)
    return False


def _combines(node: tree.Node) -> bool:
    """A sum of terms, a fraction, a sum over an index, or a factor that is a number or a letter."""
    if isinstance(node, tree.Add):
        return len(node.terms) > 1
    if isinstance(node, tree.Product):
        return not _is_plain(node) and not isinstance(node.factors[-1], tree.Group)
    return isinstance(node, (tree.Quotient, tree.Big))


def formulas(text: str) -> list[Printed]:
    """All formulas of a MyST page, in the order of the page."""

    def blank(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", match[0])

    text = CODE.sub(blank, text)
    found = []
    for match in DISPLAY.finditer(text):
        line = text.count("\n", 0, match.start(1)) + 1
        found.append(Printed(match[1], line, match["label"] or "", display=True))
    text = TICKS.sub(blank, DISPLAY.sub(blank, text))
    for match in INLINE.finditer(text):
        found.append(Printed(match[1], text.count("\n", 0, match.start()) + 1))
    return sorted(found, key=lambda each: each.line)


def read_page(path: Path) -> list[Printed]:
    """All formulas of a file."""
    return formulas(path.read_text(encoding="utf-8"))
