"""Every word of the prose is in an English dictionary or in the project's own list, ``words.txt``.

The dictionary is American, so the list holds British spellings beside names and terms.
``python -m tests.book.test_spelling`` prints the words that are in neither.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from spellchecker import SpellChecker

ROOT = Path(__file__).parents[2]
PLACES = ("README.md", "CONTRIBUTING.md", "index.md", "chapters/**/*.md", "solutions/*.md")
DICTIONARY = SpellChecker(language="en")
LISTED = Path(__file__).with_name("words.txt").read_text("utf-8").split()
# What is no prose, in the order in which it is taken out.
FENCE = r"^(`{3,}|~{3,})"
NO_PROSE = [
    re.compile(pattern, re.MULTILINE | re.DOTALL)
    for pattern in (
        r"\A---\n.*?\n---\n",
        FENCE + r"\{(?:code-cell|code-block|eval-rst|road|bibliography)\b.*?^\1$",
        FENCE + r"\w*\n.*?^\1$",
        r"\$\$.*?\$\$",
        r"\$[^$\n]+\$",
        r"\{[\w:]+\}`[^`]*`",
        r"``[^`]+``|`[^`\n]*`",
        r"\]\([^)]*\)",
        r"https?://\S+",
        r"^\([\w-]+\)=$",
        FENCE + r".*?$",
        r"^:(?:class|name|figclass|width|tags|color|eval):.*?$",
        r"</?\w[^>]*>",
    )
]
WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’][A-Za-z]+)?")


def prose(text: str) -> str:
    """The words of a page, of its captions and of its alt texts, without code and formulas."""
    pictures = re.findall(r"^ +(?:alt|caption): (.+)$|\{alt: \"([^\"]+)", text, re.MULTILINE)
    text += "\n" + "\n".join(" ".join(pair) for pair in pictures)
    for pattern in NO_PROSE:
        text = pattern.sub(" ", text)
    return text


def docstrings(path: Path) -> Iterator[str]:
    """What a module says of itself, without code."""
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, kinds) and (text := ast.get_docstring(node)):
            text = re.sub(r"::\n\n(?: +.*\n|\n)+", " ", text + "\n")  # a literal block
            text = re.sub(r"^ *\w+:(?=\s)|\beq-[\w-]+|\S*[_./=]\S*\b", " ", text, flags=re.M)
            yield prose(text)


def words(text: str) -> set[str]:
    """The words of three letters or more, without a genitive's s; no ELBO and no NumPy."""
    found = (re.sub(r"['’]s$|['’]$", "", word) for word in WORD.findall(text))
    return {word for word in found if len(word) > 2 and not re.search("[A-Za-z][A-Z]", word)}


def unknown(found: set[str]) -> set[str]:
    """Those that are neither in the dictionary nor, as they are written or small, in the list."""
    return {
        word
        for word in found - {*LISTED}
        if word.lower() not in LISTED and DICTIONARY.unknown([word.lower()])
    }


def pages() -> dict[str, set[str]]:
    """The words of every page and of every module's docstrings."""
    found = {
        str(path.relative_to(ROOT)): words(prose(path.read_text("utf-8")))
        for place in PLACES
        for path in ROOT.glob(place)
    }
    for path in (ROOT / "labsupport").rglob("*.py"):
        if "template" not in path.parts:
            found[str(path.relative_to(ROOT))] = words(" ".join(docstrings(path)))
    return found


def test_every_word_is_known() -> None:
    wrong = {place: sorted(unknown(found)) for place, found in pages().items()}
    assert {place: found for place, found in wrong.items() if found} == {}


def test_the_list_has_no_word_that_nobody_writes_and_no_word_of_the_dictionary() -> None:
    written = {
        form for found in pages().values() for word in found for form in (word, word.lower())
    }
    assert [word for word in LISTED if word not in written] == []
    assert [word for word in LISTED if not DICTIONARY.unknown([word.lower()])] == []
    assert sorted(LISTED, key=lambda word: (word.lower(), word)) == LISTED
    assert len({*LISTED}) == len(LISTED)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The postirior is wide.", {"postirior"}),
        ("```{figure} a.svg\n:alt: A postirior bell.\n\nIts widht.\n```", {"postirior", "widht"}),
        ("```{code-cell}\n---\nmystnb:\n  image:\n    alt: A belll\n---\nbeell\n```", {"belll"}),
        ("`postirior`, $postirior$ and {eq}`eq-postirior` at https://postirior.org/widht", set()),
        ("[a link](postirior.md)\n\n```bash\npostirior\n```", set()),
        ("It doesn't; the model's learner’s colour.", set()),
    ],
)  # fmt: skip
def test_a_misspelt_word_is_found(text: str, found: set[str]) -> None:
    assert unknown(words(prose(text))) == found


if __name__ == "__main__":
    print(*sorted({word for found in pages().values() for word in unknown(found)}))
