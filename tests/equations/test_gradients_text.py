"""What ``chapters/gradients/theory.md`` says around its formulas, and that the code agrees.

The formulas themselves are computed from their print in test_gradients.py and its neighbours.
"""

import itertools
import math

import numpy as np
import pytest
import torch
from scipy import special, stats

from labsupport import estimators
from labsupport.equations.laws import hermite

GRID = np.linspace(-30, 30, 60_001)
NORMAL = np.exp(-(GRID**2) / 2) / math.sqrt(2 * math.pi)
M, S = 0.7, 0.6  # where mu and sigma are numbers
SCORES = (GRID / S, (GRID**2 - 1) / S)  # in mu and in sigma, at x = M + S * GRID
NODES, WEIGHTS = (each.numpy() for each in hermite(20, 1))
NOISE = NODES[:, 0]  # means of polynomials are exact


def average(values: np.ndarray) -> float:
    """The mean over a standard normal of a function that is known on the grid."""
    return float((values * NORMAL).sum() * 0.001)


def test_the_score_function_asks_nothing_of_a_step():
    step = np.where(M + S * GRID > 0.2, 1.0, 0.0)  # its mean is P(x > 0.2)
    height = stats.norm.pdf(0.2, M, S)
    assert average(step * SCORES[0]) == pytest.approx(height, rel=2e-3)
    assert average(step * SCORES[1]) == pytest.approx(height * (0.2 - M) / S, rel=2e-3)


def test_a_uniform_times_a_maxwell_variable_is_standard_normal():
    chance = WEIGHTS * NOISE**2  # of m
    assert chance.sum() == pytest.approx(1, rel=1e-12)
    for n in range(0, 9, 2):
        of_product = chance @ NOISE**n / (n + 1)  # u^n has the mean 1 / (n + 1)
        assert of_product == pytest.approx(WEIGHTS @ NOISE**n, rel=1e-10)


def test_for_a_bernoulli_variable_the_code_takes_the_difference():
    white = torch.tensor(0.3, dtype=torch.float64, requires_grad=True)
    p = torch.distributions.Bernoulli(white)
    surrogate = estimators.measure_valued(p, lambda v: 1 + 4 * v.square() - v.pow(3))
    (slope,) = torch.autograd.grad(surrogate.sum(), white)
    assert slope.item() == pytest.approx(4 - 1, rel=1e-12)


@pytest.mark.parametrize("pi", [0.2, 0.7])
def test_with_the_best_baseline_both_discrete_estimates_are_the_difference(pi):
    f_0, f_1 = 3.0, 4.5
    best = (1 - pi) * f_1 + pi * f_0
    assert (f_1 - best) / pi == pytest.approx(f_1 - f_0)
    assert -(f_0 - best) / (1 - pi) == pytest.approx(f_1 - f_0)


def test_at_twice_the_best_coefficient_nothing_is_gained():
    generator = torch.Generator().manual_seed(0)
    h, rest = torch.randn(2, 7, generator=generator, dtype=torch.float64)
    g = rest + 0.8 * h  # two quantities on seven equally likely outcomes

    def spread(beta: torch.Tensor) -> torch.Tensor:
        return (g - beta * h).var(correction=0)

    best = estimators.optimal_coefficient(g, h)
    assert all(spread(best + away) > spread(best) + 1e-6 for away in (-0.1, 0.1))
    torch.testing.assert_close(spread(2 * best), spread(0 * best))
    assert spread(2.1 * best) > spread(0 * best)


@pytest.mark.parametrize("a", [0.0, 1.3, -2.0])
def test_the_best_baselines_of_a_parabola(a):
    cost = (a + S * NOISE) ** 2
    for score, best in (
        (NOISE / S, a**2 + 3 * S**2),
        ((NOISE**2 - 1) / S, a**2 + 5 * S**2),
    ):
        assert (WEIGHTS @ (cost * score**2)) / (WEIGHTS @ score**2) == pytest.approx(best)


def fair(n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """All outcomes of n Bernoulli(0.3) draws: their chances, costs and scores (outcomes, n)."""
    outcomes = np.array(list(itertools.product([0, 1], repeat=n)))
    chances = np.where(outcomes, 0.3, 0.7).prod(1)
    return chances, np.where(outcomes, 5.0, 1.0), np.where(outcomes, 1 / 0.3, -1 / 0.7)


@pytest.mark.parametrize("n", [2, 3, 5])
def test_a_baseline_from_the_same_draws_shrinks_the_gradient_and_one_left_out_does_not(n):
    chances, f, s = fair(n)
    same = ((f - f.mean(1, keepdims=True)) * s).mean(1)
    assert chances @ same == pytest.approx((1 - 1 / n) * (5 - 1), rel=1e-12)
    others = estimators.leave_one_out(torch.from_numpy(f.T)).T.numpy()
    assert chances @ ((f - others) * s).mean(1) == pytest.approx(5 - 1, rel=1e-12)


def test_a_corrected_cost_needs_the_gradient_of_what_is_added():
    beta = 0.7
    x = M + S * NOISE
    corrected = x**4 - beta * (x**2 - (M**2 + S**2))
    score = NOISE / S
    wanted = WEIGHTS @ (x**4 * score)
    without = WEIGHTS @ (corrected * score)
    assert without + beta * 2 * M == pytest.approx(wanted, rel=1e-12)  # d E[x^2] / d mu is 2 mu
    assert abs(without - wanted) > 0.1


def test_the_cholesky_factor_is_not_the_symmetric_root():
    root = torch.randn(3, 3, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    covariance = root @ root.T + torch.eye(3)
    lower = torch.linalg.cholesky(covariance)
    values, vectors = torch.linalg.eigh(covariance)
    symmetric = vectors @ values.sqrt().diag() @ vectors.T
    assert torch.equal(lower, lower.tril())
    torch.testing.assert_close(lower @ lower.T, covariance)
    torch.testing.assert_close(symmetric @ symmetric, covariance)
    assert (symmetric - lower).abs().max() > 0.1
    assert (lower @ lower - covariance).abs().max() > 0.1


def test_torch_moves_a_gamma_variable_so_that_its_probability_stays():
    shape = torch.full((50,), 2.5, dtype=torch.float64, requires_grad=True)
    torch.manual_seed(0)
    draws = torch.distributions.Gamma(shape, torch.ones_like(shape)).rsample()
    (by_torch,) = torch.autograd.grad(draws.sum(), shape)
    points, h = draws.detach().numpy(), 1e-5
    slope = (special.gammainc(2.5 + h, points) - special.gammainc(2.5 - h, points)) / (2 * h)
    implicit = -slope / stats.gamma.pdf(points, 2.5)
    assert np.allclose(by_torch.numpy(), implicit, rtol=1e-4)
