"""What ``chapters/monte_carlo/theory.md`` says around its formulas, and that the code agrees.

The formulas themselves are computed from their print in test_monte_carlo.py.

Expectations over independent draws are exact: variables with a few values are enumerated, all
sequences of draws with their probabilities. Integrals over the line are symbolic, or sums over a
fine grid, which are exact to rounding for smooth densities that vanish at its ends.
"""

import itertools
import math

import pytest
import sympy as sp
import torch
from torch.distributions import Normal

from labsupport.averages import importance_sampling, integrate, mc_estimate
from labsupport.borrow import monte_carlo as mc

P = (sp.Rational(1, 2), sp.Rational(1, 3), sp.Rational(1, 6))  # three values of x, 0 to 2
F = sp.symbols("f_0:3", real=True)  # and of f
MEAN = sum(p * f for p, f in zip(P, F, strict=True))
VARIANCE = sum(p * (f - MEAN) ** 2 for p, f in zip(P, F, strict=True))
N = 3
GRID = torch.linspace(-40, 40, 80_001, dtype=torch.float64)
CELL = 80 / 80_000
x, s = sp.symbols("x s", positive=True)


def over_sequences(statistic, n=N, chances=P):
    """The exact mean of a statistic of n independent draws: over all sequences of them."""
    return sum(
        sp.prod([chances[i] for i in sequence]) * statistic(sequence)
        for sequence in itertools.product(range(len(chances)), repeat=n)
    )


def average(sequence):
    """The estimator of the page for one sequence of draws."""
    return sum(F[i] for i in sequence) / sp.Integer(len(sequence))


def integral(values):
    """Over the grid."""
    return float(values.sum() * CELL)


def density(mean, std):
    """A normal density on the grid."""
    return Normal(torch.tensor(mean).double(), torch.tensor(std).double()).log_prob(GRID).exp()


def wave(points):
    """A function without symmetry."""
    return 1.5 + torch.sin(1.3 * points + 0.4) + 0.2 * points


def recorded(call):
    """The points at which ``call(f)`` evaluates f, and what it returns."""
    points = []

    def f(at):
        points.append(at)
        return wave(at)

    result = call(f)
    return torch.cat(points), result


def test_the_share_of_the_square_is_a_quarter_of_pi():
    # p = 1/4 on the square and f = 1 in the disk; the inner integral is the height of the disk.
    u = sp.Symbol("u", real=True)
    share = sp.integrate(sp.Rational(1, 4) * 2 * sp.sqrt(1 - u**2), (u, -1, 1))
    assert sp.simplify(share - sp.pi / 4) == 0
    torch.manual_seed(0)
    value, error = mc_estimate(mc.better_dart(torch.rand(200_000, 2)))
    assert abs(value - 4 * float(share)) < 5 * error
    assert error < 0.005


def test_the_package_averages_f_over_the_draws():
    values = [1.5, -2.0, 4.25, 0.5]
    mean, _ = mc_estimate(torch.tensor(values, dtype=torch.float64))
    assert mean.item() == pytest.approx(math.fsum(values) / 4, abs=1e-12)


def test_the_mean_over_all_sequences_of_draws_is_the_expectation():
    for n in (1, 2, 3):
        assert sp.expand(over_sequences(average, n) - MEAN) == 0


def test_the_variance_is_that_of_one_draw_over_n_and_the_print_without_a_square_is_zero():
    for n in (1, 2, 3):
        exact = over_sequences(lambda i: (average(i) - MEAN) ** 2, n)
        assert sp.expand(exact - VARIANCE / n) == 0
    assert sp.expand(sum(p * (f - MEAN) for p, f in zip(P, F, strict=True))) == 0


def test_far_estimates_are_as_rare_as_the_bound_says():
    values = dict(zip(F, (0, 1, 5), strict=True))
    mean, variance = MEAN.subs(values), VARIANCE.subs(values)
    for n, epsilon in itertools.product((1, 2, 4), (sp.Rational(1, 2), 1, 2, 3)):
        chance = over_sequences(
            lambda i, e=epsilon: int(bool(abs(average(i).subs(values) - mean) >= e)), n
        )
        assert chance <= variance / (n * epsilon**2)


