"""The worlds in which the formulas of ``chapters/autoencoders/theory.md`` are computed as printed.

Subspaces: six images of four pixels and flats of two dimensions. Mixtures: five codes in the plane
and three components; EM's steps come from Newton's method or from torch.
"""

import torch
from torch import Tensor
from torch.distributions import Categorical, MixtureSameFamily, MultivariateNormal

from labsupport.equations import (
    Draw,
    Family,
    Function,
    World,
    finite,
    newton,
    pick,
)
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/autoencoders/theory.md")
ZERO = torch.zeros(1, dtype=torch.float64)


def average_loss(meaning) -> Tensor:
    """The mean squared error of whatever functions f and g are bound to."""
    f, g = meaning.raw("f"), meaning.raw("g")
    total = ZERO[0]
    for x in meaning.named("x_"):
        z = meaning.bind(**{f.names[0]: x}).call(f.rule)
        back = meaning.bind(**{g.names[0]: z}).call(g.rule)
        total = total + (x - back).square().sum()
    return total / len(meaning.named("x_"))


@PROOFS.world("eq-autoencoders-error", "eq-autoencoders-invariance")
def curved(draw: Draw) -> World:
    """A curved encoder and decoder, and an invertible map of the codes."""
    encoder, decoder, shear = draw.normal(2, 4), draw.normal(4, 2), draw.normal(2, 2)
    back = torch.linalg.inv(shear)
    return World(
        {
            "x_": draw.normal(5, 4), "N": 5, "ell": Function("f,g", average_loss),
            "f": Function("x", lambda x: torch.sinh(encoder @ x / 2)),
            "g": Function("z", lambda z: torch.tanh(decoder @ z)),
            "h": Function("z", lambda z: torch.sinh(shear @ z)),
            "h_inv": Function("z", lambda z: back @ torch.asinh(z)),
        }
    )  # fmt: skip


@PROOFS.world("eq-autoencoders-centring")
def best_shift(draw: Draw) -> World:
    x = draw.normal(5, 3)
    return World(
        {"x_": x, "bar_x": x.mean(0), "M": draw.normal(3, 3), "N": 5, "c": draw.normal(3)},
        searches={"c": ("c",)},
    )


@PROOFS.world(
    "eq-autoencoders-eckart-young", "eq-autoencoders-pythagoras", "eq-autoencoders-shares",
    r"\lVertUSV^\topQ\rVert_F^2", r"\lVertQ^\topV\rVert_F^2", "X",
    r"\sum_{j\led}(1-h_j)", "Xv_j", r"Q^\topQ", worlds=4,
)  # fmt: skip
def subspaces(draw: Draw) -> World:
    """Q spans a random plane; world 2: that of the first two v; 3: v_1 and a mix of v_2 and v_3."""
    x = draw.normal(6, 4)
    u, sizes, v_t = torch.linalg.svd(x, full_matrices=False)
    v = v_t.T
    q = torch.linalg.qr(draw.normal(4, 2)).Q
    if draw.seed == 2:
        q = v[:, :2]
    if draw.seed == 3:
        q = torch.stack([v[:, 0], 0.6 * v[:, 1] + 0.8 * v[:, 2]], 1)
    b = x @ q @ q.T if draw.seed >= 2 else draw.normal(6, 2) @ q.T
    left, right = u[:, :2] + 0.1 * draw.normal(6, 2), (sizes[:2, None] * v_t[:2])
    return World(
        {
            "X": x, "U": u, "S": torch.diag(sizes), "V": v, "V_d": v[:, :2], "s_": sizes, "d": 2,
            "D": 4, "Q": q, "h_": (v_t @ q @ q.T @ v).diagonal(), "v_": v_t, "u_": u.T,
            "B": lambda left, right: left @ right if left.requires_grad else b,
            "left": left, "right": right,
        },
        ranges={"j": 4}, searches={r"\operatorname{rank}B\led": ("left", "right")},
        tight=draw.seed >= 2,
    )  # fmt: skip


@PROOFS.world("eq-autoencoders-greedy", worlds=4)
def shares(draw: Draw) -> World:
    """Both bounds are attained by the first two v, the first one by the mix as well."""
    world = subspaces(draw)
    world.tight = {2: frozenset({1, 2}), 3: frozenset({1})}.get(draw.seed, False)
    return world


@PROOFS.world(r"\min_{E,D}\lVertX-XED\rVert_F^2")
def through_the_origin(draw: Draw) -> World:
    """The same without subtracting the mean."""
    x = draw.normal(6, 4) + 2
    v = torch.linalg.eigh(x.T @ x).eigenvectors.flip(1)[:, :2]
    start = v + 0.1 * draw.normal(4, 2)
    return World({"X": x, "V_k": v, "E": start, "D": start.T}, searches={"E,D": ("E", "D")})


