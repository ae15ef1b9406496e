"""What ``chapters/generative/theory.md`` says around its formulas, and that the code agrees.

The formulas themselves are computed from their print in test_generative.py.

Distributions with a few values are symbolic. Integrals over the line are sums over a fine grid in
float64, exact to rounding for smooth densities that vanish at its ends.
"""

import itertools
import math

import pytest
import sympy as sp
import torch
from torch.distributions import MultivariateNormal, Normal

from labsupport.borrow import generative as gm
from labsupport.models.classifier import Classifier

GRID = torch.linspace(-30, 30, 60_001, dtype=torch.float64)
STEP = 60 / 60_000
ONE = torch.ones((), dtype=torch.float64)
JOINT = sp.Matrix(3, 2, sp.symbols("j_0:6", positive=True))  # p(x, y): three x, two y


def close(actual, expected, tolerance=1e-9):
    actual, expected = (torch.as_tensor(t, dtype=torch.float64) for t in (actual, expected))
    return torch.allclose(actual, expected, rtol=tolerance, atol=tolerance)


def integral(values):
    """Over the grid."""
    return values.sum(-1) * STEP


def of_x(i):
    return sum(JOINT[i, k] for k in range(2))


def of_y(k):
    return sum(JOINT[i, k] for i in range(3))


def test_a_joint_factors_in_two_ways_and_the_second_does_not_fix_p_of_x():
    q = sp.symbols("q_0:3", positive=True)
    for i, k in itertools.product(range(3), range(2)):
        x_given_y, y_given_x = JOINT[i, k] / of_y(k), JOINT[i, k] / of_x(i)
        assert sp.simplify(of_y(k) * x_given_y - JOINT[i, k]) == 0
        assert sp.simplify(of_x(i) * y_given_x - JOINT[i, k]) == 0
        # Another p(x) in the second product leaves p(y | x) as it is.
        other = [q[i] * JOINT[i, c] / of_x(i) for c in range(2)]
        assert sp.simplify(other[k] / sum(other) - y_given_x) == 0


def test_bayes_rule_and_its_denominator():
    for i in range(3):
        terms = [of_y(k) * (JOINT[i, k] / of_y(k)) for k in range(2)]
        assert sp.simplify(sum(terms) - of_x(i)) == 0
        for k in range(2):
            assert sp.simplify(terms[k] / sum(terms) - JOINT[i, k] / of_x(i)) == 0
    means, x = torch.tensor([[0.0, 1.0], [2.0, -1.0]]), torch.tensor([[0.3, 0.4], [50.0, 0.0]])
    covariances = torch.stack([torch.eye(2), 2 * torch.eye(2)])
    log_p, log_evidence = gm.bayes_classifier(x, means, covariances, torch.tensor([3, 1]))
    joint = torch.stack(
        [
            MultivariateNormal(means[k], covariances[k]).log_prob(x) + math.log(share)
            for k, share in ((0, 0.75), (1, 0.25))
        ],
        1,
    )
    assert close(log_evidence, torch.logsumexp(joint, 1), 1e-5)
    assert close(log_p, joint - log_evidence[:, None], 1e-5)


def test_the_network_of_the_package_is_the_printed_function():
    torch.manual_seed(0)
    rho = 0.25
    network = Classifier(5, 4, 3, dropout_ratio=rho).double()
    w1, b1, w2, b2 = (p.detach() for p in network.parameters())
    x = torch.randn(5, dtype=torch.float64)
    h = [max(0.0, float(w1[i] @ x + b1[i])) for i in range(4)]
    found = set()
    for _ in range(200):
        logits = network.train()(x)
        masks = [
            m
            for m in itertools.product((0, 1), repeat=4)
            if close(
                logits.detach(),
                [
                    float(sum(w2[k, i] * m[i] * h[i] / (1 - rho) for i in range(4)) + b2[k])
                    for k in range(3)
                ],
            )
        ]
        assert masks  # every call is the formula for some mask
        found.update(masks)
    assert len(found) > 1
    a = [float(sum(w2[k, i] * h[i] for i in range(4)) + b2[k]) for k in range(3)]
    total = math.fsum(map(math.exp, a))
    assert close(network.eval().log_prob(x).exp().detach(), [math.exp(v) / total for v in a])


