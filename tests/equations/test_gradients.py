"""The worlds in which the formulas of ``chapters/gradients/theory.md`` are computed as printed.

Tables: x takes four values with probabilities that depend on theta, so that all means, variances
and gradients are exact. Lines: Gaussians with Gauss-Hermite nodes (polynomials) or a fine grid.
"""

import math

import numpy as np
import pytest
import torch
from scipy import special
from torch import Tensor
from torch.distributions import (
    Cauchy,
    Chi2,
    Laplace,
    MultivariateNormal,
    Normal,
    Pareto,
    StudentT,
)

from labsupport.equations import (
    Domain,
    Draw,
    Family,
    Function,
    Gaussian,
    Law,
    World,
    finite,
    grid,
    newton,
    pick,
)
from labsupport.equations.laws import hermite
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
    """x is 1 with probability pi; the variance of the estimate, outcome by outcome."""
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


def gaussian_variance(values: Tensor, weights: Tensor) -> Tensor:
    return weights @ values**2 - (weights @ values) ** 2


def maxwell(points: int = 40) -> tuple[Tensor, Tensor]:
    """Nodes and weights of m with density m^2 N(m; 0, 1)."""
    nodes, weights = hermite(points, 1)
    return nodes[:, 0], weights * nodes[:, 0] ** 2


@PROOFS.world("eq-gradients-quadratic-mean", "b#2")
def parabola_mean(draw: Draw) -> World:
    """The estimates of the slope in mu of E[x'^2], x' = a + sigma epsilon, node by node."""
    a, sigma = draw.normal(), draw.positive()
    nodes, weights = hermite(20, 1)
    eps, r = nodes[:, 0], legendre(0, 14, 120)
    cost, score = (a + sigma * eps) ** 2, eps / sigma
    best = (weights @ (cost * score**2)) / (weights @ score**2)
    apart = ((a + sigma * r.nodes) ** 2 - (a - sigma * r.nodes) ** 2) / (
        sigma * math.sqrt(2 * math.pi)
    )
    chance = r.weights * r.nodes * torch.exp(-(r.nodes**2) / 2)
    return World(
        {
            "a": a, "sigma": sigma, "Var_score": gaussian_variance(cost * score, weights),
            "Var_score_b_star": gaussian_variance((cost - best) * score, weights),
            "Var_path": gaussian_variance(2 * (a + sigma * eps), weights),
            "Var_measure": gaussian_variance(apart, chance), "b_star": best,
        }
    )  # fmt: skip


@PROOFS.world("eq-gradients-quadratic-scale")
def parabola_scale(draw: Draw) -> World:
    """The same for the slope in sigma; the coupled branches are m and m u."""
    a, sigma = draw.normal(), draw.positive()
    nodes, weights = hermite(20, 1)
    eps = nodes[:, 0]
    cost, score = (a + sigma * eps) ** 2, (eps**2 - 1) / sigma
    best = (weights @ (cost * score**2)) / (weights @ score**2)
    m, chance = maxwell()
    u = legendre(0, 1, 20)
    apart = ((a + sigma * m[:, None]) ** 2 - (a + sigma * m[:, None] * u.nodes) ** 2) / sigma
    both = torch.outer(chance, u.weights)
    return World(
        {
            "a": a, "sigma": sigma, "Var_score": gaussian_variance(cost * score, weights),
            "Var_score_b_star": gaussian_variance((cost - best) * score, weights),
            "Var_path": gaussian_variance(2 * (a + sigma * eps) * eps, weights),
            "Var_measure": gaussian_variance(apart.flatten(), both.flatten()),
        }
    )  # fmt: skip


@PROOFS.world("eq-gradients-uncoupled")
def independent_branches(draw: Draw) -> World:
    a, sigma = draw.normal(), draw.positive()
    r = legendre(0, 14, 120)
    chance = r.weights * r.nodes * torch.exp(-(r.nodes**2) / 2)
    in_mean = sum(gaussian_variance((a + s * sigma * r.nodes) ** 2, chance) for s in (1, -1))
    nodes, weights = hermite(20, 1)
    m, wide = maxwell()
    in_scale = gaussian_variance((a + sigma * m) ** 2, wide) + gaussian_variance(
        (a + sigma * nodes[:, 0]) ** 2, weights
    )
    return World(
        {
            "a": a, "sigma": sigma, "Var_mu": in_mean / (2 * math.pi * sigma**2),
            "Var_sigma": in_scale / sigma**2,
        }
    )  # fmt: skip