def test_dividing_by_n_minus_one_makes_the_sample_variance_unbiased():
    for n in (2, 3):
        squares = over_sequences(lambda i: sum((F[j] - average(i)) ** 2 for j in i), n)
        assert sp.expand(squares / (n - 1) - VARIANCE) == 0
        assert sp.expand(squares / n - VARIANCE) != 0


def test_the_standard_error_of_the_package_is_s_over_root_n_and_covers_the_truth():
    _, error = mc_estimate(torch.tensor([1.0, 3.0, 8.0], dtype=torch.float64))
    assert error.item() == pytest.approx(math.sqrt((9 + 1 + 16) / 2 / 3), abs=1e-12)
    torch.manual_seed(0)  # the central limit theorem, for a skewed variable with mean 1
    mean, error = mc_estimate(-torch.rand(1000, 20_000).log())
    share = ((mean - 1).abs() < 2 * error).double().mean().item()
    assert abs(share - math.erf(2**0.5)) < 6 * math.sqrt(0.95 * 0.05 / 20_000) + 0.002


def test_dividing_by_the_density_gives_the_integral():
    p = Normal(torch.tensor(0.3).double(), torch.tensor(0.8).double())
    torch.manual_seed(0)
    points, (value, _) = recorded(lambda f: integrate(f, p, 50))
    by_hand = (wave(points) / p.log_prob(points).exp()).sum() / 50
    assert value.item() == pytest.approx(by_hand.item(), rel=1e-12)
    # With f = x² exp(-x²) and an exponential p on x > 0, the mean of f / p is the integral.
    f, exponential = x**2 * sp.exp(-(x**2)), 2 * sp.exp(-2 * x)
    mean = sp.integrate(sp.simplify(exponential * (f / exponential)), (x, 0, sp.oo))
    assert sp.simplify(mean - sp.sqrt(sp.pi) / 4) == 0
    q = torch.distributions.Exponential(torch.tensor(2.0).double())
    value, error = integrate(lambda t: t**2 * torch.exp(-(t**2)), q, 200_000)
    assert abs(value.item() - math.sqrt(math.pi) / 4) < 5 * error.item() < 0.01


def test_the_variance_of_the_integral_and_its_zero():
    inside = density(0.2, 1.0) > 1e-200
    p, f = density(0.2, 1.0)[inside], 2 * density(0.5, 0.8)[inside]
    mean = integral(p * (f / p))
    definition = integral(p * (f / p - mean) ** 2)
    printed = integral(f**2 / p) - integral(f) ** 2
    assert definition == pytest.approx(printed, rel=1e-9)
    assert printed > 0.1
    own = f / 2  # p proportional to f
    inside = own > 1e-200
    assert integral((f**2 / own)[inside]) - integral(f) ** 2 == pytest.approx(0, abs=1e-9)


def test_weighted_draws_have_the_mean_under_the_target():
    p, q = density(0.7, 0.5), density(0.0, 1.3)
    w = p / q
    assert integral(q * w * wave(GRID)) == pytest.approx(integral(p * wave(GRID)), rel=1e-12)
    upside_down = integral(q * (q / p.clamp_min(1e-300)) * wave(GRID))
    assert abs(upside_down - integral(p * wave(GRID))) > 1
    target = Normal(torch.tensor(0.7).double(), torch.tensor(0.5).double())
    proposal = Normal(torch.tensor(0.0).double(), torch.tensor(1.3).double())
    torch.manual_seed(0)
    points, (value, _) = recorded(lambda f: importance_sampling(f, target, proposal, 50))
    weights = (target.log_prob(points) - proposal.log_prob(points)).exp()
    assert value.item() == pytest.approx((weights * wave(points)).mean().item(), rel=1e-12)


def test_the_variance_of_a_weighted_draw():
    p, q, f = density(0.7, 0.5), density(0.0, 1.3), wave(GRID)
    inside = q > 1e-200
    mean = integral(p * f)
    definition = integral((q * (p / q * f - mean) ** 2)[inside])
    printed = integral((p**2 * f**2 / q)[inside]) - mean**2
    assert definition == pytest.approx(printed, rel=1e-9)
    q_of_s = sp.exp(-(x**2) / (2 * s**2)) / (s * sp.sqrt(2 * sp.pi))
    p_of_x = sp.exp(-(x**2) / 2) / sp.sqrt(2 * sp.pi)
    narrow = sp.integrate(
        sp.simplify((p_of_x**2 / q_of_s).subs(s, sp.Rational(1, 2))), (x, 0, sp.oo)
    )
    assert narrow == sp.oo