def test_the_shapes_of_the_lab_are_those_of_the_network():
    for d, h, k in ((7, 5, 3), (784, 20, 10), (1, 1, 1)):
        count = sum(p.numel() for p in Classifier(d, h, k).parameters())
        assert count == sum(math.prod(shape) for shape in gm.parameter_shapes(d, h, k).values())


def test_a_scaled_mask_has_mean_one():
    rho = sp.Symbol("rho", positive=True)
    values = {0: rho, 1 / (1 - rho): 1 - rho}  # value -> probability
    mean = sum(p * v for v, p in values.items())
    variance = sum(p * (v - mean) ** 2 for v, p in values.items())
    assert sp.simplify(mean - 1) == 0
    assert sp.simplify(variance - rho / (1 - rho)) == 0


def test_logarithm_and_factor_do_not_move_the_maximum():
    theta = sp.Symbol("theta", positive=True)
    data = (sp.Rational(1, 2), sp.Integer(2), sp.Rational(7, 3))
    densities = [theta * sp.exp(-theta * x) for x in data]  # of an exponential variable
    mean = sum(sp.log(p) for p in densities) / 3
    best = sp.solve(sp.diff(sp.expand_log(mean), theta), theta)
    assert best == [3 / sum(data)]
    likelihood = sp.prod(densities)
    assert sp.simplify(sp.diff(likelihood, theta).subs(theta, best[0])) == 0
    assert sp.diff(likelihood, theta, 2).subs(theta, best[0]) < 0


def test_the_divergence_is_entropy_and_expected_log_likelihood():
    truth, slopes = Normal(0.5 * ONE, 1.5 * ONE), []
    p = truth.log_prob(GRID).exp()
    entropy = integral(p * truth.log_prob(GRID))
    for mean, std in ((0.0, 1.0), (1.0, 2.0), (0.5, 1.5)):
        model = Normal(mean * ONE, std * ONE)
        kl = torch.distributions.kl_divergence(truth, model)
        expected = integral(p * model.log_prob(GRID))
        assert close(kl, entropy - expected)
        slopes.append(kl + expected)
    assert close(slopes[0], slopes[1])  # what is dropped does not depend on the model


def test_for_discrete_data_the_empirical_divergence_is_a_likelihood():
    data, p = (0, 0, 2, 1, 0, 2), sp.symbols("p_0:3", positive=True)
    shares = [sp.Rational(data.count(x), 6) for x in range(3)]
    divergence = sum(s * sp.log(s / q) for s, q in zip(shares, p, strict=True))
    right = sum(s * sp.log(s) for s in shares) - sum(sp.log(p[x]) for x in data) / 6
    assert sp.simplify(sp.expand_log(divergence - right)) == 0


def test_binned_divergences_grow_and_their_differences_converge():
    data = torch.tensor([-1.3, -0.2, 0.1, 0.7, 1.9], dtype=torch.float64)
    model = Normal(0.3 * ONE, 1.2 * ONE)
    for h in (0.1, 0.01, 0.001):
        bins = torch.floor(data / h)
        assert len(bins.unique()) == 5
        chance = model.cdf((bins + 1) * h) - model.cdf(bins * h)
        kl = -(5 * chance).log().mean()  # the sum of 1/5 · log((1/5) / chance)
        rest = kl + math.log(5) + math.log(h) + model.log_prob(data).mean()
        assert abs(rest) < 1.6 * h  # the slope of log p is below 1.6 in these bins

    # The text asks for a density that is continuous and positive at the data. At the jump of an
    # exponential variable the limit depends on where the bins begin; below it there is no limit.
    def chance_of_bin(left: float, h: float) -> torch.Tensor:
        ends = torch.tensor([left, left + h], dtype=torch.float64).clamp_min(0)
        return -torch.expm1(-ends[1]) + torch.expm1(-ends[0])

    h = 1e-4
    assert close(chance_of_bin(0.0, h) / h, 1.0, 1e-3)
    assert close(chance_of_bin(-h / 2, h) / h, 0.5, 1e-3)
    assert chance_of_bin(-1.0, h) == 0


