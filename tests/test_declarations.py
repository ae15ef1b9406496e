"""Declared exercises: independent references, edits that change something, right solutions."""

import inspect
import math
from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch.distributions import MultivariateNormal, Normal, kl_divergence

from labsupport.checks.edits import EditError, edited
from labsupport.checks.formula import same
from labsupport.checks.parts import all_same
from tests.declared import DECLARED, SAMPLERS, cases, solution


@pytest.mark.parametrize("name", DECLARED)
def test_the_solution_is_right_and_no_mistake_is(name):
    declared, answer = DECLARED[name], solution(name)
    assert declared.verdict(answer) is None
    assert [*inspect.signature(answer).parameters] == declared.judge.names
    alike = all_same if declared.results else same
    every = cases(declared)
    for sentence in declared.mistakes(*every[0]):
        differs = False
        for inputs in every:
            wrong = declared.mistakes(*inputs).get(sentence)
            right = declared.reference(*inputs)
            differs = differs or (wrong is not None and not alike(wrong, right))
        assert differs, f"{sentence}: this changes nothing"


@pytest.mark.parametrize("name", DECLARED)
def test_a_mistake_is_rejected_and_named_as_itself(name):
    """What an edit gives is called by its own sentence, or by that of one that gives the same."""
    declared = DECLARED[name]
    (generic, *_) = cases(declared)
    for sentence, wrong in declared.edits.items():
        assert declared.verdict(wrong) is not None, sentence
        said = declared.judge.value(wrong, *generic)
        if said is not None:  # else other sizes show it
            assert any(said.endswith(s) for s in declared.mistakes(*generic)), (sentence, said)


@pytest.mark.parametrize("name", SAMPLERS)
def test_draws_of_the_solution_are_right_and_those_of_no_mistake(name):
    declared, answer = SAMPLERS[name], solution(name)
    torch.manual_seed(0)
    assert declared.verdict(answer) is None
    assert [*inspect.signature(answer).parameters] == declared.names
    generator = torch.Generator().manual_seed(0)
    for mistake in declared.mistakes(generator):

        def wrong(*inputs, mistake=mistake):
            return declared.wrong(*inputs)[mistake].sample()

        assert declared.on_draws(wrong, generator) == mistake


def gaussian(mean, covariance):
    return MultivariateNormal(mean, covariance, validate_args=False)


def joint(x, z, weight, bias, noise_var):
    prior = Normal(0.0, 1.0).log_prob(z).sum(-1)
    return prior + Normal(z @ weight.mT + bias, noise_var.sqrt()).log_prob(x).sum(-1)


def conditioned(x, weight, bias, noise_var):
    """The posterior from the joint Gaussian of z and x."""
    identity = torch.eye(len(weight), dtype=x.dtype)
    gain = torch.linalg.solve(weight @ weight.T + noise_var * identity, weight).T
    return (x - bias) @ gain.T, torch.eye(len(gain), dtype=x.dtype) - gain @ weight


INDEPENDENT: dict[str, Callable[..., Any]] = {
    "start-log_mean_exp": lambda log_w: log_w.logsumexp(0) - math.log(len(log_w)),
    "elbo-log_joint": joint,
    "elbo-gaussian_kl_full": lambda m, c, n, d: kl_divergence(gaussian(m, c), gaussian(n, d)),
    "elbo-posterior_linear_gaussian": conditioned,
}


@pytest.mark.parametrize("name", INDEPENDENT)
def test_a_reference_agrees_with_another_way(name):
    declared = DECLARED[name]
    for inputs in cases(declared):
        right, other = declared.reference(*inputs), INDEPENDENT[name](*inputs)
        torch.testing.assert_close(right, other, rtol=1e-9, atol=1e-9)


def line(x):
    """A docstring, which no edit changes: - 1."""
    return 2 * x - 1, [
        x,
    ]


def test_edits_are_made_in_the_source():
    assert edited(line, "- 1 -> + 3")(torch.tensor(1.0))[0] == torch.tensor(5.0)
    assert edited(line, "2 * x->x; -1->")(torch.tensor(1.0))[0] == torch.tensor(1.0)


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        ("- 2 -> + 2", "stands in 0 places"),
        ("x -> y", "stands in 3 places"),
        ("- 1", "has no arrow"),
        ("2 * x -> 2 * )", "leaves no valid Python"),
    ],
)
def test_an_edit_that_cannot_be_made_is_an_error(edit, sentence):
    with pytest.raises(EditError, match=sentence):
        edited(line, edit)
