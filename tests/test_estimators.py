"""Declared estimators: independent references, and edits that are named as themselves."""

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
import torch
from torch.distributions import Laplace, Normal

from labsupport.checks.estimator import Estimator, Run, pair
from labsupport.checks.gradients import draws, rows
from labsupport.checks.monte_carlo import formulas


class Case(NamedTuple):
    """An estimator, numbers for it, and another way of computing it."""

    judge: Estimator
    recorded: Callable[[torch.Generator], tuple[Any, ...]]
    independent: Callable[..., tuple[Any, ...]]


def of_gaussian(generator):
    """Draws from N(0.7, 2.2^2), and a function there with its slope."""
    loc, scale = torch.tensor([0.7, 2.2], dtype=torch.float64)
    x = loc + scale * torch.randn(60, generator=generator, dtype=torch.float64)
    return x, loc, scale, draws.wave(x), draws.wave_slope(x)


def differentiated(value, loc, scale, n):
    """The derivatives of each of n values in loc and scale."""
    each = [p.expand(n).clone().requires_grad_() for p in (loc, scale)]
    return torch.autograd.grad(value(*each).sum(), each)


def score(x, loc, scale, f, slope):
    return differentiated(lambda m, s: f * Normal(m, s).log_prob(x), loc, scale, len(x))


def path(x, loc, scale, f, slope):
    z = (x - loc) / scale
    return differentiated(lambda m, s: draws.wave(m + s * z), loc, scale, len(x))


def of_densities(generator):
    """Draws from a wide density q, values there, and the densities p and q."""
    x = 1.5 * torch.randn(60, generator=generator, dtype=torch.float64)
    p, q = Normal(0.7, 0.8), Laplace(0.1, 1.2)
    return x, 0.4 + torch.sin(1.3 * x) + 0.2 * x, p.log_prob(x), q.log_prob(x)


def averaged(terms):
    terms = terms.tolist()
    n, mean = len(terms), math.fsum(terms) / len(terms)
    variance = math.fsum((t - mean) ** 2 for t in terms) / (n - 1)
    return torch.tensor([mean, math.sqrt(variance / n)], dtype=torch.float64).unbind()


def normalized(x, f, log_p, log_q):
    w = log_p.exp() / log_q.exp()
    mean = w @ f / w.sum()
    return mean, ((w**2) @ (f - mean) ** 2).sqrt() / w.sum()


CASES = {
    "score": Case(rows.SCORE, of_gaussian, score),
    "path": Case(rows.PATH, of_gaussian, path),
    "normalized": Case(formulas.NORMALIZED, of_densities, normalized),
}


def recorded(name, seed=3):
    """Numbers of two runs."""
    generator = torch.Generator().manual_seed(seed)
    return [CASES[name].recorded(generator) for _ in range(2)]


@pytest.mark.parametrize("name", CASES)
def test_a_reference_agrees_with_another_way(name):
    judge, _, independent = CASES[name]
    for numbers in recorded(name):
        right, other = judge.reference(*numbers), independent(*numbers)
        torch.testing.assert_close([*right], [*other], rtol=1e-9, atol=1e-9)
    assert judge.verdict(*(Run(judge.reference(*n), n) for n in recorded(name))) is None


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_is_named_as_itself(name):
    judge = CASES[name].judge
    for sentence, wrong in judge.edits.items():
        said = judge.verdict(*(Run(wrong(*n), n) for n in recorded(name)))
        assert said is not None, f"{sentence}: this changes nothing"
        assert said.endswith(sentence)


def test_a_mistake_has_to_explain_all_runs():
    judge, (first, second) = formulas.NORMALIZED, recorded("normalized")
    doubled = [2 * part for part in judge.reference(*first)]
    assert judge.verdict(Run(doubled, first)) == "it is twice what it should be"
    other = [part / 3 for part in judge.reference(*second)]
    said = judge.verdict(Run(doubled, first), Run(other, second))
    assert said == f"the estimate: it is not {judge.formulas[0]}"


def test_a_result_of_another_shape_or_type_is_described():
    judge, (first, _) = formulas.NORMALIZED, recorded("normalized")
    mean, error = judge.reference(*first)
    assert judge.verdict(Run((3, error), first)) == (
        "the estimate: the result is of type int; it should be one tensor"
    )
    assert judge.verdict(Run((mean, error.expand(2, 2)), first)) == (
        "the standard error: the result has shape (2, 2); it should have shape ()"
    )


def test_a_pair_may_have_plain_numbers():
    assert pair((1.0, 2.0)) == (torch.tensor(1.0).double(), torch.tensor(2.0).double())
    assert pair(3.0) == "the result is of type float; it should be a pair of two"
