"""The worlds in which the formulas of ``chapters/wake_sleep/lab.md`` are computed as printed."""

import torch
from torch import Tensor
from torch.distributions import Bernoulli

from labsupport.equations import Draw, Family, Function, World, finite, newton, pick
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/wake_sleep/lab.md")


@PROOFS.world("C(z)", "p(z)")
def levels(draw: Draw) -> World:
    """Three states with their joint probabilities, and the Boltzmann distribution by a softmax."""
    joint, t = 0.3 * draw.probabilities(3), draw.positive()
    energy = -joint.log()
    law = torch.softmax(-energy / t, 0)
    return World(
        {
            "p": Family({"z": lambda z: pick(law, z), "x,z": lambda x, z: pick(joint, z)}),
            "C": Function("z", lambda z: pick(energy, z)), "T": t, "x": 2.0, "z": 1.0,
            "Z": torch.logsumexp(-energy / t, 0).exp(),
        }
    )  # fmt: skip


@PROOFS.world(r"\logp(s)")
def unit(draw: Draw) -> World:
    def density(s: Tensor, a: Tensor) -> Tensor:
        return Bernoulli(logits=a, validate_args=False).log_prob(s).exp()

    return World({"p": Family({"s": density}), "a": draw.normal(), "s": float(draw.seed % 2)})


@PROOFS.world(r"\tildew_i")
def shares(draw: Draw) -> World:
    w = draw.positive(3)
    return World({"w_": w, "tilde_w_": torch.softmax(w.log(), 0)}, ranges={"i": 3, "j": 3})


@PROOFS.worth
def least_energy(draw: Draw) -> World:
    """Free energies are sums; the least is found by Newton steps over all distributions."""
    energy, t, other = draw.normal(3), draw.positive(), draw.probabilities(3)

    def free(q: Tensor) -> Tensor:
        return q @ energy + t * (q @ q.log())

    best = newton(lambda a: free(a.softmax(0)) + a.sum() ** 2, torch.zeros(3).double()).softmax(0)
    return World(
        {
            "C": Function("z", lambda z: pick(energy, z)), "T": t, "Z": (-energy / t).exp().sum(),
            "z": float(draw.seed % 3), "q": Family({"z": lambda z: pick(other, z)}),
            "p": Family({"z": lambda z: pick(best, z)}),
        },
        domains={"z": finite(torch.arange(3.0).double())},
        worth={
            r"\exp(-C(z)/T)/Z": lambda z: pick(best, z),
            r"-T\logZ": free(best),
            r"T\,\mathrm{KL}(q\|p)-T\logZ": free(other),
        },
    )  # fmt: skip


@PROOFS.worth
def two_codes(draw: Draw) -> World:
    a = draw.uniform(0.1, 0.4)
    return World({"a": a}, worth={"1-a": Bernoulli(a).log_prob(torch.zeros(())).exp()})
