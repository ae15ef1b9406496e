"""What ``chapters/gradients/theory.md`` says around its formulas, and that the code agrees.

The formulas themselves are computed from their print in test_gradients.py.

Polynomial costs are averaged by the moments of a normal, symbolically. Other integrals are sums
over a fine grid in float64, exact to rounding for densities that are smooth and vanish at its ends.
"""

import itertools
import math
from typing import Any

import numpy as np
import pytest
import sympy
import torch
from scipy import integrate, special, stats

from labsupport import estimators
from tests.equations.conftest import to_sympy

mu, x, k, a, b, t = sympy.symbols("mu x k a b t", real=True)
sigma = sympy.Symbol("sigma", positive=True)
eps = sympy.Symbol("epsilon", real=True)

GRID = np.linspace(-30, 30, 60_001)
CELL = 0.001
NORMAL = np.exp(-(GRID**2) / 2) / math.sqrt(2 * math.pi)
M, S = 0.7, 0.6  # where mu and sigma are numbers
SMOOTH = {  # costs, and their means under N(mu, sigma^2)
    x**2: mu**2 + sigma**2,
    x**3: mu**3 + 3 * mu * sigma**2,
    sympy.cos(2 * x): sympy.exp(-2 * sigma**2) * sympy.cos(2 * mu),
    sympy.exp(x / 2): sympy.exp(mu / 2 + sigma**2 / 8),
    sympy.exp(-(x**2)): sympy.exp(-(mu**2) / (1 + 2 * sigma**2)) / sympy.sqrt(1 + 2 * sigma**2),
}


def moment(power: int) -> int:
    """E[epsilon^power] of a standard normal: (power - 1)!! for an even power."""
    return 0 if power % 2 else math.prod(range(1, power, 2))


def mean(polynomial: sympy.Expr, *variables: sympy.Symbol) -> sympy.Expr:
    """The mean of a polynomial in independent standard normals."""
    terms = sympy.Poly(sympy.expand(polynomial), *variables).terms()
    return sum(
        (factor * math.prod(moment(power) for power in powers) for powers, factor in terms),
        sympy.Integer(0),
    )


def at(expression: sympy.Expr, **values: float) -> np.ndarray:
    """The values of an expression in x at the points M + S * GRID."""
    return np.broadcast_to(sympy.lambdify(x, expression.subs(values))(M + S * GRID), GRID.shape)


def average(values: np.ndarray) -> float:
    """The mean over a standard normal of a function that is known on the grid."""
    return float((values * NORMAL).sum() * CELL)


@pytest.fixture(scope="module")
def truth() -> dict[sympy.Expr, list[float]]:
    """The derivatives of E[f(x)] in mu and in sigma at M and S."""
    return {
        f: [float(sympy.diff(value, by).subs({mu: M, sigma: S})) for by in (mu, sigma)]
        for f, value in SMOOTH.items()
    }


SCORES = (GRID / S, (GRID**2 - 1) / S)  # in mu and in sigma, at x = M + S * GRID


def test_an_expectation_is_an_integral_whose_gradient_is_wanted(truth):
    for f, (by_mu, by_sigma) in truth.items():
        function = sympy.lambdify(x, f)

        def over_draws(m: float, s: float, function=function) -> float:
            """E[f(x)] with x the u-quantile of N(m, s^2), u uniform."""
            u = (np.arange(200_000) + 0.5) / 200_000
            return function(m + s * special.ndtri(u)).mean()

        def over_density(m: float, s: float, function=function) -> float:
            points = m + s * GRID
            density = np.exp(-((points - m) ** 2) / (2 * s**2)) / (s * math.sqrt(2 * math.pi))
            return (density * function(points)).sum() * CELL * s

        assert over_draws(M, S) == pytest.approx(over_density(M, S), rel=1e-3)
        h = 1e-4
        slope = (over_density(M + h, S) - over_density(M - h, S)) / (2 * h)
        assert slope == pytest.approx(by_mu, rel=1e-6)
        slope = (over_density(M, S + h) - over_density(M, S - h)) / (2 * h)
        assert slope == pytest.approx(by_sigma, rel=1e-6)


def test_a_cost_with_parameters_adds_the_mean_of_its_own_gradient():
    other = sympy.Symbol("other", real=True)
    f = other**2 * x**3 + sympy.sin(other) * x - other
    F = mean(f.subs(x, mu + eps), eps)  # x ~ N(mu, 1); theta is mu, theta' is `other`
    whole = sympy.diff(F.subs(other, mu), mu)
    first = sympy.diff(F, mu).subs(other, mu)
    second = mean(sympy.diff(f, other).subs(x, mu + eps), eps).subs(other, mu)
    assert sympy.simplify(whole - first - second) == 0
    assert sympy.simplify(second) != 0


