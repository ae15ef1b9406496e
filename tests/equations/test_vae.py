"""The worlds in which the formulas of ``chapters/vae/theory.md`` are computed as printed.

Tables: three images, a code z of four values, so every mean is an exact sum. Coordinates: Gaussian
posteriors of an encoder, where the closed forms are compared with `labsupport.models.vae`.
"""

import torch
from torch import Tensor
from torch.distributions import Bernoulli, Normal, kl_divergence

from labsupport.equations import (
    Domain,
    Draw,
    Family,
    Function,
    Gaussian,
    Law,
    World,
    finite,
    newton,
    pick,
    plane,
)
from labsupport.equations.proofs import Proofs
from labsupport.models import vae

PROOFS = Proofs("chapters/vae/theory.md")
ZERO, ONE = torch.zeros((), dtype=torch.float64), torch.ones((), dtype=torch.float64)


def values(number: int) -> Domain:
    return finite(torch.arange(float(number), dtype=torch.float64))


@PROOFS.world(
    "eq-vae-joint", "eq-vae-evidence", "eq-vae-bayes", "eq-vae-gap", "eq-vae-elbo",
    "eq-vae-theta-gradient", "eq-vae-aggregated", "eq-vae-information", "eq-vae-beta",
    r"\logp_\theta(x)", "p_\\theta(x)", r"\logp_\theta(x,z)", r"\mathrm{I}(n;z)",
    r"\log\frac{q_\phi(z\midx_n)}{p(z)}",
)  # fmt: skip
def tables(draw: Draw) -> World:
    """p(z) p_theta(x | z) and a row of q for each x; the last world has q = p(z | x)."""
    prior, theta, phi = draw.probabilities(4), draw.normal(3, 4), draw.normal(3, 4)
    tight = draw.seed == 2

    def joint(theta: Tensor) -> Tensor:
        return torch.softmax(theta, 0) * prior

    if tight:
        phi = joint(theta).log()

    def elbo(x, theta, phi) -> Tensor:
        q = pick(torch.softmax(phi, 1), x)
        return (q * (pick(joint(theta), x) / q).log()).sum()

    def kl(x, phi) -> Tensor:
        q = pick(torch.softmax(phi, 1), x)
        return (q * (q / prior).log()).sum()

    rows = torch.softmax(phi, 1)
    entropy = -(rows.mean(0) * rows.mean(0).log()).sum()
    information = entropy + (rows * rows.log()).sum(1).mean()
    p = Family(
        {
            "x": lambda x, theta: pick(joint(theta).sum(1), x),
            "z": lambda z: pick(prior, z),
            "x,z": lambda x, z, theta: pick(joint(theta), x, z),
            "x|z": lambda x, z, theta: pick(torch.softmax(theta, 0), x, z),
            "z|x": lambda z, x, theta: pick(joint(theta) / joint(theta).sum(1, keepdim=True), x, z),
        }
    )
    return World(
        {
            "p": p, "p_theta": p, "theta": theta, "phi": phi, "N": 3, "n": float(draw.seed % 3 + 1),
            "q": Family({"z": lambda z, x, phi: pick(torch.softmax(phi, 1), x, z)}),
            "q_phi": Family({"z|x": lambda z, x, phi: pick(torch.softmax(phi, 1), x, z)}),
            "bar_q": Family({"z": lambda z: pick(rows.mean(0), z)}),
            "rm_I": Function("n;z", lambda: information),
            "cal_L": Function("x;theta,phi", elbo), "KL": kl, "beta": draw.uniform(1.5, 3),
            "cal_L_beta": lambda x, theta, phi, beta: elbo(x, theta, phi) + (1 - beta) * kl(x, phi),
            "x": float((draw.seed + 1) % 3), "x_": torch.arange(3.0).double(),
            "z": float(draw.seed),
        },
        domains={"z": values(4), "x": values(3)}, ranges={"n": 3}, tight=tight,
    )  # fmt: skip


@PROOFS.world(r"-\mathrm{KL}(q\|p)")
def fresh(draw: Draw) -> World:
    """Two tables of z alone; p has a fourth value at which q is 0; in the last world q = p."""
    q, p, tight = draw.probabilities(3), draw.probabilities(4), draw.seed == 2
    if tight:
        p = torch.cat([q, torch.zeros(1).double()])
    return World(
        {
            "q": Family({"z": lambda z: pick(q, z)}),
            "p": Family({"z": lambda z: pick(p, z)}),
        },
        domains={"z": values(3)},
        tight=tight,
    )


@PROOFS.world(r"\mathrm{KL}(q\|p)")
def two_tables(draw: Draw) -> World:
    return fresh(Draw(draw.seed % 2))


@PROOFS.world(r"\mathrm{KL}(p\|q)")
def equal_tables(draw: Draw) -> World:
    return fresh(Draw(2))


