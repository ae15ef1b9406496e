"""The worlds in which the formulas of ``chapters/elbo/theory.md`` are computed as printed.

Tables: x takes three values, z four, so every mean is an exact sum. Linear: the linear-Gaussian
model with z in two dimensions; means under q are exact with Gauss–Hermite nodes, the evidence is a
sum over a fine grid.
"""

import torch
from torch import Tensor
from torch.distributions import Bernoulli, Categorical, MultivariateNormal, Normal, kl_divergence

from labsupport.checks.elbo.worlds import tables
from labsupport.equations import (
    Draw,
    Family,
    Function,
    Gaussian,
    Law,
    World,
    finite,
    hessian,
    newton,
    pick,
    plane,
)  # fmt: skip
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/elbo/theory.md")
QUADRATIC = r"-\tfrac12z^\topz-\tfrac{1}{2s^2}\lVertx-b-Wz\rVert^2"


PROOFS.world(
    "eq-elbo-marginal", "eq-elbo-importance", "eq-elbo-jensen", "eq-elbo-gap", "eq-elbo-split",
    "eq-elbo-theta", "eq-elbo-data", "eq-elbo-data-bound", "eq-elbo-amortization",
    r"p_\theta(z\midx)", "w(z)", "w(z)#2", "p(x,z)", r"\logp(x,z)", r"\logw(z)",
    r"\log\mathbb{E}_q[w]-\mathbb{E}_q[\logw]", r"w/\mathbb{E}_qw",
)(tables)  # fmt: skip


@PROOFS.world(r"\nabla_\theta\mathcal{L}")
def posterior(draw: Draw) -> World:
    """q is the posterior of one theta, and stays when theta moves."""
    world = tables(draw)
    q = torch.softmax(world.values["theta"], 1)
    return world.with_values(q=Family({"z": lambda z, x: pick(q, x, z)}))


@PROOFS.world(r"\mathrm{KL}(q\|p)", r"\mathrm{KL}(q\|p)#2", r"-\mathrm{KL}")
def two_tables(draw: Draw) -> World:
    """p has a fourth value at which q is 0; in the last world q = p."""
    q, p, tight = draw.probabilities(3), draw.probabilities(4), draw.seed == 2
    if tight:
        p = torch.cat([q, torch.zeros(1).double()])
    return World(
        {
            "q": Family({"z": lambda z: pick(q, z)}), "p": Family({"z": lambda z: pick(p, z)}),
            "KL": (q * (q / p[:3]).log()).sum(),
        },
        domains={"z": finite(torch.arange(3.0).double())}, tight=tight,
    )  # fmt: skip


@PROOFS.world(r"\mathrm{KL}(p\|q)")
def equal_tables(draw: Draw) -> World:
    return two_tables(Draw(2))


def linear_parts(draw: Draw) -> dict:
    """The linear-Gaussian model; its posterior by derivatives of log p(x, z), not by formulas."""
    weight, bias, x, s = draw.normal(4, 2), draw.normal(4), draw.normal(4), draw.uniform(0.8, 1.4)

    def log_normal(x: Tensor, mean: Tensor, scale: Tensor) -> Tensor:
        return Normal(mean, scale, validate_args=False).log_prob(x).sum(-1)

    def log_joint(z: Tensor, x: Tensor = x) -> Tensor:
        return log_prior(z) + log_normal(x, z @ weight.T + bias, s)

    def log_prior(z: Tensor) -> Tensor:
        return log_normal(z, torch.zeros(2).double(), torch.ones(()).double())

    start = torch.zeros(2, dtype=torch.float64)
    precision = -hessian(log_joint, start)
    mean = torch.linalg.solve(precision, torch.func.grad(log_joint)(start))
    cells = plane(-9, 9, 120)

    def evidence(x: Tensor) -> Tensor:
        return cells.weights @ log_joint(cells.nodes, x).exp()

    def elbo(q):
        nodes = q.gaussian().domain(None)
        log_q = [q.density(z=node).log() for node in nodes.nodes]
        return nodes.weights @ (log_joint(nodes.nodes) - torch.stack(log_q))

    p = Family(
        {
            "z": lambda z: log_prior(z).exp(),
            "x|z": lambda x, z: log_normal(x, weight @ z + bias, s).exp(),
            "x,z": lambda x, z: log_joint(z, x).exp(),
            "x": lambda x: evidence(x),
            "z|x": lambda z, x: log_joint(z, x).exp() / evidence(x),
        }
    )
    return {
        "W": weight, "b": bias, "x": x, "s": s, "z": draw.normal(2), "p": p, "D": 4, "d": 2,
        "Lambda": precision, "m": mean, "mu": draw.normal(2), "S": draw.covariance(2),
        "q": Family({"z": Law(lambda mu, S: Gaussian(mu, S, 4))}), "cal_L": Function("q", elbo),
        "w": Function("z", lambda z, x, q: log_joint(z, x).exp() / q.density(z=z)),
    }  # fmt: skip