def test_the_squared_error_is_variance_and_squared_bias():
    values, chances, eta = np.array([-1.0, 0.5, 4.0]), np.array([0.5, 0.2, 0.3]), 1.3
    expected = values @ chances
    variance = (values - expected) ** 2 @ chances
    for n in (1, 2, 3):
        error = sum(
            chances[list(which)].prod() * (values[list(which)].mean() - eta) ** 2
            for which in itertools.product(range(3), repeat=n)
        )
        assert error == pytest.approx(variance / n + (expected - eta) ** 2, rel=1e-12)


def test_the_score_function_identity_holds_for_normals_and_categories(truth):
    for f, wanted in truth.items():
        found = [average(at(f) * score) for score in SCORES]
        assert found == pytest.approx(wanted, rel=1e-8)
    step = np.where(M + S * GRID > 0.2, 1.0, 0.0)  # a cost with a step: P(x > 0.2)
    height = stats.norm.pdf(0.2, M, S)
    assert average(step * SCORES[0]) == pytest.approx(height, rel=2e-3)
    assert average(step * SCORES[1]) == pytest.approx(height * (0.2 - M) / S, rel=2e-3)
    logits = torch.tensor([0.3, -1.0, 0.8], dtype=torch.float64, requires_grad=True)
    cost = torch.tensor([1.0, 4.0, -2.0], dtype=torch.float64)
    p = logits.softmax(0)
    (wanted,) = torch.autograd.grad(p @ cost, logits)
    score = torch.eye(3) - p.detach()  # row: value of x, column: logit
    torch.testing.assert_close((p.detach() * cost) @ score, wanted)


def test_a_score_has_mean_zero():
    assert average(SCORES[0]) == pytest.approx(0, abs=1e-12)
    assert average(SCORES[1]) == pytest.approx(0, abs=1e-12)
    chances, _, scores = fair(1)
    assert chances @ scores[:, 0] == pytest.approx(0, abs=1e-15)
    n = np.arange(200)
    assert (stats.poisson.pmf(n, 3.5) * (n / 3.5 - 1)).sum() == pytest.approx(0, abs=1e-13)


def test_the_scores_of_a_normal_are_the_derivatives_of_its_logarithm(formula):
    log_p = -sympy.log(sigma) - (x - mu) ** 2 / (2 * sigma**2) - sympy.log(2 * sympy.pi) / 2
    values = {"mu": mu, "sigma": sigma, "x": x}
    for side, by in ((1, mu), (2, sigma)):
        printed_score = formula("eq-gradients-gaussian-scores", side=side, values=values)
        assert sympy.simplify(printed_score - sympy.diff(log_p, by)) == 0
    loc = torch.tensor(M, dtype=torch.float64, requires_grad=True)
    scale = torch.tensor(S, dtype=torch.float64, requires_grad=True)
    log_prob = torch.distributions.Normal(loc, scale).log_prob(torch.tensor(1.9).double())
    found = torch.autograd.grad(log_prob, [loc, scale])
    for side in (1, 2):
        at_point = {"mu": M, "sigma": S, "x": 1.9}
        wanted = float(formula("eq-gradients-gaussian-scores", side=side, values=at_point))
        assert found[side - 1].item() == pytest.approx(wanted, rel=1e-6)


def test_a_moving_support_adds_a_boundary_term():
    theta = sympy.Symbol("theta", positive=True)
    y = sympy.Symbol("y", positive=True)
    for density in (1 / theta, 2 * y / theta**2):  # two densities on (0, theta)
        assert sympy.simplify(sympy.integrate(density, (y, 0, theta))) == 1
        for f in (y, y**3, sympy.exp(y)):
            whole = sympy.diff(sympy.integrate(density * f, (y, 0, theta)), theta)
            inside = sympy.integrate(sympy.diff(density, theta) * f, (y, 0, theta))
            edge = (density * f).subs(y, theta)
            assert sympy.simplify(whole - inside - edge) == 0
            assert sympy.simplify(edge) != 0


def test_the_gradient_passes_along_the_path(truth):
    for f, wanted in truth.items():
        moved = f.subs(x, mu + sigma * eps)
        for by, along, right in ((mu, 1.0, wanted[0]), (sigma, GRID, wanted[1])):
            whole = sympy.diff(moved, by).subs({mu: M, sigma: S})
            left = np.broadcast_to(sympy.lambdify(eps, whole)(GRID), GRID.shape)
            assert average(left) == pytest.approx(right, rel=1e-8)
            assert average(along * at(sympy.diff(f, x))) == pytest.approx(right, rel=1e-8)


