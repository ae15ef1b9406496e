"""Each way in which a result can be unusable has its own sentence, and slopes are measured."""

import pytest
import torch

from labsupport.checks.compare import compare, is_slope

X = torch.tensor([1.0, 2.0], requires_grad=True)
UNUSABLE = {
    "detached": (lambda: (2 * X).detach(), "no gradient can flow back"),
    "another dtype": (lambda: (2 * X).double(), "float64 although the inputs are float32"),
    "whole numbers": (lambda: (2 * X).long(), "int64"),
    "another device": (lambda: (2 * X).to("meta"), "on the device meta; the inputs are on cpu"),
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
