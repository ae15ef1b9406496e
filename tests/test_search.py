"""Diagnosis by search: what one small change of a formula explains, and what it must not."""

import pytest
import torch

from labsupport.checks import search
from labsupport.checks.formula import others, results, same
from labsupport.checks.generative import densities
from labsupport.checks.parts import all_same
from labsupport.checks.vae import formulas


def inputs(number):
    generator = torch.Generator().manual_seed(3)
    return [torch.randn(4, 3, generator=generator).double() for _ in range(number)]


def said(reference, function, given, alike=same):
    return search.diagnosis(
        reference, results(function, function(*given), given, others(given)), alike
    )


def helper(a, b):
    return a * b.exp()


def formula(a, b):
    return 0.5 * (helper(a, b) ** 2 - a).sum(-1)


def pair(a, b):
    return formula(a, b), a - b


WRONG = {
    "`0.5` is missing": lambda a, b: (helper(a, b) ** 2 - a).sum(-1),
    "the power of `helper(a, b)` is missing": lambda a, b: 0.5 * (helper(a, b) - a).sum(-1),
    "`a` is missing": lambda a, b: 0.5 * (helper(a, b) ** 2).sum(-1),
    "`exp` of `b` is missing": lambda a, b: 0.5 * ((a * b) ** 2 - a).sum(-1),
    "`helper(a, b)` is halved": lambda a, b: 0.5 * ((a * b.exp() / 2) ** 2 - a).sum(-1),
    "`b` stands where `a` belongs": lambda a, b: 0.5 * ((b * b.exp()) ** 2 - a).sum(-1),
}


@pytest.mark.parametrize("sentence", WRONG)
def test_the_one_change_is_named_in_a_helper_too(sentence):
    assert said(formula, WRONG[sentence], inputs(2)) == sentence


def test_all_results_have_to_fit():
    given = inputs(2)
    assert said(pair, lambda a, b: (formula(a, b), a + b), given, all_same) == (
        "`b` is added; subtract it"
    )
    assert said(pair, lambda a, b: (2 * formula(a, b), a + b), given, all_same) is None


def test_nothing_is_said_of_what_no_change_explains():
    given = inputs(2)
    assert said(formula, lambda a, b: formula(a, b).cos(), given) is None
    only_here = formula(*given).clone()
    assert said(formula, lambda a, b: -only_here, given) is None  # right for these inputs only
    nan = torch.full((4,), torch.nan)
    assert said(formula, lambda a, b: nan, given) is None


def test_what_has_no_text_is_not_searched():
    only_inputs = {c.sentence for c in search.changes(lambda a, b: a + b)}
    assert "`a` is doubled" in only_inputs
    assert "`b` is missing" not in only_inputs
    assert search.changes(torch.add) == ()


@pytest.mark.parametrize(
    ("reference", "number"), [(formulas.gaussian_kl, 2), (densities.transformed_log_prob, 1)]
)
def test_each_change_is_found_again(reference, number):
    """Whatever is named for a changed formula gives what the changed formula gives."""
    given = inputs(number)
    if number == 1:
        given = [*given, torch.tensor(0.3).double(), torch.tensor(0.7).double()]
    right = reference(*given)
    by_sentence: dict[str, list] = {}
    for change in search.changes(reference):
        by_sentence.setdefault(change.sentence, []).append(change.function)
    wrong = found = 0
    for change in search.changes(reference)[::5]:
        try:
            result = change.function(*given)
        except Exception:  # a change need not be able to run
            continue
        if result.shape != right.shape or same(result, right) or not result.isfinite().any():
            continue
        wrong += 1
        sentence = said(reference, change.function, given)
        found += any(same(result, f(*given)) for f in by_sentence[sentence])
    assert wrong > 15
    assert found == wrong


def dropped(words: torch.Tensor, unknown: int, training: bool) -> torch.Tensor:
    return torch.where(words < 0, float(unknown), words) if training else words


def test_a_truth_value_is_not_taken_for_a_number():
    given = [inputs(1)[0], 12, True]
    always_1 = lambda words, unknown, training: torch.where(words < 0, 1.0, words)  # noqa: E731
    assert "training" not in str(said(dropped, always_1, given))


def middle(a):
    return a.mean(-1).exp()


def test_a_negative_number_is_named_with_its_sign():
    changed = said(middle, lambda a: a.mean(-2).exp(), [inputs(1)[0][:3]])
    assert changed == "`-2` stands where `-1` belongs"