Q = (sp.Rational(1, 4), sp.Rational(1, 4), sp.Rational(1, 2))  # a proposal for the three values
W = [p / q for p, q in zip(P, Q, strict=True)]


def ratio(sequence, scale=1):
    """The self-normalized estimate for one sequence of draws from Q."""
    weights = [scale * W[i] for i in sequence]
    return sum(w * F[i] for w, i in zip(weights, sequence, strict=True)) / sum(weights)


def test_the_unknown_factor_cancels_and_the_package_agrees():
    assert sp.expand(ratio((0, 1, 2)) - ratio((0, 1, 2), 17)) == 0
    target = Normal(torch.tensor(0.7).double(), torch.tensor(0.5).double())
    proposal = Normal(torch.tensor(0.0).double(), torch.tensor(1.3).double())
    torch.manual_seed(0)
    points, (value, _) = recorded(
        lambda f: mc.self_normalized_importance_sampling(
            f, lambda t: target.log_prob(t) + 700, proposal, 50
        )
    )
    w = (target.log_prob(points) - proposal.log_prob(points)).exp()
    assert value.item() == pytest.approx(((w * wave(points)).sum() / w.sum()).item(), rel=1e-9)


def test_the_bias_is_the_printed_one_up_to_terms_of_second_order():
    values = dict(zip(F, (0, 1, 5), strict=True))
    mean = float(MEAN.subs(values))
    f, w, q = [0.0, 1.0, 5.0], [float(v) for v in W], [float(v) for v in Q]
    first = -sum(c * v**2 * (g - mean) for c, v, g in zip(q, w, f, strict=True))
    rest = []
    for n in (20, 40, 80, 160):  # exact: over the counts of the three values
        exact = 0.0
        for a in range(n + 1):
            for b in range(n + 1 - a):
                c = n - a - b
                log_chance = math.lgamma(n + 1) - sum(math.lgamma(k + 1) for k in (a, b, c))
                log_chance += sum(k * math.log(g) for k, g in zip((a, b, c), q, strict=True))
                total = a * w[0] + b * w[1] + c * w[2]
                exact += math.exp(log_chance) * (b * w[1] * f[1] + c * w[2] * f[2]) / total
        rest.append(abs(n * (exact - mean) - first))
    assert abs(first) > 0.1
    assert rest[0] < 0.1 * abs(first)
    for coarse, fine in itertools.pairwise(rest):  # what is left falls as 1/N
        assert 1.7 < coarse / fine < 2.3
    proposal = density(-0.5, 1.0)
    inside = proposal > 1e-200
    page = integral((density(0.0, 1.0) ** 2 / proposal * GRID)[inside])
    assert page == pytest.approx(0.5 * math.exp(0.25), rel=1e-6)  # the page's number


def test_the_error_bar_of_the_ratio_is_its_spread():
    target = Normal(torch.tensor(0.7).double(), torch.tensor(0.5).double())
    proposal = Normal(torch.tensor(0.0).double(), torch.tensor(1.3).double())
    torch.manual_seed(0)
    points, (value, error) = recorded(
        lambda f: mc.self_normalized_importance_sampling(f, target.log_prob, proposal, 50)
    )
    w = (target.log_prob(points) - proposal.log_prob(points)).exp()
    squares = (w / w.sum()) ** 2 * (wave(points) - value) ** 2
    assert error.item() == pytest.approx(squares.sum().sqrt().item(), rel=1e-9)
    runs = [
        mc.self_normalized_importance_sampling(wave, target.log_prob, proposal, 400)
        for _ in range(4000)
    ]
    values, errors = (torch.stack(part) for part in zip(*runs, strict=True))
    # The spread of 4000 runs is known to 1.1%, and the formula is first order in 1/N.
    assert values.std().item() == pytest.approx(errors.square().mean().sqrt().item(), rel=0.07)