@PROOFS.world(
    "eq-elbo-model", "eq-elbo-evidence", "eq-elbo-posterior", "eq-elbo-exact", QUADRATIC,
    r"\logp(x,z)#2", r"WRR^\topW^\top",
)  # fmt: skip
def linear(draw: Draw) -> World:
    """The linear-Gaussian model, a q with a full covariance, and a rotation R."""
    parts = linear_parts(draw)
    turn = draw.uniform(0.3, 1.2)
    rotation = torch.stack([turn.cos(), turn.sin(), -turn.sin(), turn.cos()]).reshape(2, 2)
    return World(
        parts | {"R": rotation}, ranges={"i": 2, "j": 2},
        several={"z": [parts["z"], draw.normal(2), draw.normal(2)]},
    )  # fmt: skip


@PROOFS.world("eq-elbo-spread", r"\Lambdam-\Lambda(m+\delta)")
def shifted(draw: Draw) -> World:
    """A q that is the posterior, moved by delta."""
    parts = linear_parts(draw)
    mean, precision, delta = parts["m"], parts["Lambda"], draw.normal(2)
    q = Law(lambda delta: Gaussian(mean + delta, precision.inverse(), 4))
    return World(parts | {"delta": delta, "q": Family({"z": q})})


@PROOFS.world("eq-elbo-local")
def diagonal_q(draw: Draw) -> World:
    """A q with a diagonal covariance, and its bound."""
    parts = linear_parts(draw)
    elbo = parts["cal_L"].rule
    q = Law(lambda mu, sigma: Gaussian(mu, torch.diag(sigma**2), 4))
    return World(
        parts | {"q": Family({"z": q}), "sigma": draw.positive(2), "cal_L": lambda q: elbo(q)},
        ranges={"j": 2},
    )


@PROOFS.world("eq-elbo-bernoulli-kl")
def two_values(draw: Draw) -> World:
    q, p = draw.uniform(0.1, 0.45), draw.uniform(0.55, 0.9)
    return World({"q": q, "p": p, "KL": kl_divergence(Bernoulli(q), Bernoulli(p))})


@PROOFS.world("eq-elbo-categorical-kl")
def k_values(draw: Draw) -> World:
    q, p = draw.probabilities(3), draw.probabilities(3)
    return World({"q_": q, "p_": p, "k": 3, "KL": kl_divergence(Categorical(q), Categorical(p))})


