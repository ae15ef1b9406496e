"""The worlds in which the formulas of ``chapters/binary_latents/lab.md`` are computed."""

import torch
from torch.distributions import Bernoulli

from labsupport.equations import Draw, Family, World, finite
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/binary_latents/lab.md")


@PROOFS.world("p(z)")
def four_coins(draw: Draw) -> World:
    coins = Bernoulli(torch.full((4,), 0.5).double(), validate_args=False)
    prior = Family({"z": lambda z: coins.log_prob(z).sum().exp()})
    return World({"p": prior, "z": draw.uniform(0, 1, 4).round()})


@PROOFS.world("a_j", r"\mathrm{KL}(q\|p)")
def one_bit(draw: Draw) -> World:
    pi_, pi = draw.uniform(0.1, 0.9, 4), draw.uniform(0.1, 0.4)
    q = Family({"z": lambda z: torch.where(z > 0.5, pi, 1 - pi)})
    return World(
        {
            "p": Family({"z": lambda z: 0 * z + 0.5}), "q": q, "pi_": pi_, "pi": pi,
            "a_": Bernoulli(pi_).logits,
        },
        domains={"z": finite(torch.arange(2.0).double())}, ranges={"j": 4},
    )  # fmt: skip