def test_the_two_forms_agree_and_reach_both_ends():
    w = sp.symbols("w_1:5", positive=True)
    total = sum(w)
    difference = total**2 / sum(v**2 for v in w) - 1 / sum((v / total) ** 2 for v in w)
    assert sp.simplify(difference) == 0
    by_hand = torch.tensor([1.0, 2.0, 3.0, 4.0], dtype=torch.float64).log()
    assert mc.effective_sample_size(by_hand).item() == pytest.approx(100 / 30, rel=1e-12)
    assert mc.effective_sample_size(torch.zeros(7)).item() == pytest.approx(7, rel=1e-5)
    assert mc.effective_sample_size(torch.tensor([0.0, -500.0])).item() == pytest.approx(1)


def test_the_acceptance_rate_is_the_normalizer_over_the_envelope():
    q, target = density(0.0, 1.5), 3 * density(0.2, 0.6)
    inside = q > 1e-200
    c = float((target / q)[inside].max()) * 1.1
    exact = integral((q * (target / (c * q)))[inside])
    assert exact == pytest.approx(3 / c, rel=1e-9)
    torch.manual_seed(0)
    p = Normal(torch.tensor(0.2).double(), torch.tensor(0.6).double())
    proposal = Normal(torch.tensor(0.0).double(), torch.tensor(1.5).double())
    n = 40_000
    _, rate = mc.rejection_sample(lambda t: p.log_prob(t) + math.log(3), proposal, math.log(c), n)
    assert abs(rate / exact - 1) < 5 * math.sqrt((1 - exact) / n)


def test_accepted_draws_have_the_target_density():
    # A target with three values: 2 P is known, Q proposes, c is the largest ratio.
    c = max(2 * p / q for p, q in zip(P, Q, strict=True))
    joint = [q * (2 * p / (c * q)) for p, q in zip(P, Q, strict=True)]
    rate = sum(joint)
    assert rate == 2 / c
    assert [j / rate for j in joint] == list(P)
    torch.manual_seed(0)
    p = Normal(torch.tensor(0.2).double(), torch.tensor(0.6).double())
    proposal = Normal(torch.tensor(0.0).double(), torch.tensor(1.5).double())
    draws, _ = mc.rejection_sample(p.log_prob, proposal, math.log(2.6), 40_000)
    u = p.cdf(draws).sort().values
    even = (torch.arange(40_000, dtype=torch.float64) + 0.5) / 40_000
    assert (u - even).abs().max() < 2.5 / math.sqrt(40_000)  # Kolmogorov: below 1e-5


def test_the_effective_share_falls_exponentially_with_the_dimension():
    assert sp.expand(s**4 - (2 * s**2 - 1) - (s**2 - 1) ** 2) == 0
    torch.manual_seed(0)
    for d, width in ((1, 1.5), (3, 1.5), (10, 1.2)):
        noise = torch.randn(400_000, d, dtype=torch.float64)
        p, q = Normal(0.0, 1.0), Normal(0.0, width)
        log_w = (p.log_prob(width * noise) - q.log_prob(width * noise)).sum(1)
        share = mc.effective_sample_size(log_w).item() / 400_000
        assert share == pytest.approx((math.sqrt(2 * width**2 - 1) / width**2) ** d, rel=0.02)


def test_data_and_noise_each_bring_their_variance():
    # Two data and two noises, with a loss for each of the four pairs; M = K = 2, all enumerated.
    loss = sp.Matrix(2, 2, sp.symbols("l_0:4", real=True))
    px, pe = (sp.Rational(1, 3), sp.Rational(2, 3)), (sp.Rational(1, 4), sp.Rational(3, 4))
    inner = [sum(pe[e] * loss[i, e] for e in (0, 1)) for i in (0, 1)]
    spread = [sum(pe[e] * (loss[i, e] - inner[i]) ** 2 for e in (0, 1)) for i in (0, 1)]
    mean = sum(px[i] * inner[i] for i in (0, 1))
    of_data = sum(px[i] * (inner[i] - mean) ** 2 for i in (0, 1))
    of_noise = sum(px[i] * spread[i] for i in (0, 1))
    exact = sp.Integer(0)
    for data in itertools.product((0, 1), repeat=2):
        for noise in itertools.product((0, 1), repeat=4):
            chance = sp.prod([px[i] for i in data]) * sp.prod([pe[e] for e in noise])
            pairs = zip((data[0], data[0], data[1], data[1]), noise, strict=True)
            exact += chance * (sum(loss[i, e] for i, e in pairs) / 4 - mean) ** 2
    assert sp.expand(exact - (of_data + of_noise / 2) / 2) == 0