def test_each_jump_adds_its_height_times_the_density():

    # f(x) = sin x, plus 2 right of 0.3, minus 1.5 right of 1
    def expectation(m: float) -> float:
        return (
            math.exp(-(S**2) / 2) * math.sin(m)
            + 2 * special.ndtr((m - 0.3) / S)
            - 1.5 * special.ndtr((m - 1) / S)
        )

    h = 1e-5
    left = (expectation(M + h) - expectation(M - h)) / (2 * h)
    smooth = average(np.cos(M + S * GRID))
    jumps = 2 * stats.norm.pdf(0.3, M, S) - 1.5 * stats.norm.pdf(1, M, S)
    assert abs(jumps) > 0.1
    assert left == pytest.approx(smooth + jumps, rel=1e-8)


def test_the_derivative_of_a_density_is_a_difference_of_two(truth):
    points = M + S * GRID
    density = NORMAL / S
    rayleigh = np.maximum(GRID, 0) * np.exp(-(GRID**2) / 2) / S
    pairs = {
        0: (1 / (S * math.sqrt(2 * math.pi)), rayleigh, rayleigh[::-1]),
        1: (1 / S, GRID**2 * density, density),
    }
    for which, (c, plus, minus) in pairs.items():
        assert plus.sum() * CELL * S == pytest.approx(1, rel=1e-6)
        assert minus.sum() * CELL * S == pytest.approx(1, rel=1e-6)
        h = 1e-5
        up, down = ([M + h, S], [M - h, S]) if which == 0 else ([M, S + h], [M, S - h])
        slope = (stats.norm.pdf(points, *up) - stats.norm.pdf(points, *down)) / (2 * h)
        assert np.abs(slope - c * (plus - minus)).max() < 1e-8
        for f, wanted in truth.items():
            difference = (at(f) * (plus - minus)).sum() * CELL * S
            assert c * difference == pytest.approx(wanted[which], rel=1e-6)


def test_the_mean_of_a_normal_has_two_rayleigh_branches():
    r = sympy.Symbol("r", positive=True)
    rayleigh = r * sympy.exp(-(r**2) / 2)
    assert sympy.integrate(rayleigh, (r, 0, sympy.oo)) == 1
    for n in range(1, 6):
        left = sympy.diff(mean((mu + sigma * eps) ** n, eps), mu)
        difference = sympy.expand((mu + sigma * r) ** n - (mu - sigma * r) ** n)
        right = sympy.integrate(sympy.expand(difference * rayleigh), (r, 0, sympy.oo))
        right /= sigma * sympy.sqrt(2 * sympy.pi)
        assert sympy.simplify(left - right) == 0


def test_the_scale_of_a_normal_has_a_maxwell_branch_and_itself():
    m = sympy.Symbol("m", real=True)

    def maxwell_mean(polynomial: sympy.Expr) -> sympy.Expr:
        return mean(m**2 * polynomial, m)  # the density is m^2 times that of a standard normal

    assert maxwell_mean(sympy.Integer(1)) == 1
    for n in range(1, 6):
        left = sympy.diff(mean((mu + sigma * eps) ** n, eps), sigma)
        right = maxwell_mean((mu + sigma * m) ** n) - mean((mu + sigma * eps) ** n, eps)
        assert sympy.expand(left - right / sigma) == 0
    # coupling: m u, with u uniform, has the moments of a standard normal
    for n in range(0, 9, 2):
        assert maxwell_mean(m**n) / (n + 1) == moment(n)


def test_for_a_bernoulli_variable_the_gradient_is_a_difference():
    pi, f0, f1 = sympy.symbols("pi_ f_0 f_1", real=True)
    assert sympy.diff((1 - pi) * f0 + pi * f1, pi) == f1 - f0
    white = torch.tensor(0.3, dtype=torch.float64, requires_grad=True)
    p = torch.distributions.Bernoulli(white)
    surrogate = estimators.measure_valued(p, lambda v: 1 + 4 * v.square() - v.pow(3))
    (slope,) = torch.autograd.grad(surrogate.sum(), white)
    assert slope.item() == pytest.approx(4 - 1, rel=1e-12)


