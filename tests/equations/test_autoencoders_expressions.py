"""The expressions of ``chapters/autoencoders/theory.md`` that stand alone, computed as printed.

What each is worth comes from somewhere else: the singular value decomposition, autograd, or the
densities of torch.
"""

from dataclasses import replace

import torch
from torch.distributions import MultivariateNormal, Normal
from torch.func import grad

from labsupport.equations import Draw, Family, World, finite, pick
from labsupport.equations.proofs import Proofs
from labsupport.equations.values import Row
from tests.equations.test_autoencoders import codes, subspaces

PROOFS = Proofs("chapters/autoencoders/theory.md")


@PROOFS.worth
def linear_autoencoder(draw: Draw) -> World:
    """Encoder and decoder one after the other; residuals and centred images by matrices."""
    encoder, decoder, a, b = draw.normal(2, 3), draw.normal(3, 2), draw.normal(2), draw.normal(3)
    x, data = draw.normal(3), draw.normal(5, 3)
    m = decoder @ encoder
    left = data @ (torch.eye(3).double() - m).T
    centred = (torch.eye(5).double() - 1 / 5) @ data
    return World(
        {"M": m, "c": decoder @ a + b, "x": x, "x_": data, "bar_x": data.mean(0), "X": data},
        ranges={"n": 5},
        worth={
            "Mx+c": decoder @ (encoder @ x + a) + b,
            "x_n-Mx_n": lambda n: left[int(n) - 1],
            r"x_n-\bar{x}": lambda n: centred[int(n) - 1],
            r"\lVertX-XM^\top\rVert_F^2": left.square().sum(),
            r"XM^\top": torch.stack([m @ row for row in data]),
        },
    )


@PROOFS.worth
def projections(draw: Draw) -> World:
    """Projections by least squares, and what is left of each row by Pythagoras."""
    world = subspaces(Draw(draw.seed % 2))
    data, q, u, v = (world.values[name] for name in ("X", "Q", "U", "V"))
    x = draw.normal(4)
    nearest = q @ torch.linalg.lstsq(q, x[:, None]).solution[:, 0]
    outside = (data.T - q @ torch.linalg.lstsq(q, data.T).solution).square().sum()
    rows, shadows = u.T @ data @ q, q @ torch.linalg.lstsq(q, v).solution
    return replace(
        world.with_values(x=x, N=6),
        worth={
            r"x^\topQQ^\top": Row(nearest),
            r"\lVertXQ\rVert_F^2": data.square().sum() - outside,
            r"SV^\topQ": rows,
            r"s_j\,v_j^\topQ": lambda j: Row(rows[int(j) - 1]),
            r"\lVertQ^\topv_j\rVert": lambda j: torch.linalg.norm(shadows[:, int(j) - 1]),
            "s_j^2/N": lambda j: (data @ v[:, int(j) - 1]).square().mean(),
        },
    )


@PROOFS.worth
def best_flat(draw: Draw) -> World:
    """The two maps of another basis of the best flat."""
    x, a = draw.normal(6, 4), draw.normal(2, 2)
    v_t = torch.linalg.svd(x, full_matrices=False).Vh
    basis = v_t[:2].T
    return World(
        {"V_d": basis, "A": a},
        worth={
            r"A^{-1}V_d^\top": torch.linalg.solve(a, v_t[:2]),
            "V_dA": torch.stack([basis @ a[:, 0], basis @ a[:, 1]], 1),
        },
    )


@PROOFS.worth
def bound(draw: Draw) -> World:
    """The bound of a VAE whose x and z are tables: the evidence less the gap."""
    joint, q = draw.probabilities(12).reshape(3, 4), draw.probabilities(3, 4)
    x = draw.seed
    evidence, posterior = joint[x].sum(), joint[x] / joint[x].sum()
    p = Family(
        {
            "z": lambda z: pick(joint.sum(0), z),
            "x|z": lambda x, z: pick(joint / joint.sum(0), x, z),
        }
    )
    print_of_it = r"\mathbb{E}_q[\logp(x\midz)]+\mathbb{E}_q[\logp(z)]-\mathbb{E}_q[\logq(z\midx)]"
    return World(
        {"p": p, "q": Family({"z|x": lambda z, x: pick(q, x, z)}), "x": float(x)},
        domains={"z": finite(torch.arange(4.0).double())},
        worth={print_of_it: evidence.log() - (q[x] * (q[x] / posterior).log()).sum()},
    )