@PROOFS.world("eq-gradients-cosine-score", "eq-gradients-cosine-path", r"\cos^2y",
              r"\mathbb{E}[\coskx]")  # fmt: skip
def cosine(draw: Draw) -> World:
    """The estimates for cos(k x) as functions of the noise."""
    mu, sigma, k = draw.normal(), draw.positive(), draw.positive()

    def cost(epsilon) -> Tensor:
        return torch.cos(k * (mu + sigma * epsilon))

    def slope(epsilon) -> Tensor:
        return -k * torch.sin(k * (mu + sigma * epsilon))

    return World(
        {
            "mu": mu, "sigma": sigma, "k": k, "C": torch.cos(2 * k * mu), "y": draw.normal(),
            "x": lambda epsilon: mu + sigma * epsilon,
            "g_score_mu": lambda epsilon: cost(epsilon) * epsilon / sigma,
            "g_score_sigma": lambda epsilon: cost(epsilon) * (epsilon**2 - 1) / sigma,
            "g_path_mu": slope, "g_path_sigma": lambda epsilon: slope(epsilon) * epsilon,
        },
        domains={"epsilon": grid(-11, 11)},
        laws={"": Family({"epsilon": lambda epsilon: normal(epsilon)})},
    )  # fmt: skip


@PROOFS.world("eq-gradients-cosine-measure", worlds=2)
def coupled_cosine(draw: Draw) -> World:
    """The coupled differences for cos(k x): r for the mean, m and m u for the scale."""
    mu, sigma, k = draw.normal(), draw.positive(), draw.positive()

    def cost(at) -> Tensor:
        return torch.cos(k * (mu + sigma * at))

    return World(
        {
            "mu": mu, "sigma": sigma, "k": k, "C": torch.cos(2 * k * mu),
            "D": Function("t", lambda t: torch.tensor(special.dawsn(float(t))).double()),
            "g_measure_mu": lambda r: (cost(r) - cost(-r)) / (sigma * math.sqrt(2 * math.pi)),
            "g_measure_sigma": lambda m, u: (cost(m) - cost(m * u)) / sigma,
        },
        domains={"r": legendre(0, 9, 30), "m": grid(-9, 9, 60), "u": legendre(0, 1, 20)},
        laws={"": Family({"r,m,u": lambda r, m: r * torch.exp(-(r**2) / 2) * m**2 * normal(m)})},
    )  # fmt: skip


@PROOFS.world("eq-gradients-bell", "eq-gradients-bell-moments", "I(k)")
def bell(draw: Draw) -> World:
    """The cost exp(-k x^2); m and v are the mean and variance of the tilted density for 2k."""
    mu, sigma, k = draw.normal(), draw.positive(), draw.positive()
    at = grid(-14, 14, 400)
    weights = at.weights * normal(at.nodes, mu, sigma) * torch.exp(-2 * k * at.nodes**2)
    weights = weights / weights.sum()
    m = weights @ at.nodes
    noise = grid(-13, 13, 300)

    def factor(k) -> Tensor:
        cost = torch.exp(-k * (mu + sigma * noise.nodes) ** 2)
        return (noise.weights * normal(noise.nodes) * cost).sum()

    def cost(epsilon) -> Tensor:
        return torch.exp(-k * (mu + sigma * epsilon) ** 2)

    return World(
        {
            "mu": mu, "sigma": sigma, "k": k, "I": Function("k", factor), "m": m,
            "v": weights @ (at.nodes - m) ** 2, "x": lambda epsilon: mu + sigma * epsilon,
            "epsilon": draw.normal(), "g_score": lambda epsilon: cost(epsilon) * epsilon / sigma,
            "g_path": lambda epsilon: -2 * k * (mu + sigma * epsilon) * cost(epsilon),
        },
        domains={"epsilon": noise}, laws={"": Family({"epsilon": lambda epsilon: normal(epsilon)})},
    )  # fmt: skip


@PROOFS.world("eq-gradients-change")
def curved_map(draw: Draw) -> World:
    """x_1 is log-normal, and x_2 normal given x_1: the density is known without a Jacobian."""
    theta, epsilon = draw.positive(), draw.normal(2)

    def g(epsilon, theta) -> Tensor:
        return torch.stack([epsilon[0].exp(), epsilon[0] ** 2 - theta * epsilon[1]])

    def density(x, theta) -> Tensor:
        return normal(x[0].log()) / x[0] * normal(x[1], x[0].log() ** 2, theta)

    def inverse(x, theta) -> Tensor:
        return torch.stack([x[0].log(), (x[0].log() ** 2 - x[1]) / theta])

    return World(
        {
            "theta": theta, "epsilon": epsilon, "x": g(epsilon, theta),
            "g": Function("epsilon;theta", g), "g_inv": Function("x;theta", inverse),
            "p": Family({"x;theta": density,
                         "epsilon": lambda epsilon: normal(epsilon).prod()}),
        }
    )  # fmt: skip


