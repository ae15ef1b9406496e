"""Finds lines of solutions in a built site.

A page colours code token by token, so that a plain search of its HTML finds nothing. Here tags are
removed, entities and notebooks decoded, and all white space dropped, on both sides.
"""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from sphinx.search.en import SearchEnglish

from labsupport.book import editions, notebooks

SHORTEST = (
    12  # characters without white space; shorter lines ("else:", ") -> Tensor:") tell nothing
)
# Lines of every PyTorch program: a page may use them in cells that are no exercise.
COMMON = {
    "super().__init__()",
    "optimizer.zero_grad()",
    "loss.backward()",
    "optimizer.step()",
    "withtorch.no_grad():",
    "for_inrange(steps):",
}
NAMES = re.compile(r"return\s+\w+(,\s*\w+)*")  # returning names tells nothing


def secret_lines(root: Path) -> dict[str, str]:
    """Return the lines that only solutions have, without white space, and where each stands."""
    secrets = {}
    for slug in notebooks.slugs(root):
        solutions = notebooks.solutions_text(root, slug)
        lab = notebooks.loads(notebooks.lab_text(root, slug))
        stubs = [cell.source for cell in notebooks.exercises(lab).values()]
        shown = COMMON | {squeeze(line) for stub in stubs for line in stub.splitlines()}
        lines = solutions.splitlines()
        for node in notebooks.definitions(solutions).values():
            for number in range(node.lineno, (node.end_lineno or node.lineno) + 1):
                line = squeeze(lines[number - 1])
                tells = len(line) >= SHORTEST and not NAMES.fullmatch(lines[number - 1].strip())
                if tells and line not in shown:
                    secrets[line] = f"solutions/{slug}.py, line {number}"
        secrets |= secret_prose(root, slug)
    return secrets


def secret_prose(root: Path, slug: str) -> dict[str, str]:
    """Return the lines that say why the solutions are right, as `secret_lines` does.

    Each stands there as it is written, for notebooks and sources, and as a page shows it: there
    the marks of Markdown are gone, and quotes have become round, so its longest part without one.
    """
    path = root / "solutions" / f"{slug}.md"
    secrets = {}
    for number, line in enumerate(
        path.read_text("utf-8").splitlines() if path.is_file() else (), 1
    ):
        if line.startswith("#") or line == editions.TURNS:
            continue
        shown = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line.removeprefix("- "))  # links
        shown = re.sub(r"\$([^$]*)\$", r"\\(\1\\)", shown)  # formulas, as they are printed
        shown = re.sub(r"\*(\w[^*]*)\*|`([^`]*)`", r"\1\2", shown)
        for each in (line, max(re.split("[\"']", shown), key=len)):
            if len(squeeze(each)) >= SHORTEST:
                secrets[squeeze(each)] = f"solutions/{slug}.md, line {number}"
    return secrets


def leaks(site: Path, secrets: dict[str, str]) -> list[str]:
    """Return a sentence for each secret line in each file of a site, or of a part of it."""
    return [
        f"{path.relative_to(site)} holds {place}"
        for path, text in texts(site)
        for squeezed in [squeeze(text)]
        for line, place in secrets.items()
        if line in squeezed
    ]


def leaked_words(site: Path, root: Path) -> list[str]:
    """Return words in the search index that stand in a solution and on no page.

    The index holds words, not lines: what a page does not show must not be found by a search.
    """
    text = (site / "searchindex.js").read_text("utf-8")
    index = json.loads(text[text.index("{") : text.rindex("}") + 1])
    indexed = set(index["terms"]) | set(index["titleterms"])
    return sorted(word for word in secret_words(site, root) if _stem(word) in indexed)


def secret_words(site: Path, root: Path) -> set[str]:
    """Return the words of solutions that no page of the site shows."""
    pages = " ".join(text for path, text in texts(site) if path.suffix == ".html")
    shown = {_stem(word) for word in re.findall(r"\w+", pages)}
    solutions = [notebooks.solutions_text(root, slug) for slug in notebooks.slugs(root)]
    said = [path.read_text("utf-8") for path in (root / "solutions").glob("*.md")]
    words = set(re.findall(r"\w{3,}", " ".join(solutions + said)))
    return {word for word in words if _stem(word) not in shown}


def squeeze(text: str) -> str:
    """Drop all white space."""
    return "".join(text.split())


def texts(site: Path) -> Iterator[tuple[Path, str]]:
    """Yield every file of a site that is text (not those of KaTeX), decoded for reading."""
    for path in sorted(site.rglob("*")):
        if not path.is_file() or "katex" in path.relative_to(site).parts:
            continue
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:  # an image or a font
            continue
        if path.suffix == ".html":
            text = _Plain.of(text)
        elif path.suffix == ".ipynb":
            text = "\n".join(_strings(json.loads(text)))
        yield path, text


class _Plain(HTMLParser):
    """Collects text and the values of attributes, entities decoded."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.attributes: list[str] = []

    @classmethod
    def of(cls, html: str) -> str:
        parser = cls()
        parser.feed(html)
        parser.close()
        # Attributes last: between two tokens of a line they would tear it apart.
        return "".join(parser.text) + "\n" + "\n".join(parser.attributes)

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [value for _, value in attrs if value]


def _strings(value: object) -> Iterator[str]:
    """Yield every string in a decoded JSON value, in order; the lines of a cell joined."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        if all(isinstance(each, str) for each in value):
            yield "".join(value)
        else:
            for each in value:
                yield from _strings(each)


def _stem(word: str) -> str:
    return SearchEnglish({}).stem(word.lower())
