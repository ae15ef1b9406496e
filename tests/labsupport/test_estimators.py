"""The gradient estimators against closed forms and exact sums.

A gradient is drawn many times at once: the parameter is expanded to a batch of N elements, each of
which is an estimate of its own. "Near" is 5 standard errors of the mean of these, "near" for a
variance 4 of its own; seeds are fixed, and the errors are small beside what a slip would change.
"""

import itertools
import math
from collections.abc import Callable

import pytest
import torch
from torch import Tensor, distributions
from torch.distributions import (
    Bernoulli,
    Categorical,
    Exponential,
    Gamma,
    Independent,
    Laplace,
    LogNormal,
    Normal,
    Pareto,
    Poisson,
    StudentT,
    Uniform,
)
from torch.testing import assert_close

from labsupport import estimators

N = 20_000
MU, SIGMA, K = 1.0, 0.8, 2.5
A = MU - K
PI = math.pi

coupled = estimators.measure_valued


def uncoupled(p, f, n=1) -> Tensor:
    return estimators.measure_valued(p, f, n, coupled=False)


def parameter(value: float, n: int = N) -> Tensor:
    return torch.full((n,), value, dtype=torch.float64, requires_grad=True)


def slope(of: Tensor) -> Tensor:
    """What backward left."""
    assert of.grad is not None
    return of.grad


def square(x: Tensor) -> Tensor:
    return x.double().square()


def quadratic(x: Tensor) -> Tensor:
    return (x - K).square()


def draws(estimator: Callable[..., Tensor], make, f, *values: float, n: int = N) -> list[Tensor]:
    """N one-draw estimates of the gradient in each of the parameters."""
    torch.manual_seed(0)
    parameters = [parameter(value, n) for value in values]
    estimator(make(*parameters), f).sum().backward()
    return [each.grad for each in parameters if each.grad is not None]


def assert_near(estimates: Tensor, truth: float, largest_error: float = 0.05) -> None:
    """The mean lies within 5 standard errors, and these are small beside the truth."""
    error = estimates.std().item() / math.sqrt(len(estimates))
    assert error < largest_error * max(abs(truth), 1)
    assert abs(estimates.mean().item() - truth) < 5 * error + 1e-9


CASES = {  # maker, parameters, gradient of E[x^2] in each
    "normal": (Normal, (MU, SIGMA), (2 * MU, 2 * SIGMA)),
    "exponential": (Exponential, (1.5,), (-4 / 1.5**3,)),
    "gamma": (lambda rate: Gamma(torch.full_like(rate, 2.5), rate), (1.5,), (-17.5 / 1.5**3,)),
    "uniform": (Uniform, (1.0, 3.0), ((2 * 1 + 3) / 3, (2 * 3 + 1) / 3)),
    "poisson": (Poisson, (1.5,), (1 + 2 * 1.5,)),
    "bernoulli": (Bernoulli, (0.3,), (1.0,)),
    "laplace": (Laplace, (MU, SIGMA), (2 * MU, 4 * SIGMA)),
    "lognormal": (LogNormal, (0.1, 0.3), (2 * math.exp(0.38), 1.2 * math.exp(0.38))),
}


@pytest.mark.parametrize("name", sorted(set(CASES) - {"uniform"}))
def test_the_score_function_estimator_is_unbiased(name):
    make, values, truths = CASES[name]
    for estimates, truth in zip(
        draws(estimators.score_function, make, square, *values, n=10 * N), truths, strict=True
    ):
        assert_near(estimates, truth)


@pytest.mark.parametrize("name", sorted(set(CASES) - {"poisson", "bernoulli"}))
def test_the_pathwise_estimator_is_unbiased(name):
    make, values, truths = CASES[name]
    for estimates, truth in zip(
        draws(estimators.pathwise, make, square, *values), truths, strict=True
    ):
        assert_near(estimates, truth)


@pytest.mark.parametrize("name", sorted(set(CASES) - {"laplace", "lognormal"}))
@pytest.mark.parametrize("estimator", [coupled, uncoupled])
def test_the_measure_valued_estimator_is_unbiased(estimator, name):
    make, values, truths = CASES[name]
    for estimates, truth in zip(draws(estimator, make, square, *values), truths, strict=True):
        assert_near(estimates, truth)