@PROOFS.world("eq-autoencoders-optimum", "eq-autoencoders-basis")
def principal_components(draw: Draw) -> World:
    x = draw.normal(6, 4) + 2
    values, vectors = torch.linalg.eigh(torch.cov(x.T, correction=0))
    basis = vectors.flip(1)[:, :2]

    def encode(x) -> Tensor:
        return torch.stack([(x - mean) @ basis[:, 0], (x - mean) @ basis[:, 1]])

    mean = x.mean(0)
    return World(
        {
            "ell_min": values[:2].sum(), "N": 6, "d": 2, "D": 4, "x": draw.normal(4),
            "s_": torch.linalg.svdvals(x - mean), "V_d": basis, "bar_x": mean, "z": draw.normal(2),
            "f": Function("x", encode),
            "g": Function("z", lambda z: mean + z[0] * basis[:, 0] + z[1] * basis[:, 1]),
            "A": draw.normal(2, 2),
        }
    )  # fmt: skip


def mixture(pi: Tensor, m: Tensor, cov: Tensor) -> MixtureSameFamily:
    parts = MultivariateNormal(m, cov, validate_args=False)
    return MixtureSameFamily(Categorical(pi, validate_args=False), parts, validate_args=False)


def joint(z: Tensor, pi: Tensor, m: Tensor, cov: Tensor) -> Tensor:
    """log of weight times density, of each code in each component (N, C)."""
    return pi.log() + MultivariateNormal(m, cov).log_prob(z[:, None])


@PROOFS.world("eq-autoencoders-mixture", "eq-autoencoders-bound")
def codes(draw: Draw) -> World:
    """r is arbitrary for the bound, and the responsibilities in the last world."""
    z, pi, m = draw.normal(5, 2), draw.probabilities(3), draw.normal(3, 2)
    cov = torch.stack([draw.covariance(2) for _ in range(3)])
    law, log_joint = mixture(pi, m, cov), joint(z, pi, m, cov)
    tight = draw.seed == 2
    r = torch.softmax(log_joint, 1) if tight else draw.probabilities(5, 3)

    def posterior(c, z) -> Tensor:
        return pick(torch.softmax(joint(z[None], pi, m, cov)[0], 0), c - 1)

    return World(
        {
            "z_": z, "z": z[0], "pi": pi, "m": m, "S": cov, "r": r, "C": 3, "N": 5,
            "p": Family({"z": lambda z: law.log_prob(z).exp(), "c|z": posterior}),
            "cal_F": Function(
                "r,pi,m,S", lambda r, pi, m, S: (r * (joint(z, pi, m, S) - r.log())).sum(1)
            ),
        },
        ranges={"n": 5, "c": 3}, tight=tight,
    )  # fmt: skip


@PROOFS.world("eq-autoencoders-responsibilities")
def responsibilities(draw: Draw) -> World:
    world = codes(draw)
    parts = [world.values[name] for name in ("z_", "pi", "m", "S")]
    return world.with_values(r=torch.softmax(joint(*parts), 1))


@PROOFS.world(
    "eq-autoencoders-m-weights", "eq-autoencoders-m-means", "eq-autoencoders-m-covariances", "N_c",
    r"\sum_cr_{nc}",
)  # fmt: skip
def best_parameters(draw: Draw) -> World:
    """The M-step by Newton's method and torch's weighted covariance."""
    z, r = draw.normal(6, 2), draw.probabilities(6, 3)

    def weight_loss(scores: Tensor) -> Tensor:
        return -(r.sum(0) @ torch.log_softmax(torch.cat([scores, ZERO]), 0))

    def mean_of(c: int) -> Tensor:
        return newton(lambda m: (r[:, c] @ (z - m).square()).sum(), torch.zeros(2).double())

    best = torch.softmax(torch.cat([newton(weight_loss, torch.zeros(2).double()), ZERO]), 0)
    covs = [torch.cov(z.T, aweights=r[:, c], correction=0) for c in range(3)]
    return World(
        {
            "z_": z, "r": r, "N": 6, "N_": torch.einsum("nc->c", r), "pi_": best,
            "m": torch.stack([mean_of(c) for c in range(3)]), "S": torch.stack(covs),
        },
        ranges={"n": 6, "c": 3},
    )  # fmt: skip


