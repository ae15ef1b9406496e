"""The expressions of ``chapters/vae/theory.md`` that stand alone, computed as printed.

Densities, divergences and their slopes are those of torch and autograd; means over normal
variables are sums over Gauss–Hermite nodes.
"""

from dataclasses import replace

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal, Normal, kl_divergence
from torch.func import grad

from labsupport.equations import Draw, Family, Gaussian, World, hessian
from labsupport.equations.proofs import Proofs
from tests.equations.test_vae import fresh, tables

PROOFS = Proofs("chapters/vae/theory.md")
ZERO, ONE = torch.zeros((), dtype=torch.float64), torch.ones((), dtype=torch.float64)
ZEROS, EYE = torch.zeros(2, dtype=torch.float64), torch.eye(2, dtype=torch.float64)
NOISE = Gaussian(ZERO, ONE, 8).domain(None)
PLANE = Gaussian(ZEROS, EYE, 4).domain(None)
soft = torch.nn.functional.softplus


def mean(values: Tensor) -> Tensor:
    """Of a function of standard normal noise, given at its nodes."""
    return NOISE.weights @ values


def log_normal(x: Tensor, mu: Tensor, sigma: Tensor) -> Tensor:
    return Normal(mu, sigma, validate_args=False).log_prob(x)


@PROOFS.worth
def moved(draw: Draw) -> World:
    """One coordinate: its draw by a quantile, its density, and the slopes of the mean of z^3."""
    mu, sigma, noise, z = draw.normal(), draw.positive(), draw.normal(), draw.normal()
    slopes = 3 * (mu + sigma * NOISE.nodes) ** 2
    single = kl_divergence(Normal(mu, ONE), Normal(ZERO, ONE))
    spread = (PLANE.weights[:, None, None] * sigma**2 * PLANE.nodes[:, :, None]) * PLANE.nodes[
        :, None
    ]
    return World(
        {"mu": mu, "sigma": sigma, "epsilon": noise, "z": z, "mu_j": mu},
        worth={
            r"\mu+\sigma\varepsilon": Normal(mu, sigma).icdf(Normal(ZERO, ONE).cdf(noise)),
            r"\sigma^2I": spread.sum(0),
            r"\mathcal{N}((z-\mu)/\sigma;0,1)/\sigma": log_normal(z, mu, sigma).exp(),
            r"3\mu^2+3\sigma^2": mean(slopes),
            r"6\mu\sigma": mean(slopes * NOISE.nodes),
            r"\tfrac12\mu_j^2": single,
            r"2\sigma-1/\sigma": grad(lambda sigma: sigma**2 - sigma.log())(sigma),
            r"2\pi": log_normal(ZERO, ZERO, ONE).exp() ** -2,
        },
    )


@PROOFS.worth
def masses(draw: Draw) -> World:
    """Tables of z in which p has mass where q has none."""
    world = fresh(Draw(draw.seed % 2))
    p, q = world.values["p"].members["z"], world.values["q"].members["z"]
    z = ONE
    ratio = (p(z) / q(z)).log()
    covered = sum(p(each) for each in world.domains["z"].nodes)
    return replace(
        world.with_values(z=1.0),
        worth={
            r"\mathbb{E}_q[p/q]": covered,
            r"\logp(z)-\logq": ratio,
            r"\log(q/p)": -ratio,
            r"\logq-\logp": -ratio,
        },
    )


@PROOFS.worth
def images(draw: Draw) -> World:
    """Tables: the weight of a draw by logarithms, and what a decoder's answer earns at one z."""
    world = tables(Draw(draw.seed % 2))
    p, q = world.values["p_theta"].members, world.values["q_phi"].members
    theta, phi, z, x = (world.values[name] for name in ("theta", "phi", "z", "x"))
    z, x = torch.tensor(z).double(), torch.tensor(x).double()
    log_w = p["x,z"](x, z, theta).log() - q["z|x"](z, x, phi).log()
    at_z = torch.softmax(phi, 1)[:, int(z)]
    return replace(
        world,
        worth={
            r"p_\theta(x,z)/q_\phi(z\midx)": log_w.exp(),
            r"\frac1N\sum_nq_\phi(z\midx_n)\logp_\theta(x_n\midz)": (
                at_z * torch.log_softmax(theta, 0)[:, int(z)]
            ).mean(),
        },
    )


@PROOFS.worth
def answers(draw: Draw) -> World:
    """Slopes in a pixel's mean of what the images say at one point z."""
    shares, m, s = draw.probabilities(3), draw.uniform(0.2, 0.8), draw.positive()
    greys = draw.normal(3)
    family = Family({"z|x": lambda z, x: (shares * ((greys - x).abs() < 1e-9)).sum()})
    worlds = {
        r"\sum_nq_\phi(z\midx_n)(x_n-m)/s^2": grad(lambda m: shares @ log_normal(greys, m, s))(m),
        r"\sum_nq_\phi(z\midx_n)(x_n-m)/(m(1-m))": grad(
            lambda m: shares @ (greys * m.log() + (1 - greys) * (1 - m).log())
        )(m),
    }
    return World(
        {"q_phi": family, "x_": greys, "m": m, "s": s, "z": 0.0}, ranges={"n": 3}, worth=worlds
    )


