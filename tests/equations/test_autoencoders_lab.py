"""The worlds in which the formulas of ``chapters/autoencoders/lab.md`` are computed as printed."""

import torch
from torch.distributions import Categorical, MixtureSameFamily, MultivariateNormal

from labsupport.equations import Draw, Family, World, newton
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/autoencoders/lab.md")


@PROOFS.world("X", "z_j", r"\hat{x}")
def flat(draw: Draw) -> World:
    """The foot of the perpendicular is found by least squares."""
    data = draw.normal(6, 4)
    mean = data.mean(0)
    u, s, vh = torch.linalg.svd(data - mean, full_matrices=False)
    x, axes = draw.normal(4), vh[:2]
    codes = torch.linalg.lstsq(axes.T, (x - mean)[:, None]).solution[:, 0]
    projector = axes.T @ torch.linalg.inv(axes @ axes.T) @ axes
    return World(
        {
            "X": data - mean, "U": u, "S": torch.diag(s), "V": vh.T, "v_": axes, "x": x,
            "bar_x": mean, "z_": codes, "hat_x": mean + projector @ (x - mean),
        },
        ranges={"j": 2},
    )  # fmt: skip


@PROOFS.world("p(z)", "r_c")
def mixture(draw: Draw) -> World:
    """The mixture of torch.distributions; responsibilities by logarithms, as a softmax."""
    pi, m, z = draw.probabilities(3), draw.normal(3, 2), draw.normal(2)
    cov = torch.stack([draw.covariance(2) for _ in range(3)])
    parts = MultivariateNormal(m, cov, validate_args=False)
    law = MixtureSameFamily(Categorical(pi), parts, validate_args=False)
    return World(
        {
            "pi_": pi, "m_": m, "S_": cov, "z": z,
            "p": Family({"z": lambda z: law.log_prob(z).exp()}),
            "r_": (pi.log() + parts.log_prob(z)).softmax(0),
        },
        ranges={"c": 3},
    )  # fmt: skip


@PROOFS.world("N_c")
def responsibilities(draw: Draw) -> World:
    r = draw.probabilities(5, 3)
    return World({"r_": r, "N_": torch.einsum("nc->c", r)}, ranges={"n": 5, "c": 3})


@PROOFS.world(r"\log10")
def numbers(draw: Draw) -> World:
    """Nothing but numbers."""
    return World({})


@PROOFS.worth
def best_weights(draw: Draw) -> World:
    """The weights of the largest mean of log pi under the responsibilities, by Newton steps."""
    r = draw.probabilities(5, 3)

    def cost(a: torch.Tensor) -> torch.Tensor:
        return -(r @ a.log_softmax(0)).sum() + a.sum() ** 2  # only differences matter

    best = newton(cost, torch.zeros(3).double()).softmax(0)
    values = {"N_": r.sum(0), "N": 5}
    return World(values, ranges={"c": 3}, worth={"N_c/N": lambda c: best[int(c) - 1]})
