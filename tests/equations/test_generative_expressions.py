"""The expressions of ``chapters/generative/theory.md`` that stand alone, computed as printed.

Likelihoods and their slopes are those of torch's distributions, by autograd.
"""

import math

import torch
from torch import Tensor
from torch.distributions import Categorical, Exponential, MultivariateNormal, Normal
from torch.func import grad
from torch.nn.functional import dropout

from labsupport.equations import Draw, Family, Function, World, pick
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/generative/theory.md")


@PROOFS.worth
def dropped(draw: Draw) -> World:
    """What dropout of torch multiplies units with."""
    rho = float(draw.uniform(0.3, 0.6))
    torch.manual_seed(draw.seed)
    factors = dropout(torch.ones(12).double(), rho)
    return World(
        {"rho": rho, "m_": (factors > 0).double()},
        ranges={"i": 12},
        worth={
            r"1/(1-\rho)": factors.max(),
            r"m_i/(1-\rho)": lambda i: factors[int(i) - 1],
        },
    )


@PROOFS.worth
def two_laws(draw: Draw) -> World:
    """What is averaged for a divergence."""
    truth, model, at = draw.probabilities(4), draw.probabilities(4), draw.seed
    return World(
        {
            "p_star": Family({"x": lambda x: pick(truth, x)}),
            "p_theta": Family({"x": lambda x: pick(model, x)}), "x": float(at),
        },
        worth={r"\logp_*-\logp_\theta": (truth / model).log()[at]},
    )  # fmt: skip


@PROOFS.worth
def gaussian(draw: Draw) -> World:
    """The likelihood of data by the density of torch, less its constant, and the slopes."""
    x, mu, v, matrix = draw.normal(5, 2), draw.normal(2), draw.normal(2), draw.covariance(2)

    def likelihood(mu: Tensor, matrix: Tensor) -> Tensor:
        law = MultivariateNormal(mu, precision_matrix=matrix, validate_args=False)
        return law.log_prob(x) + math.log(2 * math.pi)

    in_mu = grad(lambda mu: likelihood(mu, matrix).mean())(mu)
    in_matrix = grad(lambda matrix: likelihood(mu, matrix).mean())(matrix)
    single = likelihood(mu, matrix)
    return World(
        {
            "x_": x, "mu": mu, "Lambda": matrix, "Sigma": matrix.inverse(), "N": 5, "v": v,
        },
        ranges={"n": 5},
        worth={
            r"\frac{1}{2}\log\det\Lambda-\frac{1}{2}(x_n-\mu)^\top\Lambda(x_n-\mu)": lambda n: (
                single[int(n) - 1]
            ),
            r"\Lambda\,\frac{1}{N}\sum_n(x_n-\mu)": in_mu,
            r"v^\top\Lambdav": (matrix * v[:, None] * v).sum(),
            r"vv^\top": grad(lambda matrix: torch.einsum("i,ij,j", v, matrix, v))(matrix),
            r"\frac{1}{2}\bigl(\Sigma-\frac{1}{N}\sum_n(x_n-\mu)(x_n-\mu)^\top\bigr)": (
                (in_matrix + in_matrix.T) / 2
            ),
            "N-1": (x[:, 0] - x[:, 0].mean()).square().sum() / x[:, 0].var(),
        },
    )  # fmt: skip


@PROOFS.worth
def labels(draw: Draw) -> World:
    """Labels of seven data, and the joint density of one."""
    pi, parts, y = draw.probabilities(3), draw.probabilities(3, 4), torch.tensor([0, 2, 2, 1, 0, 2])
    joint, x = pi[:, None] * parts, draw.seed
    return World(
        {
            "N_": torch.bincount(y).double(), "pi_": pi, "y": 2.0, "x": float(x),
            "p": Family({"y": lambda y: pick(pi, y), "x|y": lambda x, y: pick(parts, y, x)}),
        },
        ranges={"k": 3},
        worth={
            r"\sum_kN_k\log\pi_k": Categorical(pi).log_prob(y).sum(),
            r"\logp(y)+\logp(x\midy)": joint[2, x].log(),
        },
    )  # fmt: skip


@PROOFS.worth
def scaled(draw: Draw) -> World:
    """The density of theta Z, for a standard normal Z."""
    theta, x = draw.positive(), draw.normal()
    density = Normal(0.0, theta).log_prob(x).exp()
    base = Function("x", lambda x: torch.exp(-(x**2) / 2) / math.sqrt(2 * math.pi))
    return World(
        {"theta": theta, "x": x, "P": base},
        worth={r"\frac{1}{\theta}P(x/\theta)": density, r"P(x/\theta)": theta * density},
    )


@PROOFS.worth
def heavy_tails(draw: Draw) -> World:
    x, s, tau = draw.normal(), draw.normal(), draw.positive()
    slope = grad(lambda x: torch.sinh(tau * torch.asinh(x) - s))(x)
    return World(
        {"x": x, "s": s, "tau": tau},
        worth={r"\tau\cosh(\tau\operatorname{asinh}x-s)/\sqrt{1+x^2}": slope},
    )


@PROOFS.worth
def waiting(draw: Draw) -> World:
    r, x, times = draw.positive(), draw.uniform(0.2, 2.0), draw.uniform(0.2, 2.0, 4)
    slope = grad(lambda r: Exponential(r, validate_args=False).log_prob(times).mean())(r)
    return World(
        {"r": r, "x": x, "bar_x": times.mean()},
        worth={"re^{-rx}": Exponential(r).log_prob(x).exp(), r"1/r-\barx": slope},
    )
