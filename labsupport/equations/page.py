r"""The formulas of a page: displays with and without a label, and those in running text.

Code cells, inline code and HTML comments are no text. A formula knows its line in the file.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from labsupport.equations import tree
from labsupport.equations.reading import read

CODE = re.compile(r"^(`{3,})\{code-cell\}.*?^\1$|<!--.*?-->", re.M | re.S)
DISPLAY = re.compile(r"^\$\$\n(.*?)\n\$\$(?: \((?P<label>[\w-]+)\))?$", re.M | re.S)
INLINE = re.compile(r"(?<![\\$])\$(?!\$)((?:[^$\\\n]|\\.)+)\$(?!\$)")
TICKS = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
RELATION = re.compile(r"=|<|>|\\(le|ge|leq|geq|approx|propto|to|sim|ne|leftarrow|ll|gg)(?![a-zA-Z])")


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
        """Whether it has a relation, and so something that can be wrong."""
        return bool(RELATION.search(self.latex))

    @property
    def key(self) -> str:
        """Its label, or what stands left of its first relation, without spaces."""
        match = RELATION.search(self.latex)
        left = self.latex[: match.start()] if match else self.latex
        left = re.sub(r"\\begin\{aligned\}|&|\\qquad|\\[,;!]|\s", "", left)
        return self.label or left


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
