"""The worlds in which the formulas of ``chapters/wake_sleep/theory.md`` are computed as printed.

Machines: two layers of one unit each and two pixels, so that all states can be added up. Tables: z
takes three values, and x two. Gradients are automatic ones.
"""

import torch
from torch import Tensor
from torch.distributions import Bernoulli, Binomial, Categorical

from labsupport.checks.wake_sleep.derivations import asleep
from labsupport.equations import Draw, Family, Function, World, finite, pick
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/wake_sleep/theory.md")
CODES = torch.arange(3.0).double()


@PROOFS.world("eq-wake_sleep-model", "eq-wake_sleep-recognition")
def machine(draw: Draw) -> World:
    """The joint as a table over x, h_1 and h_2 that is made by conditioning a random one."""
    top, middle, bottom = draw.probabilities(3), draw.probabilities(3, 2), draw.probabilities(2, 4)
    joint = torch.einsum("c,cb,ba->abc", top, middle, bottom)
    up, over = draw.probabilities(4, 2), draw.probabilities(2, 3)
    guess = torch.einsum("ab,bc->abc", up, over)
    return World(
        {
            "x": 2.0, "h_1": 1.0, "h_2": 2.0,
            "p": Family(
                {
                    "x,h_1,h_2": lambda x, h_1, h_2: pick(joint, x, h_1, h_2),
                    "h_2": lambda h_2: pick(top, h_2),
                    "h_1|h_2": lambda h_1, h_2: pick(middle, h_2, h_1),
                    "x|h_1": lambda x, h_1: pick(bottom, h_1, x),
                }
            ),
            "q": Family(
                {
                    "h_1,h_2|x": lambda h_1, h_2, x: pick(guess, x, h_1, h_2),
                    "h_1|x": lambda h_1, x: pick(up, x, h_1),
                    "h_2|h_1": lambda h_2, h_1: pick(over, h_1, h_2),
                }
            ),
        },
    )  # fmt: skip


@PROOFS.world("a", "eq-wake_sleep-unit", "eq-wake_sleep-delta")
def unit(draw: Draw) -> World:
    """A unit by torch's distribution, whose log-odds are linear in a layer of three."""
    w, b, h = draw.normal(3), draw.normal(), draw.uniform(0, 1, 3).round()

    def density(s: Tensor, h: Tensor, b: Tensor) -> Tensor:
        return Bernoulli(logits=b + w @ h, validate_args=False).log_prob(s).exp()

    return World(
        {
            "p": Family({"s|h": density}),
            "w": w,
            "b": b,
            "h": h,
            "s": float(draw.seed % 2),
            "a": torch.nn.functional.linear(h, w, b),
        }
    )


@PROOFS.world(
    "p(x,z)", "eq-wake_sleep-cost", "eq-wake_sleep-free-energy", "eq-wake_sleep-gap",
    "eq-wake_sleep-wake", "eq-wake_sleep-score", "eq-wake_sleep-fisher", "eq-wake_sleep-wake-phi",
)  # fmt: skip
def tables(draw: Draw) -> World:
    """p_theta(x, z) = softmax over six states; q is a softmax of phi. The free energy by torch."""
    theta, phi = draw.normal(2, 3), draw.normal(3)

    def joint(theta: Tensor) -> Tensor:
        return torch.softmax(theta.flatten(), 0).reshape(2, 3)

    def free(x: Tensor, theta: Tensor, phi: Tensor) -> Tensor:
        row = torch.stack([pick(joint(theta), x, z) for z in CODES])
        q = Categorical(logits=phi, validate_args=False)
        return -(q.probs @ row.log()) - q.entropy()

    p = Family(
        {
            "x": lambda x, theta: pick(joint(theta).sum(1), x),
            "x,z": lambda x, z, theta: pick(joint(theta), x, z),
            "z|x": lambda z, x, theta: pick(torch.softmax(theta, 1), x, z),
        }
    )
    q = Family({"z|x": lambda z, x, phi: pick(torch.softmax(phi, 0), z)})
    return World(
        {
            "p": p, "p_theta": p, "q": q, "theta": theta, "phi": phi, "x": float(draw.seed % 2),
            "z": 1.0, "cal_F": Function("x", free),
            "C": Function("z,x", lambda z, x, theta: -pick(joint(theta), x, z).log()),
        },
        domains={"z": finite(CODES)},
    )  # fmt: skip