def test_for_a_categorical_variable_the_gradient_is_a_weighted_surplus():
    logits = sympy.symbols("a_1:4", real=True)
    costs = sympy.symbols("f_1:4", real=True)
    total = sum(sympy.exp(each) for each in logits)
    chances = [sympy.exp(each) / total for each in logits]
    F = sum(p * f for p, f in zip(chances, costs, strict=True))
    for logit, p, f in zip(logits, chances, costs, strict=True):
        assert sympy.simplify(sympy.diff(F, logit) - p * (f - F)) == 0


def test_the_variance_of_the_discrete_score_and_that_the_best_baseline_removes_it(formula):
    p = sympy.Symbol("p", positive=True)
    f0, f1 = sympy.symbols("f_0 f_1", real=True)

    def variance(baseline):
        up, down = (f1 - baseline) / p, -(f0 - baseline) / (1 - p)
        expected = p * up + (1 - p) * down
        assert sympy.simplify(expected - (f1 - f0)) == 0
        return p * up**2 + (1 - p) * down**2 - expected**2

    values = {"pi": p, "f_0": f0, "f_1": f1}
    printed_variance = formula("eq-gradients-bernoulli-variance", values=values)
    assert sympy.simplify(variance(0) - printed_variance) == 0
    assert sympy.simplify(variance((1 - p) * f1 + p * f0)) == 0


GENERATOR = np.random.default_rng(0)
G, H = GENERATOR.normal(size=(2, 7))  # two quantities on seven equally likely outcomes
G = G + 0.8 * H


def covariance(first: np.ndarray, second: np.ndarray) -> float:
    return float(((first - first.mean()) * (second - second.mean())).mean())


def test_the_variance_is_a_parabola_in_the_coefficient():
    for beta in (-1.0, 0.3, 2.0):
        corrected = G - beta * (H - H.mean())
        assert corrected.mean() == pytest.approx(G.mean(), rel=1e-12)
        parabola = covariance(G, G) - 2 * beta * covariance(G, H) + beta**2 * covariance(H, H)
        assert covariance(corrected, corrected) == pytest.approx(parabola, rel=1e-12)


def test_the_best_coefficient_is_a_ratio_of_moments():
    best = covariance(G, H) / covariance(H, H)
    least = covariance(G - best * H, G - best * H)
    for beta in (best - 0.1, best + 0.1, 0.0, 2 * best):
        assert covariance(G - beta * H, G - beta * H) > least + 1e-6
    found = estimators.optimal_coefficient(torch.from_numpy(G), torch.from_numpy(H))
    assert found.item() == pytest.approx(best, rel=1e-12)
    # at twice the best nothing is gained
    assert covariance(G - 2 * best * H, G - 2 * best * H) == pytest.approx(covariance(G, G))


def test_the_least_variance_lacks_the_squared_correlation():
    best = G - covariance(G, H) / covariance(H, H) * (H - H.mean())
    rho = np.corrcoef(G, H)[0, 1]
    assert covariance(best, best) == pytest.approx((1 - rho**2) * covariance(G, G), rel=1e-12)


QUADRATIC = (a + sigma * eps) ** 2  # the cost (x - k)^2 at x = mu + sigma epsilon, a = mu - k
SCORE_MU, SCORE_SIGMA = eps / sigma, (eps**2 - 1) / sigma


def variance(estimate: sympy.Expr, *variables: sympy.Symbol) -> sympy.Expr:
    variables = variables or (eps,)
    return mean(estimate**2, *variables) - mean(estimate, *variables) ** 2


def test_the_best_baseline_weighs_the_cost_with_the_squared_score():
    for score, closed in ((SCORE_MU, a**2 + 3 * sigma**2), (SCORE_SIGMA, a**2 + 5 * sigma**2)):
        best = mean(QUADRATIC * score**2, eps) / mean(score**2, eps)
        assert sympy.expand(best - closed) == 0
        spread = variance((QUADRATIC - b) * score)
        assert sympy.expand(sympy.diff(spread, b).subs(b, best)) == 0
        assert sympy.diff(spread, b, 2).is_positive
        ratio = mean(QUADRATIC * score * score, eps) / mean(score**2, eps)  # Cov[g, h] / Var[h]
        assert sympy.expand(best - ratio) == 0


