"""A sample of the small changes of each page's print is caught, and the listed exceptions exist.

All of them are judged by ``python -m benchmarks.print_mutations``.
"""

import pytest

from benchmarks.print_mutations import equivalents, kept, pages, proofs_of, squeezed
from labsupport.equations.mutations import mutants

EVERY = 23  # of the changes of a page one in so many is judged here


@pytest.mark.parametrize("slug", pages())
def test_a_sample_of_the_changes_of_a_page_is_caught(slug):
    proofs, right = proofs_of(slug), equivalents(slug)
    known = {squeezed(text) for changed in right.values() for text in changed}
    made = [(key, each) for key in proofs.keys for each in mutants(proofs.formula(key).latex)]
    sample = [(key, m) for key, m in made[::EVERY] if squeezed(m.latex) not in known]
    missed = [f"{key}: {m.change}" for key, m in sample if not proofs.failures(key, m.latex)]
    assert len(missed) <= 0.03 * len(sample), missed


@pytest.mark.parametrize("slug", pages())
def test_what_is_listed_as_right_is_a_change_that_holds(slug):
    proofs = proofs_of(slug)
    for key, changed in equivalents(slug).items():
        made = {squeezed(each.latex) for each in mutants(proofs.formula(key).latex)}
        for text, reason in changed.items():
            assert squeezed(text) in made, f"{key}: {text} is no change that is made any more"
            assert proofs.failures(key, text) == [], f"{key}: {text} is caught"
            assert len(reason) > 5


@pytest.mark.parametrize("page", kept())
def test_of_each_page_nearly_all_changes_were_caught_and_its_proofs_were_quick(page):
    row = kept()[page]
    assert row["percent"] >= 97
    assert row["seconds_proofs"] < 20