@PROOFS.worth
def coordinates(draw: Draw) -> World:
    """Differences of log-densities, and what one coordinate adds to the gradient."""
    mu, sigma, z = draw.normal(2), draw.positive(2), draw.normal(2)
    ratio = log_normal(z, mu, sigma) - log_normal(z, ZERO, ONE)
    return World(
        {"mu_": mu, "sigma_": sigma, "z_": z},
        ranges={"j": 2},
        worth={
            r"-\tfrac12\log\sigma_j^2-\frac{(z_j-\mu_j)^2}{2\sigma_j^2}+\tfrac12z_j^2": lambda j: (
                ratio[int(j) - 1]
            )
        },
    )


@PROOFS.worth
def chain_rule(draw: Draw) -> World:
    """One coordinate of the draw moves with phi; f of it by autograd."""
    phi, weights, noise = draw.normal(2), draw.normal(2), draw.normal()

    def center(phi: Tensor) -> Tensor:
        return torch.sin(weights @ phi)

    def width(phi: Tensor) -> Tensor:
        return torch.exp(phi[0] - phi[1] ** 2 / 4)

    def cost(phi: Tensor) -> Tensor:
        return (center(phi) + width(phi) * noise) ** 3

    at = center(phi) + width(phi) * noise
    contribution = (
        r"\frac{\partialf}{\partialz_j}"
        r"\bigl(\nabla_\phi\mu_j+\varepsilon_j\nabla_\phi\sigma_j\bigr)"
    )
    return World(
        {
            "phi": phi, "mu_j": lambda phi: center(phi), "sigma_j": lambda phi: width(phi),
            "epsilon_j": noise, "z_j": at, "f": lambda z_j: z_j**3,
        },
        worth={contribution: grad(cost)(phi)},
    )  # fmt: skip


@PROOFS.worth
def roots(draw: Draw) -> World:
    """A covariance's symmetric root, and the covariance of what any root makes of noise."""
    cov, root = draw.covariance(2), draw.normal(2, 2)
    u, sizes, v_t = torch.linalg.svd(cov)
    drawn = PLANE.nodes @ root.T
    return World(
        {"Sigma": cov, "A": root},
        worth={
            r"\Sigma^{1/2}": u @ torch.diag(sizes.sqrt()) @ v_t,
            r"AA^\top": drawn.T @ (PLANE.weights[:, None] * drawn),
        },
    )


@PROOFS.worth
def pixels(draw: Draw) -> World:
    """Likelihoods of pixels by torch, in another unit, and their slope in the shared variance."""
    a, x, m, s = draw.normal(3), draw.normal(4, 3), draw.normal(4, 3), draw.positive()
    binary = torch.tensor([1.0, 0.0, 1.0]).double()
    each = binary * soft(a)
    units = (log_normal(x[0], m[0], s) - log_normal(255 * x[0], 255 * m[0], 255 * s)).sum()
    scales = draw.positive(3)
    best = log_normal(x[0], x[0], scales)
    return World(
        {
            "a_": a, "a": a[0], "x_": binary, "D": 3, "N": 4, "s": s, "s_": scales,
        },
        ranges={"i": 3},
        worth={
            r"x_i\log(1+e^{a_i})": lambda i: each[int(i) - 1],
            r"\log(1+e^a)": soft(a[0]),
            r"D\log255": units,
            r"-\tfrac12\log(2\pis_i^2)": lambda i: best[int(i) - 1],
        },
    )  # fmt: skip


@PROOFS.worth
def shared_variance(draw: Draw) -> World:
    """The slope of the likelihood of all pixels of all images."""
    x, m, s = draw.normal(4, 3), draw.normal(4, 3), draw.positive()
    slope = grad(lambda square: log_normal(x, m, square.sqrt()).sum())(s**2)
    return World(
        {"x": x, "m": m, "N": 4, "D": 3, "s": s},
        ranges={"n": 4, "i": 3},
        worth={r"-\frac{ND}{2s^2}+\frac{1}{2s^4}\sum_{n,i}(x_{ni}-m_{ni})^2": slope},
    )


