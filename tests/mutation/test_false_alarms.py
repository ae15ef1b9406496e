"""The bound on false alarms: below 1 in 100,000 gradings, and really a bound."""

import math

import pytest
import torch
from scipy.stats import binom, chi2

from benchmarks.false_alarms import LIMIT, bound
from labsupport.checks import noise, rates
from tests.variants.build import SLUGS


@pytest.mark.parametrize("slug", SLUGS)
def test_a_right_answer_fails_in_fewer_than_one_of_100000_gradings(slug):
    assert bound(slug, range(1, 4)) < LIMIT
    if slug == "vae":
        assert bound(slug, range(1, 2)) > 1e-9  # something was stated


@pytest.mark.parametrize("n", [500, 1000, 8000])
def test_the_stated_rates_bound_the_exact_ones(n):
    a, free = rates.SIGMAS * (2 / n) ** 0.5, n - 1
    exact = chi2.sf(free * (1 + a), free) + chi2.cdf(free * (1 - a), free)
    assert exact < rates.variance(n) < 100 * exact
    p, d = 0.6826894921370859, rates.SIGMAS
    far = d * math.sqrt(n * p * (1 - p))
    exact = binom.sf(math.floor(n * p + far), n, p) + binom.cdf(math.ceil(n * p - far) - 1, n, p)
    assert exact < rates.share(n, p) < 100 * exact
    assert rates.gaussian() < rates.products(n) < rates.neighbours(n) < 1e-7


def test_bounds_hold_where_alarms_are_frequent(monkeypatch):
    monkeypatch.setattr(rates, "SIGMAS", 2.0)
    monkeypatch.setattr(rates, "FAR", 2.0)
    for name in ("gaussian", "variance", "share", "products", "neighbours"):
        monkeypatch.setattr(rates, name, getattr(rates, name).__wrapped__)
    e = torch.randn(4000, 300, generator=torch.Generator().manual_seed(1))
    f = torch.randn(4000, 300, generator=torch.Generator().manual_seed(2))
    n = e.shape[1]
    for statistics, rate in [
        ((e.var(1) - 1) * (n / 2) ** 0.5, rates.variance(n)),
        ((e * f).mean(1) * n**0.5, rates.products(n)),
        ((e[:, 1:] * e[:, :-1]).mean(1) * n**0.5, rates.neighbours(n)),
        ((e[:, 7:] * e[:, :-7]).sum(1) / (n - 7) ** 0.5, rates.lagged(torch.tensor([n - 7.0]))),
    ]:
        measured = float((statistics.abs() > 2).double().mean())
        assert 0.03 < measured < rate < 0.4
    limit = (math.log(2 / rates.gaussian()) / (2 * n)) ** 0.5  # as in noise.gaussian
    far = float((noise.distance(e.T.double()) > limit).double().mean())
    assert 0.02 < far < rates.gaussian()
    draws = (torch.rand(4000, 300, generator=torch.Generator().manual_seed(3)) < 0.2).double()
    scores = (draws - 0.2).sum(1) / (300 * 0.16) ** 0.5
    assert 0.03 < float((scores.abs() > 2).double().mean()) < rates.bounded(torch.tensor(48.0))


def test_only_what_is_stated_in_a_block_is_collected():
    rates.state(0.5)
    with rates.collected() as outer, rates.collected() as inner:
        rates.state(0.25)
    assert outer == inner == [0.25]