@pytest.mark.parametrize("estimator", [estimators.score_function, coupled, uncoupled])
def test_a_step_costs_two_of_the_estimators_nothing(estimator):
    def step(x):
        return (x > K).double()

    by_loc, by_scale = draws(estimator, Normal, step, MU, SIGMA)
    height = math.exp(-0.5 * (A / SIGMA) ** 2) / math.sqrt(2 * PI) / SIGMA  # density at the step
    assert_near(by_loc, height, 0.01)
    assert_near(by_scale, -A / SIGMA * height, 0.02)


VARIANCES = {  # of one draw's gradient of (x - k)^2 in mu and in sigma, a = mu - k
    estimators.score_function: (
        A**4 / SIGMA**2 + 14 * A**2 + 15 * SIGMA**2,
        2 * A**4 / SIGMA**2 + 60 * A**2 + 74 * SIGMA**2,
    ),
    estimators.pathwise: (4 * SIGMA**2, 4 * A**2 + 8 * SIGMA**2),
    coupled: ((16 / PI - 4) * A**2, 4 * A**2 + 4 * SIGMA**2),
    uncoupled: ((8 / PI - 2) * A**2 + 4 / PI * SIGMA**2, 16 * A**2 + 8 * SIGMA**2),
}


@pytest.mark.parametrize("estimator", VARIANCES)
def test_variances_are_the_closed_forms(estimator):
    found = draws(estimator, Normal, quadratic, MU, SIGMA, n=10 * N)
    for estimates, truth in zip(found, VARIANCES[estimator], strict=True):
        squares = (estimates - estimates.mean()).square()
        error = squares.std().item() / math.sqrt(len(squares))
        assert error < 0.05 * truth
        assert abs(squares.mean().item() - truth) < 4 * error


@pytest.mark.parametrize(
    ("make", "value", "apart", "together"),
    [  # f(x) = x; c^2 (Var[p+] + Var[p-]), and c^2 Var of the difference with common draws
        (
            lambda rate: Gamma(torch.full_like(rate, 2.5), rate),
            1.5,
            6 * 2.5**2 / 1.5**4,
            2.5**2 / 1.5**4,
        ),
        (Exponential, 1.5, 3 / 1.5**4, 1 / 1.5**4),
        (Poisson, 1.5, 2 * 1.5, 0.0),
    ],
)
def test_common_draws_leave_only_the_difference_of_the_branches(make, value, apart, together):
    for estimator, truth in ((uncoupled, apart), (coupled, together)):
        (estimates,) = draws(estimator, make, lambda x: x, value)
        squares = (estimates - estimates.mean()).square()
        error = squares.std().item() / math.sqrt(len(squares))
        assert abs(squares.mean().item() - truth) < 4 * error + 1e-12


@pytest.mark.parametrize("estimator", [estimators.score_function, estimators.pathwise, coupled])
def test_the_value_of_the_surrogate_is_the_cost(estimator):
    p = Normal(parameter(MU, 3), parameter(SIGMA, 3))
    torch.manual_seed(1)
    value = estimator(p, quadratic, n=4)
    torch.manual_seed(1)
    assert value.shape == (4, 3)
    assert_close(value, quadratic(p.rsample((4,))))


@pytest.mark.parametrize("estimator", [estimators.score_function, estimators.pathwise, coupled])
def test_coordinates_of_an_event_share_one_cost(estimator):
    def product(x):  # E = (m_1^2 + s_1^2) m_2; gradients in m: 2 m_1 m_2 and m_1^2 + s_1^2
        return x[..., 0].square() * x[..., 1]

    torch.manual_seed(0)
    mean = torch.tensor([0.5, -1.0]).double().expand(N, 2).clone().requires_grad_()
    scale = torch.tensor([0.8, 0.4]).double().expand(N, 2).clone().requires_grad_()
    estimator(Independent(Normal(mean, scale), 1), product).sum().backward()
    for j, truth in enumerate((2 * 0.5 * -1.0, 0.5**2 + 0.8**2)):
        assert_near(slope(mean)[:, j], truth)
    for j, truth in enumerate((2 * 0.8 * -1.0, 0.0)):
        assert_near(slope(scale)[:, j], truth)


