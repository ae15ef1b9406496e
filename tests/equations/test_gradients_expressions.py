"""The expressions of ``chapters/gradients/theory.md`` that stand alone, computed as printed.

Scores and paths are slopes by autograd of torch's densities and quantiles; means over normal
variables are sums over nodes or a fine grid.
"""

import math

import torch
from torch import Tensor
from torch.distributions import Bernoulli, Cauchy, Exponential, Normal, Uniform, Weibull
from torch.func import grad

from labsupport.equations import (
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
)  # fmt: skip
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/gradients/theory.md")
ZERO, ONE = torch.zeros((), dtype=torch.float64), torch.ones((), dtype=torch.float64)
LINE = grid(-16, 16, 3200)
NORMAL = LINE.weights * Normal(ZERO, ONE).log_prob(LINE.nodes).exp()


def mean(values: Tensor) -> Tensor:
    """Of a function of standard normal noise, given at the nodes of LINE."""
    return NORMAL @ values


def variance(values: Tensor) -> Tensor:
    return mean(values**2) - mean(values) ** 2


def log_normal(x: Tensor, mu: Tensor, sigma: Tensor) -> Tensor:
    return Normal(mu, sigma, validate_args=False).log_prob(x)


@PROOFS.worth
def parabola(draw: Draw) -> World:
    """The cost (x - k)^2: its estimates from one draw, their means and variances."""
    mu, sigma, k, noise = draw.normal(), draw.positive(), draw.normal(), draw.normal()
    law = Law(lambda mu, sigma: Gaussian(mu, sigma**2))
    x = mu + sigma * noise
    score = grad(log_normal, 1)(x, mu, sigma)
    slopes = 2 * (mu + sigma * LINE.nodes - k)
    in_sigma = torch.func.vmap(grad(log_normal, 2), (0, None, None))
    scores = in_sigma(mu + sigma * LINE.nodes, mu, sigma)
    costs = (mu + sigma * LINE.nodes - k) ** 2
    distance = ZERO
    for _ in range(400):
        distance = 0.8**2 * distance + 0.2**2 * variance(sigma * LINE.nodes)
    return World(
        {"mu": mu, "sigma": sigma, "k": k, "a": mu - k, "epsilon": noise},
        laws={"": Family({"x": law})},
        worth={
            r"\mu^2+\sigma^2": mean((mu + sigma * LINE.nodes) ** 2),
            r"\mathbb{E}[(x-k)^2]": mean(costs),
            r"0.1\,\sigma^2/0.9": distance,
            r"\partial_\mu\mathbb{E}[(x-k)^2]": mean(slopes),
            r"(a+\sigma\varepsilon)^4\varepsilon^2/\sigma^2": ((x - k) ** 2 * score) ** 2,
            "(2a)^2": mean(slopes) ** 2,
            r"a^2+5\sigma^2": mean(costs * scores**2) / mean(scores**2),
            r"4\sigma^2": variance(slopes),
            r"\mu+\sigma\varepsilon": Normal(mu, sigma).icdf(Normal(ZERO, ONE).cdf(noise)),
        },
    )


@PROOFS.worth
def coin(draw: Draw) -> World:
    """Scores of a coin, its estimates, and that the best baseline makes both the slope."""
    pi, f_1, f_0 = draw.uniform(0.2, 0.8), draw.normal(), draw.normal()
    x = torch.tensor(float(draw.seed % 2)).double()

    def log_prob(pi: Tensor, x: Tensor) -> Tensor:
        return Bernoulli(pi, validate_args=False).log_prob(x)

    one, zero = grad(log_prob)(pi, ONE), grad(log_prob)(pi, ZERO)
    slope = grad(lambda pi: pi * f_1 + (1 - pi) * f_0)(pi)
    best = newton(
        lambda b: pi * (one * (f_1 - b[0])) ** 2 + (1 - pi) * (zero * (f_0 - b[0])) ** 2,
        torch.zeros(1).double(),
    )[0]
    return World(
        {"pi": pi, "f_1": f_1, "f_0": f_0, "b_star": best, "x": x},
        worth={
            r"1/\pi": one,
            r"-1/(1-\pi)": zero,
            r"f_1/\pi": f_1 * one,
            r"-f_0/(1-\pi)": f_0 * zero,
            r"(f_1-b^*)/\pi": slope,
            r"-(f_0-b^*)/(1-\pi)": slope,
            "f_1-f_0": slope,
            r"(x-\pi)/(\pi(1-\pi))": grad(log_prob)(pi, x),
            r"x\log\pi+(1-x)\log(1-\pi)": log_prob(pi, x),
        },
    )


