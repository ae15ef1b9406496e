"""Every labelled equation is computed from its print, or has a proof that repeats it.

A page whose test file fills a `Proofs` is converted: its labelled formulas are computed from their
print, and all its other claims too, or they stand in ``not_computed.json`` with the reason. Pages
that are not converted yet have proofs whose docstrings repeat the print. Citations hold.
"""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.print_mutations import pages, proofs_of
from labsupport.equations.proofs import Proofs

ROOT = Path(__file__).resolve().parents[2]
LABEL = re.compile(r"eq-[a-z0-9_]+(?:-[a-z0-9]+)*")


def labelled_equations(text: str) -> dict[str, str]:
    """Label and LaTeX of the equations of one chapter, found line by line."""
    equations, lines, opening = {}, text.splitlines(), None
    for number, line in enumerate(lines):
        if opening is None:
            opening = number if line == "$$" else None
        elif line.startswith("$$"):
            if match := re.fullmatch(r"\$\$ \(([\w-]+)\)", line):
                equations[match[1]] = "\n".join(lines[opening + 1 : number])
            opening = None
    return equations


def proofs(source: str) -> Iterator[tuple[str, str]]:
    """Label and docstring of each test that is marked as a proof and not skipped or xfail."""
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef) or not function.name.startswith("test_"):
            continue
        marks = [ast.unparse(mark) for mark in function.decorator_list]
        if any("skip" in mark or "xfail" in mark for mark in marks):
            continue
        for mark in marks:
            if match := re.fullmatch(r"pytest\.mark\.equation\('([\w-]+)'\)", mark):
                yield match[1], ast.get_docstring(function) or ""


def without_spaces(latex: str) -> str:
    return re.sub(r"\s+", "", latex)


def shortcomings(
    chapters: dict[str, str],
    tests: dict[str, str],
    code: dict[str, str],
    computed: frozenset[str] = frozenset(),
) -> list[str]:
    """One sentence for whatever is missing; each argument maps a file's name to its text.

    ``computed`` are the labels whose equations are computed from their print.
    """
    found = []
    printed: dict[str, str] = {}
    for name, text in chapters.items():
        equations = labelled_equations(text)
        defined = len(re.findall(r"^\$\$ +\(|^:label:\s*eq-", text, re.M))
        if defined != len(equations):
            found.append(f"{name}: a label is defined twice, or in a form that is not recognized")
        found += [
            f"{name}: {label} is also in another chapter" for label in equations if label in printed
        ]
        found += [
            f"{name}: {label} is no label of the form eq-{Path(name).parent.name}-…"
            for label in equations
            if not (LABEL.fullmatch(label) and label.startswith(f"eq-{Path(name).parent.name}-"))
        ]
        printed |= equations
    proved: dict[str, list[str]] = {}
    for name, text in tests.items():
        for label, docstring in proofs(text):
            proved.setdefault(label, []).append(docstring)
            if label not in printed:
                found.append(f"{name}: proves {label}, which no chapter prints")
    for label, latex in printed.items():
        repeated = f"$${without_spaces(latex)}$$"
        if label in computed:
            continue
        if label not in proved:
            found.append(f"{label} has no proof")
        elif not any(repeated in without_spaces(docstring) for docstring in proved[label]):
            found.append(f"{label}: what is printed is not what the proof's docstring repeats")
    for name, text in {**chapters, **code}.items():
        cited = set(LABEL.findall(text)) - set(printed)
        found += [f"{name}: cites {label}, which no chapter prints" for label in sorted(cited)]
    return found


def files(pattern: str) -> dict[str, str]:
    paths = sorted(ROOT.glob(pattern))
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in paths}


def test_every_printed_equation_is_proved_and_every_citation_holds():
    chapters = files("chapters/*/theory.md")
    assert sum(len(labelled_equations(text)) for text in chapters.values()) >= 20
    assert not shortcomings(
        chapters,
        files("tests/equations/test_*.py"),
        files("labsupport/**/*.py") | files("chapters/*/lab.md"),
        frozenset(key for slug in pages() for key in proofs_of(slug).keys),
    )


def not_computed() -> dict[str, dict[str, str]]:
    """By page: each claim that is not computed from its print, and the reason."""
    return json.loads((ROOT / "tests/equations/not_computed.json").read_text(encoding="utf-8"))


def test_every_page_with_a_claim_is_converted():
    texts = {**files("chapters/*/theory.md"), **files("chapters/*/lab.md")}
    with_claims = {Path(name) for name in texts if Proofs(name).printed}
    wanted = {p.parent.name + ("/lab" if p.stem == "lab" else "") for p in with_claims}
    assert wanted - set(pages()) == set()


@pytest.mark.parametrize("slug", pages())
def test_every_claim_of_a_converted_page_is_computed_or_listed(slug):
    proofs, listed = proofs_of(slug), not_computed().get(slug, {})
    claims = set(proofs.printed)
    assert claims - set(proofs.keys) - set(listed) == set(), "neither computed nor listed"
    assert set(listed) & set(proofs.keys) == set(), "computed, and so not to be listed"
    assert set(listed) <= claims, "listed, but not printed"
    assert all(len(reason) > 10 for reason in listed.values())


CHAPTER = {"chapters/vae/theory.md": "Text.\n\n$$\na = b\n$$ (eq-vae-one)\n\n$$\nno label\n$$\n"}
PROOF = {
    "test_vae.py": '@pytest.mark.equation("eq-vae-one")\ndef test_it():\n    """$$ a = b $$"""\n'
}
CODE = {"labsupport/a.py": '"""As in eq-vae-one."""'}


def test_nothing_is_missing_from_a_complete_example():
    assert shortcomings(CHAPTER, PROOF, CODE) == []


@pytest.mark.parametrize(
    ("chapters", "tests", "code", "sentence"),
    [
        (CHAPTER, {}, CODE, "eq-vae-one has no proof"),
        (CHAPTER, {"t": PROOF["test_vae.py"].replace("test_it", "it")}, CODE, "has no proof"),
        (CHAPTER, {"t": "@pytest.mark.skip\n" + PROOF["test_vae.py"]}, CODE, "has no proof"),
        (CHAPTER, {"t": PROOF["test_vae.py"].replace("a = b", "a = -b")}, CODE, "repeats"),
        (
            CHAPTER,
            {"t": PROOF["test_vae.py"].replace("one", "two")},
            CODE,
            "which no chapter prints",
        ),
        (CHAPTER, PROOF, {"c": "# eq-vae-two"}, "c: cites eq-vae-two"),
        (
            {"chapters/elbo/theory.md": CHAPTER["chapters/vae/theory.md"]},
            PROOF,
            CODE,
            "of the form",
        ),
        ({n: t + "\n$$  (eq-vae-x)" for n, t in CHAPTER.items()}, PROOF, CODE, "not recognized"),
        ({n: t + t for n, t in CHAPTER.items()}, PROOF, CODE, "twice"),
    ],
)
def test_what_is_missing_is_named(chapters, tests, code, sentence):
    assert any(sentence in found for found in shortcomings(chapters, tests, code))
