"""The worlds in which the formulas of ``chapters/binary_latents/lab.md`` are computed."""

import torch
from torch.distributions import Bernoulli, kl_divergence

from labsupport.equations import Draw, Family, Function, World, finite, pick
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


@PROOFS.worth
def all_states(draw: Draw) -> World:
    """One bit at a time; the gradient of the mean cost by automatic differentiation."""
    cost, a, b, z = draw.normal(2), draw.normal(), draw.normal(), float(draw.seed % 2)

    def mean(a: torch.Tensor) -> torch.Tensor:
        return cost[0] + (cost[1] - cost[0]) * torch.sigmoid(a)

    def log_q(a: torch.Tensor) -> torch.Tensor:
        return Bernoulli(logits=a, validate_args=False).log_prob(torch.tensor(z).double())

    score = torch.func.grad(log_q)(a)
    pi = torch.sigmoid(a)
    return World(
        {
            "pi": pi, "b": b, "z": z, "f": Function("z", lambda z: pick(cost, z)),
            "q": Family({"z": lambda z: torch.where(z > 0.5, pi, 1 - pi)}),
        },
        domains={"z": finite(torch.arange(2.0).double())},
        worth={
            r"\sum_zq(z)f(z)": mean(a),
            r"\sum_zq(z)f(z)(z-\pi)": torch.func.grad(mean)(a),
            r"z-\pi": score,
            r"(f(z)-b)(z-\pi)": cost[int(z)] * score - b * score,
        },
    )  # fmt: skip


@PROOFS.worth
def several_bits(draw: Draw) -> World:
    """The score of each logit; the divergence of a code that is certain from fair coins."""
    a, z = draw.normal(3), torch.tensor([1.0, 0.0, 1.0]).double()

    def log_q(a: torch.Tensor) -> torch.Tensor:
        return Bernoulli(logits=a, validate_args=False).log_prob(z).sum()

    score = torch.func.grad(log_q)(a)
    fair = Bernoulli(torch.full((3,), 0.5).double())
    return World(
        {"pi_": torch.sigmoid(a), "z_": z, "d": 3}, ranges={"j": 3},
        worth={
            r"z_j-\pi_j": lambda j: score[int(j) - 1],
            r"d\log2": kl_divergence(Bernoulli(z), fair).sum(),
        },
    )  # fmt: skip


@PROOFS.worth
def bounds(draw: Draw) -> World:
    log_w = draw.normal(4)
    worth = {r"\log\frac{1}{k}\sum_iw_i": log_w.logsumexp(0) - torch.tensor(4.0).double().log()}
    return World({"w_": log_w.exp(), "k": 4}, ranges={"i": 4}, worth=worth)


@PROOFS.worth
def quantiles(draw: Draw) -> World:
    """The logistic variable as a sum of two logits; its sign is that of u - (1 - pi)."""
    a, u = draw.normal(), draw.uniform(0.1, 0.9)
    pi = torch.sigmoid(a)
    moved = (u * pi / ((1 - u) * (1 - pi))).log()
    return World({"a": a, "u": u}, worth={r"a+\logu-\log(1-u)": moved})


@PROOFS.worth
def pairs(draw: Draw) -> World:
    """DisARM's estimate where the bits differ: the score's mean over the two ways to differ.

    The factor is the larger of pi and 1 - pi.
    """
    a, cost = draw.normal().abs(), draw.normal(2)
    a = -a if draw.seed == 1 else a
    pi, z = torch.sigmoid(a), float(draw.seed % 2)
    other = 1 - z
    estimate = (cost[1] - cost[0]) / 2 * torch.maximum(pi, 1 - pi)  # whichever bit is 1
    named = r"\frac{1}{2}(f(z)-f(z'))(z_j-z'_j)\,\sigma(|a_j|)"
    return World(
        {
            "f": Function("z", lambda z: pick(cost, z)), "z": z, "z_prime": other,
            "z_": torch.tensor([z]).double(), "z_prime_": torch.tensor([other]).double(),
            "a_": a[None], "sigma": Function("a", lambda a: torch.sigmoid(a)),
        },
        ranges={"j": 1}, worth={named: estimate},
    )  # fmt: skip