@PROOFS.worth
def scores(draw: Draw) -> World:
    """Scores and curvatures of other densities, and their branches."""
    mu, sigma, noise, x = draw.normal(), draw.positive(), draw.normal(), draw.normal()
    theta, r = draw.positive(), draw.uniform(0.3, 2.0)

    def density(mu: Tensor, x: Tensor) -> Tensor:
        return log_normal(x, mu, sigma).exp()

    curvature = grad(grad(density))(mu, x) / density(mu, x)
    inside = theta / 3
    uniform = grad(lambda theta: Uniform(ZERO, theta, validate_args=False).log_prob(inside))
    cubic = Function("x", lambda x: x**3 - x)
    rayleigh = Weibull(math.sqrt(2) * ONE, 2 * ONE, validate_args=False)

    def standard(m: Tensor) -> Tensor:
        return log_normal(m, ZERO, ONE).exp()

    def path(sigma: Tensor) -> Tensor:
        return cubic.rule(x - start * noise + sigma * noise)

    start, m = sigma, draw.uniform(0.5, 2.0)
    return World(
        {
            "mu": mu, "sigma": sigma, "x": x, "theta": theta, "r": r, "m": m, "epsilon": noise,
            "f_prime": Function("x", lambda x: 3 * x**2 - 1),
        },
        worth={
            r"\bigl((x-\mu)^2-\sigma^2\bigr)/\sigma^4": curvature,
            r"-1/\theta": uniform(theta),
            r"f'(x)\,\varepsilon": grad(path)(sigma),
            "re^{-r^2/2}": rayleigh.log_prob(r).exp(),
            r"m^2e^{-m^2/2}/\sqrt{2\pi}": grad(grad(standard))(m) + standard(m),
        },
    )  # fmt: skip


@PROOFS.worth
def waiting(draw: Draw) -> World:
    theta, x = draw.positive(), draw.uniform(0.3, 2.0)
    density = Exponential(1 / theta).log_prob(x).exp()
    return World({"theta": theta, "x": x}, worth={r"e^{-x/\theta}/\theta": density})


@PROOFS.worth
def control(draw: Draw) -> World:
    """Tables: a control variate, and the parabola of the variance, as high at 0 as at 2 beta*."""
    g, h, p, beta, at = draw.normal(4), draw.normal(4), draw.probabilities(4), draw.normal(), 2

    def spread(beta: Tensor) -> Tensor:
        left = g - beta * h
        return p @ left**2 - (p @ left) ** 2

    best = newton(lambda beta: spread(beta[0]), torch.zeros(1).double())[0]
    twice = newton(lambda beta: (spread(beta[0]) - spread(ZERO)) ** 2, 2.1 * best[None])[0]
    centred = h - (p * h).sum()
    return World(
        {
            "g": lambda x: pick(g, x), "h": lambda x: pick(h, x), "beta": beta, "x": float(at),
            "beta_star": best,
        },
        domains={"x": finite(torch.arange(4.0).double())},
        laws={"": Family({"x": lambda x: pick(p, x)})},
        worth={
            r"g-\beta(h-\mathbb{E}[h])": torch.addcmul(g, beta, centred, value=-1)[at],
            r"-2\operatorname{Cov}[g,h]+2\beta\operatorname{Var}[h]": grad(spread)(beta),
            r"2\beta^*": twice,
        },
    )  # fmt: skip


@PROOFS.worth
def baseline(draw: Draw) -> World:
    """What the best baseline takes off the second moment, by Newton steps."""
    f, s, p = draw.normal(4), draw.normal(4), draw.probabilities(4)

    def second(b: Tensor) -> Tensor:
        return p @ ((f - b[0]) * s) ** 2

    start = torch.zeros(1).double()
    return World(
        {"f": lambda x: pick(f, x), "s_1": lambda x: pick(s, x)},
        domains={"x": finite(torch.arange(4.0).double())},
        laws={"": Family({"x": lambda x: pick(p, x)})},
        worth={
            r"\mathbb{E}[fs_1^2]^2/\mathbb{E}[s_1^2]": second(start) - second(newton(second, start))
        },
    )


@PROOFS.worth
def cosine(draw: Draw) -> World:
    """Moments with a cosine are derivatives of the characteristic function."""
    t, x = draw.uniform(0.5, 1.7), draw.normal()

    def characteristic(t: Tensor) -> Tensor:
        return mean(torch.cos(t * LINE.nodes))

    second = -grad(grad(characteristic))(t)
    fourth = grad(grad(grad(grad(characteristic))))(t)
    moments = [second, fourth]
    k, sigma, mu = 9 + draw.uniform(0, 1), draw.positive(), draw.normal()
    at = mu + sigma * LINE.nodes
    return World(
        {"t": t, "k": k, "x": x, "sigma": sigma},
        ranges={"n": 2},
        laws={"": Family({"epsilon": Law(lambda: Gaussian(ZERO, ONE, 40))})},
        worth={
            r"\mathbb{E}[\varepsilon^{2n}\cost\varepsilon]": lambda n: moments[int(n) - 1],
            "e^{-t^2/2}": characteristic(t),
            "1-t^2": second / characteristic(t),
            "t^4-6t^2+3": fourth / characteristic(t),
            r"-k\sinkx": grad(lambda x: torch.cos(k * x))(x),
            "k^2/2": variance(k * torch.sin(k * at)),
            r"1/(2\sigma^2)": variance(torch.cos(k * at) * LINE.nodes / sigma),
            "2k": -(torch.exp(-k * x**2) ** 2).log() / x**2,
        },
    )


