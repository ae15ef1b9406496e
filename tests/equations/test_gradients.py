"""The worlds in which the formulas of ``chapters/gradients/theory.md`` are computed as printed.

Tables: x takes four values with probabilities that depend on theta, so that all means, variances
and gradients are exact. Lines: Gaussians with Gauss-Hermite nodes (polynomials) or a fine grid.
"""

import numpy as np
import torch
from torch import Tensor
from torch.distributions import (
    Normal,
)

from labsupport.equations import (
    Domain,
    Draw,
    Family,
    Function,
    World,
    finite,
    grid,
    newton,
    pick,
)
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/gradients/theory.md")
ZERO, ONE = torch.zeros((), dtype=torch.float64), torch.ones((), dtype=torch.float64)
CODES = torch.arange(4.0, dtype=torch.float64)


def normal(x: Tensor, mean: Tensor = ZERO, std: Tensor = ONE) -> Tensor:
    return Normal(mean, std, validate_args=False).log_prob(x).exp()


def legendre(low: float, high: float, points: int = 60) -> Domain:
    at, weight = (torch.tensor(each) for each in np.polynomial.legendre.leggauss(points))
    return Domain(low + (high - low) * (at + 1) / 2, (high - low) / 2 * weight)


def table(draw: Draw) -> dict:
    """p(x; theta) = softmax(theta a + b) over four values, and a cost for each."""
    a, b, f = draw.normal(4), draw.normal(4), draw.normal(4)

    def chances(theta: Tensor) -> Tensor:
        return torch.softmax(theta * a + b, 0)

    def mean(theta: Tensor) -> Tensor:
        return chances(theta) @ f

    theta = draw.normal()
    return {
        "theta": theta, "f": Function("x", lambda x: pick(f, x)), "F": Function("theta", mean),
        "p": Family({"x;theta": lambda x, theta: pick(chances(theta), x)}),
        "eta": torch.func.grad(mean)(theta), "chances": chances(theta), "costs": f, "x": 2.0,
        "s": Function("x", lambda x, theta: pick(a, x) - chances(theta) @ a),
    }  # fmt: skip


@PROOFS.world(
    "eq-gradients-problem", "eq-gradients-score", "eq-gradients-score-zero", r"\nabla_\thetap",
    r"\nabla_\theta\intpfdx", r"\intpdx", r"\int\partial_\thetapdx", "s",
    r"\operatorname{Cov}[fs,s]", r"\operatorname{Var}[s]",
)  # fmt: skip
def tables(draw: Draw) -> World:
    parts = table(draw)
    return World(parts, domains={"x": finite(CODES)}, laws={"": parts["p"]})


@PROOFS.world("eq-gradients-total")
def cost_with_parameter(draw: Draw) -> World:
    """The cost depends on theta as well."""
    parts, slope = table(draw), draw.normal(4)
    cost = Function("x;theta", lambda x, theta: torch.sin(theta * pick(slope, x)))
    return World(parts | {"f": cost}, domains={"x": finite(CODES)})


def draws(draw: Draw) -> tuple[dict, Family, dict]:
    """Three draws x_1, x_2, x_3, and one more x, from the table."""
    parts = table(draw)
    chances, p = parts["chances"], parts["p"].members["x;theta"]
    all_three = torch.cartesian_prod(CODES, CODES, CODES)

    def chance(x_, x, theta) -> Tensor:
        return p(x_[0], theta) * p(x_[1], theta) * p(x_[2], theta) * pick(chances, x)

    return parts, Family({"x_,x": chance}), {"x_": finite(all_three), "x": finite(CODES)}


@PROOFS.world("eq-gradients-error")
def three_draws(draw: Draw) -> World:
    """A biased estimate g of eta for the error, by the score function with another baseline."""
    parts, law, domains = draws(draw)
    wrong = draw.normal()
    costs = parts["costs"]

    def g(x, s) -> Tensor:
        return pick(costs, x) * s + wrong

    def average(x_, meaning) -> Tensor:
        return torch.stack([meaning.bind(x=code).named("g") for code in x_]).mean()

    return World(parts | {"g": g, "N": 3, "hat_eta_N": average}, domains=domains, laws={"": law})


@PROOFS.world(r"\mathbb{E}[g]")
def unbiased(draw: Draw) -> World:
    world = three_draws(draw)
    costs = world.values["costs"]
    return world.with_values(g=lambda x, s: pick(costs, x) * s)


