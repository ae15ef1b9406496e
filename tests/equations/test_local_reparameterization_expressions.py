"""The expressions of ``chapters/local_reparameterization/theory.md``, computed as printed.

Means over normal weights are sums over Gauss–Hermite nodes.
"""

import torch
from torch.distributions import Normal
from torch.nn.functional import dropout

from labsupport.equations import Draw, Family, Gaussian, World, finite, pick
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/local_reparameterization/theory.md")


@PROOFS.worth
def pairs(draw: Draw) -> World:
    """Pairs of examples by a list of them; what remains of a matrix without its diagonal."""
    m = 3 + draw.seed
    both = torch.combinations(torch.arange(m))
    off = 1 - torch.eye(m).double()
    return World(
        {"M": m},
        worth={"M(M-1)/2": float(len(both)), r"\frac{M-1}{M}": off.mean()},
    )


@PROOFS.worth
def activations(draw: Draw) -> World:
    """The mean of a layer over its weights, and the share of one weight in a unit's variance."""
    rows, mu, sigma = draw.normal(4, 2), draw.normal(2), draw.positive(2)
    domain = Gaussian(mu, torch.diag(sigma**2), 4).domain(None)
    units = domain.nodes @ rows.T
    a = rows[0]
    share = torch.softmax(2 * (a.abs() * sigma).log(), 0)
    spread = domain.weights @ (units[:, 0] - a @ mu) ** 2
    return World(
        {"A": rows, "mu": mu, "a_": a, "sigma_": sigma, "delta": spread},
        ranges={"k": 2},
        worth={
            r"A\mu": domain.weights @ units,
            r"a_k^2\sigma_k^2/\delta": lambda k: share[int(k) - 1],
        },
    )


@PROOFS.worth
def noise(draw: Draw) -> World:
    """Dropout of torch, and a weight with a normal factor: its spread, and what cancels."""
    rho, alpha = float(draw.uniform(0.3, 0.6)), draw.positive()
    theta = draw.normal(3) - 2
    torch.manual_seed(draw.seed)
    kept = dropout(torch.ones(20).double(), rho).max()
    factor = Gaussian(torch.ones(()).double(), alpha, 4).domain(None)
    weights = factor.nodes[:, None] * theta
    spread = factor.weights @ (weights - theta) ** 2
    epsilon = draw.normal()
    w = theta[0] * (1 + alpha.sqrt() * epsilon)
    law = Normal(theta[0], spread[0].sqrt(), validate_args=False)
    own = Normal(0.0, 1.0).log_prob(epsilon) - alpha.log() / 2
    return World(
        {
            "rho": rho, "alpha": alpha, "theta_": theta, "theta": theta[0], "w": w,
            "epsilon": epsilon, "q": Family({"w": lambda w: law.log_prob(w).exp()}),
        },
        ranges={"i": 3},
        worth={
            r"1/(1-\rho)": kept,
            r"\alpha\theta_i^2": lambda i: spread[int(i) - 1],
            r"|\theta|\sqrt{\alpha}": spread[0].sqrt(),
            r"\logq(w)+\log|w|": own + (1 + alpha.sqrt() * epsilon).abs().log(),
            r"1/\sqrt{\alpha}+\varepsilon": w / theta[0] / alpha.sqrt(),
        },
    )  # fmt: skip


@PROOFS.worth
def objective(draw: Draw) -> World:
    """The mean of a sum over the data, as a sum of means."""
    q, losses = draw.probabilities(3), draw.normal(3, 4)
    return World(
        {"q": Family({"w": lambda w: pick(q, w)}), "ell_": lambda w: pick(losses, w)},
        domains={"w": finite(torch.arange(3.0).double())},
        ranges={"n": 4},
        worth={r"\mathbb{E}_q[\sum_n\ell_n]": (q @ losses).sum()},
    )