def test_mean_and_covariance_are_the_only_stationary_point_and_a_maximum():
    torch.manual_seed(0)
    x = torch.randn(9, 3, dtype=torch.float64) @ torch.randn(3, 3, dtype=torch.float64)
    mean = x.sum(0) / 9
    products = [torch.outer(row - mean, row - mean) for row in x]
    covariance = torch.stack(products).sum(0) / 9
    assert close(gm.fit_gaussian(x)[0], mean)
    assert close(gm.fit_gaussian(x)[1], covariance)

    def likelihood(mean, precision):
        return MultivariateNormal(mean, precision_matrix=precision).log_prob(x).mean()

    at = [mean.clone().requires_grad_(), covariance.inverse().requires_grad_()]
    for slope in torch.autograd.grad(likelihood(*at), at):
        assert slope.abs().max() < 1e-9
    best = likelihood(mean, covariance.inverse())
    for _ in range(20):
        factor = torch.randn(3, 3, dtype=torch.float64)
        other = covariance + 0.3 * factor @ factor.T
        assert likelihood(mean + 0.1 * factor[0], other.inverse()) < best
    # For every precision the average is the best mean; in both at once it is not concave.
    for _ in range(20):
        factor, other = torch.randn(3, 3, dtype=torch.float64), torch.randn(3, dtype=torch.float64)
        precision = factor @ factor.T + 0.1 * torch.eye(3, dtype=torch.float64)
        assert likelihood(mean + other, precision) < likelihood(mean, precision)
    ends = [(mean + s, (3.5 - s) * torch.eye(3, dtype=torch.float64)) for s in (2.0, 3.0)]
    middle = likelihood(*((a + b) / 2 for a, b in zip(*ends, strict=True)))
    assert middle < sum(likelihood(*end) for end in ends) / 2
    # The gradients of the text: Λ (x̄ - μ), and ½ (Σ - mean of (x - μ)(x - μ)ᵀ).
    m, factor = torch.randn(3, dtype=torch.float64), torch.randn(3, 3, dtype=torch.float64)
    precision = factor @ factor.T + torch.eye(3, dtype=torch.float64)
    at = [m.requires_grad_(), precision.requires_grad_()]
    to_mean, to_precision = torch.autograd.grad(likelihood(*at), at)
    away = x - m.detach()
    assert close(to_mean, at[1].detach() @ (mean - m.detach()))
    symmetric = (to_precision + to_precision.T) / 2
    assert close(symmetric, (at[1].detach().inverse() - away.T @ away / 9) / 2)


def test_the_fitted_variance_is_too_small_on_average():
    values, chances = sp.symbols("v_0:2", real=True), (sp.Rational(1, 3), sp.Rational(2, 3))
    mean = sum(c * v for c, v in zip(chances, values, strict=True))
    variance = sum(c * (v - mean) ** 2 for c, v in zip(chances, values, strict=True))
    for n in (1, 2, 3):
        expected = 0
        for sequence in itertools.product(range(2), repeat=n):
            average = sum(values[i] for i in sequence) / sp.Integer(n)
            fitted = sum((values[i] - average) ** 2 for i in sequence) / sp.Integer(n)
            expected += sp.prod([chances[i] for i in sequence]) * fitted
        assert sp.expand(expected - sp.Rational(n - 1, n) * variance) == 0


def test_the_best_shares_are_those_of_the_data():
    number, share = sp.symbols("n_0:3", positive=True), sp.symbols("p_0:3", positive=True)
    multiplier, total = sp.Symbol("lamda"), sum(number)
    likelihood = sum(n * sp.log(p) for n, p in zip(number, share, strict=True))
    lagrangian = likelihood - multiplier * (sum(share) - 1)
    best = {p: n / total for n, p in zip(number, share, strict=True)} | {multiplier: total}
    for p in share:
        assert sp.simplify(sp.diff(lagrangian, p).subs(best)) == 0
        assert sp.diff(likelihood, p, 2).is_negative  # concave, so this is the maximum
    assert sp.simplify(sum(best[p] for p in share) - 1) == 0


