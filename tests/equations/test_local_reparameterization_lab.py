"""The worlds in which the formulas of ``chapters/local_reparameterization/lab.md`` are computed."""

import torch

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