@PROOFS.world("eq-gradients-families")
def named_families(draw: Draw) -> World:
    """x at the probability u by torch's or SciPy's inverse; the densities of torch."""
    mu, b, s, gamma, sigma, lam, alpha = draw.normal(), *draw.positive(6)
    u = draw.uniform(0.1, 0.4) if draw.seed % 2 else draw.uniform(0.6, 0.9)
    tight = draw.seed == 2

    def at(label: str) -> Tensor:
        return {
            "Laplace": Laplace(mu, b).icdf(u), "logistic": mu + s * torch.logit(u),
            "Cauchy": Cauchy(mu, gamma).icdf(u),
            "Rayleigh": sigma * torch.tensor(special.chdtri(2, float(1 - u))).sqrt(),
            "Pareto": Pareto(lam, alpha).icdf(u),
        }[label]  # fmt: skip

    def density(x, label: str) -> Tensor:
        if label == "logistic":
            return torch.func.grad(lambda at: torch.sigmoid((at - mu) / s))(x)
        if label == "Rayleigh":
            return torch.func.grad(lambda at: 1 - torch.exp(-((at / sigma) ** 2) / 2))(x)
        laws = {
            "Laplace": Laplace(mu, b),
            "Cauchy": Cauchy(mu, gamma),
            "Pareto": Pareto(lam, alpha),
        }
        return laws[label].log_prob(x).exp()

    return World(
        {
            "mu": mu, "b": b, "s": s, "gamma": gamma, "sigma": sigma, "lam": lam, "alpha": alpha,
            "u": u, "v": u - 0.5, "x": at, "p": Family({"x": density}),
        },
        tight=tight,
    )  # fmt: skip


@PROOFS.world("eq-gradients-densities")
def end_of_pareto(draw: Draw) -> World:
    """As before; in the last world the Pareto variable is at its smallest value."""
    world = named_families(draw)
    at, lam = world.values["x"], world.values["lam"]
    last = draw.seed == 2
    return world.with_values(x=lambda label: lam if last and label == "Pareto" else at(label))


@PROOFS.world("eq-gradients-student")
def student(draw: Draw) -> World:
    """Student's t of torch; given y, x is normal with the variance sigma^2 nu / y."""
    mu, sigma, nu = draw.normal(), draw.positive(), draw.uniform(4.2, 6)
    epsilon, y = draw.normal(), draw.uniform(2, 6)
    x = Normal(mu, sigma * (nu / y).sqrt()).icdf(Normal(ZERO, ONE).cdf(epsilon))
    line = torch.linspace(-34, 5.2, 1600, dtype=torch.float64)
    nodes = line.exp()
    return World(
        {
            "mu": mu, "sigma": sigma, "nu": nu, "epsilon": epsilon, "y": y, "x": x,
            "p": Family({"x": lambda x: StudentT(nu, mu, sigma).log_prob(x).exp()}),
            "chi_nu": Function(
                "y", lambda y: Chi2(nu, validate_args=False).log_prob(y).exp().sqrt()
            ),
            "Gamma": Function("t", lambda t: torch.lgamma(t).exp()),
        },
        domains={"y": Domain(nodes, nodes * (line[1] - line[0]))},
    )  # fmt: skip


@PROOFS.world("eq-gradients-implicit")
def quantile(draw: Draw) -> World:
    """The logistic law, whose path is explicit: how x moves at a fixed probability."""
    theta, u = draw.positive(), draw.uniform(0.1, 0.9)

    def path(theta) -> Tensor:
        return theta**2 + theta * torch.logit(u)

    def distribution(x, theta) -> Tensor:
        return torch.sigmoid((x - theta**2) / theta)

    return World(
        {
            "theta": theta, "x": path(theta), "d_x_d_theta": torch.func.grad(path)(theta),
            "P": Function("x;theta", distribution),
            "p": Family({"x;theta": lambda x, theta: torch.func.grad(distribution)(x, theta)}),
        }
    )  # fmt: skip


