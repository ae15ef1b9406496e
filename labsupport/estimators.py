"""Estimators of the gradient of an expectation, for any torch distribution where they apply.

Wanted is the gradient in theta of F = E[f(x)] with x ~ p(x; theta). Chapter ``gradients`` derives
each line; Mohamed, Rosca, Figurnov and Mnih (2020) review the field. An estimator returns a
*surrogate*, one number for each draw. Its value is the cost f(x), so its mean estimates F; what its
``backward`` leaves in the parameters is an unbiased estimate of the gradient of F::

    q = Independent(Normal(mu, sigma), 1)
    estimators.score_function(q, cost, n=8, baseline=estimators.leave_one_out).mean().backward()

A cost maps draws of shape ``(m, *batch, *event)`` to numbers of shape ``(m, *batch)``, for any m,
where ``batch`` and ``event`` are the shapes of the distribution. Elements of the batch do not know
each other. The cost may contain parameters itself, those of p or others; their part is added.
"""

import math
from collections.abc import Callable

import torch
from torch import Tensor, distributions
from torch.distributions import Distribution

from labsupport.supports import refuse_moving_support

Cost = Callable[[Tensor], Tensor]
Baseline = float | Tensor | Callable[[Tensor], Tensor]
Branch = tuple[Tensor, Tensor, Tensor]  # a parameter, its coefficients, draws of its branch
WeakDerivative = Callable[..., list[Branch]]


def score_function(p: Distribution, f: Cost, n: int = 1, baseline: Baseline = 0.0) -> Tensor:
    """Surrogate of the score-function estimator, REINFORCE (eq-gradients-score).

    Its gradient is (f(x) - baseline) grad log p(x) + grad f, with x held fixed. It needs log p and
    nothing of the cost: f may have steps, x may be discrete.

    Args:
        p: distribution with parameters that require a gradient.
        f: cost, ``(n, *batch, *event)`` -> ``(n, *batch)``.
        n: number of draws.
        baseline: subtracted from the cost beside the score: a number, a tensor that broadcasts
            against ``(n, *batch)`` and does not depend on the draw beside which it stands, or a
            function of the costs such as `leave_one_out`.

    Returns:
        Shape ``(n, *batch)``.

    Raises:
        ValueError: no parameter of p requires a gradient, the support of p depends on one that
            does (`labsupport.supports`), that cannot be decided, or the cost has another shape.
    """
    refuse_moving_support(p)
    with torch.no_grad():
        x = p.sample((n,)).clone()  # a transform with a cache would take the draw's path for known
    log_p = p.log_prob(x)
    if not log_p.requires_grad:
        raise ValueError(f"no parameter of {p} requires a gradient, so there is no score")
    cost = _evaluate(f, x, p)
    value = cost.detach()
    level = baseline(value) if callable(baseline) else torch.as_tensor(baseline)
    return cost + (value - level.detach()) * (log_p - log_p.detach())


def pathwise(p: Distribution, f: Cost, n: int = 1) -> Tensor:
    """Surrogate of the pathwise estimator, the reparameterization trick (eq-gradients-pathwise).

    It is f(g(epsilon; theta)) itself. It is unbiased for costs without jumps; a cost with a step
    whose slopes are zero gives a wrong gradient, not an error.

    Args:
        p: distribution with ``rsample``.
        f: differentiable cost, ``(n, *batch, *event)`` -> ``(n, *batch)``.
        n: number of draws.

    Returns:
        Shape ``(n, *batch)``.

    Raises:
        ValueError: p cannot be reparameterized, none of its parameters requires a gradient, the
            cost passes no gradient on, or it has another shape.
    """
    if not p.has_rsample:
        raise ValueError(
            f"{p} has no differentiable way to be drawn: use score_function or measure_valued"
        )
    x = p.rsample((n,))
    if not x.requires_grad:
        raise ValueError(f"no parameter of {p} requires a gradient, so no path leads to one")
    cost = _evaluate(f, x, p)
    if not cost.requires_grad:
        raise ValueError("the cost passes no gradient on to the draw: use score_function")
    return cost