@pytest.mark.parametrize("logits", [False, True])
def test_for_categories_the_measure_valued_estimator_is_the_exact_sum(logits):
    cost = torch.tensor([1.0, -2.0, 4.0, 0.5]).double()
    numbers = torch.tensor([0.1, 0.4, 0.2, 0.3]).double().requires_grad_()
    p = Categorical(logits=numbers) if logits else Categorical(probs=numbers)
    (estimate,) = torch.autograd.grad(coupled(p, lambda x: cost[x], n=2).mean(), numbers)
    p = Categorical(logits=numbers) if logits else Categorical(probs=numbers)
    (exact,) = torch.autograd.grad(p.probs @ cost, numbers)
    assert_close(estimate, exact)
    torch.manual_seed(0)
    many = numbers.detach().expand(N, 4).clone().requires_grad_()
    p = Categorical(logits=many) if logits else Categorical(probs=many)
    estimators.score_function(p, lambda x: cost[x]).sum().backward()
    for k in range(4):
        assert_near(slope(many)[:, k], exact[k].item(), 0.1)


def test_bernoulli_coordinates_are_summed_out_one_by_one():
    table = torch.arange(8.0).double().sin().reshape(2, 2, 2)  # a cost without structure

    def cost(x):
        return table[tuple(x.long().unbind(-1))]

    torch.manual_seed(0)
    logits = torch.tensor([0.3, -1.0, 0.8]).double()
    many = logits.expand(N, 3).clone().requires_grad_()
    coupled(Independent(Bernoulli(logits=many), 1), cost).sum().backward()
    logits.requires_grad_()
    corners = torch.tensor(list(itertools.product([0.0, 1.0], repeat=3))).double()
    weights = Independent(Bernoulli(logits=logits), 1).log_prob(corners).exp()
    (exact,) = torch.autograd.grad(weights @ cost(corners), logits)
    for j in range(3):
        assert_near(slope(many)[:, j], exact[j].item(), 0.01)


def test_a_cost_with_parameters_of_its_own_gets_their_gradient():
    # the ELBO of z ~ N(0, 1), x | z ~ N(w z, 1) at x = 2; q's entropy makes f depend on mu, sigma
    def elbo(mu, sigma, w):
        expected = -0.5 * ((2 - w * mu) ** 2 + w**2 * sigma**2) - 0.5 * (mu**2 + sigma**2)
        return expected + sigma.log()

    exact = [parameter(value, 1) for value in (0.5, 0.6, 1.2)]
    elbo(*exact).sum().backward()
    for estimator in (estimators.score_function, estimators.pathwise, coupled):
        torch.manual_seed(0)
        mu, sigma, w = (parameter(value, 5 * N) for value in (0.5, 0.6, 1.2))
        q = Normal(mu, sigma)

        def cost(z, q=q, w=w):
            return Normal(0, 1).log_prob(z) + Normal(w * z, 1).log_prob(2.0 + 0 * z) - q.log_prob(z)

        estimator(q, cost).sum().backward()
        for found, truth in zip((mu, sigma, w), exact, strict=True):
            assert_near(slope(found), slope(truth).item())


def test_a_leave_one_out_baseline_is_unbiased_and_the_mean_of_all_is_not():
    # Exact: all outcomes of 3 Bernoulli draws, with their probabilities.
    white, costs = 0.3, torch.tensor([1.0, 5.0]).double()
    outcomes = torch.tensor(list(itertools.product([0, 1], repeat=3)))
    probability = torch.where(outcomes == 1, white, 1 - white).double().prod(1)
    score = torch.where(outcomes == 1, 1 / white, -1 / (1 - white)).double()
    f = costs[outcomes].T  # (draws, outcomes)
    by_others = ((f - estimators.leave_one_out(f)) * score.T).mean(0) @ probability
    by_all = ((f - f.mean(0)) * score.T).mean(0) @ probability
    assert_close(by_others.item(), 4.0)
    assert_close(by_all.item(), 4.0 * 2 / 3)
    assert_close(estimators.leave_one_out(f)[0], (f[1] + f[2]) / 2)


