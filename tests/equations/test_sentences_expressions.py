"""The expressions of ``chapters/sentences/theory.md`` that stand alone, computed as printed.

Entropies and divergences are those of torch.
"""

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal, Normal, kl_divergence
from torch.func import grad

from labsupport.equations import Draw, Gaussian, World
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/sentences/theory.md")
ZEROS = torch.zeros(2, dtype=torch.float64)
EYE = torch.eye(2, dtype=torch.float64)


@PROOFS.worth
def two_numbers(draw: Draw) -> World:
    """x and y are what one code gives both, and noise of their own; together they are normal."""
    rho, z = draw.uniform(0.2, 0.9), draw.normal()
    cov = EYE + rho * EYE.flip(0)
    pair, single = MultivariateNormal(ZEROS, cov), Normal(0.0, 1.0)
    apart = MultivariateNormal(ZEROS, EYE)
    code = Gaussian(torch.zeros(()).double(), rho, 4).domain(None)
    return World(
        {"rho": rho, "z": z, "H_x": single.entropy(), "H_y": single.entropy()},
        worth={
            "H_x+H_y": apart.entropy(),
            r"\sqrt{\rho}\,z": Normal(0.0, rho.sqrt()).icdf(single.cdf(z)),
            r"1-\rho": cov[0, 0] - code.weights @ code.nodes**2,
            r"2+2\rho": cov.sum(),
            r"-\frac12\log(1-\rho^2)": kl_divergence(pair, apart),
            r"\frac12\log\frac{1+\rho}{1-\rho}": torch.atanh(rho),
            r"\log(1+\rho)": torch.log1p(rho),
        },
    )


@PROOFS.worth
def slope(draw: Draw) -> World:
    """The bound with the best encoder of each w, by autograd; w moves u by 2 w."""
    w, s, v, beta = draw.positive(), draw.positive(), draw.positive(), draw.uniform(0.5, 2.0)

    def bound(w: Tensor) -> Tensor:
        u = w**2 + beta * s**2
        a, t = w / u, beta * s**2 / u
        fit = -((v * (1 - w * a) ** 2 + w**2 * t) / (2 * s**2))
        return fit - beta / 2 * (a**2 * v + t - 1 - t.log())

    u = w**2 + beta * s**2
    return World(
        {"beta": beta, "v": v, "u": u},
        worth={r"\frac{\beta}{2}(v-u)/u^2": grad(bound)(w) / (2 * w)},
    )


@PROOFS.worth
def words(draw: Draw) -> World:
    """What a decoder pays more when it does not always see the first of two words."""
    joint, c = draw.probabilities(12).reshape(3, 4), draw.uniform(0.2, 0.8)
    alone = -(joint.sum(0) * joint.sum(0).log()).sum()
    given = -(joint * (joint / joint.sum(1, keepdim=True)).log()).sum()
    values = {"c": c, "I": alone - given}
    return World(values, worth={"(1-c)I": torch.lerp(alone, given, c) - given})
