"""The expressions of ``chapters/elbo/theory.md`` that stand alone, computed as printed.

Means over normal variables are sums over Gauss–Hermite nodes, divergences and entropies are those
of torch, slopes those of autograd.
"""

from dataclasses import replace

import torch
from torch import Tensor
from torch.distributions import Bernoulli, Gamma, MultivariateNormal, Normal, kl_divergence
from torch.func import grad, jacrev

from labsupport.equations import Draw, Gaussian, World
from labsupport.equations.proofs import Proofs
from tests.equations.test_elbo import linear_parts, two_tables

PROOFS = Proofs("chapters/elbo/theory.md")
ZEROS = torch.zeros(2, dtype=torch.float64)
EYE = torch.eye(2, dtype=torch.float64)


def covariance(law: Gaussian, of) -> Tensor:
    """The covariance of a function of a normal variable, over its nodes."""
    domain = law.domain(None)
    values = torch.stack([of(node) for node in domain.nodes])
    away = values - domain.weights @ values
    return away.T @ (domain.weights[:, None] * away)


@PROOFS.worth
def story(draw: Draw) -> World:
    """The parts of x, their covariances, and the squared error with its mean."""
    parts = linear_parts(draw)
    weight, bias, x, s, z, mu, cov = (parts[name] for name in ("W", "b", "x", "s", "z", "mu", "S"))
    weight, bias, x, noise = weight[:2], bias[:2], x[:2], draw.normal(2)
    q = Gaussian(mu, cov, 4)
    domain = q.domain(None)

    def error(z: Tensor) -> Tensor:
        law = MultivariateNormal(weight @ z + bias, s**2 * EYE)
        return 2 * s**2 * (law.log_prob(law.mean) - law.log_prob(x))

    errors = torch.stack([error(node) for node in domain.nodes])
    return World(
        {
            "W": weight, "b": bias, "x": x, "s": s, "z": z, "mu": mu, "S": cov, "epsilon": noise,
        },
        worth={
            "Wz": z[0] * weight[:, 0] + z[1] * weight[:, 1],
            r"WIW^\top": covariance(Gaussian(ZEROS, EYE, 4), lambda z: weight @ z),
            r"s\varepsilon": Normal(0.0, s).icdf(Normal(0.0, 1.0).cdf(noise)),
            "s^2I": covariance(Gaussian(ZEROS, EYE, 4), lambda e: s * e),
            r"\lVertx-b-Wz\rVert^2": error(z),
            r"\lVertx-b-W\mu\rVert^2+\operatorname{tr}(W^\topWS)": domain.weights @ errors,
            r"W(z-\mu)": weight @ z - weight @ mu,
            r"WSW^\top": covariance(q, lambda z: weight @ z),
        },
    )  # fmt: skip


@PROOFS.worth
def quadratic(draw: Draw) -> World:
    """The density of torch, by its precision, up to a constant."""
    matrix, m = draw.covariance(2), draw.normal(2)
    law = MultivariateNormal(m, precision_matrix=matrix, validate_args=False)
    values = [draw.normal(2) for _ in range(3)]
    return World(
        {"Lambda": matrix, "m": m, "z": values[0]},
        several={"z": values},
        worth={
            r"-\tfrac12z^\top\Lambdaz+z^\top\Lambdam+\dots": lambda z: law.log_prob(z),
        },
    )


@PROOFS.worth
def spread(draw: Draw) -> World:
    """The variance of a linear function of z, and the divergence of two equal shapes."""
    matrix, delta = draw.covariance(2), draw.normal(2)
    cov, slope = matrix.inverse(), matrix @ delta
    pair = [MultivariateNormal(mean, cov) for mean in (delta, ZEROS)]
    line = covariance(Gaussian(ZEROS, cov, 4), lambda z: torch.stack([slope @ z]))[0, 0]
    return World(
        {"Lambda": matrix, "delta": delta},
        worth={
            r"(\Lambda\delta)^\top\Lambda^{-1}(\Lambda\delta)": line,
            r"\tfrac12\delta^\top\Lambda\delta": kl_divergence(*pair),
        },
    )


@PROOFS.worth
def masses(draw: Draw) -> World:
    """p has mass where q has none."""
    world = two_tables(Draw(draw.seed % 2))
    p, q = world.values["p"].members["z"], world.values["q"].members["z"]
    z = torch.tensor(1.0).double()
    covered = sum(p(each) for each in world.domains["z"].nodes)
    return replace(
        world.with_values(z=1.0),
        worth={"p/q": (p(z).log() - q(z).log()).exp(), r"\mathbb{E}_q[p/q]": covered},
    )