@PROOFS.world("eq-wake_sleep-temperature", "eq-wake_sleep-boltzmann", "C(z)", "eq-wake_sleep-least")
def heat(draw: Draw) -> World:
    """Three energies and a temperature; the law by a softmax, the entropy by torch."""
    energy, q, t = draw.uniform(0.3, 3.0, 3), draw.probabilities(3), draw.positive()
    law = torch.softmax(-energy / t, 0)
    return World(
        {
            "C": Function("z", lambda z: pick(energy, z)), "T": t, "z": 1.0,
            "q": Family({"z": lambda z: pick(q, z)}),
            "p_T": Family({"z": lambda z: pick(law, z)}),
            "Z_T": torch.logsumexp(-energy / t, 0).exp(),
            "cal_F_T": Function("q", lambda: q @ energy - t * Categorical(q).entropy()),
        },
        domains={"z": finite(CODES)},
    )  # fmt: skip


@PROOFS.world("eq-wake_sleep-sleep")
def dreams(draw: Draw) -> World:
    return asleep(draw)


@PROOFS.world("eq-wake_sleep-marginals")
def two_units(draw: Draw) -> World:
    """A posterior of two units that depend on each other, and q of independent ones."""
    codes = torch.cartesian_prod(*[torch.tensor([0.0, 1.0]).double()] * 2)
    table = draw.probabilities(4)

    def posterior(z: Tensor) -> Tensor:
        return pick(table, 2 * z[0] + z[1])

    def q(z: Tensor, a: Tensor) -> Tensor:
        return Bernoulli(logits=a, validate_args=False).log_prob(z).sum().exp()

    return World(
        {
            "a": draw.normal(2), "x": 1.0, "q_a": Family({"z": q}),
            "p": Family({"z|x": lambda z, x: posterior(z)}),
        },
        domains={"z": finite(codes)},
    )  # fmt: skip


@PROOFS.world("w_i", "eq-wake_sleep-rws")
def shares(draw: Draw) -> World:
    """Three draws; the sums by automatic differentiation of the two weighted logarithms."""
    world = tables(draw)
    theta, phi = (world.values[name] for name in ("theta", "phi"))
    at, row = [0, 2, 1], int(world.values["x"])
    joint = torch.log_softmax(theta.flatten(), 0).reshape(2, 3)[row, at]
    share = torch.softmax(joint - torch.log_softmax(phi, 0)[at], 0)

    def of_p(theta: Tensor) -> Tensor:
        return share @ torch.log_softmax(theta.flatten(), 0).reshape(2, 3)[row, at]

    def of_q(phi: Tensor) -> Tensor:
        return share @ torch.log_softmax(phi, 0)[at]

    return World(
        world.values
        | {
            "g_theta": torch.func.grad(of_p)(theta), "g_phi": torch.func.grad(of_q)(phi),
            "tilde_w_": share, "z_": torch.tensor(at).double(), "k": 3,
            "w_": (joint - torch.log_softmax(phi, 0)[at]).exp(),
        },
        domains=world.domains, ranges={"i": 3},
    )  # fmt: skip


@PROOFS.world("eq-wake_sleep-bias")
def more_draws(draw: Draw) -> World:
    """z takes two values; the mean of the weighted sum is one over how often the first comes."""
    chance, joint, f = draw.uniform(0.35, 0.65), draw.uniform(0.1, 0.3, 2), draw.normal(2)
    q = torch.stack([chance, 1 - chance])
    ratio = joint / q

    def mean(k: Tensor) -> Tensor:
        count = torch.arange(257.0).double()
        chance_of = Binomial(k, chance, validate_args=False).log_prob(torch.minimum(count, k)).exp()
        inside = count <= k
        first, second = count * ratio[0], torch.where(inside, k - count, 0.0) * ratio[1]
        value = (first * f[0] + second * f[1]) / (first + second)
        return torch.where(inside, chance_of * value, 0.0).sum()

    return World(
        {
            "F_k": mean, "k": 8.0, "x": 1.0, "F": joint @ f / joint.sum(),
            "f": Function("z", lambda z: pick(f, z)),
            "w": Function("z", lambda z: pick(ratio, z)),
            "p": Family({"x": lambda x: joint.sum()}),
            "q": Family({"z|x": lambda z, x: pick(q, z)}),
        },
        domains={"z": finite(CODES[:2])}, order=("k", (16, 32, 64, 128), 2),
    )  # fmt: skip
