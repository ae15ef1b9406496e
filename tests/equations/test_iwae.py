"""The worlds in which the formulas of ``chapters/iwae/theory.md`` are computed as printed.

Tables: z takes three values, so that means over three draws are sums over 27 outcomes. Lines: two
draws that are normal, by sums over a fine grid of their noise; the parts of a gradient come from
automatic differentiation with one of its places held constant.
"""

import torch
from torch import Tensor
from torch.distributions import Binomial, Normal

from labsupport.equations import Draw, Family, Function, World, finite, pick, plane
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/iwae/theory.md")
CODES = torch.arange(3.0).double()


def outcomes(draws: int) -> Tensor:
    """All results of so many draws from three values."""
    return torch.cartesian_prod(*[CODES] * draws)


def each(table: Tensor, codes: Tensor) -> Tensor:
    return torch.stack([pick(table, code) for code in codes])


@PROOFS.world(
    "eq-iwae-weight", "eq-iwae-unbiased", "eq-iwae-bound", "eq-iwae-leave-one", "eq-iwae-rises",
    "eq-iwae-weights", "eq-iwae-upper",
)  # fmt: skip
def tables(draw: Draw) -> World:
    """p(x, z) at one x, and three draws; in the last world q is the posterior."""
    joint, q, tight = 0.3 * draw.probabilities(3), draw.probabilities(3), draw.seed == 2
    evidence = joint.sum()
    if tight:
        q = joint / evidence
    ratio = joint / q
    weights = torch.stack([ratio[codes.long()] for codes in outcomes(3)])
    chance = torch.stack([q[codes.long()].prod() for codes in outcomes(3)])

    def from_posterior(z_) -> Tensor:
        return pick(joint / evidence, z_[0]) * pick(q, z_[1]) * pick(q, z_[2])

    return World(
        {
            "p": Family({"x": lambda x: evidence, "x,z": lambda x, z: pick(joint, z)}),
            "q": Family({"z|x": lambda z, x: pick(q, z)}),
            "x": 1.0, "z_": torch.tensor([0.0, 2.0, 1.0]).double(), "k": 3,
            "w_": lambda z_: each(ratio, z_), "W": lambda z_: each(ratio, z_).mean(),
            "tilde_w_": lambda z_: torch.softmax(each(ratio, z_).log(), 0),
            "cal_L_k": chance @ weights.mean(1).log(),
        },
        domains={"z_": finite(outcomes(3))},
        laws={"": Family({"z_": lambda z_: each(q, z_).prod()}),
              "u": Family({"z_": from_posterior})},
        ranges={"i": 3, "j": 3}, tight=tight,
    )  # fmt: skip


@PROOFS.world("eq-iwae-gap")
def two_weights(draw: Draw) -> World:
    """A weight that has one of two values; the bound is a sum over how often the first comes."""
    chance, low, high = draw.uniform(0.3, 0.7), draw.uniform(0.5, 0.8), draw.uniform(1.2, 1.6)

    def bound(k) -> Tensor:
        count = torch.arange(257.0).double()
        log = Binomial(k, chance, validate_args=False).log_prob(torch.minimum(count, k))
        inside = count <= k
        mean = torch.where(inside, high * count + low * (k - count), 1.0) / k
        return torch.where(inside, log.exp() * mean.log(), 0.0).sum()

    values = torch.stack([low, high])
    probabilities = torch.stack([1 - chance, chance])
    return World(
        {
            "p": Family({"x": lambda x: probabilities @ values}), "x": 1.0, "k": 8.0,
            "cal_L_k": bound, "w": lambda z: pick(values, z),
        },
        domains={"z": finite(torch.arange(2.0).double())},
        laws={"": Family({"z": lambda z: pick(probabilities, z)})},
        order=("k", (16, 32, 64, 128), 2),
    )  # fmt: skip


