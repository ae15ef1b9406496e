"""Every claim is computed from its print, or listed in ``not_computed.json`` with the reason.

At least 95% of the labelled equations are computed. Labels are of one form, and citations hold.
"""

import json
import re
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


def shortcomings(
    chapters: dict[str, str],
    code: dict[str, str],
    known: frozenset[str] = frozenset(),
) -> list[str]:
    """One sentence for whatever is missing; each argument maps a file's name to its text.

    ``known`` are the labels whose equations are computed from their print, or listed.
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
    found += [f"{label} is neither computed nor listed" for label in printed if label not in known]
    for name, text in {**chapters, **code}.items():
        cited = set(LABEL.findall(text)) - set(printed)
        found += [f"{name}: cites {label}, which no chapter prints" for label in sorted(cited)]
    return found


def files(pattern: str) -> dict[str, str]:
    paths = sorted(ROOT.glob(pattern))
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in paths}


def test_every_labelled_equation_is_computed_or_listed_and_every_citation_holds():
    chapters = files("chapters/*/theory.md")
    labels = [label for text in chapters.values() for label in labelled_equations(text)]
    computed = {key for slug in pages() for key in proofs_of(slug).keys}
    listed = {key for reasons in not_computed().values() for key in reasons}
    assert not shortcomings(
        chapters,
        files("labsupport/**/*.py") | files("chapters/*/lab.md"),
        frozenset(computed | listed),
    )
    assert len(labels) >= 150
    assert sum(label in computed for label in labels) >= 0.95 * len(labels)


def not_computed() -> dict[str, dict[str, str]]:
    """By page: each claim that is not computed from its print, and the reason."""
    return json.loads((ROOT / "tests/equations/not_computed.json").read_text(encoding="utf-8"))


def test_every_page_with_a_claim_is_converted():
    texts = {**files("chapters/*/theory.md"), **files("chapters/*/lab.md")}
    with_claims = {Path(name) for name in texts if Proofs(name).printed}
    wanted = {p.parent.name + ("/lab" if p.stem == "lab" else "") for p in with_claims}
    assert wanted - set(pages()) == set()


@pytest.mark.parametrize("slug", pages())
def test_every_formula_holds_as_it_is_printed(slug):
    proofs = proofs_of(slug)
    wrong = {key: said for key in proofs.keys if (said := proofs.failures(key))}
    assert wrong == {}


@pytest.mark.parametrize("slug", pages())
def test_every_claim_of_a_converted_page_is_computed_or_listed(slug):
    proofs, listed = proofs_of(slug), not_computed().get(slug, {})
    claims = set(proofs.printed) | set(proofs.expressions)
    assert claims - set(proofs.keys) - set(listed) == set(), "neither computed nor listed"
    assert set(listed) & set(proofs.keys) == set(), "computed, and so not to be listed"
    assert set(listed) <= claims, "listed, but not printed"
    assert all(len(reason) > 10 for reason in listed.values())


CHAPTER = {"chapters/vae/theory.md": "Text.\n\n$$\na = b\n$$ (eq-vae-one)\n\n$$\nno label\n$$\n"}
CODE = {"labsupport/a.py": '"""As in eq-vae-one."""'}


KNOWN = frozenset({"eq-vae-one"})


def test_nothing_is_missing_from_a_complete_example():
    assert shortcomings(CHAPTER, CODE, KNOWN) == []


@pytest.mark.parametrize(
    ("chapters", "code", "known", "sentence"),
    [
        (CHAPTER, CODE, frozenset(), "eq-vae-one is neither computed nor listed"),
        (CHAPTER, {"c": "# eq-vae-two"}, KNOWN, "c: cites eq-vae-two"),
        (
            {"chapters/elbo/theory.md": CHAPTER["chapters/vae/theory.md"]},
            CODE,
            KNOWN,
            "of the form",
        ),
        ({n: t + "\n$$  (eq-vae-x)" for n, t in CHAPTER.items()}, CODE, KNOWN, "not recognized"),
        ({n: t + t for n, t in CHAPTER.items()}, CODE, KNOWN, "twice"),
    ],
)
def test_what_is_missing_is_named(chapters, code, known, sentence):
    assert any(sentence in found for found in shortcomings(chapters, code, known))
