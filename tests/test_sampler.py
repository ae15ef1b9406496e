"""Draws as exercises: right ones pass, wrong ones are named by the distribution they come from."""

import pytest
import torch
from torch import Tensor
from torch.distributions import Exponential

from labsupport.checks.inputs import Inputs
from labsupport.checks.sampler import Sampler


def waiting(rate: Tensor, n: int) -> Exponential:
    return Exponential(rate.double().expand(n, -1), validate_args=False)


def rates(make: Inputs, n: int, d: int) -> tuple[Tensor, int]:
    return make.uniform(1.5, 4.0, d), n


WAITING = Sampler(
    waiting,
    rates,
    [(8_000, 2), (1, 3), (7, 1)],
    wrong=lambda rate, n: {
        "the rate multiplies the draws; divide by it": waiting(1 / rate, n),
        "the rate is not used": waiting(rate / rate, n),
    },
)


def library(rate, n):
    return Exponential(rate).sample((n,))


def from_uniform(rate, n):
    return -torch.log1p(-torch.rand(n, len(rate), dtype=rate.dtype, device=rate.device)) / rate


@pytest.mark.parametrize("answer", [library, from_uniform])
def test_right_draws_pass(answer):
    torch.manual_seed(1)
    assert WAITING.verdict(answer) is None


def seeded(rate, n):
    torch.manual_seed(0)
    return library(rate, n)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (lambda rate, n: library(1 / rate, n), "the rate multiplies the draws"),
        (lambda rate, n: library(rate / rate, n), "the rate is not used"),
        (lambda rate, n: library(rate, n).sqrt(), "the noise"),
        (lambda rate, n: library(rate, 1).expand(n, -1), "the same noise is used for the whole"),
        (lambda rate, n: library(rate, n).sort(0).values, "depends on that of others"),
        (lambda rate, n: -library(rate, n), "some draws cannot occur"),
        (lambda rate, n: library(rate, n).T, "the result has shape"),
        (lambda rate, n: library(rate.float(), n), "although the inputs are float64"),
        (lambda rate, n: torch.rand(n, len(rate), dtype=rate.dtype) / rate, "the noise"),
        (seeded, "two calls give the same draws"),
        (lambda rate, n: None, "nothing is returned"),
    ],
)
def test_wrong_draws_are_named(answer, sentence):
    torch.manual_seed(1)
    said = WAITING.verdict(answer)
    assert said is not None
    assert sentence in said
