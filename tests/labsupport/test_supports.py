"""Whether a support moves is decided for every family and transform of torch, and never guessed."""

import math
from typing import Any

import pytest
import torch
from torch import Tensor, distributions
from torch.distributions import (
    AffineTransform,
    Bernoulli,
    Categorical,
    Dirichlet,
    Exponential,
    ExpTransform,
    Independent,
    MixtureSameFamily,
    Normal,
    Poisson,
    PowerTransform,
    SigmoidTransform,
    TanhTransform,
    TransformedDistribution,
    Uniform,
    constraints,
    transforms,
)

from labsupport import estimators, supports

T = torch.tensor(1.3, requires_grad=True)
ONE, TWO = torch.tensor(1.0), torch.ones(2)
EVEN = Categorical(TWO)
UNIT, REAL, HALF = Uniform(0 * ONE, ONE), Normal(0 * ONE, ONE), Exponential(ONE)
TIMES, PLUS = AffineTransform(0.0, T), AffineTransform(T, ONE)


def of(base: distributions.Distribution, *parts: Any) -> TransformedDistribution:
    return TransformedDistribution(base, list(parts))


MOVING = {
    "uniform": Uniform(0 * ONE, T),
    "pareto, scale": distributions.Pareto(T, ONE),
    "generalized pareto, upper end": distributions.GeneralizedPareto(ONE, T, -ONE),
    "uniform times theta": of(UNIT, TIMES),
    "uniform around zero times theta": of(Uniform(-ONE, ONE), TIMES),
    "uniform plus theta": of(UNIT, PLUS),
    "exponential plus theta": of(HALF, PLUS),
    "exp(uniform) times theta": of(UNIT, ExpTransform(), TIMES),
    "sigmoid(normal) times theta": of(REAL, SigmoidTransform(), TIMES),
    "tanh(normal) plus theta": of(REAL, TanhTransform(), PLUS),
    "a power of uniform(0, 2)": of(Uniform(0 * ONE, 2 * ONE), PowerTransform(T)),
    "composed": of(UNIT, transforms.ComposeTransform([ExpTransform(), TIMES])),
    "the cdf of an exponential": of(
        HALF, transforms.CumulativeDistributionTransform(Normal(T, ONE))
    ),
    "values of a coin": of(Bernoulli(0.5 * ONE), TIMES),
    "counts": of(Poisson(ONE), TIMES),
    "independent": Independent(of(Uniform(0 * TWO, TWO), TIMES), 1),
    "a transform of several": of(
        Independent(Uniform(0 * TWO, TWO), 1), transforms.IndependentTransform(TIMES, 1)
    ),
    "a mixture": MixtureSameFamily(EVEN, Uniform(0 * TWO, T * TWO)),
    "a mixture of transformed": MixtureSameFamily(EVEN, of(Uniform(0 * TWO, TWO), TIMES)),
}
FIXED = {
    "normal times theta plus theta": of(REAL, TIMES, PLUS),
    "lognormal": distributions.LogNormal(T, T),
    "exponential times theta": of(HALF, TIMES),
    "minus exponential times theta": of(HALF, TIMES, AffineTransform(0.0, -ONE)),
    "a power of uniform(0, 1)": of(UNIT, PowerTransform(T)),
    "sigmoid(theta normal)": of(REAL, TIMES, SigmoidTransform()),
    "logit(uniform) times theta": of(UNIT, SigmoidTransform().inv, TIMES),
    "composed": of(REAL, transforms.ComposeTransform([TIMES, ExpTransform()])),
    "the cdf of a normal": of(REAL, transforms.CumulativeDistributionTransform(Normal(T, ONE))),
    "a bound without a gradient": of(UNIT, AffineTransform(T.detach(), ONE)),
    "pareto, alpha": distributions.Pareto(ONE, T),
    "generalized pareto without an upper end": distributions.GeneralizedPareto(ONE, T, ONE),
    "gumbel": distributions.Gumbel(T, T),
    "weibull": distributions.Weibull(T, T),
    "kumaraswamy": distributions.Kumaraswamy(T, T),
    "half normal": distributions.HalfNormal(T),
    "logistic normal": distributions.LogisticNormal(0 * TWO, T * TWO),
    "dirichlet": Dirichlet(T * torch.ones(3)),
    "binomial": distributions.Binomial(3, T / 2),
    "categorical": Categorical(logits=T * TWO),
    "a mixture": MixtureSameFamily(Categorical(logits=T * TWO), Normal(0 * TWO, T * TWO)),
    "several": of(
        Independent(Normal(0 * TWO, T * TWO), 1),
        transforms.StackTransform([ExpTransform(), TIMES], dim=-1),
    ),
}


