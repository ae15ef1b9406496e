"""The worlds in which the formulas of ``chapters/binary_latents/theory.md`` are computed.

A code has two bits, so that every mean over one, two or three draws is a sum; the uniform number of
an antithetic pair is a sum over the pieces between its jumps.
"""

import itertools

import torch
from torch import Tensor
from torch.distributions import Bernoulli

from labsupport.equations import Domain, Draw, Family, Function, World, finite, pick
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/binary_latents/theory.md")
CODES = torch.tensor([*itertools.product((0.0, 1.0), repeat=2)]).double()
SIGMA = Function("a", lambda a: 1 / (1 + torch.exp(-a)))


def law(z: Tensor, a_: Tensor) -> Tensor:
    """q(z) of a code, by torch."""
    return Bernoulli(logits=a_, validate_args=False).log_prob(z).sum().exp()


def of_code(table: Tensor, z: Tensor) -> Tensor:
    """The entry of a table (4,) that belongs to a code."""
    return pick(table, 2 * z[0] + z[1])


def gain(table: Tensor, z: Tensor) -> Tensor:
    """Cost with a bit made 1 minus cost with it made 0, for each bit."""
    one, zero = torch.ones(()).double(), torch.zeros(()).double()
    first = of_code(table, torch.stack([one, z[1]])) - of_code(table, torch.stack([zero, z[1]]))
    last = of_code(table, torch.stack([z[0], one])) - of_code(table, torch.stack([z[0], zero]))
    return torch.stack([first, last])


def bits(draw: Draw) -> dict:
    """Logits, a cost for each code, and q."""
    f = draw.normal(4)
    q = Family({"z": law, "z|x": lambda z, x, a_: law(z, a_)})
    return {
        "a_": draw.normal(2) + 0.3, "pi_": lambda a_: torch.sigmoid(a_), "d": 2, "x": 1.0,
        "z": CODES[1], "f": Function("z", lambda z: of_code(f, z)), "f_table": f, "q": q,
        "q_phi": q, "Delta_": lambda z: gain(f, z), "b": draw.uniform(0.5, 2.0), "sigma": SIGMA,
        "z_prime": CODES[2],
    }  # fmt: skip


@PROOFS.world("eq-binary_latents-model")
def joint(draw: Draw) -> World:
    """The prior by torch's Bernoulli of one half."""
    likelihood, half = draw.probabilities(4), torch.full((2,), 0.5).double()
    return World(
        bits(draw)
        | {
            "p_theta": Family(
                {
                    "x|z": lambda x, z: of_code(likelihood, z),
                    "x,z": lambda x, z: (
                        of_code(likelihood, z)
                        * Bernoulli(half, validate_args=False).log_prob(z).sum().exp()
                    ),
                }
            )
        },
        several={"z": list(CODES)},
    )


@PROOFS.world("eq-binary_latents-posterior")
def encoder(draw: Draw) -> World:
    return World(bits(draw) | {"z": CODES[draw.seed + 1]}, ranges={"j": 2})


@PROOFS.world(r"\pi", r"\sigma(a)")
def logistic(draw: Draw) -> World:
    a = draw.normal()
    sigma = Function("a", lambda a: torch.tanh(a / 2) / 2 + 0.5)
    return World({"a": a, "pi": torch.sigmoid(a), "sigma": sigma})


@PROOFS.world(r"\mathcal{L}")
def bound(draw: Draw) -> World:
    """By the mean of log w."""
    parts, likelihood = bits(draw), draw.probabilities(4)
    q = torch.stack([law(z, parts["a_"]) for z in CODES])
    return World(
        parts
        | {
            "p": Family({"z": lambda z: 0 * z[0] + 0.25}),
            "p_theta": Family({"x|z": lambda x, z: of_code(likelihood, z)}),
            "cal_L": q @ (likelihood / 4 / q).log(),
        },
        domains={"z": finite(CODES)},
    )


@PROOFS.world(
    "eq-binary_latents-kl", "eq-binary_latents-kl-logits", r"\log\pi", r"\log(1-\pi)",
    r"\log\frac{\pi}{1/2}",
)  # fmt: skip
def divergence(draw: Draw) -> World:
    parts, a = bits(draw), draw.normal()
    prior = Family({"z": lambda z: 0 * z[0] + 0.25})
    return World(
        parts | {"p": prior, "a": a, "pi": torch.sigmoid(a)},
        domains={"z": finite(CODES)}, ranges={"j": 2},
    )  # fmt: skip


