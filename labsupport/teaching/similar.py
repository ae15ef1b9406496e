"""Which submissions share passages that few others have.

A passage is some words in a row (`labsupport.grading.words`), so that new names, comments and
layout hide nothing. What the lab gave is taken out, and a passage weighs the less the more of the
class have it (tf-idf): short exercises have few right forms, and those say nothing. What is left
is a question to ask, never a finding.
"""

import csv
import io
import statistics
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from labsupport import files
from labsupport.errors import InputError
from labsupport.grading import words
from labsupport.grading.collect import Given, collect
from labsupport.grading.names import without_controls
from labsupport.grading.report import cell, page
from labsupport.grading.words import Word

LENGTH = 15  # words of a passage, about two lines
MOST_SHOWN = 25
SIDES = "display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 1rem"
SIDE = "overflow-x: auto; font-size: 0.8rem; min-width: 0"
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Pair:
    """Two submissions, the cosine of their passages, and the code of the first `MOST_SHOWN` pairs.

    Each line of the code comes with whether it is in common.
    """

    names: tuple[str, str]
    similarity: float  # from 0 to 1
    lines: list[list[tuple[str, bool]]] = field(default_factory=list)


def passages(text: list[Word]) -> dict[str, list[range]]:
    """Every `LENGTH` words in a row, and the lines where they stand."""
    found: dict[str, list[range]] = {}
    for at in range(len(text) - LENGTH + 1):
        part = text[at : at + LENGTH]
        passage = " ".join(word for word, _ in part)
        found.setdefault(passage, []).append(range(part[0][1], part[-1][1] + 1))
    return found


def code(given: Given) -> str:
    """All code of a submission that was read."""
    assert given.submission is not None
    return "\n".join(cell.source.rstrip("\n") for cell in given.submission.cells)


def pairs(given: list[Given], lab: str = "") -> list[Pair]:
    """All pairs that share a passage that the lab did not give, the most similar first.

    Args:
        given: submissions; those that could not be read are left out.
        lab: the code that everybody was given.

    Raises:
        InputError: fewer than two could be read.
    """
    read = [each for each in given if each.submission is not None]
    if len(read) < 2:
        raise InputError(f"to compare takes two submissions, and {len(read)} could be read")
    of_lab = passages(words.read(lab))
    found = [
        {text: at for text, at in passages(words.read(code(each))).items() if text not in of_lab}
        for each in read
    ]
    if not any(found):
        return []
    vectorizer = TfidfVectorizer(analyzer=list, binary=True, norm="l2")
    weights = vectorizer.fit_transform(found)
    cosine = (weights @ weights.T).toarray()
    rows, columns = np.nonzero(np.triu(cosine, 1))
    order = np.argsort(-cosine[rows, columns], kind="stable")
    result: list[Pair] = []
    for a, b in zip(rows[order].tolist(), columns[order].tolist(), strict=True):
        pair = Pair((read[a].name, read[b].name), float(cosine[a, b]))
        if len(result) < MOST_SHOWN:
            common = found[a].keys() & found[b].keys()
            pair.lines = [marked(code(read[each]), found[each], common) for each in (a, b)]
        result.append(pair)
    return result


def marked(text: str, where: dict[str, list[range]], common: set[str]) -> list[tuple[str, bool]]:
    """The lines of a text, and whether each stands in a passage in common."""
    shared = {line for passage in common for part in where[passage] for line in part}
    return [(line, number in shared) for number, line in enumerate(text.split("\n"), 1)]


def nearest(found: list[Pair], submissions: int) -> list[float]:
    """For each submission, how similar the most similar other one is."""
    best: dict[str, float] = {}
    for pair in found:
        for name in pair.names:
            best[name] = max(best.get(name, 0.0), pair.similarity)
    return [*best.values(), *[0.0] * (submissions - len(best))]


def html(found: list[Pair], slug: str, submissions: int) -> str:
    """The page: the most similar pairs with what they share."""
    title = f"Similar submissions in {slug}"
    parts = [
        f"<h1>Similar submissions in lab <code>{escape(slug)}</code></h1>",
        f"<p>{submissions} submissions were compared, and {len(found)} pairs share a passage of "
        f"{LENGTH} words that the lab did not give. Names, comments, texts and layout do not "
        "count, and what many have counts little. 1 is the same code, 0 has nothing in common; "
        f"half of the submissions have another one within "
        f"{statistics.median(nearest(found, submissions)):.2f}. "
        "A pair in this list is a question to ask, not a finding: short exercises have few right "
        "forms, and people learn together.</p>",
    ]
    for pair in found[:MOST_SHOWN]:
        names = " and ".join(
            f"<code>{escape(without_controls(name))}</code>" for name in pair.names
        )
        sides = "".join(f'<pre style="{SIDE}">{side(lines)}</pre>' for lines in pair.lines)
        parts.append(
            f"<details><summary>{pair.similarity:.2f}: {names}</summary>\n"
            f'<div style="{SIDES}">{sides}</div></details>'
        )
    if not found:
        parts.append("<p>No two of them share anything.</p>")
    return page(title, "\n".join(parts))


def side(lines: list[tuple[str, bool]]) -> str:
    """Code with the shared lines marked; of the others two stand around each."""
    shown = []
    shared = [number for number, (_, common) in enumerate(lines) if common]
    near = {n for number in shared for n in range(number - 2, number + 3)}
    for number, (line, common) in enumerate(lines):
        if number in near:
            text = escape(without_controls(line))
            shown.append(f"<mark>{text}</mark>" if common else text)
        elif number - 1 in near:
            shown.append("…")
    return "\n".join(shown)


def table(found: list[Pair]) -> str:
    """All pairs as a table."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["similarity", "submission", "other"])
    for pair in found:
        writer.writerow([f"{pair.similarity:.3f}", *(cell(name) for name in pair.names)])
    return text.getvalue()


def code_of_lab(slug: str) -> str:
    """The code that a lab gives; nothing where its notebook is not at hand."""
    path = ROOT / "chapters" / slug / "lab.ipynb"
    return code(collect([path])[0]) if path.exists() else ""


def write(output: Path, slug: str, given: list[Given]) -> list[Pair]:
    """Compare, and write the page and, beside it, the table of all pairs."""
    found = pairs(given, code_of_lab(slug))
    submissions = sum(each.submission is not None for each in given)
    files.write(output, html(found, slug, submissions))
    files.write(output.with_suffix(".csv"), table(found))
    return found