@PROOFS.world(
    "eq-gradients-same-draws", "eq-gradients-leave-one-out", "f(x_i)-b_i", "b_i",
    r"\mathbb{E}[f(x_i)s(x_i)]",
)  # fmt: skip
def same_draws(draw: Draw) -> World:
    """The baseline is the mean of the draws themselves, or of the others."""
    parts, law, domains = draws(draw)
    costs = parts["costs"]

    def each(x_) -> Tensor:
        return torch.stack([pick(costs, code) for code in x_])

    return World(
        parts | {
            "N": 3, "x_": torch.tensor([0.0, 3.0, 1.0]).double(),
            "bar_f": lambda x_: each(x_).mean(), "F": parts["F"].rule,
            "b_": lambda x_: (each(x_).roll(1) + each(x_).roll(2)) / 2,
        },
        domains=domains, laws={"": law}, ranges={"i": 3, "j": 3},
    )  # fmt: skip


@PROOFS.world("eq-gradients-control-variance", "eq-gradients-beta", "eq-gradients-control-best")
def control(draw: Draw) -> World:
    """Two functions of x under a table; the best factor by a Newton step."""
    p, g, h = draw.probabilities(4), draw.normal(4), draw.normal(4)

    def variance(beta: Tensor) -> Tensor:
        values = g - beta[0] * h
        return p @ values**2 - (p @ values) ** 2

    pair = torch.cov(torch.stack([g, h]), aweights=p, correction=0)
    law = Family({"x": lambda x: pick(p, x)})
    return World(
        {
            "g": Function("x", lambda x: pick(g, x)), "h": Function("x", lambda x: pick(h, x)),
            "beta": draw.normal(), "beta_star": newton(variance, ZERO[None])[0],
            "rho": pair[0, 1] / (pair[0, 0] * pair[1, 1]).sqrt(),
        },
        domains={"x": finite(CODES)}, laws={"": law},
    )  # fmt: skip


@PROOFS.world("eq-gradients-best-baseline", "eq-gradients-control-cost")
def baseline(draw: Draw) -> World:
    """The baseline with the smallest variance, by Newton steps; a cost with a control variate."""
    parts, h, beta = table(draw), draw.normal(4), draw.normal()
    p, f, p_of = parts["chances"], parts["costs"], parts["p"]
    s = torch.stack([parts["s"].rule(code, parts["theta"]) for code in CODES])

    def variance(b: Tensor) -> Tensor:
        return p @ ((f - b[0]) * s) ** 2

    def controlled(x, theta) -> Tensor:
        now = torch.stack([p_of.members["x;theta"](code, theta) for code in CODES])
        return pick(f, x) - beta * (pick(h, x) - now @ h)

    return World(
        parts | {
            "b_star": newton(variance, ZERO[None])[0], "beta": beta,
            "h": Function("x", lambda x: pick(h, x)), "tilde_f": Function("x", controlled),
        },
        domains={"x": finite(CODES)}, laws={"": parts["p"]},
    )  # fmt: skip


@PROOFS.world("eq-gradients-boundary")
def moving_end(draw: Draw) -> World:
    """A density on [0, theta], and a smooth cost."""
    slope = draw.positive()
    return World(
        {
            "theta": draw.positive(), "f": Function("x", lambda x: torch.sin(slope * x) + x**2),
            "p": Family({"x;theta": lambda x, theta: 3 * x**2 / theta**3}),
        },
        domains={"x": grid(0, 1)},
    )  # fmt: skip


@PROOFS.world("eq-gradients-measure")
def parts_of_slope(draw: Draw) -> World:
    """The rising and the falling part of the slope of p, each over what it adds up to."""
    parts = table(draw)

    def slope(x, theta) -> Tensor:
        return torch.func.grad(lambda t: parts["p"].members["x;theta"](x, t))(theta)

    slopes = torch.stack([slope(code, parts["theta"]) for code in CODES])
    rising, falling = slopes.clamp(min=0), (-slopes).clamp(min=0)
    return World(
        parts | {
            "c_theta": rising.sum(),
            "p_plus": Family({"x;theta": lambda x: pick(rising / rising.sum(), x)}),
            "p_minus": Family({"x;theta": lambda x: pick(falling / falling.sum(), x)}),
        },
        domains={"x": finite(CODES)},
    )  # fmt: skip


@PROOFS.world(
    "eq-gradients-gaussian-scores", "eq-gradients-measure-mean", "eq-gradients-measure-scale",
    r"\partial_\mup", r"\frac{x-\mu}{\sigma^2}p", r"\partial_\sigmap",
)  # fmt: skip
def line(draw: Draw) -> World:
    """x ~ N(mu, sigma^2); r is a Rayleigh and m a two-sided Maxwell variable."""
    mu, sigma = draw.normal(), draw.positive()
    density = Family({"x;mu,sigma": lambda x, mu, sigma: normal(x, mu, sigma)})
    return World(
        {
            "mu": mu, "sigma": sigma, "x": draw.normal(), "p": density,
            "f": Function("x", lambda x: torch.sin(x) + x**3 / 5),
        },
        domains={"x": grid(-22, 22, 400), "r": legendre(0, 10), "m": grid(-11, 11),
                 "epsilon": grid(-11, 11)},
        laws={
            "": density, "r": Family({"r": lambda r: r * torch.exp(-(r**2) / 2)}),
            "m": Family({"m": lambda m: m**2 * normal(m)}),
            r"\varepsilon": Family({"epsilon": lambda epsilon: normal(epsilon)}),
        },
    )  # fmt: skip