def test_densities_change_by_the_slope_of_the_inverse():
    x, z = sp.symbols("x z", real=True)
    for f, inverse in ((z**3 + z, None), (sp.exp(z), sp.log(x)), (1 - 2 * z, (1 - x) / 2)):
        if inverse is None:  # no formula: compare at f(z), where the inverse is z
            slope = 1 / sp.diff(f, z)
            p = sp.lambdify(z, sp.exp(-(z**2) / 2) / sp.sqrt(2 * sp.pi) * slope)
            low, high, steps = -1.0, 1.5, 20_000
            at = [low + (high - low) * (i + 0.5) / steps for i in range(steps)]
            width = (high - low) / steps
            total = math.fsum(p(v) * (3 * v**2 + 1) * width for v in at)  # dx = f'(z) dz
            assert total == pytest.approx(0.5 * (math.erf(1.5 / 2**0.5) + math.erf(1 / 2**0.5)))
            continue
        density = (sp.exp(-(inverse**2) / 2) / sp.sqrt(2 * sp.pi)) * sp.Abs(sp.diff(inverse, x))
        numeric = sp.lambdify(x, density, "math")
        low, high = sorted((float(f.subs(z, -1)), float(f.subs(z, 2))))
        steps = 20_000
        width = (high - low) / steps
        total = math.fsum(numeric(low + (i + 0.5) * width) * width for i in range(steps))
        chance = 0.5 * (math.erf(2 / 2**0.5) + math.erf(1 / 2**0.5))  # P(-1 < Z < 2)
        assert total == pytest.approx(chance, rel=1e-6)


def test_the_printed_density_is_the_derivative_of_the_distribution_function():
    x, s = sp.symbols("x s", real=True)
    tau = sp.Symbol("tau", positive=True)
    inverse = sp.sinh(tau * sp.asinh(x) - s)
    f = sp.lambdify((x, s, tau), sp.sinh((sp.asinh(inverse) + s) / tau), "math")
    assert all(f(v, 0.4, 0.8) == pytest.approx(v) for v in (-3.0, -0.2, 0.5, 4.0))
    distribution_function = (1 + sp.erf(inverse / sp.sqrt(2))) / 2
    bent = tau * sp.asinh(x) - s
    printed = (
        tau * sp.cosh(bent) / sp.sqrt(2 * sp.pi * (1 + x**2)) * sp.exp(-(sp.sinh(bent) ** 2) / 2)
    )
    assert sp.simplify(sp.diff(distribution_function, x) - printed) == 0
    at = {x: 0.7, s: 0.4, tau: 0.8}
    value = gm.transformed_log_prob(0.7 * ONE, 0.4 * ONE, 0.8 * ONE)
    assert float(value) == pytest.approx(float(sp.log(printed.subs(at))), abs=1e-12)


def test_a_continuous_mixture_integrates_to_one_and_is_known_for_a_line():
    z = torch.linspace(-9, 9, 1801, dtype=torch.float64)
    prior = Normal(0 * ONE, ONE).log_prob(z).exp() * 0.01
    x = torch.linspace(-14, 14, 2801, dtype=torch.float64)

    def density(f, sigma):
        return (prior * Normal(f(z), sigma * ONE).log_prob(x[:, None]).exp()).sum(1)

    assert close((density(lambda z: 3 * torch.sin(2 * z), 0.4) * 0.01).sum(), 1)
    # z and x are jointly Gaussian for f(z) = 2 z + 1, so x ~ N(1, 4 + sigma²).
    exact = Normal(ONE, (4 + 0.25) ** 0.5 * ONE).log_prob(x).exp()
    assert close(density(lambda z: 2 * z + 1, 0.5), exact)


def test_mixing_adds_the_variance_of_the_noise():
    chances, f = sp.symbols("q_0:3", positive=True), sp.symbols("f_0:3", real=True)
    x, sigma = sp.Symbol("x", real=True), sp.Symbol("sigma", positive=True)
    normal = sp.exp(-((x - f[0]) ** 2) / (2 * sigma**2)) / sp.sqrt(2 * sp.pi * sigma**2)
    first, second = (sp.integrate(x**k * normal, (x, -sp.oo, sp.oo)) for k in (1, 2))
    assert sp.simplify(first - f[0]) == 0
    assert sp.simplify(second - f[0] ** 2 - sigma**2) == 0
    last = {chances[2]: 1 - chances[0] - chances[1]}
    mean = sum(q * v for q, v in zip(chances, f, strict=True))
    raw = sum(q * (v**2 + sigma**2) for q, v in zip(chances, f, strict=True))
    of_f = sum(q * (v - mean) ** 2 for q, v in zip(chances, f, strict=True))
    assert sp.expand((raw - mean**2 - of_f - sigma**2).subs(last)) == 0


MIXTURE = (
    torch.tensor([0.3, -0.4, 0.9], dtype=torch.float64),
    torch.tensor([-1.0, 0.5, 2.0], dtype=torch.float64),
    torch.tensor([0.2, -0.5, 0.1], dtype=torch.float64),
)