@PROOFS.world("eq-binary_latents-exact", "eq-binary_latents-score", "eq-binary_latents-baseline")
def one_code(draw: Draw) -> World:
    return World(bits(draw), domains={"z": finite(CODES)}, ranges={"j": 2})


@PROOFS.world("eq-binary_latents-leave-one-out")
def others(draw: Draw) -> World:
    """Of three draws."""
    costs = draw.normal(3)
    means = torch.stack([costs[[n for n in range(3) if n != i]].mean() for i in range(3)])
    return World(
        {
            "b_": means, "k": 3, "z_": torch.arange(3.0).double(),
            "f": Function("z", lambda z: pick(costs, z)),
        },
        ranges={"i": 3, "l": 3},
    )  # fmt: skip


@PROOFS.world("eq-binary_latents-covariance")
def two_draws(draw: Draw) -> World:
    """g by the sample covariance of numpy's kind, of two rows."""
    parts = bits(draw)
    f = parts["f_table"]

    def covariance(z: Tensor, z_prime: Tensor) -> Tensor:
        costs = torch.stack([of_code(f, z), of_code(f, z_prime)])
        rows = torch.stack([z, z_prime])
        return ((costs - costs.mean())[:, None] * (rows - rows.mean(0))).sum(0)  # over 2 - 1

    costs = {"f": lambda z: of_code(f, z), "f_prime": lambda z_prime: of_code(f, z_prime)}

    def both(z: Tensor, z_prime: Tensor, a_: Tensor) -> Tensor:
        return law(z, a_) * law(z_prime, a_)

    return World(
        parts | costs | {"g_": covariance}, domains={"z": finite(CODES), "z_prime": finite(CODES)},
        laws={"": Family({"z,z_prime": both})}, ranges={"j": 2},
    )  # fmt: skip


def three(draw: Draw, tight: bool = False) -> World:
    """Three draws, each one of four codes; the weights contain the logits."""
    a, log_p = draw.normal(2), draw.normal(4) - 2
    if tight:  # the joint density is that of q, times a number
        log_p = torch.stack([law(z, a) for z in CODES]).log() - 0.7

    def chances(a: Tensor) -> Tensor:
        return torch.stack([law(z, a) for z in CODES])

    def weights(z_: Tensor, a: Tensor) -> Tensor:
        ratio = log_p.exp() / chances(a)
        return torch.stack([pick(ratio, code) for code in z_])

    def guessed(z_: Tensor, a: Tensor) -> Tensor:
        """By a geometric mean as a root."""
        w = weights(z_, a)
        found = []
        for i in range(3):
            rest = torch.stack([w[n] for n in range(3) if n != i])
            found.append((rest.sum() + rest.prod().sqrt()) / 3)
        return torch.stack(found)

    def scores(z_: Tensor, a: Tensor) -> Tensor:
        rows = torch.stack([torch.stack([pick(CODES[:, j], code) for j in (0, 1)]) for code in z_])
        return rows - torch.sigmoid(a)

    def chance(z_: Tensor, a: Tensor) -> Tensor:
        table = chances(a)
        return torch.stack([pick(table, code) for code in z_]).prod()

    numbers = torch.arange(4.0).double()
    evidence = log_p.exp().sum()
    return World(
        {
            "a": a, "k": 3, "z_": torch.tensor([0.0, 2.0, 3.0]).double(), "x": 1.0,
            "w_": weights, "W": lambda z_, a: weights(z_, a).mean(), "V_": guessed,
            "tilde_w_": lambda z_, a: weights(z_, a) / weights(z_, a).sum(), "s_": scores,
            "p_theta": Family({"x": lambda x: evidence}),
        },
        domains={"z_": finite(torch.cartesian_prod(numbers, numbers, numbers))},
        laws={"": Family({"z_": chance})}, ranges={"i": 3, "l": 3}, tight=tight,
    )  # fmt: skip


@PROOFS.world("eq-binary_latents-vimco-signal", "eq-binary_latents-vimco")
def three_draws(draw: Draw) -> World:
    return three(draw)


@PROOFS.world("eq-binary_latents-likelihood")
def evaluation(draw: Draw) -> World:
    return three(draw, tight=draw.seed == 2)


@PROOFS.world("eq-binary_latents-pair")
def from_one_number(draw: Draw) -> World:
    """By comparison with the quantiles of each bit."""
    parts = bits(draw)
    pi, u = torch.sigmoid(parts["a_"]), draw.uniform(0, 1, 2)
    return World(
        parts
        | {
            "u_": u, "H": Function("t", lambda t: (t > 0).double()),
            "z_": (u < pi).double(), "z_prime_": (u > 1 - pi).double(),
        },
        ranges={"j": 2},
    )  # fmt: skip


