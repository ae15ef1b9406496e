"""Each way in which a result can be unusable has its own sentence, and slopes are measured."""

import operator

import pytest
import torch

from labsupport.checks.compare import compare, hints, is_slope, show_both

X = torch.tensor([1.0, 2.0], requires_grad=True)
UNUSABLE = {
    "detached": (lambda: (2 * X).detach(), "no gradient can flow back"),
    "whole numbers": (lambda: (2 * X).long(), "int64"),
    "no numbers": (lambda: (2 * X).to("meta"), "no numbers, it is on the device meta"),
    "another shape": (lambda: 2 * X[:, None], r"has shape \(2, 1\); it should have shape \(2,\)"),
    "a list": (lambda: [2 * X], "of type list"),
    "nothing": (lambda: None, "is the `return` missing"),
    "not a number": (lambda: 2 * X * torch.nan, "NaN"),
    "infinite": (lambda: 2 * X / 0, "infinity"),
}


@pytest.mark.parametrize(("make", "words"), UNUSABLE.values(), ids=UNUSABLE.keys())
def test_an_unusable_result_has_its_own_sentence(make, words):
    sentence = compare(make(), 2 * X)
    assert sentence is not None
    with pytest.raises(AssertionError, match=words):
        raise AssertionError(sentence)


def test_a_right_result_has_none():
    assert compare(2 * X, X + X) is None


def test_values_are_judged_whatever_the_dtype():
    assert compare((2 * X).double(), X + X) is None
    assert compare(2 * X, (X + X).double()) is None
    assert compare((3 * X).double(), X + X) == "the numbers differ"


def test_both_are_shown_with_digits_in_which_they_differ():
    assert show_both(torch.tensor([-1.5521]), torch.tensor([-1.5524])) == (
        "[-1.5521]",
        "[-1.5524]",
    )
    assert show_both(torch.tensor([1.0]), torch.tensor([2.0])) == ("[1]", "[2]")


EXCEPTIONS = {
    "does not broadcast": lambda: torch.nn.functional.binary_cross_entropy_with_logits(
        torch.zeros(2, 3), torch.ones(3)
    ),
    "grey pixels": lambda: torch.distributions.Bernoulli(0.5).log_prob(torch.tensor(0.5)),
    "take .values": lambda: operator.sub(X, torch.ones(2, 2).max(0)),
    "was the covariance given": lambda: torch.distributions.MultivariateNormal(
        torch.zeros(2), scale_tril=torch.tensor([[1.0, 0.5], [0.5, 1.0]])
    ),
    "no covariance matrix": lambda: torch.distributions.MultivariateNormal(
        torch.zeros(2), torch.tensor([[1.0, 0.0], [0.5, 1.0]])
    ),
}


@pytest.mark.parametrize("words", EXCEPTIONS)
def test_an_exception_of_torch_gets_a_hint(words):
    with pytest.raises((ValueError, TypeError)) as raised:
        EXCEPTIONS[words]()
    (hint,) = hints(" ".join(str(raised.value).split())[:300])
    assert words in hint


def test_a_gradient_is_the_slope_and_what_is_made_up_is_not():
    at = torch.randn(4, 3)
    weights = torch.randn(4, 3)

    def value(x):
        return (torch.tanh(x) * weights).double().sum()

    x = at.clone().requires_grad_()
    (gradient,) = torch.autograd.grad(value(x), x)
    assert is_slope(value, at, gradient)
    for made_up in (torch.ones_like(at), -gradient, 2 * gradient, gradient.flip(0), weights / 9):
        assert not is_slope(value, at, made_up)
    assert not is_slope(lambda x: x.new_zeros(()), at, gradient)
    assert not is_slope(value, at, gradient * torch.nan)