@PROOFS.world("eq-gradients-cholesky", r"\Sigma", r"\Sigma#2", r"\Sigma^{1/2}\Sigma^{1/2}",
              r"AA^\top")  # fmt: skip
def full_covariance(draw: Draw) -> World:
    mu, cov = draw.normal(2), draw.covariance(2)
    law = MultivariateNormal(mu, cov)
    lower = law.scale_tril
    standard = Family(
        {"epsilon": Law(lambda: Gaussian(torch.zeros(2).double(), torch.eye(2).double()))}
    )
    return World(
        {
            "mu": mu, "L": lower, "Sigma": cov, "epsilon": draw.normal(2),
            "x": lambda epsilon: mu + (lower * epsilon).sum(1),
            "A": lower @ torch.linalg.qr(draw.normal(2, 2)).Q,
        },
        laws={"": standard, "epsilon": standard},
    )  # fmt: skip


@PROOFS.world("eq-gradients-elbo-score", r"\mathcal{L}", r"\ell_\phi(z)")
def elbo_tables(draw: Draw) -> World:
    """z takes four values; q is a softmax of phi, and L a sum over the table."""
    log_joint, phi = draw.normal(4), draw.normal(4)

    def bound(phi) -> Tensor:
        q = torch.softmax(phi, 0)
        return (q * (log_joint - q.log())).sum()

    p = Family({"x,z": lambda z: pick(log_joint, z).exp()})
    return World(
        {
            "phi": phi, "x": 0.0, "z": 2.0, "cal_L": bound, "p_theta": p,
            "q_phi": Family({"z|x": lambda z, phi: pick(torch.softmax(phi, 0), z)}),
            "ell_phi": Function(
                "z", lambda z, phi: pick(log_joint - torch.log_softmax(phi, 0), z)
            ),
        },
        domains={"z": finite(CODES)},
    )  # fmt: skip


@PROOFS.world("eq-gradients-elbo-path")
def elbo_line(draw: Draw) -> World:
    """z = mu + sigma epsilon with phi = (mu, log sigma); the bound in closed form."""
    w, x, phi = draw.positive(), draw.normal(), draw.normal(2) / 2

    def log_joint(z) -> Tensor:
        return Normal(ZERO, ONE, False).log_prob(z) + Normal(w * z, ONE, False).log_prob(x)

    def log_q(z, phi) -> Tensor:
        return Normal(phi[0], phi[1].exp(), False).log_prob(z)

    def bound(phi) -> Tensor:
        second = phi[0] ** 2 + (2 * phi[1]).exp()
        return -second / 2 - (x**2 - 2 * w * x * phi[0] + w**2 * second) / 2 + phi[1]

    noise = Law(lambda: Gaussian(ZERO, ONE, 6))
    return World(
        {
            "phi": phi, "x": x, "cal_L": bound,
            "g": Function("epsilon;phi", lambda epsilon, phi: phi[0] + phi[1].exp() * epsilon),
            "z": lambda epsilon, phi: phi[0] + phi[1].exp() * epsilon,
            "ell_phi": Function("z", lambda z, phi: log_joint(z) - log_q(z, phi)),
            "q_phi": Family({"z|x": lambda z, phi: log_q(z, phi).exp()}),
        },
        laws={r"\varepsilon": Family({"epsilon": noise})},
    )  # fmt: skip


@PROOFS.world("eq-gradients-dimension")
def several_dimensions(draw: Draw) -> World:
    """The score-function estimate of one mean for a parabola in d = 3, node by node."""
    a, sigma = draw.normal(), draw.positive()
    nodes, weights = hermite(8, 3)
    cost = ((a + sigma * nodes) ** 2).sum(1)
    estimate = cost * nodes[:, 0] / sigma
    return World({"a": a, "sigma": sigma, "d": 3, "Var": gaussian_variance(estimate, weights)})


@PROOFS.world(r"\mathbb{E}[\varepsilon^2]", r"\mathbb{E}[\varepsilon^4]",
              r"\mathbb{E}[\varepsilon^6]", r"-\frac{1}{\theta}\cdot\frac{\theta}{2}")  # fmt: skip
def moments(draw: Draw) -> World:
    noise = Family({"epsilon": Law(lambda: Gaussian(ZERO, ONE, 6))})
    return World({"theta": draw.positive()}, laws={"": noise})


@pytest.mark.parametrize("key", PROOFS.keys)
def test_what_is_printed_holds(key):
    assert PROOFS.failures(key) == []