@PROOFS.world(
    "eq-elbo-gaussian-kl", r"\logq(z)", r"u^\topAu", "u", r"\mathbb{E}[uu^\top]",
    r"\mathbb{E}[u^\top\Sigma_q^{-1}u]", r"z-\mu_p",
    r"\mathbb{E}[(z-\mu_p)^\top\Sigma_p^{-1}(z-\mu_p)]",
)  # fmt: skip
def two_gaussians(draw: Draw) -> World:
    mu_q, mu_p, cov_q, cov_p = (
        draw.normal(3), draw.normal(3), draw.covariance(3), draw.covariance(3)
    )  # fmt: skip
    pair = MultivariateNormal(mu_q, cov_q), MultivariateNormal(mu_p, cov_p)
    q = Family({"z": Law(lambda: Gaussian(mu_q, cov_q, 3))})
    return World(
        {
            "mu_q": mu_q, "mu_p": mu_p, "Sigma_q": cov_q, "Sigma_p": cov_p, "d": 3,
            "KL": kl_divergence(*pair), "q": q, "z": draw.normal(3), "A": draw.normal(3, 3),
            "u": lambda z, mu_q: z - mu_q,
        },
        laws={"": q},
    )  # fmt: skip


@PROOFS.world("eq-elbo-diagonal-kl")
def two_diagonal_gaussians(draw: Draw) -> World:
    mu, m, sigma, s = draw.normal(2), draw.normal(2), draw.positive(2), 2 * draw.positive(2)
    divergence = kl_divergence(Normal(mu, sigma), Normal(m, s)).sum()
    return World({"mu": mu, "m": m, "sigma": sigma, "s": s, "d": 2, "KL": divergence})


@PROOFS.world("eq-elbo-mean-field", r"\mathcal{L}(q)")
def two_factors(draw: Draw) -> World:
    """z = (z_1, z_2), four values each; the best factor is found by maximizing the bound."""
    log_p, others = draw.normal(4, 4), draw.probabilities(2, 4)

    def best(j) -> Tensor:
        other = others[int(2 - j)]
        table = log_p if int(j) == 1 else log_p.T

        def lost(scores: Tensor) -> Tensor:
            log_r = torch.log_softmax(torch.cat([scores, torch.zeros(1).double()]), 0)
            return -(log_r.exp()[:, None] * other * (table - log_r[:, None])).sum()

        scores = newton(lost, (table @ other)[:3] - (table @ other)[3] + 0.1)
        return torch.softmax(torch.cat([scores, torch.zeros(1).double()]), 0)

    def both(z_j, u, j):
        return torch.stack([z_j, u] if int(j) == 1 else [u, z_j])

    def elbo(q, scores, j) -> Tensor:
        """Of no other law than q, which is 0 here and is said by the scores."""
        table = log_p if int(j) == 1 else log_p.T
        pair = torch.softmax(scores, 0)[:, None] * others[int(2 - j)]
        return (pair * (table - pair.log())).sum() + q

    values = torch.arange(4.0).double()
    return World(
        {
            "x": 0.0,
            "q": 0.0,
            "scores": torch.zeros(4).double(),
            "q_j": Family({"z_j": lambda z_j, scores: pick(torch.softmax(scores, 0), z_j)}),
            "cal_L": Function("q", elbo),
            "z": both,
            "p": Family({"x,z": lambda x, z: pick(log_p, z[0], z[1]).exp()}),
            "q_star_j": Family({"z_j": lambda z_j, j: pick(best(j), z_j)}),
        },
        domains={"u": finite(values), "z_j": finite(values)},
        ranges={"j": 2},
        laws={"-j": Family({"u": lambda u, j: pick(others[int(2 - j)], u)})},
        several={"z_j": list(values), "scores": [draw.normal(4) for _ in values]},
    )


@PROOFS.world("q(z)")
def independent_factors(draw: Draw) -> World:
    tables, z = draw.probabilities(2, 4), torch.tensor([1.0, 3.0]).double()
    joint = torch.outer(tables[0], tables[1])
    return World(
        {
            "q": Family({"z": lambda z: pick(joint, z[0], z[1])}),
            "q_j": Family({"z_j": lambda z_j, j: pick(tables[int(j) - 1], z_j)}),
            "z_": z,
            "z": z,
        },
        ranges={"j": 2},
    )


@PROOFS.world(r"t\logt")
def towards_zero(draw: Draw) -> World:
    return World({}, limits={"t": [0.1, 1e-3, 1e-5]})