@PROOFS.world("eq-autoencoders-monotone")
def one_step_of_em(draw: Draw) -> World:
    """Parameters before and after a step; in the last world EM has converged."""
    z, tight = draw.normal(24, 2), draw.seed == 2
    z[:12] += 3
    pi, m = draw.probabilities(2), draw.normal(2, 2)
    cov = torch.stack([torch.eye(2, dtype=torch.float64) * 2] * 2)

    def step(pi, m, cov):
        r = torch.softmax(joint(z, pi, m, cov), 1)
        m = (r.T @ z) / r.sum(0)[:, None]
        away = z[:, None] - m
        cov = torch.einsum("nc,nci,ncj->cij", r, away, away) / r.sum(0)[:, None, None]
        return r, (r.mean(0), m, cov)

    old = (pi, m, cov)
    for _ in range(3000 if tight else 0):
        old = step(*old)[1]
    r, new = step(*old)

    def pack(parts) -> Tensor:
        return torch.cat([part.flatten() for part in parts])

    def unpack(theta: Tensor):
        return theta[:2], theta[2:6].reshape(2, 2), theta[6:].reshape(2, 2, 2)

    def bound(r, theta) -> Tensor:
        return (r * (joint(z, *unpack(theta)) - r.log())).sum()

    return World(
        {
            "z_": z, "N": 24, "r_t": r, "theta_t": pack(old), "theta_t_plus_1": pack(new),
            "cal_F": Function("r,theta", bound),
            "p_theta_t": Family({"z": lambda z: mixture(*old).log_prob(z).exp()}),
            "p_theta_t_plus_1": Family({"z": lambda z: mixture(*new).log_prob(z).exp()}),
        },
        tight=tight,
    )  # fmt: skip


@PROOFS.world("eq-autoencoders-singular")
def spike(draw: Draw) -> World:
    """Component 1 sits on a code; in the last world each component has codes of its own."""
    tight = draw.seed == 2
    z = draw.normal(3, 3)
    m_2, cov = draw.normal(3), draw.covariance(3)
    if tight:
        z, m_2 = z + torch.tensor([[0.0], [60.0], [60.0]]), m_2 + 60
    pi = draw.probabilities(2)

    def density(z, s) -> Tensor:
        covs = torch.stack([s**2 * torch.eye(3).double(), cov])
        return mixture(pi, torch.stack([z_1, m_2]), covs).log_prob(z).exp()

    z_1 = z[0]
    return World(
        {
            "z_": z, "N": 3, "pi_": pi, "m_2": m_2, "S_2": cov, "s": draw.positive(), "d": 3,
            "p": Family({"z": density}),
        },
        limits={"s": [1.0, 0.1, 0.01, 1e-3]}, tight=tight,
    )  # fmt: skip


@PROOFS.world("eq-autoencoders-weight-cost", r"\mathrm{H}(\pi)", r"\log\frac{p_u(z_n)}{p_\pi(z_n)}")
def equal_weights(draw: Draw) -> World:
    """Three components on six values of z; in the last world they do not overlap."""
    tight = draw.seed == 2
    parts, pi = draw.probabilities(3, 6), draw.probabilities(3)
    if tight:
        shares = draw.probabilities(3, 2)
        parts = torch.zeros(3, 6).double()
        for c in range(3):
            parts[c, 2 * c : 2 * c + 2] = shares[c]
    u = torch.full((3,), 1 / 3, dtype=torch.float64)
    r = (pi[:, None] * parts / (pi @ parts)).T
    at = torch.arange(6.0).double()
    return World(
        {
            "p_pi": Family({"z": lambda z: pick(pi @ parts, z)}), "C": 3, "r_": r, "z_": at,
            "p_u": Family({"z": lambda z: pick(u @ parts, z)}), "pi_": pi,
            "pi": Family({"c": lambda c: pick(pi, c - 1)}),
            "u": Family({"c": lambda c: pick(u, c - 1)}),
            "rm_H": Function("pi", lambda: Categorical(pi).entropy()),
        },
        domains={"z": finite(at), "c": finite(torch.arange(1.0, 4.0).double())},
        ranges={"c": 3, "n": 6}, tight=tight,
    )  # fmt: skip


@PROOFS.world("eq-autoencoders-rescale")
def stretched(draw: Draw) -> World:
    a, m, cov = draw.positive(), draw.normal(2), draw.covariance(2)
    before, after = MultivariateNormal(m, cov), MultivariateNormal(a * m, a**2 * cov)
    return World(
        {
            "a": a, "z": draw.normal(2), "d": 2,
            "p_Z": Family({"z": lambda z: before.log_prob(z).exp()}),
            "p_a_Z": Family({"y": lambda y: after.log_prob(y).exp()}),
        }
    )  # fmt: skip


@PROOFS.world(r"d\log10")
def numbers(draw: Draw) -> World:
    return World({"d": 8})