def line(draw: Draw) -> dict:
    """log w of z = mu + exp(rho) epsilon for phi = (mu, rho), and its two parts."""
    a, b = draw.uniform(0.5, 0.9), draw.normal() / 2

    def log_p(z: Tensor) -> Tensor:
        return Normal(b, 1.0, validate_args=False).log_prob(z) + torch.sin(a * z) / 2

    def log_q(z: Tensor, phi: Tensor) -> Tensor:
        return Normal(phi[0], phi[1].exp(), validate_args=False).log_prob(z)

    def log_w(epsilon: Tensor, path: Tensor, density: Tensor) -> Tensor:
        z = path[0] + path[1].exp() * epsilon
        return log_p(z) - log_q(z, density)

    def all_log_w(epsilon_: Tensor, phi: Tensor) -> Tensor:
        return torch.stack([log_w(e, phi, phi) for e in epsilon_])

    def along(epsilon_: Tensor, phi: Tensor) -> Tensor:
        """Through the draws alone."""
        slope = torch.func.grad(log_w, argnums=1)
        return torch.stack([slope(e, phi, phi) for e in epsilon_])

    def score(epsilon_: Tensor, phi: Tensor) -> Tensor:
        slope = torch.func.grad(log_w, argnums=2)
        return torch.stack([-slope(e, phi, phi) for e in epsilon_])

    phi = torch.stack([draw.normal() / 2, draw.uniform(-0.2, 0.2)])
    return {
        "phi": phi, "k": 2,
        "epsilon_": torch.tensor([0.3, -1.1]).double(),
        "w": Function("epsilon;phi", lambda epsilon, phi: log_w(epsilon, phi, phi).exp()),
        "W": lambda epsilon_, phi: all_log_w(epsilon_, phi).exp().mean(),
        "tilde_w_": lambda epsilon_, phi: torch.softmax(all_log_w(epsilon_, phi), 0),
        "h_": along, "s_": score,
    }  # fmt: skip


def noise(epsilon_: Tensor) -> Tensor:
    return Normal(0.0, 1.0, validate_args=False).log_prob(epsilon_).sum().exp()


@PROOFS.world("eq-iwae-parts", "eq-iwae-wake", "eq-iwae-dreg")
def two_draws(draw: Draw) -> World:
    return World(
        line(draw), domains={"epsilon_": plane(-8, 8, 48)},
        laws={"": Family({"epsilon_": noise})}, ranges={"i": 2, "j": 2},
    )  # fmt: skip


@PROOFS.world("eq-iwae-gradient")
def any_parameters(draw: Draw) -> World:
    world = two_draws(draw)
    parts = world.values
    rename = {
        "psi": parts["phi"],
        "w": Function("epsilon;psi", lambda epsilon, psi: parts["w"].rule(epsilon, psi)),
        "W": lambda epsilon_, psi: parts["W"](epsilon_, psi),
        "tilde_w_": lambda epsilon_, psi: parts["tilde_w_"](epsilon_, psi),
    }
    return world.with_values(**rename)


@PROOFS.world("eq-iwae-one")
def picked(draw: Draw) -> World:
    """Two draws with fixed noise, of which one is picked by its share."""
    parts = any_parameters(draw).values
    shares = torch.softmax(
        torch.stack([parts["w"].rule(e, parts["psi"]) for e in parts["epsilon_"]]).log(), 0
    )
    noise = parts["epsilon_"]
    chance = Family({"epsilon": lambda epsilon: (shares * (noise == epsilon)).sum()})
    return World(
        parts, domains={"epsilon": finite(noise)}, ranges={"i": 2, "j": 2}, laws={"J": chance}
    )


@PROOFS.world("eq-iwae-two")
def two_layers(draw: Draw) -> World:
    """Three values each of v and z; the weight by the joint tables, at one pair."""
    up, middle = draw.probabilities(3), torch.stack([draw.probabilities(3) for _ in range(3)])
    seen, q = draw.probabilities(3), draw.probabilities(3)
    above = torch.stack([draw.probabilities(3) for _ in range(3)])
    joint = up[:, None] * middle * seen  # of v and z, at one x
    posterior = q * above.T
    return World(
        {
            "p": Family({
                "v": lambda v: pick(up, v), "z|v": lambda z, v: pick(middle, v, z),
                "x|z": lambda x, z: pick(seen, z),
            }),
            "q": Family({"z|x": lambda z, x: pick(q, z), "v|z": lambda v, z: pick(above, z, v)}),
            "x": 1.0, "z": 2.0, "v": 1.0, "w": (joint / posterior)[1, 2],
        }
    )  # fmt: skip