def gaussian_gap(mean: Tensor, precision: Tensor):
    """KL of a normal law with independent coordinates from N(m, Lambda^-1), by torch."""
    target = MultivariateNormal(mean, precision_matrix=precision)

    def gap(mu: Tensor, log_sigma: Tensor) -> Tensor:
        q = MultivariateNormal(mu, torch.diag((2 * log_sigma).exp()), validate_args=False)
        return kl_divergence(q, target)

    return gap


@PROOFS.world("eq-elbo-coordinate")
def one_coordinate(draw: Draw) -> World:
    """Coordinate j has its best mean and variance, found by Newton steps; the others are free."""
    precision, m, mu, j = draw.covariance(3), draw.normal(3), draw.normal(3), draw.seed % 3
    gap, unit = gaussian_gap(m, precision), torch.eye(3).double()[j]
    log_sigma = draw.normal(3) / 3
    mu = mu + unit * newton(lambda t: gap(mu + t[0] * unit, log_sigma), torch.zeros(1).double())
    best = newton(lambda t: gap(mu, log_sigma + t[0] * unit), torch.zeros(1).double())
    sigma = (log_sigma + unit * best).exp()
    return World(
        {"Lambda": precision, "m": m, "mu": mu, "sigma": sigma, "j": float(j + 1)}, ranges={"i": 3}
    )


@PROOFS.world(
    "eq-elbo-too-small", "eq-elbo-approximation", "1", r"\sigma_j^2",
    r"\sum_j\Lambda_{jj}/\Lambda_{jj}",
)  # fmt: skip
def best_diagonal(draw: Draw) -> World:
    """The best q with independent coordinates; the last world has a diagonal precision."""
    precision, m, tight = draw.covariance(3), draw.normal(3), draw.seed == 2
    if tight:
        precision = torch.diag(precision.diagonal())
    gap = gaussian_gap(m, precision)
    sigma = newton(lambda t: gap(m, t), -0.5 * precision.diagonal().log() + 0.1).exp()
    return World(
        {
            "Lambda": precision, "sigma": sigma, "d": 3, "mu": draw.normal(3),
            "log_sigma": draw.normal(3) / 3, "KL": lambda mu, log_sigma: gap(mu, log_sigma),
            "e_": torch.eye(3).double(),
        },
        ranges={"j": 3}, searches={"q": ("mu", "log_sigma")}, tight=tight,
    )  # fmt: skip


@PROOFS.world("eq-elbo-two-step")
def one_step(draw: Draw) -> World:
    """Steps of torch.optim.SGD, first on phi, then on theta with the new phi."""
    x, theta, phi = draw.normal(3), draw.normal(2), draw.normal(3, 2)
    eta_phi, eta_theta = draw.uniform(0.1, 0.2), draw.uniform(0.3, 0.4)

    def bound(x, theta, phi):
        error = x - theta[0] - theta[1] * phi[0]
        return -0.5 * error**2 - 0.5 * (phi[0] ** 2 + phi[1].exp() - phi[1])

    after = phi.clone().requires_grad_(), theta.clone().requires_grad_()
    for parameter, rate in zip(after, (eta_phi, eta_theta), strict=True):
        optimizer = torch.optim.SGD([parameter], lr=float(rate), maximize=True)
        sum(bound(x[n], after[1], after[0][n]) for n in range(3)).backward(inputs=[parameter])
        optimizer.step()
    return World(
        {
            "x_": x, "theta": theta, "phi_": phi, "eta_phi": eta_phi, "eta_theta": eta_theta,
            "N": 3, "cal_L": Function("x;theta,phi", bound),
            "next_phi_": after[0].detach(), "next_theta": after[1].detach(),
        },
        ranges={"n": 3},
    )  # fmt: skip


@PROOFS.world("1-0.9^2", r"\sqrt{1.9}", r"\log2")
def numbers(draw: Draw) -> World:
    """Nothing but numbers."""
    return World({})