@PROOFS.world(r"\bar{q}(z)", r"q_\phi(z\midx_n)/\bar{q}(z)")
def some_images(draw: Draw) -> World:
    """Three images, or one alone, which has all of the codes."""
    tight = draw.seed == 2
    rows = draw.probabilities(1 if tight else 3, 4)
    number = len(rows)
    return World(
        {
            "q_phi": Family({"z|x": lambda z, x: pick(rows, x, z)}),
            "bar_q": Family({"z": lambda z: pick(rows.mean(0), z)}),
            "N": number, "n": 1.0, "x_": torch.arange(float(number)).double(), "z": 2.0,
        },
        domains={"z": values(4), "x": values(number)}, ranges={"n": number}, tight=tight,
    )  # fmt: skip


def encoder(draw: Draw) -> dict:
    """mu_phi and sigma_phi of an image of three pixels, with d = 2, as in the model's file."""
    phi, x = draw.normal(4, 3) / 2, draw.normal(3)

    def posterior(z, x, phi) -> Tensor:
        mean, log_var = phi[:2] @ x, 2 * torch.tanh(phi[2:] @ x) / 2
        return vae.gaussian_log_likelihood(z, mean, log_var).exp()

    return {
        "phi": phi, "x": x, "d": 2, "z": draw.normal(2),
        "mu_phi": Function("x", lambda x, phi: phi[:2] @ x),
        "sigma_phi": Function("x", lambda x, phi: (torch.tanh(phi[2:] @ x) / 2).exp()),
        "q_phi": Family({"z|x": posterior}),
        "p": Family({"z": lambda z: Normal(ZERO, ONE, False).log_prob(z).sum().exp()}),
    }  # fmt: skip


@PROOFS.world("eq-vae-posterior")
def density_of_codes(draw: Draw) -> World:
    return World(encoder(draw))


@PROOFS.world("eq-vae-pathwise")
def smooth_function(draw: Draw) -> World:
    """Left a sum over a grid of z, whose gradient goes through the density; right through f."""
    f = Function("z", lambda z: z[0] ** 3 + torch.sin(z[1] / 2) * z[0] + z[1] ** 2)
    domains = {"z": plane(-15, 15, 120), "epsilon": plane(0, 1)}
    return World(encoder(draw) | {"f": f}, domains=domains)


@PROOFS.world("eq-vae-reparameterization")
def moved_noise(draw: Draw) -> World:
    """z as the model's code draws it, and the noise that it used."""
    parts = encoder(draw)
    mean, scale = parts["mu_phi"].rule(parts["x"], parts["phi"]), None
    scale = parts["sigma_phi"].rule(parts["x"], parts["phi"])
    torch.manual_seed(draw.seed)
    z = vae.reparameterize(mean, 2 * scale.log())
    torch.manual_seed(draw.seed)
    return World(
        parts | {"z": z, "epsilon": torch.randn_like(mean)},
        laws={"epsilon": Family({"epsilon": lambda epsilon: Normal(ZERO, ONE, False)
                                 .log_prob(epsilon).sum().exp()})},
    )  # fmt: skip


@PROOFS.world("eq-vae-gaussian-kl", r"\logq(z_j)", r"\logp(z_j)", r"\mathbb{E}[(z_j-\mu_j)^2]",
              r"\mathbb{E}[z_j^2]")  # fmt: skip
def coordinates(draw: Draw) -> World:
    """A posterior with its means and scales; KL by means over its nodes, or torch's densities."""
    mu, sigma = draw.normal(2), draw.positive(2)
    q = Law(lambda: Gaussian(mu, torch.diag(sigma**2), 4))
    one = Family(
        {"z_j": Law(lambda mu, sigma, j: Gaussian(mu[int(j) - 1], sigma[int(j) - 1] ** 2))}
    )
    return World(
        {
            "mu": mu, "sigma": sigma, "d": 2, "x": 0.0, "z": draw.normal(2), "z_j": draw.normal(),
            "q_phi": Family({"z|x": q}),
            "q": Family({"z_j": lambda z_j, j: Normal(mu[int(j) - 1], sigma[int(j) - 1], False)
                         .log_prob(z_j).exp()}),
            "p": Family({"z": lambda z: Normal(ZERO, ONE, False).log_prob(z).sum().exp(),
                         "z_j": lambda z_j: Normal(ZERO, ONE, False).log_prob(z_j).exp()}),
        },
        ranges={"j": 2}, laws={"": one},
    )  # fmt: skip


@PROOFS.world("eq-vae-gaussian-kl")
def code_of_the_model(draw: Draw) -> World:
    """The same with the number that the model's code gives."""
    world = coordinates(draw)
    mu, sigma = world.values["mu"], world.values["sigma"]
    assert torch.allclose(
        vae.gaussian_kl(mu, 2 * sigma.log()), kl_divergence(Normal(mu, sigma), Normal(0, 1)).sum()
    )
    return world