@PROOFS.worth
def stretching(draw: Draw) -> World:
    """By how much the entropy of a normal grows when it is stretched."""
    a, cov = draw.positive(), draw.covariance(3)
    before, after = (MultivariateNormal(torch.zeros(3).double(), k * cov) for k in (1.0, a**2))
    return World({"a": a, "d": 3}, worth={r"d\loga": after.entropy() - before.entropy()})


@PROOFS.worth
def parts_of_the_bound(draw: Draw) -> World:
    """The parts of the M-step by densities of torch, and their slopes by autograd."""
    world = codes(Draw(draw.seed % 2))
    z, pi, m, cov, r = (world.values[name] for name in ("z_", "pi", "m", "S", "r"))
    whole = world.values["cal_F"].rule(r, pi, m, cov)

    def fit(mean: torch.Tensor, c: int) -> torch.Tensor:
        law = MultivariateNormal(mean, cov[c], validate_args=False)
        return (r[:, c] * (law.log_prob(z) - law.log_prob(mean))).sum()

    return replace(
        world.with_values(pi_=pi, N_=r.sum(0), cal_F=None, cal_F_=whole, r_=r, m_=m, S_=cov),
        worth={
            r"\sum_n\mathcal{F}_n": whole.sum(),
            r"\sum_cN_c\log\pi_c": (r @ pi.log()).sum(),
            "N_c/N": lambda c: r[:, int(c) - 1].mean(),
            r"-\frac{1}{2}\sum_nr_{nc}(z_n-m_c)^\topS_c^{-1}(z_n-m_c)": lambda c: fit(
                m[int(c) - 1], int(c) - 1
            ),
            r"S_c^{-1}\sum_nr_{nc}(z_n-m_c)": lambda c: grad(fit)(m[int(c) - 1], int(c) - 1),
        },
    )


@PROOFS.worth
def precision(draw: Draw) -> World:
    """What a component's density adds by its precision, and the slope of that."""
    z, m, matrix, r = draw.normal(5, 2), draw.normal(2), draw.covariance(2), draw.probabilities(5)
    r = 5 * r * draw.uniform(0.3, 0.8)
    away = z - m

    def fit(matrix: torch.Tensor) -> torch.Tensor:
        law = MultivariateNormal(m, precision_matrix=matrix, validate_args=False)
        flat = MultivariateNormal(m, torch.eye(2).double())
        return (r * (law.log_prob(z) - flat.log_prob(m))).sum()

    slope = grad(fit)(matrix)
    return World(
        {"Lambda": matrix, "A": away.T @ (r[:, None] * away), "N_c": r.sum()},
        worth={
            r"\frac{N_c}{2}\log\det\Lambda-\frac12\operatorname{tr}(\LambdaA)": fit(matrix),
            r"\frac{N_c}{2}\Lambda^{-1}-\frac12A": (slope + slope.T) / 2,
        },
    )


@PROOFS.worth
def energy_distance(draw: Draw) -> World:
    """Two distributions over three points of the plane, by their matrix of distances."""
    points, p, q = draw.normal(3, 2), draw.probabilities(3), draw.probabilities(3)
    apart = torch.cdist(points, points)
    names = ("X", "Y", "X_prime", "Y_prime")

    def weight(X, Y, X_prime, Y_prime):
        at = torch.stack([X, Y, X_prime, Y_prime])
        places = [((points - each).square().sum(1) < 1e-12).double() for each in at]
        shares = [places[0] @ p, places[1] @ q, places[2] @ p, places[3] @ q]
        return shares[0] * shares[1] * shares[2] * shares[3]

    return World(
        {},
        domains=dict.fromkeys(names, finite(points)),
        laws={"": Family({",".join(names): weight})},
        worth={
            r"2\,\mathbb{E}\lVertX-Y\rVert-\mathbb{E}\lVertX-X'\rVert-\mathbb{E}\lVertY-Y'\rVert": (
                2 * p @ apart @ q - p @ apart @ p - q @ apart @ q
            )
        },
    )


@PROOFS.worth
def counts(draw: Draw) -> World:
    """Equal weights, and the entries of a covariance that are free."""
    d, c = 3 + draw.seed, 2 + draw.seed
    return World(
        {"d": d, "C": c},
        worth={
            "1/C": torch.softmax(torch.zeros(c).double(), 0)[0],
            "d(d+1)/2": float(torch.ones(d, d).tril().sum()),
        },
    )


@PROOFS.worth
def two_densities(draw: Draw) -> World:
    """The exercise: normals around 1 and around -1."""
    z = draw.normal()
    quotient = (Normal(1.0, 1.0).log_prob(z) - Normal(-1.0, 1.0).log_prob(z)).exp()
    return World({"z": z}, worth={"e^{2z}": quotient})