@PROOFS.worth
def linear(draw: Draw) -> World:
    """The linear model in one direction with the best length, and its posterior in two."""
    w, sigma, x, t = draw.positive(), draw.positive(), draw.normal(), draw.positive()
    v = w**2 + sigma**2
    data = v.sqrt() * NOISE.nodes
    given = 1 - w**2 / v  # of two normals with the covariance w, the variance of z given x
    codes = w * data / v
    prices = kl_divergence(Normal(codes, given.sqrt()), Normal(ZERO, ONE))
    weight = draw.normal(3, 2)

    def log_joint(z: Tensor) -> Tensor:
        image = torch.arange(3.0).double()
        return log_normal(z, ZERO, ONE).sum() + log_normal(image, weight @ z, sigma).sum()

    def likelihood(t: Tensor) -> Tensor:
        return mean(log_normal(data, ZERO, t.sqrt()))

    return World(
        {"w": w, "sigma": sigma, "x": x, "v": v, "t": t, "W": weight},
        worth={
            r"-\tfrac12\log(2\pit)-\tfrac12v/t": likelihood(t),
            "(v-t)/(2t^2)": grad(likelihood)(t),
            r"\sigma^2(W^\topW+\sigma^2I)^{-1}": (-hessian(log_joint, ZEROS)).inverse(),
            r"\sigma^2/v": given,
            "wx/v": mean(codes * data) / mean(data**2) * x,
            "w^2/v": mean(codes**2),
            r"\tfrac12(w^2/v+\sigma^2/v-1-\log(\sigma^2/v))": mean(prices),
        },
    )


@PROOFS.worth
def weights_of_the_kl(draw: Draw) -> World:
    """The variance of which squared error with its weight is the likelihood; what is drawn."""
    lam = draw.positive()
    v = lam / 2 * torch.tensor([0.6, 1.7, 3.0]).double() * draw.uniform(0.9, 1.1, 3)
    noise = 1 / grad(grad(lambda x: x**2 / lam))(draw.normal())
    drawn = torch.nn.functional.threshold(v, float(noise), 0) - noise * (v > noise)
    kind = draw.seed % 3
    return World(
        {"lam": lam, "v": v[kind], "v_": v},
        ranges={"j": 3},
        worth={
            r"\lambda/2": noise,
            r"\max(v-\lambda/2,0)": drawn[kind],
            r"\sum_j\max(v_j-\lambda/2,0)/\sum_jv_j": drawn.sum() / v.sum(),
        },
    )


@PROOFS.worth
def diagonal(draw: Draw) -> World:
    """A diagonal q for a correlated posterior: its mean square, and slopes of its divergence."""
    precision, mu, m, sigma, z = (
        draw.covariance(2), draw.normal(2), draw.normal(2), draw.positive(2), draw.normal(2)
    )  # fmt: skip
    nodes = mu + sigma * PLANE.nodes - m
    target = MultivariateNormal(m, precision_matrix=precision)
    cov = precision.inverse()
    known = torch.stack([cov.det() / cov[1, 1], cov.det() / cov[0, 0]])

    def gap(square: Tensor) -> Tensor:
        law = MultivariateNormal(mu, torch.diag(square), validate_args=False)
        return kl_divergence(law, target)

    slopes, curves = grad(gap)(sigma**2), hessian(target.log_prob, z).diag()
    rho = draw.uniform(0.2, 0.9)
    both = MultivariateNormal(ZEROS, EYE + rho * EYE.flip(0))
    best = MultivariateNormal(ZEROS, torch.diag(1 / both.precision_matrix.diag()))
    return World(
        {"Lambda": precision, "mu": mu, "m": m, "sigma_": sigma, "z_": z, "rho": rho},
        ranges={"j": 2},
        worth={
            r"\sum_j\Lambda_{jj}\sigma_j^2+(\mu-m)^\top\Lambda(\mu-m)": PLANE.weights
            @ torch.einsum("ni,ij,nj->n", nodes, precision, nodes),
            r"\tfrac12(\Lambda_{jj}-1/\sigma_j^2)": lambda j: slopes[int(j) - 1],
            r"-\tfrac12\Lambda_{jj}z_j^2": lambda j: (curves * z**2 / 2)[int(j) - 1],
            r"1/\Lambda_{jj}": lambda j: known[int(j) - 1],
            r"-\tfrac12\log(1-\rho^2)": kl_divergence(best, both),
        },
    )


@PROOFS.worth
def exercise(draw: Draw) -> World:
    """What noise in the code costs, and its price up to a constant."""
    w, s, sigma = draw.positive(), draw.positive(), draw.positive()
    lost = mean(log_normal(w * sigma * NOISE.nodes, ZERO, s)) - log_normal(ZERO, ZERO, s)
    price = kl_divergence(Normal(ZERO, sigma), Normal(ZERO, ONE))
    return World(
        {"w": w, "s": s, "sigma": sigma},
        worth={
            r"-w^2\sigma^2/(2s^2)": lost,
            r"-\tfrac12(\sigma^2-\log\sigma^2)": -price - 0.5,
        },
    )