def measure_valued(p: Distribution, f: Cost, n: int = 1, coupled: bool = True) -> Tensor:
    """Surrogate of the measure-valued estimator (eq-gradients-measure).

    The derivative of the density in each parameter is c (p+ - p-), so that of F is c times a
    difference of two expectations. Known are Normal, Exponential, Gamma (rate), Uniform and
    Poisson; for Bernoulli and Categorical it is the exact sum over the values of one coordinate.
    Each coordinate of the event is exchanged for its branches while the others keep their draws,
    so one draw costs 1 + 2 * coordinates * parameters evaluations of f (for K categories K in
    place of the 2).

    Args:
        p: one of these distributions, or an Independent of it.
        f: cost, ``(m, *batch, *event)`` -> ``(m, *batch)``; it may have steps.
        n: number of draws.
        coupled: draw both branches from common random numbers. For smooth costs of small
            curvature this often, but not always, lowers the variance.

    Returns:
        Shape ``(n, *batch)``.

    Raises:
        ValueError: a parameter requires a gradient for which no pair of branches is known, none
            requires one, or the cost has another shape.
    """
    base = p
    while isinstance(base, distributions.Independent):
        base = base.base_dist
    if type(base) not in WEAK_DERIVATIVES:
        raise ValueError(f"no measure-valued derivative of {p} is known here: use score_function")
    known = WEAK_DERIVATIVES[type(base)]
    names = ("probs",) if "probs" in base.arg_constraints else tuple(base.arg_constraints)
    wanted = [name for name in names if getattr(base, name).requires_grad]
    if not wanted:
        raise ValueError(f"no parameter of {p} requires a gradient, so nothing is to be estimated")
    for name in wanted:
        if name not in known:
            raise ValueError(
                f"no measure-valued derivative of {type(base).__name__} in {name} is known here: "
                "use score_function"
            )
    with torch.no_grad():
        x = p.sample((n,))
    surrogate = _evaluate(f, x, p)
    coordinates = p.event_shape.numel()  # 1 for the empty shape
    exchanged = torch.eye(coordinates, dtype=torch.bool, device=x.device)
    exchanged = exchanged.reshape(coordinates, *(1,) * (1 + len(p.batch_shape)), *p.event_shape)
    for name in wanted:
        for parameter, coefficient, draws in known[name](base, x.shape, coupled):
            with torch.no_grad():  # (coordinates, n, *batch, *event): one coordinate is exchanged
                branch = torch.where(exchanged, draws, x)
                cost = _evaluate(f, branch.flatten(0, 1), p).unflatten(0, (coordinates, n))
            change = (parameter - parameter.detach()) * coefficient.detach()  # zero, with a slope
            change = change.reshape(*p.batch_shape, coordinates).movedim(-1, 0).unsqueeze(1)
            surrogate = surrogate + (change * cost).sum(0)
    return surrogate


def leave_one_out(cost: Tensor) -> Tensor:
    """For each of n >= 2 draws the mean cost of the others, (n, ...): eq-gradients-leave-one-out.

    It does not depend on its own draw, so as a `baseline` it leaves the gradient unbiased.
    """
    n = len(cost)
    if n < 2:
        raise ValueError("a leave-one-out baseline needs at least two draws")
    return (cost.sum(0) - cost) / (n - 1)


def optimal_coefficient(g: Tensor, h: Tensor) -> Tensor:
    """Cov(g, h) / Var(h), the coefficient of least variance for g - beta h (eq-gradients-beta).

    With g = f(x) s and h = s, the score of one parameter, it is that parameter's best baseline
    (eq-gradients-best-baseline). Take it from other draws than those that it is used on: from the
    same ones it biases the estimate.

    Args:
        g: estimates, one for each draw, shape (n, ...).
        h: the control variate at the same draws, the same shape.

    Returns:
        Shape (...), without a gradient; 0 where h does not vary.
    """
    g, h = g.detach(), h.detach()
    deviation = h - h.mean(0)
    covariance, variance = (deviation * (g - g.mean(0))).sum(0), deviation.square().sum(0)
    return torch.where(variance > 0, covariance / variance, 0.0)


def with_control_variate(
    f: Cost, h: Cost, expected_h: Tensor, coefficient: float | Tensor = 1.0
) -> Cost:
    """The cost f(x) - coefficient * (h(x) - E[h]), for any of the estimators.

    Its expectation is that of f, and so is its gradient, as long as ``expected_h`` is E[h] as a
    differentiable function of the parameters (eq-gradients-control-cost).

    Args:
        f: cost, ``(n, *batch, *event)`` -> ``(n, *batch)``.
        h: a function like f that varies with it.
        expected_h: E[h(x)], shape ``(*batch)``, connected with the parameters.
        coefficient: a number, or a tensor that broadcasts against ``(*batch)``.
    """
    return lambda x: f(x) - coefficient * (h(x) - expected_h)


def tangent(p: Distribution, f: Cost) -> tuple[Cost, Tensor]:
    """The tangent plane of the cost at the mean of p, and its expectation, as a control variate.

    h(x) = f(m) + f'(m) (x - m) with m = E[x] at the present parameters; E[h] moves with E[x].
    For ``with_control_variate(f, *tangent(p, f))``.

    Args:
        p: distribution with a finite mean.
        f: cost, differentiable at the mean.
    """
    start = p.mean.detach().unsqueeze(0).requires_grad_()
    with torch.enable_grad():
        level = _evaluate(f, start, p)
        (slope,) = torch.autograd.grad(level.sum(), start)
    level, start, axes = level.detach(), start.detach(), tuple(range(-len(p.event_shape), 0))

    def h(x: Tensor) -> Tensor:
        rise = slope * (x - start)
        return level + (rise.sum(axes) if axes else rise)

    return h, h(p.mean.unsqueeze(0)).squeeze(0)