def test_a_baseline_changes_the_variance_and_not_the_mean():
    n = 8

    def mean_of_eight(**settings):
        torch.manual_seed(0)
        mu = parameter(MU)
        p = Normal(mu, torch.full_like(mu, SIGMA))
        estimators.score_function(p, quadratic, n, **settings).mean(0).sum().backward()
        return slope(mu)

    plain = mean_of_eight()
    best = mean_of_eight(baseline=A**2 + 3 * SIGMA**2)  # E[f s^2] / E[s^2]
    others = mean_of_eight(baseline=estimators.leave_one_out)
    tensor = mean_of_eight(baseline=torch.full((N,), A**2 + 3 * SIGMA**2).double())
    assert_close(tensor, best)
    for estimates in (plain, best, others):
        assert_near(estimates, 2 * A)
    assert_close(best.var().item() * n, 8 * A**2 + 6 * SIGMA**2, rtol=0.06, atol=0)
    assert best.var() < others.var() < 0.8 * plain.var()


def test_the_optimal_coefficient_is_the_slope_of_least_squares():
    torch.manual_seed(0)
    h = torch.randn(50, 3).double() + 2
    g = torch.tensor([0.5, -1.0, 3.0]) * h + 0.3 * torch.randn(50, 3).double()
    design = torch.stack([torch.ones_like(h), h], -1).movedim(1, 0)  # with an intercept
    slopes = torch.linalg.lstsq(design, g.T[..., None]).solution[:, 1, 0]
    assert_close(estimators.optimal_coefficient(g, h), slopes)
    assert_close(
        estimators.optimal_coefficient(g[:, 0], torch.ones(50)), torch.tensor(0.0).double()
    )


def test_with_the_score_it_is_the_best_baseline():
    torch.manual_seed(0)
    x = MU + SIGMA * torch.randn(10 * N).double()
    score = (x - MU) / SIGMA**2
    baseline = estimators.optimal_coefficient(quadratic(x) * score, score)
    assert_close(baseline.item(), A**2 + 3 * SIGMA**2, rtol=0.03, atol=0)


@pytest.mark.parametrize("estimator", [estimators.score_function, estimators.pathwise, coupled])
def test_a_control_variate_leaves_every_estimator_unbiased(estimator):
    torch.manual_seed(0)
    mu, sigma = parameter(MU, 10 * N), parameter(SIGMA, 10 * N)
    p = Normal(mu, sigma)
    cost = estimators.with_control_variate(
        lambda x: (x - K).square() + x.cos(), torch.square, mu**2 + sigma**2, 0.9
    )
    estimator(p, cost).sum().backward()
    damped = math.exp(-(SIGMA**2) / 2)
    assert_near(slope(mu), 2 * A - damped * math.sin(MU))
    assert_near(slope(sigma), 2 * SIGMA - SIGMA * damped * math.cos(MU))


def test_the_tangent_leaves_the_curved_part_of_the_noise():
    # f - h = sigma^2 epsilon^2; beside a baseline of f(mu) the variance in mu is 15 sigma^2.
    torch.manual_seed(0)
    mu = parameter(MU, 10 * N)
    p = Normal(mu, torch.full_like(mu, SIGMA))
    cost = estimators.with_control_variate(quadratic, *estimators.tangent(p, quadratic))
    estimators.score_function(p, cost, baseline=A**2).sum().backward()
    assert_near(slope(mu), 2 * A)
    squares = (slope(mu) - 2 * A).square()
    error = squares.std().item() / math.sqrt(len(squares))
    assert error < 0.02 * 15 * SIGMA**2
    assert abs(squares.mean().item() - 15 * SIGMA**2) < 4 * error


