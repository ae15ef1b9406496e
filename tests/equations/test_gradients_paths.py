"""Worlds for families and the ELBO of ``chapters/gradients/theory.md``: see test_gradients.py."""

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
    pick,
)
from labsupport.equations.laws import hermite
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/gradients/theory.md")
ZERO, ONE = torch.zeros((), dtype=torch.float64), torch.ones((), dtype=torch.float64)
CODES = torch.arange(4.0, dtype=torch.float64)


def normal(x: Tensor, mean: Tensor = ZERO, std: Tensor = ONE) -> Tensor:
    return Normal(mean, std, validate_args=False).log_prob(x).exp()


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
    variance = weights @ estimate**2 - (weights @ estimate) ** 2
    return World({"a": a, "sigma": sigma, "d": 3, "Var": variance})


@PROOFS.world(r"\mathbb{E}[\varepsilon^2]", r"\mathbb{E}[\varepsilon^4]",
              r"\mathbb{E}[\varepsilon^6]", r"-\frac{1}{\theta}\cdot\frac{\theta}{2}")  # fmt: skip
def moments(draw: Draw) -> World:
    noise = Family({"epsilon": Law(lambda: Gaussian(ZERO, ONE, 6))})
    return World({"theta": draw.positive()}, laws={"": noise})