@PROOFS.world(r"-\int_\mu^\inftyp'dx")
def right_half(draw: Draw) -> World:
    """The slope of the density of torch, by automatic differentiation."""
    mu, sigma = draw.normal(), draw.positive()

    def density(x: Tensor) -> Tensor:
        return normal(x, mu, sigma)

    return World(
        {
            "mu": mu, "sigma": sigma, "p": Function("x", lambda x: density(x)),
            "p_prime": lambda x: torch.func.grad(density)(x),
        },
        domains={"x": legendre(float(mu), float(mu) + 25)},
    )  # fmt: skip


@PROOFS.world("eq-gradients-pathwise")
def path(draw: Draw) -> World:
    """x = g(epsilon; theta), whose density is known."""
    return World(
        {
            "theta": draw.normal() / 2, "x": lambda epsilon, theta: theta + theta.exp() * epsilon,
            "f": Function("x", lambda x: torch.sin(x) + x**2),
            "g": Function("epsilon;theta", lambda epsilon, theta: theta + theta.exp() * epsilon),
            "p": Family({"x;theta": lambda x, theta: normal(x, theta, theta.exp()),
                         "epsilon": lambda epsilon: normal(epsilon)}),
        },
        domains={"x": grid(-40, 40, 900), "epsilon": grid(-11, 11)},
    )  # fmt: skip


@PROOFS.world("eq-gradients-jump")
def steps(draw: Draw) -> World:
    """A smooth cost with two jumps; the integral goes from jump to jump."""
    mu, sigma, sizes = draw.normal() / 2, draw.positive(), draw.normal(2)
    at = torch.tensor([-0.4, 0.9]).double()
    pieces = [legendre(a, b) for a, b in ((-20, -8), (-8, -0.4), (-0.4, 0.9), (0.9, 8), (8, 20))]
    nodes, weights = (torch.cat([getattr(p, n) for p in pieces]) for n in ("nodes", "weights"))

    def cost(x) -> Tensor:
        return torch.sin(x) + ((x > at).double() * sizes).sum()

    return World(
        {
            "mu": mu, "sigma": sigma, "f": Function("x", cost),
            "f_prime": Function("x", lambda x: torch.cos(x)),
            "J_s": lambda s: torch.where(s < 0, sizes[0], sizes[1]),
        },
        domains={"x": Domain(nodes, weights), "s": finite(at)},
        laws={"": Family({"x": lambda x, mu, sigma: normal(x, mu, sigma)})},
    )  # fmt: skip


@PROOFS.world("eq-gradients-bernoulli", "eq-gradients-bernoulli-variance", "F#2", "b")
def coin(draw: Draw) -> World:
    """x is 1 with probability pi; the score-function estimate, outcome by outcome."""
    pi, f = draw.uniform(0.2, 0.7), draw.normal(2)
    scores = torch.stack([-1 / (1 - pi), 1 / pi])
    chances = torch.stack([1 - pi, pi])
    estimates = f * scores

    def spread(b: Tensor) -> Tensor:
        return chances @ ((f - b[0]) * scores) ** 2

    return World(
        {
            "pi": pi, "f": Function("x", lambda x: pick(f, x)), "f_1": f[1], "f_0": f[0],
            "Var": chances @ estimates**2 - (chances @ estimates) ** 2, "F": chances @ f,
            "b_star": newton(spread, ZERO[None])[0],
        },
        domains={"x": finite(torch.arange(2.0).double())},
        laws={"": Family({"x": lambda x, pi: pi * x + (1 - pi) * (1 - x)})},
    )  # fmt: skip


@PROOFS.world("eq-gradients-categorical", "F#3")
def categories(draw: Draw) -> World:
    a, f = draw.normal(3), draw.normal(3)
    return World(
        {
            "a": a, "pi_": lambda a: torch.softmax(a, 0),
            "f": Function("x", lambda x: pick(f, x - 1)),
            "F": torch.softmax(a, 0) @ f,
        },
        domains={"x": finite(torch.arange(1.0, 4.0).double())}, ranges={"k": 3},
        laws={"": Family({"x": lambda x, a: pick(torch.softmax(a, 0), x - 1)})},
    )  # fmt: skip