def pair_law(z: Tensor, z_prime: Tensor, a_: Tensor) -> Tensor:
    """Both codes of an antithetic pair: the lengths of the pieces of the unit interval."""
    pi = torch.sigmoid(a_)
    low, high = torch.minimum(pi, 1 - pi), torch.maximum(pi, 1 - pi)
    differ = low  # u below the smaller end, or above the larger one
    alike = high - low
    ones = torch.where(pi > 0.5, alike, 0 * alike)
    zeros = alike - ones
    same = torch.where(z > 0.5, ones, zeros)
    return torch.where((z - z_prime).abs() > 0.5, differ, same).prod()


@PROOFS.world("eq-binary_latents-disarm", "eq-binary_latents-disarm-mean")
def pairs(draw: Draw) -> World:
    """g with the larger probability, by a comparison."""
    parts = bits(draw)
    f = parts["f_table"]

    costs = {"f": lambda z: of_code(f, z), "f_prime": lambda z_prime: of_code(f, z_prime)}

    def estimate(z: Tensor, z_prime: Tensor, a_: Tensor) -> Tensor:
        pi = torch.sigmoid(a_)
        half = (of_code(f, z) - of_code(f, z_prime)) / 2
        return half * (z - z_prime) * torch.where(pi > 0.5, pi, 1 - pi)

    return World(
        parts | costs | {"g_": estimate}, domains={"z": finite(CODES), "z_prime": finite(CODES)},
        laws={"": Family({"z,z_prime": pair_law})}, ranges={"j": 2},
    )  # fmt: skip


@PROOFS.world("eq-binary_latents-relaxed")
def relaxed(draw: Draw) -> World:
    """By two exponentials: the relaxed bit of a choice between two."""
    a, u, width = draw.normal(2), draw.uniform(0.05, 0.95, 2), draw.positive()
    both = torch.stack([a + u.log(), (1 - u).log()]) / width
    return World(
        {"a_": a, "u_": u, "lam": width, "sigma": SIGMA, "z_": torch.softmax(both, 0)[0]},
        ranges={"j": 2},
    )


@PROOFS.world("eq-binary_latents-half")
def above(draw: Draw) -> World:
    """u by the middles of many equal pieces, whose edge is where the relaxed bit is one half."""
    a, width = draw.normal(2), draw.positive()
    pi = torch.sigmoid(a)
    n = 2000
    middles = (torch.arange(n).double() + 0.5) / n
    rounded = (pi * n).round() / n  # a probability that the pieces have
    logits = rounded.logit()
    return World(
        {
            "pi_": rounded, "u": 0.5,
            "z_": lambda u: torch.sigmoid((logits + torch.logit(u)) / width),
        },
        domains={"u": Domain(middles, torch.full((n,), 1.0 / n).double())},
        laws={"": Family({"u": lambda u: 0 * u + 1.0})}, ranges={"j": 2},
    )  # fmt: skip


@PROOFS.world("eq-binary_latents-straight")
def straight(draw: Draw) -> World:
    """By the chain rule through the probability."""
    a, t = draw.normal(2), draw.normal(2)
    f = Function("z", lambda z: torch.sin(z + t).prod())
    z = torch.tensor([0.0, 1.0]).double()
    fixed = torch.sigmoid(a)
    slope = torch.func.grad(lambda a: torch.sin(z + torch.sigmoid(a) - fixed + t).prod())
    return World(
        {"a_": a, "pi_": torch.sigmoid(a), "f": f, "z": z, "g_": slope(a)},
        ranges={"j": 2},
    )


@PROOFS.world("eq-binary_latents-straight-bias", "f(z)#3")
def square(draw: Draw) -> World:
    """One bit with a square as its cost."""
    t = draw.normal()

    def slope(z: Tensor, a: Tensor) -> Tensor:
        pi = torch.sigmoid(a)
        return 2 * (z - t) * pi * (1 - pi)

    q = Family({"z": lambda z, a: torch.where(z > 0.5, torch.sigmoid(a), 1 - torch.sigmoid(a))})
    return World(
        {
            "a": draw.normal() + 0.2, "pi": lambda a: torch.sigmoid(a), "t": t, "q": q, "z": 1.0,
            "f": Function("z", lambda z: z**2 - 2 * t * z + t**2), "g": slope,
        },
        domains={"z": finite(torch.arange(2.0).double())}, laws={"": q},
    )  # fmt: skip