@PROOFS.worth
def divergences(draw: Draw) -> World:
    """Determinants by entropies; what the sum over coordinates lacks; both Bernoullis."""
    cov_q, cov_p, mu = draw.covariance(3), draw.covariance(3), draw.normal(3)
    zeros = torch.zeros(3).double()
    q, p = MultivariateNormal(zeros, cov_q), MultivariateNormal(zeros, cov_p)
    sigma = cov_q.diag().sqrt()
    single = kl_divergence(Normal(mu, sigma), Normal(0.0, 1.0))
    centred = kl_divergence(Normal(zeros, sigma), Normal(0.0, 1.0)).sum()
    chance = draw.uniform(0.1, 0.45)
    return World(
        {
            "Sigma_p": cov_p, "Sigma_q": cov_q, "Sigma": cov_q, "sigma_": sigma, "mu_": mu,
            "q": chance,
        },
        ranges={"j": 3},
        worth={
            r"\log\det\Sigma_p-\log\det\Sigma_q": 2 * (p.entropy() - q.entropy()),
            r"\tfrac12(\sigma_j^2+\mu_j^2)-\tfrac12\log\sigma_j^2-\tfrac12": lambda j: (
                single[int(j) - 1]
            ),
            r"\tfrac12(\sum_j\log\Sigma_{jj}-\log\det\Sigma)": (
                kl_divergence(q, MultivariateNormal(zeros, torch.eye(3).double())) - centred
            ),
            "1-q": Bernoulli(chance).log_prob(torch.zeros(()).double()).exp(),
        },
    )  # fmt: skip


@PROOFS.worth
def bowl(draw: Draw) -> World:
    """What a mean that is off costs: a divergence of diagonal q, less that at the best mean."""
    matrix, mu, m = draw.covariance(2), draw.normal(2), draw.normal(2)
    target = MultivariateNormal(m, precision_matrix=matrix)
    costs = [
        kl_divergence(MultivariateNormal(mean, torch.diag(1 / matrix.diag())), target)
        for mean in (mu, m)
    ]
    return World(
        {"Lambda": matrix, "mu": mu, "m": m},
        worth={r"\tfrac12(\mu-m)^\top\Lambda(\mu-m)": costs[0] - costs[1]},
    )


@PROOFS.worth
def gamma(draw: Draw) -> World:
    a, b = draw.positive(), draw.positive()
    return World({"a": a, "b": b}, worth={"a/b": Gamma(a, b).mean})


@PROOFS.worth
def ascent(draw: Draw) -> World:
    """Slopes of the bound with a diagonal q, and what a step makes of an error.

    log p(x, z) is a parabola in z: its mean is its value at mu, and its curvature times sigma^2.
    """
    parts = linear_parts(draw)
    x, joint, matrix = parts["x"], parts["p"].members["x,z"], parts["Lambda"]
    mu, log_var, eta = parts["mu"], draw.normal(2), draw.uniform(0.1, 0.3)

    def elbo(mu: Tensor, log_var: Tensor) -> Tensor:
        spread = 0.5 * (matrix.diag() * log_var.exp()).sum()
        return joint(x, mu).log() - spread + 0.5 * log_var.sum()

    in_mu, in_variance = grad(elbo, 0)(mu, log_var), grad(elbo, 1)(mu, log_var)
    moved = jacrev(lambda mu: mu + eta * grad(elbo, 0)(mu, log_var))(mu)
    return World(
        parts
        | {"sigma_": (0.5 * log_var).exp(), "eta": eta, "lam": torch.linalg.eigvalsh(matrix)[0]},
        ranges={"j": 2},
        worth={
            r"W^\top(x-b-W\mu)/s^2-\mu": in_mu,
            r"\Lambdam-\Lambda\mu": in_mu,
            r"-\tfrac12\sigma_j^2(W^\topW)_{jj}/s^2-\tfrac12(\sigma_j^2-1)": lambda j: in_variance[
                int(j) - 1
            ],
            r"\mu-m": -torch.linalg.solve(matrix, in_mu),
            r"I-\eta\Lambda": moved,
            r"1-\eta\lambda": torch.linalg.eigvalsh(moved)[-1],
        },
    )


@PROOFS.worth
def turned(draw: Draw) -> World:
    """The columns of W R, and the price of a diagonal q for two correlated coordinates."""
    weight, rotation = draw.normal(3, 2), torch.linalg.qr(draw.normal(2, 2)).Q
    rho = draw.uniform(0.2, 0.9)
    cov = EYE + rho * EYE.flip(0)
    best = MultivariateNormal(ZEROS, torch.diag(1 / cov.inverse().diag()))
    return World(
        {"W": weight, "R": rotation, "rho": rho},
        worth={
            "WR": torch.einsum("ij,jk->ik", weight, rotation),
            r"-\tfrac12\log(1-\rho^2)": kl_divergence(best, MultivariateNormal(ZEROS, cov)),
        },
    )
