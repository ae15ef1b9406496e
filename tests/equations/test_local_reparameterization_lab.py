"""The worlds in which the formulas of ``chapters/local_reparameterization/lab.md`` are computed."""

import torch
from torch.distributions import Bernoulli

from labsupport.equations import Draw, World
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/local_reparameterization/lab.md")


@PROOFS.world("w_i")
def weights(draw: Draw) -> World:
    mu, sigma, epsilon = draw.normal(3), draw.positive(3), draw.normal(3)
    return World(
        {"mu_": mu, "sigma_": sigma, "epsilon_": epsilon, "w_": torch.addcmul(mu, sigma, epsilon)},
        ranges={"i": 3},
    )


@PROOFS.world("b_j")
def a_layer(draw: Draw) -> World:
    a, w = draw.normal(3), draw.normal(3, 2)
    return World({"a_": a, "w_": w, "b_": torch.einsum("i,ij->j", a, w)}, ranges={"i": 3, "j": 2})


@PROOFS.worth
def minibatch(draw: Draw) -> World:
    """N times the mean of the minibatch."""
    terms = draw.normal(4)
    scaled = 60 * torch.lerp(terms[:2].mean(), terms[2:].mean(), 0.5)
    values = {"L_": terms, "N": 60, "M": 4}
    return World(values, ranges={"i": 4}, worth={r"\frac{N}{M}\sum_iL_i": scaled})


@PROOFS.worth
def kept(draw: Draw) -> World:
    """An input is kept unless it is dropped."""
    p = draw.uniform(0.1, 0.4)
    kept = Bernoulli(p).log_prob(torch.zeros(())).exp()
    return World({"p": p}, worth={"1-p": kept})