@PROOFS.world("eq-iwae-stl")
def landing(draw: Draw) -> World:
    """By automatic differentiation of the bound of weights whose log q is constant in phi."""
    world = two_draws(draw)
    phi, epsilon_ = world.values["phi"], world.values["epsilon_"]
    shares, along = world.values["tilde_w_"](epsilon_, phi), world.values["h_"](epsilon_, phi)
    return world.with_values(g_stl=along.T @ shares)


@PROOFS.world("eq-iwae-snr")
def ratio(draw: Draw) -> World:
    values, chances = draw.normal(3) - 1, draw.probabilities(3)
    mean = chances @ values
    spread = (chances @ values**2 - mean**2).sqrt()
    return World(
        {"g": lambda z: pick(values, z), "SNR": (mean / spread).abs()},
        domains={"z": finite(CODES)}, laws={"": Family({"z": lambda z: pick(chances, z)})},
    )  # fmt: skip


@PROOFS.world("eq-iwae-stream")
def more(draw: Draw) -> World:
    old, new = draw.positive(4), draw.positive(3)
    return World(
        {
            "b": old.mean().log(), "b_new": torch.cat([old, new]).mean().log(),
            "k": 4, "m": 3, "w_": new,
        },
        ranges={"j": 3},
    )  # fmt: skip


def three_values(draw: Draw) -> tuple[Tensor, Tensor]:
    return 0.3 * draw.probabilities(3), draw.probabilities(3)


@PROOFS.world("eq-iwae-path")
def between(draw: Draw) -> World:
    joint, q = three_values(draw)
    beta = draw.uniform(0.3, 0.6)
    table = torch.softmax(torch.lerp(q.log(), joint.log(), beta), 0)
    return World(
        {
            "p_beta": Family({"z": lambda z: pick(table, z)}), "beta": beta, "z": 0.0, "x": 1.0,
            "q": Family({"z|x": lambda z, x: pick(q, z)}),
            "p": Family({"x,z": lambda x, z: pick(joint, z)}),
        },
        several={"z": list(CODES)},
    )  # fmt: skip


def move(table: Tensor) -> Tensor:
    """Metropolis moves that leave a table as it is: row from, column to."""
    accept = torch.minimum(table / table[:, None], torch.ones(()).double()) / 3
    stay = 1 - (accept.sum(1) - accept.diagonal())
    return accept - torch.diag(accept.diagonal()) + torch.diag(stay)


@PROOFS.world("eq-iwae-anneal", "eq-iwae-reverse")
def chain(draw: Draw) -> World:
    """Two moves among three values, so all paths can be added up; the last world has q = p(z|x)."""
    joint, q = three_values(draw)
    tight = draw.seed == 2
    if tight:
        q = joint / joint.sum()
    half = move(torch.softmax((q.log() + joint.log()) / 2, 0))
    end = move(joint / joint.sum())
    ratio = joint / q

    def forwards(z_) -> Tensor:
        return pick(q, z_[0]) * pick(half, z_[0], z_[1])

    def backwards(z_) -> Tensor:
        last = (joint / joint.sum()) @ end  # the move at beta = 1
        return pick(last, z_[1]) * pick(half, z_[1], z_[0])

    return World(
        {
            "p": Family({"x": lambda x: joint.sum()}), "x": 1.0, "T": 2,
            "w": Function("z", lambda z: pick(ratio, z)),
            "z_": torch.tensor([1.0, 2.0]).double(),
            "hat_w": lambda z_: each(ratio, z_).prod().sqrt(),
        },
        domains={"z_": finite(outcomes(2))},
        laws={"f": Family({"z_": forwards}), "b": Family({"z_": backwards})},
        ranges={"t": 2}, tight=tight,
    )  # fmt: skip