def test_the_tangent_of_a_linear_cost_leaves_no_noise_in_several_coordinates():
    mean = torch.tensor([[0.5, -1.0]] * 4).double().requires_grad_()
    p = Independent(Normal(mean, torch.ones_like(mean)), 1)
    steepness = torch.tensor([2.0, 3.0]).double()

    def linear(x):
        return x @ steepness + 1

    h, expected_h = estimators.tangent(p, linear)
    assert_close(h(torch.ones(3, 4, 2).double()), torch.full((3, 4), 6.0).double())
    cost = estimators.with_control_variate(linear, h, expected_h)
    level = (mean @ steepness + 1).detach()
    estimators.score_function(p, cost, 5, baseline=level).mean(0).sum().backward()
    assert_close(slope(mean), steepness.expand(4, 2))


ONE = torch.tensor(1.0)
GRAD = torch.tensor(1.0, requires_grad=True)


@pytest.mark.parametrize(
    ("estimator", "p", "f", "words"),
    [
        (estimators.score_function, Normal(ONE, ONE), square, "so there is no score"),
        (estimators.score_function, Uniform(0 * ONE, GRAD), square, "boundary term"),
        (estimators.score_function, Pareto(GRAD, ONE), square, "boundary term"),
        (
            estimators.score_function,
            Independent(Uniform(0 * ONE, GRAD * torch.ones(2)), 1),
            lambda x: x.sum(-1),
            "boundary term",
        ),
        (estimators.score_function, Normal(GRAD, ONE), torch.sum, "one number for each draw"),
        (estimators.pathwise, Bernoulli(0.5 * GRAD), square, "no differentiable way to be drawn"),
        (estimators.pathwise, Poisson(GRAD), square, "no differentiable way to be drawn"),
        (estimators.pathwise, Normal(ONE, ONE), square, "no path leads to one"),
        (estimators.pathwise, Normal(GRAD, ONE), lambda x: (x > 0).float(), "passes no gradient"),
        (coupled, StudentT(ONE * 3, GRAD, ONE), square, "no measure-valued derivative"),
        (coupled, Gamma(GRAD, ONE), square, "Gamma in concentration is known here"),
        (coupled, Normal(ONE, ONE), square, "nothing is to be estimated"),
    ],
)
def test_where_an_estimator_does_not_apply_one_sentence_says_so(estimator, p, f, words):
    with pytest.raises(ValueError, match=words) as caught:
        estimator(p, f, 2)
    assert "\n" not in str(caught.value)


def test_one_draw_has_no_others():
    with pytest.raises(ValueError, match="at least two draws"):
        estimators.leave_one_out(torch.ones(1, 3))


def test_a_support_that_depends_on_a_fixed_parameter_is_no_trouble():
    p = Pareto(ONE.double(), parameter(6.0))  # E[x^2] = alpha / (alpha - 2)
    torch.manual_seed(0)
    alpha = parameter(6.0)
    p = Pareto(torch.ones_like(alpha).detach(), alpha)
    estimators.score_function(p, square).sum().backward()
    assert_near(slope(alpha), -2 / 16)


@pytest.mark.parametrize(
    ("estimator", "family"),
    [
        ("score", "normal"),
        ("pathwise", "normal"),
        ("measure", "normal"),
        ("score", "bernoulli"),
        ("measure", "bernoulli"),
    ],
)
def test_every_estimator_trains(estimator, family):
    torch.manual_seed(0)
    surrogate = {
        "score": lambda p, f: estimators.score_function(p, f, 10, estimators.leave_one_out),
        "pathwise": lambda p, f: estimators.pathwise(p, f, 10),
        "measure": lambda p, f: coupled(p, f, 10),
    }[estimator]
    weights = torch.zeros(3, requires_grad=True)
    optimizer = torch.optim.Adam([weights], lr=0.1)
    target = torch.tensor([1.0, -1.0, 0.8])
    for _ in range(150):
        if family == "normal":
            p: distributions.Distribution = Independent(Normal(weights, 0.3 * torch.ones(3)), 1)
        else:  # the cost is least at the corner (1, 0, 1)
            p = Independent(Bernoulli(logits=weights), 1)
        optimizer.zero_grad()
        surrogate(p, lambda x: (x - target).square().sum(-1)).mean().backward()
        optimizer.step()
    if family == "normal":
        assert_close(weights.detach(), target, atol=0.3, rtol=0)
    else:
        assert (weights.sigmoid() - torch.tensor([1.0, 0.0, 1.0])).abs().max() < 0.1