@PROOFS.world(r"\sigma", r"\varepsilon", r"\frac{d\varepsilon}{dz}", r"\mathbb{E}[f]")
def one_coordinate(draw: Draw) -> World:
    mu, sigma = draw.normal(), draw.positive()
    law = Family({"z": Law(lambda: Gaussian(mu, sigma**2))})
    f = Function("z", lambda z: z**3)
    return World(
        {
            "mu": mu, "sigma": sigma, "z": draw.normal(), "f": f,
            "epsilon": lambda z: torch.distributions.AffineTransform(mu, sigma).inv(z),
        },
        laws={"": law},
    )  # fmt: skip


@PROOFS.world(
    "eq-vae-bernoulli", r"\pi_i", r"\logp(x_i)", r"\log\pi_i", r"\log(1-\pi_i)"
)  # fmt: skip
def pixels(draw: Draw) -> World:
    """Binary pixels with logits a; the likelihood is that of the model's code."""
    a, x = 2 * draw.normal(3), torch.tensor([1.0, 0.0, 1.0]).double()
    return World(
        {
            "a": a, "x": x, "D": 3, "z": 0.0, "pi_": Bernoulli(logits=a).probs,
            "p": Family({"x_i": lambda x, a, i: Bernoulli(logits=a[int(i) - 1])
                         .log_prob(x[int(i) - 1]).exp()}),
            "p_theta": Family({"x|z": lambda x, a: vae.bernoulli_log_likelihood(x, a).exp()}),
        },
        ranges={"i": 3},
    )  # fmt: skip


@PROOFS.world("eq-vae-gaussian")
def grey_pixels(draw: Draw) -> World:
    x, m, s = draw.normal(3), draw.normal(3), draw.positive(3)
    likelihood = vae.gaussian_log_likelihood
    return World(
        {
            "x": x, "m": m, "s": s, "D": 3, "z": 0.0,
            "p_theta": Family({"x|z": lambda x, m, s: likelihood(x, m, 2 * s.log()).exp()}),
        }
    )  # fmt: skip


@PROOFS.world("eq-vae-best-variance")
def all_images(draw: Draw) -> World:
    """The variance with the largest likelihood of all images, found by Newton steps."""
    x, m = draw.normal(3, 2), draw.normal(3, 2)

    def loss(log_var: Tensor) -> Tensor:
        return -vae.gaussian_log_likelihood(x, m, log_var.expand(3, 2)).sum()

    start = (x - m).square().mean().log().reshape(1) + 0.1
    return World({"x_": x, "m_": m, "s_star": (newton(loss, start) / 2).exp()[0], "N": 3, "D": 2})


@PROOFS.world("eq-vae-collapse")
def perfect_mean(draw: Draw) -> World:
    x = draw.normal(3)

    def density(x, s) -> Tensor:
        return vae.gaussian_log_likelihood(x, x, (2 * s.log()).expand(3)).exp()

    return World(
        {"x": x, "z": 0.0, "D": 3, "s": draw.positive(), "p_theta": Family({"x|z": density})},
        limits={"s": [1.0, 0.1, 0.01, 1e-3]},
    )


@PROOFS.world("eq-vae-estimator")
def minibatch(draw: Draw) -> World:
    """Two images with three draws each; the estimate with torch's densities."""
    parts, x, noise = encoder(draw), draw.normal(2, 3), draw.normal(2, 3, 2)
    weight, phi = draw.normal(3, 2), parts["phi"]

    def log_p(x, z) -> Tensor:
        return Normal(weight @ z, ONE, False).log_prob(x).sum()

    draws, total = torch.zeros(2, 3, 2).double(), ZERO
    for n in range(2):
        q = Normal(parts["mu_phi"].rule(x[n], phi), parts["sigma_phi"].rule(x[n], phi))
        draws[n] = q.loc + q.scale * noise[n]
        terms = torch.stack([log_p(x[n], z) for z in draws[n]])
        total = total + (terms.mean() - kl_divergence(q, Normal(ZERO, ONE)).sum()) / 2
    law = Law(
        lambda x, phi: Gaussian(
            parts["mu_phi"].rule(x, phi), torch.diag(parts["sigma_phi"].rule(x, phi) ** 2), 4
        )
    )
    standard = lambda epsilon: Normal(ZERO, ONE, False).log_prob(epsilon).sum().exp()  # noqa: E731
    return World(
        parts | {
            "x_": x, "z_": draws, "epsilon_": noise, "M": 2, "L": 3, "hat_cal_L": total,
            "p_theta": Family({"x|z": lambda x, z: log_p(x, z).exp()}),
            "q_phi": Family({"z|x": law}),
        },
        ranges={"n": 2, "l": 3}, laws={"epsilon": Family({"epsilon": standard})},
    )  # fmt: skip


@PROOFS.world(r"\logt")
def positive_number(draw: Draw) -> World:
    return World({"t": 1.0 if draw.seed == 2 else draw.positive()}, tight=draw.seed == 2)


@PROOFS.world(r"AA^\top")
def cholesky(draw: Draw) -> World:
    cov = draw.covariance(2)
    return World({"A": torch.linalg.cholesky(cov), "Sigma": cov})


@PROOFS.world("161^8", "161^{50}", r"\log10")
def numbers(draw: Draw) -> World:
    return World({})