def _evaluate(f: Cost, x: Tensor, p: Distribution) -> Tensor:
    """f(x), if it has the shape that the estimators rely on."""
    cost = f(x)
    shape = x.shape[: x.dim() - len(p.event_shape)]
    if cost.shape != shape:
        raise ValueError(
            f"the cost of draws of shape {tuple(x.shape)} has shape {tuple(cost.shape)}, not "
            f"{tuple(shape)}: return one number for each draw and element of the batch"
        )
    return cost


def _rayleigh(like: Tensor, shape: torch.Size) -> Tensor:
    """Density r exp(-r^2 / 2), r > 0."""
    return torch.empty(shape, dtype=like.dtype, device=like.device).exponential_().mul(2).sqrt()


def _maxwell(like: Tensor, shape: torch.Size) -> Tensor:
    """Density m^2 exp(-m^2 / 2) / sqrt(2 pi) on both sides of zero."""
    normals = torch.randn(3, *shape, dtype=like.dtype, device=like.device)
    return normals.norm(dim=0) * normals[0].sign()


def _normal_loc(q: distributions.Normal, shape: torch.Size, coupled: bool) -> list[Branch]:
    right = _rayleigh(q.loc, shape)
    left = right if coupled else _rayleigh(q.loc, shape)
    c = 1 / (q.scale * math.sqrt(2 * math.pi))
    return [(q.loc, c, q.loc + q.scale * right), (q.loc, -c, q.loc - q.scale * left)]


def _normal_scale(q: distributions.Normal, shape: torch.Size, coupled: bool) -> list[Branch]:
    wide = _maxwell(q.loc, shape)
    normal = wide * torch.rand_like(wide) if coupled else torch.randn_like(wide)
    c = 1 / q.scale
    return [(q.scale, c, q.loc + q.scale * wide), (q.scale, -c, q.loc + q.scale * normal)]


def _gamma_rate(
    q: distributions.Gamma | distributions.Exponential, shape: torch.Size, coupled: bool
) -> list[Branch]:
    shape_parameter = getattr(q, "concentration", torch.ones_like(q.rate))
    short = torch.distributions.Gamma(shape_parameter, 1.0).sample(shape[:1])
    other = short if coupled else torch.distributions.Gamma(shape_parameter, 1.0).sample(shape[:1])
    long = other + torch.empty_like(other).exponential_()
    c = shape_parameter / q.rate
    return [(q.rate, c, short / q.rate), (q.rate, -c, long / q.rate)]


def _uniform_bound(sign: int) -> WeakDerivative:
    def branches(q: distributions.Uniform, shape: torch.Size, coupled: bool) -> list[Branch]:
        bound = q.high if sign > 0 else q.low
        c = sign / (q.high - q.low)
        return [(bound, c, bound.expand(shape)), (bound, -c, q.sample(shape[:1]))]

    return branches


def _poisson_rate(q: distributions.Poisson, shape: torch.Size, coupled: bool) -> list[Branch]:
    above = q.sample(shape[:1])
    below = above if coupled else q.sample(shape[:1])
    c = torch.ones_like(q.rate)
    return [(q.rate, c, above + 1), (q.rate, -c, below)]


def _bernoulli_probs(q: distributions.Bernoulli, shape: torch.Size, coupled: bool) -> list[Branch]:
    one = torch.ones_like(q.probs)
    return [(q.probs, one, one.expand(shape)), (q.probs, -one, torch.zeros_like(one).expand(shape))]


def _categorical_probs(
    q: distributions.Categorical, shape: torch.Size, coupled: bool
) -> list[Branch]:
    # q.probs are normalized inside the graph, so these K branches are all there is.
    one = torch.ones_like(q.probs[..., 0])
    k = torch.arange(q.probs.shape[-1], device=one.device)
    return [(q.probs[..., i], one, k[i].expand(shape)) for i in range(len(k))]


WEAK_DERIVATIVES: dict[type[Distribution], dict[str, WeakDerivative]] = {
    distributions.Normal: {"loc": _normal_loc, "scale": _normal_scale},
    distributions.Exponential: {"rate": _gamma_rate},
    distributions.Gamma: {"rate": _gamma_rate},
    distributions.Uniform: {"low": _uniform_bound(-1), "high": _uniform_bound(1)},
    distributions.Poisson: {"rate": _poisson_rate},
    distributions.Bernoulli: {"probs": _bernoulli_probs},
    distributions.Categorical: {"probs": _categorical_probs},
}