def terms(x):
    """pi_k N(x; mu_k, sigma_k²) without logarithms, (..., 3)."""
    logits, means, log_stds = MIXTURE
    stds = log_stds.exp()
    weights = logits.exp() / logits.exp().sum()
    away = (x[..., None] - means) / stds
    return weights * torch.exp(-0.5 * away**2) / (stds * math.sqrt(2 * math.pi))


def test_the_sum_of_exponentials_is_the_mixture_and_integrates_to_one():
    near = GRID[(GRID.abs() < 8)]
    assert close(gm.mixture_log_prob(near, *MIXTURE), terms(near).sum(-1).log())
    assert close(integral(gm.mixture_log_prob(GRID, *MIXTURE).exp()), 1)
    far = torch.tensor([1000.0], dtype=torch.float64)
    assert terms(far).sum() <= 0  # underflows, and the logarithms do not
    assert gm.mixture_log_prob(far, *MIXTURE).isfinite().all()


def test_each_datum_pulls_at_a_mean_by_its_responsibility():
    logits, means, log_stds = MIXTURE
    for point in (-2.0, 0.3, 1.7):
        x, at = point * ONE, means.clone().requires_grad_()
        (slope,) = torch.autograd.grad(gm.mixture_log_prob(x, logits, at, log_stds), at)
        share = terms(x) / terms(x).sum()
        assert close(share.sum(), 1)
        assert close(slope, share * (x - means) / log_stds.exp() ** 2)


def test_an_exponential_over_its_integral_is_a_density():
    u = torch.rand(1, dtype=torch.float64)
    f = torch.cos(3 * GRID) - GRID**2 / 4
    log_z = gm.sample_on_grid(f, GRID, u)[1]
    assert close(integral((f - log_z).exp()), 1)
    assert close(
        gm.sample_on_grid(-(GRID**2) / 2 + 900, GRID, u)[1] - 900, math.log(2 * math.pi) / 2
    )


def test_the_gradient_of_the_normalizer_is_an_expectation_under_the_model():
    theta, x = 0.8 * ONE, 0.5 * ONE
    theta.requires_grad_()

    def f(points):
        return torch.sin(theta * points) - points**2 / 4

    log_z = torch.logsumexp(f(GRID), 0) + math.log(STEP)
    (slope,) = torch.autograd.grad(f(x) - log_z, theta)
    t = theta.detach()
    p = torch.exp(f(GRID).detach() - log_z.detach())
    expected = x * torch.cos(t * x) - integral(p * GRID * torch.cos(t * GRID))
    assert close(slope, expected)


def test_the_inverse_distribution_function_of_a_uniform_number_is_a_draw():
    # U takes 2000 equally likely values in the middles of equal parts of [0, 1].
    u = (torch.arange(2000, dtype=torch.float64) + 0.5) / 2000
    grid = torch.linspace(-5, 5, 101, dtype=torch.float64)
    log_f = torch.cos(3 * grid) - grid**2 / 4
    x, log_z = gm.sample_on_grid(log_f, grid, u)
    f = torch.exp(log_f - log_z)
    cdf = torch.cat([torch.zeros(1).double(), torch.cumulative_trapezoid(f, grid)])
    for point, chance in zip(grid, cdf, strict=True):
        assert abs(float((x <= point).double().mean() - chance)) <= 0.5 / 2000 + 1e-9


def test_the_likelihood_of_a_mixture_has_no_maximum():
    x = torch.tensor([0.4, -1.0, 0.7, 2.1], dtype=torch.float64)
    logits = torch.tensor([0.2, 0.5], dtype=torch.float64)
    weights, means = torch.softmax(logits, 0), torch.tensor([0.4, 0.3], dtype=torch.float64)
    bounds = []
    for exponent in (0, -2, -5, -20, -100):
        log_stds = torch.tensor([exponent * math.log(10), 0.0], dtype=torch.float64)
        total = gm.mixture_log_prob(x, logits, means, log_stds).sum()
        others = (weights[1].log() + Normal(means[1], ONE).log_prob(x[1:])).sum()
        bound = weights[0].log() - log_stds[0] - math.log(2 * math.pi) / 2 + others
        assert total >= bound
        bounds.append(float(bound))
    assert bounds[-1] - bounds[0] == pytest.approx(100 * math.log(10))