def fair(n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """All outcomes of n Bernoulli(0.3) draws: their chances, costs and scores (outcomes, n)."""
    outcomes = np.array(list(itertools.product([0, 1], repeat=n)))
    chances = np.where(outcomes, 0.3, 0.7).prod(1)
    return chances, np.where(outcomes, 5.0, 1.0), np.where(outcomes, 1 / 0.3, -1 / 0.7)


def test_a_baseline_from_the_same_draws_shrinks_the_gradient():
    for n in (2, 3, 5):
        chances, f, s = fair(n)
        estimate = ((f - f.mean(1, keepdims=True)) * s).mean(1)
        assert chances @ estimate == pytest.approx((1 - 1 / n) * (5 - 1), rel=1e-12)


def test_leaving_one_out_undoes_the_shrinking():
    for n in (2, 3, 5):
        chances, f, s = fair(n)
        others = estimators.leave_one_out(torch.from_numpy(f.T)).T.numpy()
        left = ((f - others) * s).mean(1)
        right = ((f - f.mean(1, keepdims=True)) * s).sum(1) / (n - 1)
        assert np.abs(left - right).max() < 1e-12
        assert chances @ left == pytest.approx(5 - 1, rel=1e-12)


def test_a_corrected_cost_has_the_same_gradient_if_the_mean_moves_along():
    beta = sympy.Symbol("beta", real=True)
    f, h = x**4 - x, x**2 + 3 * x
    expected_h = mean(h.subs(x, mu + sigma * eps), eps)
    for by, score in ((mu, SCORE_MU), (sigma, SCORE_SIGMA)):
        corrected = (f - beta * h).subs(x, mu + sigma * eps) + beta * expected_h
        wanted = sympy.diff(mean(f.subs(x, mu + sigma * eps), eps), by)
        estimate = corrected * score + beta * sympy.diff(expected_h, by)
        assert sympy.expand(mean(estimate, eps) - wanted) == 0
        forgotten = mean(corrected * score, eps)  # without the gradient of E[h]
        assert sympy.expand(forgotten - wanted) != 0


def test_the_variances_in_the_mean_for_a_parabola(formula):
    r2 = 2 - sympy.pi / 2  # the variance of a Rayleigh variable: E[r^2] - E[r]^2
    r = sympy.Symbol("r", positive=True)
    first = sympy.integrate(r**2 * sympy.exp(-(r**2) / 2), (r, 0, sympy.oo))
    assert sympy.simplify(2 - first**2 - r2) == 0
    wanted = [
        variance(QUADRATIC * SCORE_MU),
        variance((QUADRATIC - a**2 - 3 * sigma**2) * SCORE_MU),
        variance(2 * (a + sigma * eps)),
        (4 * a / sympy.sqrt(2 * sympy.pi)) ** 2 * r2,  # the difference is 4 a sigma r
    ]
    for side, each in enumerate(wanted, 1):
        values = {"a": a, "sigma": sigma}
        printed_variance = formula("eq-gradients-quadratic-mean", side=side, values=values)
        assert sympy.simplify(printed_variance - each) == 0


def test_the_variances_in_the_scale_for_a_parabola(formula):
    m, u = sympy.symbols("m u", real=True)
    maxwell = {0: 1, 2: 3, 4: 15, 1: 0, 3: 0}  # E[m^n] = E[eps^(n + 2)]
    assert all(value == moment(n + 2) for n, value in maxwell.items())
    difference = sympy.expand(((a + sigma * m) ** 2 - (a + sigma * m * u) ** 2) / sigma)

    def coupled_mean(polynomial: sympy.Expr) -> sympy.Expr:
        terms = sympy.Poly(sympy.expand(polynomial), m, u).terms()
        return sum(c * maxwell[i] * sympy.Rational(1, j + 1) for (i, j), c in terms)

    assert sympy.expand(coupled_mean(difference) - 2 * sigma) == 0
    wanted = [
        variance(QUADRATIC * SCORE_SIGMA),
        variance((QUADRATIC - a**2 - 5 * sigma**2) * SCORE_SIGMA),
        variance(2 * (a + sigma * eps) * eps),
        coupled_mean(difference**2) - 4 * sigma**2,
    ]
    for side, each in enumerate(wanted, 1):
        values = {"a": a, "sigma": sigma}
        printed_variance = formula("eq-gradients-quadratic-scale", side=side, values=values)
        assert sympy.simplify(printed_variance - each) == 0


def test_the_variances_with_independent_branches(formula):
    r = sympy.Symbol("r", positive=True)

    def rayleigh_mean(polynomial: sympy.Expr) -> sympy.Expr:
        density = r * sympy.exp(-(r**2) / 2)
        return sympy.integrate(sympy.expand(polynomial * density), (r, 0, sympy.oo))

    total = 0
    for sign in (1, -1):
        cost = (a + sign * sigma * r) ** 2
        total += rayleigh_mean(cost**2) - rayleigh_mean(cost) ** 2
    in_mean = total / (2 * sympy.pi * sigma**2)
    wide = {n: moment(n + 2) for n in range(9)}
    m = sympy.Symbol("m", real=True)

    def maxwell_mean(polynomial: sympy.Expr) -> sympy.Expr:
        return sum(c * wide[i] for (i,), c in sympy.Poly(sympy.expand(polynomial), m).terms())

    cost = (a + sigma * m) ** 2
    spread = maxwell_mean(cost**2) - maxwell_mean(cost) ** 2 + variance(QUADRATIC)
    values = {"a": a, "sigma": sigma}
    for side, each in ((1, in_mean), (2, spread / sigma**2)):
        printed_variance = formula("eq-gradients-uncoupled", side=side, values=values)
        assert sympy.simplify(printed_variance - each) == 0


KS = (0.3, 1.0, 2.7)


def cosine_values(at_k: float) -> dict[str, object]:
    dawson = sympy.Lambda(t, sympy.sqrt(sympy.pi) / 2 * sympy.exp(-(t**2)) * sympy.erfi(t))
    return {
        "k": at_k,
        "mu": M,
        "sigma": S,
        "C": math.cos(2 * at_k * M),
        "sin": sympy.sin,
        "D": dawson,
    }


def test_the_second_moments_of_the_score_function_for_a_cosine(formula):
    for at_k, (side, score) in itertools.product(KS, enumerate(SCORES, 1)):
        values = cosine_values(at_k)
        printed_moment = float(formula("eq-gradients-cosine-score", side=side, values=values))
        wanted = average((np.cos(at_k * (M + S * GRID)) * score) ** 2)
        assert printed_moment == pytest.approx(wanted, rel=1e-9)


def test_the_second_moments_of_the_path_for_a_cosine(formula):
    for at_k, (side, along) in itertools.product(KS, enumerate((np.ones_like(GRID), GRID), 1)):
        values = cosine_values(at_k)
        printed_moment = float(formula("eq-gradients-cosine-path", side=side, values=values))
        wanted = average((at_k * np.sin(at_k * (M + S * GRID)) * along) ** 2)
        assert printed_moment == pytest.approx(wanted, rel=1e-9)


def test_the_second_moments_of_the_coupled_differences_for_a_cosine(formula):
    nodes, weights = np.polynomial.legendre.leggauss(80)
    u, weights = (nodes + 1) / 2, weights / 2
    m = np.linspace(-12, 12, 4801)
    maxwell = m**2 * np.exp(-(m**2) / 2) / math.sqrt(2 * math.pi) * (m[1] - m[0])
    for at_k in KS:

        def in_mean(r: float, at_k: float = at_k) -> float:
            apart = math.cos(at_k * (M + S * r)) - math.cos(at_k * (M - S * r))
            return apart**2 * r * math.exp(-(r**2) / 2) / (2 * math.pi * S**2)

        apart = np.cos(at_k * (M + S * m))[:, None] - np.cos(at_k * (M + S * m[:, None] * u))
        wanted = [
            integrate.quad(in_mean, 0, 12, limit=200)[0],
            float(maxwell @ (apart**2 @ weights)) / S**2,
        ]
        values = cosine_values(at_k)
        for side in (1, 2):
            printed_moment = formula("eq-gradients-cosine-measure", side=side, values=values)
            assert float(printed_moment) == pytest.approx(wanted[side - 1], rel=1e-8)


def tilted(at_k: float) -> tuple[float, float, float]:
    """I(k), and the mean and variance of the tilted normal, as printed."""
    shrink = 1 + 2 * at_k * S**2
    return math.exp(-at_k * M**2 / shrink) / math.sqrt(shrink), M / shrink, S**2 / shrink


def test_a_bell_times_a_normal_is_a_normal():
    points = M + S * GRID
    for at_k in KS:
        level, m, v = tilted(at_k)
        left = np.exp(-at_k * points**2) * NORMAL / S
        assert np.abs(left - level * stats.norm.pdf(points, m, math.sqrt(v))).max() < 1e-13
        assert average(np.exp(-at_k * points**2)) == pytest.approx(level, rel=1e-10)


def test_the_second_moments_for_a_bell():
    points = M + S * GRID
    for at_k in KS:
        level, m, v = tilted(2 * at_k)
        bell = np.exp(-at_k * points**2)
        score = level * ((m - M) ** 2 + v) / S**4
        assert average((bell * SCORES[0]) ** 2) == pytest.approx(score, rel=1e-9)
        path = 4 * at_k**2 * level * (m**2 + v)
        assert average((2 * at_k * points * bell) ** 2) == pytest.approx(path, rel=1e-9)


def test_a_density_is_divided_by_the_determinant_of_the_jacobian():

    # x_1 = exp(e_1) is log-normal; x_2 = 3 e_2 + e_1^2 is normal given x_1, so p(x) is known.
    def g(e: torch.Tensor) -> torch.Tensor:
        return torch.stack([e[0].exp(), e[0].square() - 3 * e[1]])

    for e in torch.randn(5, 2, dtype=torch.float64, generator=torch.Generator().manual_seed(0)):
        point = g(e)
        jacobian = torch.autograd.functional.jacobian(g, e)
        assert jacobian.det() < 0  # so that the absolute value is needed
        base = stats.norm.pdf(e.numpy()).prod()
        density = stats.lognorm.pdf(point[0].item(), 1) * stats.norm.pdf(
            point[1].item(), math.log(point[0].item()) ** 2, 3
        )
        assert base / jacobian.det().abs().item() == pytest.approx(density, rel=1e-10)


def families() -> dict[str, tuple[torch.Tensor, torch.Tensor, Any]]:
    """For each family the noise u, the path x(u), and the distribution that SciPy knows."""
    u = torch.linspace(0.03, 0.97, 48, dtype=torch.float64, requires_grad=True)
    v, m, s, al = u - 0.5, M, S, 2.5
    return {
        "laplace": (u, m - s * v.sign() * (1 - 2 * v.abs()).log(), stats.laplace(m, s)),
        "logistic": (u, m + s * (u.log() - (1 - u).log()), stats.logistic(m, s)),
        "cauchy": (u, m + s * (math.pi * (u - 0.5)).tan(), stats.cauchy(m, s)),
        "rayleigh": (u, s * (-2 * (1 - u).log()).sqrt(), stats.rayleigh(scale=s)),
        "pareto": (u, s * (1 - u) ** (-1 / al), stats.pareto(al, scale=s)),
    }


@pytest.mark.parametrize("name", ["laplace", "logistic", "cauchy", "rayleigh", "pareto"])
def test_each_family_is_drawn_by_its_inverse_distribution_function(name):
    u, path, known = families()[name]
    assert np.allclose(known.cdf(path.detach().numpy()), u.detach().numpy(), rtol=1e-10)


@pytest.mark.parametrize("name", ["laplace", "logistic", "cauchy", "rayleigh", "pareto"])
def test_each_density_is_the_reciprocal_slope_of_its_path(name):
    m, s, al = M, S, 2.5
    printed_densities = {
        "laplace": lambda y: np.exp(-np.abs(y - m) / s) / (2 * s),
        "logistic": lambda y: np.exp(-(y - m) / s) * (1 + np.exp(-(y - m) / s)) ** -2.0 / s,
        "cauchy": lambda y: 1 / (math.pi * s) / (1 + (y - m) ** 2 / s**2),
        "rayleigh": lambda y: y / s**2 * np.exp(-(y**2) / (2 * s**2)),
        "pareto": lambda y: al / s * (y / s) ** (-al - 1),
    }
    u, path, known = families()[name]
    (slope,) = torch.autograd.grad(path.sum(), u)
    y = path.detach().numpy()
    assert np.allclose(printed_densities[name](y), 1 / slope.abs().numpy(), rtol=1e-9)
    assert np.allclose(printed_densities[name](y), known.pdf(y), rtol=1e-9)


def test_a_normal_with_a_random_variance_is_students_t():
    nu = 4.5
    for point in (-2.0, 0.3, 0.7, 3.1):

        def integrand(y: float, point: float = point) -> float:
            return stats.norm.pdf(point, M, S * math.sqrt(nu / y)) * stats.chi2.pdf(y, nu)

        mixture = integrate.quad(integrand, 0, np.inf)[0]
        factor = special.gamma((nu + 1) / 2) / (special.gamma(nu / 2) * math.sqrt(nu * math.pi) * S)
        closed = factor * (1 + (point - M) ** 2 / (nu * S**2)) ** (-(nu + 1) / 2)
        assert mixture == pytest.approx(closed, rel=1e-7)
        assert closed == pytest.approx(stats.t.pdf(point, nu, M, S), rel=1e-12)
        # the first equation: given y, x <= point exactly if epsilon <= (point - mu) / (...)
        below = integrate.quad(
            lambda y, point=point: (
                special.ndtr((point - M) / (S * math.sqrt(nu / y))) * stats.chi2.pdf(y, nu)
            ),
            0,
            np.inf,
        )[0]
        assert below == pytest.approx(stats.t.cdf(point, nu, M, S), rel=1e-7)


def test_a_triangular_factor_gives_the_covariance():
    generator = torch.Generator().manual_seed(0)
    root = torch.randn(3, 3, dtype=torch.float64, generator=generator)
    covariance_matrix = root @ root.T + torch.eye(3)
    lower = torch.linalg.cholesky(covariance_matrix)
    assert torch.equal(lower, lower.tril())
    # noise with mean zero and E[e e^T] = I exactly: plus and minus sqrt(3) along each axis
    noise = math.sqrt(3) * torch.cat([torch.eye(3), -torch.eye(3)]).double()
    torch.testing.assert_close(noise.T @ noise / 6, torch.eye(3).double())
    draws = noise @ lower.T
    torch.testing.assert_close(draws.T @ draws / 6, covariance_matrix)
    values, vectors = torch.linalg.eigh(covariance_matrix)
    symmetric = vectors @ values.sqrt().diag() @ vectors.T
    torch.testing.assert_close(symmetric @ symmetric, covariance_matrix)
    assert (symmetric - lower).abs().max() > 0.1
    assert (lower @ lower - covariance_matrix).abs().max() > 0.1


def test_the_path_moves_so_that_the_quantile_stays():
    y, s = sympy.symbols("y s", positive=True)
    u = sympy.Symbol("u", positive=True)
    cdf = 1 / (1 + sympy.exp(-(y - mu) / s))  # the logistic, whose path is explicit
    path = mu + s * (sympy.log(u) - sympy.log(1 - u))
    for by in (mu, s):
        implicit = -sympy.diff(cdf, by) / sympy.diff(cdf, y)
        explicit = sympy.diff(path, by).subs(u, cdf)
        difference = (implicit - explicit).subs({y: 1.3, mu: 0.5, s: 0.7})
        assert abs(float(difference)) < 1e-12
    shape = torch.full((50,), 2.5, dtype=torch.float64, requires_grad=True)
    torch.manual_seed(0)
    draws = torch.distributions.Gamma(shape, torch.ones_like(shape)).rsample()
    (by_torch,) = torch.autograd.grad(draws.sum(), shape)
    points, h = draws.detach().numpy(), 1e-5
    slope = (special.gammainc(2.5 + h, points) - special.gammainc(2.5 - h, points)) / (2 * h)
    implicit = -slope / stats.gamma.pdf(points, 2.5)
    assert np.allclose(by_torch.numpy(), implicit, rtol=1e-4)


def elbo_parts(w: float = 1.2, observed: float = 2.0):
    """z ~ N(0, 1), x | z ~ N(w z, 1), q = N(M, S^2): the ELBO's slopes, l(z) and l'(z), on GRID."""
    by_mu = w * (observed - w * M) - M
    by_sigma = -(w**2) * S - S + 1 / S
    z = M + S * GRID
    log_q = -math.log(S) - GRID**2 / 2 - math.log(2 * math.pi) / 2
    log_joint = -(z**2) / 2 - (observed - w * z) ** 2 / 2 - math.log(2 * math.pi)
    slope = -z + w * (observed - w * z) + GRID / S
    return (by_mu, by_sigma), log_joint - log_q, slope


def test_the_score_function_gradient_of_the_elbo_has_a_term_of_mean_zero():
    wanted, cost, _ = elbo_parts()
    for right, score in zip(wanted, SCORES, strict=True):
        assert average(score) == pytest.approx(0, abs=1e-12)
        assert average(cost * score) - average(score) == pytest.approx(right, rel=1e-9)
        # sampled, the two terms are (cost - 1) times the score: a baseline of one
        assert np.allclose(cost * score - score, (cost - 1) * score)


def test_the_pathwise_gradient_of_the_elbo_has_one_too():
    wanted, _, slope = elbo_parts()
    for right, along, score in zip(wanted, (np.ones_like(GRID), GRID), SCORES, strict=True):
        assert average(along * slope) - average(score) == pytest.approx(right, rel=1e-9)


def test_the_score_function_pays_for_every_dimension(printed):
    text = printed("eq-gradients-dimension").partition("=")[2].replace(r"\end{aligned}", "")
    text = " ".join(text.replace(r"\\", " ").replace("&", " ").split())
    noise = sympy.symbols("e_1:4", real=True)
    for d in (1, 2, 3):
        cost = sum((a + sigma * e) ** 2 for e in noise[:d])
        wanted = variance(cost * noise[0] / sigma, *noise[:d])
        printed_variance = to_sympy(text, {}, {"a": a, "sigma": sigma, "d": d}, {})
        assert sympy.simplify(printed_variance - wanted) == 0