class Cube(transforms.Transform):
    """A transform of a user's."""

    bijective = True
    domain = codomain = constraints.real

    def __init__(self, theta: Tensor) -> None:
        super().__init__()
        self.theta = theta

    def _call(self, x):
        return self.theta * x.pow(3)


class Silent(distributions.Distribution):
    """Does not say what its support is."""

    arg_constraints: dict = {}  # noqa: RUF012


UNDECIDED = {
    "a user's transform of a part of its domain": of(UNIT, Cube(T)),
    "a simplex that is stretched": of(Dirichlet(torch.ones(3)), TIMES),
    "behind a transform that is not one to one": of(
        Uniform(-ONE, ONE), transforms.AbsTransform(), TIMES
    ),
    "a distribution without a support": Silent(validate_args=False),
}


def any_cost(x: Tensor) -> Tensor:
    raise AssertionError("a cost was asked for")


@pytest.mark.parametrize("name", MOVING)
def test_a_support_that_moves_is_refused(name):
    with pytest.raises(ValueError, match="would lack a boundary term: use pathwise") as caught:
        estimators.score_function(MOVING[name], any_cost)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", FIXED)
def test_a_support_that_stands_still_is_accepted(name):
    supports.refuse_moving_support(FIXED[name])


@pytest.mark.parametrize("name", UNDECIDED)
def test_what_cannot_be_decided_is_said(name):
    with pytest.raises(ValueError, match="it cannot be decided whether the support of") as caught:
        estimators.score_function(UNDECIDED[name], any_cost)
    assert "\n" not in str(caught.value)


def test_a_users_transform_of_its_whole_domain_is_accepted():
    class Invertible(Cube):
        def _inverse(self, y):
            return (y / self.theta).sign() * (y / self.theta).abs().pow(1 / 3)

        def log_abs_det_jacobian(self, x, y):
            return (3 * self.theta * x.square()).log()

    assert estimators.score_function(of(REAL, Invertible(T)), torch.square).requires_grad


def estimate(estimator: Any, theta: float) -> tuple[float, float]:
    """Estimated derivative of E[x], x = theta u with u uniform on (0, 1), and its error."""
    torch.manual_seed(0)
    parameters = torch.full((100_000,), theta, dtype=torch.float64, requires_grad=True)
    zero, one = torch.zeros_like(parameters).detach(), torch.ones_like(parameters).detach()
    p = of(Uniform(zero, one), AffineTransform(zero, parameters))
    estimator(p, lambda x: x).sum().backward()
    assert parameters.grad is not None
    error = parameters.grad.std() / len(parameters) ** 0.5
    return parameters.grad.mean().item(), error.item()


def test_the_number_that_the_refusal_prevents_has_the_wrong_sign(monkeypatch):
    # E[x] = theta / 2. The score is -1/theta, so f(x) score has the mean -1/2; the boundary term
    # that is missing is f(theta) / theta = 1.
    mean, error = estimate(estimators.pathwise, 1.3)
    assert abs(mean - 0.5) < 5 * error < 0.01
    with monkeypatch.context() as patch:
        patch.setattr(estimators, "refuse_moving_support", lambda p: None)
        mean, error = estimate(estimators.score_function, 1.3)
    assert abs(mean + 0.5) < 5 * error + 1e-9 < 0.01
    with pytest.raises(ValueError, match="boundary term"):
        estimate(estimators.score_function, 1.3)


def test_a_scaled_exponential_is_estimated_without_bias():
    # Its lower end is 0 · theta, which stands still: E[x^2] = 2 theta^2.
    torch.manual_seed(0)
    theta = torch.full((200_000,), 1.3, dtype=torch.float64, requires_grad=True)
    p = of(Exponential(torch.ones_like(theta).detach()), AffineTransform(0.0, theta))
    estimators.score_function(p, torch.square).sum().backward()
    assert theta.grad is not None
    error = theta.grad.std() / math.sqrt(len(theta))
    assert error < 0.1
    assert abs(theta.grad.mean() - 4 * 1.3) < 5 * error


def test_a_transform_that_remembers_its_draw_keeps_its_score():
    # From the cache the draw's noise would come back as a constant, and the score would be lost.
    gradients = []
    for cache_size in (0, 1):
        torch.manual_seed(0)
        theta = torch.full((1000,), 0.7, dtype=torch.float64, requires_grad=True)
        base = Normal(torch.zeros_like(theta).detach(), 1.0)
        p = of(base, AffineTransform(theta, 2.0, cache_size=cache_size))
        estimators.score_function(p, torch.square).sum().backward()
        gradients.append(theta.grad)
    torch.testing.assert_close(gradients[1], gradients[0])
