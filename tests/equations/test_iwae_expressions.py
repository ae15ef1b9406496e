"""The expressions of ``chapters/iwae/theory.md`` that stand alone, computed as printed."""

import torch
from torch import Tensor
from torch.func import grad, jacrev

from labsupport.equations import Draw, Family, Function, Gaussian, Law, World, finite, pick
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/iwae/theory.md")


@PROOFS.worth
def two_draws(draw: Draw) -> World:
    """The variance of delta over all pairs of draws of a table."""
    joint, q = draw.probabilities(9).reshape(3, 3)[0], draw.probabilities(3)
    w, evidence = joint / q, joint.sum()
    delta = (w[:, None] + w) / 2 / evidence - 1
    law = Family({"z": lambda z: pick(q, z)})
    return World(
        {"p": Family({"x": lambda x: evidence}), "w": lambda z: pick(w, z), "k": 2, "x": 0.0},
        domains={"z": finite(torch.arange(3.0).double())},
        laws={"": law},
        worth={r"\operatorname{Var}[w]/(k\,p(x)^2)": (torch.outer(q, q) * delta**2).sum()},
    )


@PROOFS.worth
def logarithm(draw: Draw) -> World:
    """The tangent above log W, and the parabola that touches log(1 + delta) at 0."""
    delta, log_w, zero = draw.uniform(-0.5, 0.9), draw.normal(), torch.zeros(()).double()
    first, second = grad(torch.log1p)(zero), grad(grad(torch.log1p))(zero)
    return World(
        {"delta": delta, "W": log_w.exp()},
        worth={
            "W-1": torch.expm1(log_w),
            r"\log(1+\delta)": torch.log1p(delta),
            r"\delta-\tfrac12\delta^2": first * delta + second * delta**2 / 2,
            r"W\logW": -torch.special.entr(log_w.exp()),
        },
    )


@PROOFS.worth
def shares(draw: Draw) -> World:
    """Weights that move with psi; shares and their slopes by torch's softmax."""
    slope, psi = draw.normal(4, 2), draw.normal(2)
    log_w = slope @ psi
    share = torch.softmax(log_w, 0)
    slopes = jacrev(lambda each: torch.softmax(each, 0))(log_w).diag()
    return World(
        {
            "psi": psi, "w_": lambda psi: (slope @ psi).exp(), "tilde_w_": share, "k": 4,
            "b": log_w.exp().mean().log(),
        },
        ranges={"i": 4, "j": 4},
        worth={
            r"\sum_i\nabla_\psiw_i": jacrev(lambda psi: (slope @ psi).exp().sum())(psi),
            r"\sum_jw_j": log_w.logsumexp(0).exp(),
            r"\sum_i\tildew_i\logw_i": share @ log_w,
            r"\tildew_i-\tildew_i^2": lambda i: slopes[int(i) - 1],
            "ke^b": log_w.exp().sum(),
        },
    )  # fmt: skip


@PROOFS.worth
def mean_field(draw: Draw) -> World:
    """The variance of one coordinate when the other is known."""
    cov = draw.covariance(2)
    given = torch.stack([cov[0, 0] - cov[0, 1] ** 2 / cov[1, 1], cov.det() / cov[0, 0]])
    return World(
        {"Lambda": cov.inverse()},
        ranges={"j": 2},
        worth={r"1/\Lambda_{jj}": lambda j: given[int(j) - 1]},
    )


@PROOFS.worth
def score(draw: Draw) -> World:
    """The score in the mean of a normal, and the mean slope of f through the draw."""
    mu, sigma = draw.normal(), draw.positive()
    law = Gaussian(mu, sigma**2)
    domain = law.domain(None)

    def f(z: Tensor) -> Tensor:
        return z**3 - z**2

    slopes = torch.stack([grad(f)(node) for node in domain.nodes])
    return World(
        {"f": Function("z", f), "s_i": lambda z_i: (z_i - mu) / sigma**2},
        ranges={"i": 2},
        laws={"": Family({"z_i": Law(lambda: law)})},
        worth={r"\mathbb{E}[f(z_i)\,s_i]": domain.weights @ slopes},
    )


@PROOFS.worth
def posterior(draw: Draw) -> World:
    """The factor between the posterior and q, by Bayes' rule."""
    joint, q, z = draw.probabilities(3, 4)[0] / 3, draw.probabilities(4), draw.seed
    factor = torch.softmax(joint.log(), 0)[z] / q[z]
    return World(
        {"p": Family({"x": lambda x: joint.sum()}), "x": 0.0, "w_1": (joint / q)[z]},
        worth={"w_1/p(x)": factor},
    )