@PROOFS.worth
def many_dimensions(draw: Draw) -> World:
    """Slopes of two costs; the variance of one of them over nodes in three dimensions."""
    x, k, sigma = draw.normal(3), draw.normal(), draw.positive()
    nodes = Gaussian(torch.zeros(3).double(), sigma**2 * torch.eye(3).double(), 3).domain(None)
    slopes = torch.func.vmap(grad(lambda x: x.sum() ** 2))(nodes.nodes)[:, 0]
    return World(
        {"x_": x, "x_1": x[0], "k": k, "sigma": sigma, "d": 3},
        ranges={"j": 3},
        worth={
            r"2\sum_jx_j": grad(lambda x: x.sum() ** 2)(x)[0],
            r"4d\sigma^2": nodes.weights @ slopes**2,
            "2(x_1-k)": grad(lambda x: ((x - k) ** 2).sum())(x)[0],
            "d(d+1)/2": float(torch.ones(3, 3).tril().sum()),
        },
    )


@PROOFS.worth
def paths(draw: Draw) -> World:
    """Student's t by a quotient, and slopes and quantiles of torch."""
    mu, sigma, noise, nu = draw.normal(), draw.positive(), draw.normal(), 5
    y, u = draw.uniform(2.0, 8.0), draw.uniform(0.1, 0.9)
    given = variance(mu + sigma * LINE.nodes / (y / nu).sqrt())
    location, gamma = draw.normal(), draw.positive()

    def cost(gamma: Tensor) -> Tensor:
        return torch.cos(Cauchy(location, gamma, validate_args=False).icdf(u))

    rayleigh = Weibull(math.sqrt(2) * sigma, 2 * ONE, validate_args=False)
    return World(
        {
            "mu": mu, "sigma": sigma, "epsilon": noise, "nu": nu, "y": y, "u": u,
            "x": Cauchy(location, gamma).icdf(u),
        },
        worth={
            r"\mu+\sigma\varepsilon\sqrt{\nu/y}": mu + sigma * noise / (y / nu).sqrt(),
            r"\sigma^2\nu/y": given,
            r"-\sin(x)\tan(\pi(u-\frac12))": grad(cost)(gamma),
            r"\sigma\sqrt{-2\logu}": rayleigh.icdf(1 - u),
        },
    )  # fmt: skip


@PROOFS.worth
def roots(draw: Draw) -> World:
    """The symmetric root by the singular values, and the triangular one times itself."""
    cov = draw.covariance(3)
    u, sizes, v_t = torch.linalg.svd(cov)
    low = torch.linalg.cholesky(cov)
    return World(
        {"Sigma": cov, "L": low},
        worth={
            r"\Sigma^{1/2}": u @ torch.diag(sizes.sqrt()) @ v_t,
            "LL": torch.einsum("ij,jk->ik", low, low),
        },
    )


@PROOFS.worth
def kept_score(draw: Draw) -> World:
    """The estimate with its last term, by the slope of (l - 1) log q with l held fixed."""
    phi, z, cost = draw.normal(2), draw.normal(), draw.normal()

    def log_q(phi: Tensor, z: Tensor) -> Tensor:
        return log_normal(z, phi[0], phi[1].exp())

    return World(
        {
            "phi": phi, "z": z, "ell_phi": cost,
            "q_phi": Family({"z": lambda z, phi: log_q(phi, z).exp()}),
        },
        worth={r"(\ell_\phi-1)\,\nabla_\phi\logq_\phi": grad(
            lambda phi: (cost - 1) * log_q(phi, z)
        )(phi)},
    )  # fmt: skip


@PROOFS.worth
def through_the_draw(draw: Draw) -> World:
    """The slope in z of what the path through z alone gives."""
    m, precision, mu, sigma, z = (
        draw.normal(),
        draw.positive(),
        draw.normal(),
        draw.positive(),
        draw.normal(),
    )

    def gain(z: Tensor) -> Tensor:
        return log_normal(z, m, precision**-0.5) - log_normal(z, mu, sigma)

    return World(
        {"Lambda": precision, "sigma": sigma}, worth={r"1/\sigma^2-\Lambda": grad(grad(gain))(z)}
    )
