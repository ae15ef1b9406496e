r"""The derivations of topic ``wake_sleep``: the least free energy, and sleep.

In their worlds z takes three values, and x two, so that every mean is a sum.
"""

import torch
from torch import Tensor

from labsupport.checks.derivation import Derivation
from labsupport.checks.forms import both, densities, has, mentions, not_
from labsupport.equations import Draw, Family, Function, World, finite, pick, tree

CODES = torch.arange(3.0).double()
COST = r"\mathbb{E}_{q(z)}[C(z)]"
ENTROPY = r"T \, \mathbb{E}_{q(z)}[\log q(z)]"
GAP = r"\mathrm{KL}(q(z) \,\|\, p(z))"


def levels(draw: Draw) -> World:
    """Three energies, a temperature, and any q; p is exp(-C / T) over its sum Z."""
    energy, q = draw.uniform(0.3, 3.0, 3), draw.probabilities(3)
    temperature = draw.positive()
    weights = torch.exp(-energy / temperature)
    p = weights / weights.sum()
    return World(
        {
            "C": Function("z", lambda z: pick(energy, z)),
            "q": Family({"z": lambda z: pick(q, z)}),
            "p": Family({"z": lambda z: pick(p, z)}),
            "T": temperature, "Z": weights.sum(), "energies": energy, "q_table": q,
        },
        domains={"z": finite(CODES)}, several={"z": list(CODES[:2])},
    )  # fmt: skip


def levels_in_words(world: World) -> str:
    energy, q = (
        ", ".join(f"{float(each):.3f}" for each in world.values[name])
        for name in ("energies", "q_table")
    )
    return (
        f"z takes 3 values with C(z) = ({energy}) and q(z) = ({q}), "
        f"T = {float(world.values['T']):.3f}"
    )


def without_cost(node: tree.Node) -> bool:
    """The divergence and Z are left; no energy stands in it."""
    names = {part.name for part in tree.walk(node) if isinstance(part, tree.Symbol)}
    return "C" not in names and "Z" in names and has(tree.Divergence)(node)


BOLTZMANN_DERIVATION = Derivation(
    "boltzmann_derivation",
    f"{COST} + {ENTROPY}",
    rf"T \, {GAP} - T \log Z",
    levels,
    words=levels_in_words,
    steps=3,
    ends=without_cost,
    needs={
        "no line in between has p(z): where does the Boltzmann distribution come in?": (
            mentions("p(z)")
        )
    },
    mistakes={
        "the sign of T log Z is wrong: log p(z) = -C(z) / T - log Z": (
            rf"T \, {GAP} + T \log Z",
            rf"\mathbb{{E}}_{{q(z)}}[-T \log p(z) + T \log Z] + {ENTROPY}",
        ),
        "log Z has to be multiplied by T": (
            rf"T \, {GAP} - \log Z",
            rf"\mathbb{{E}}_{{q(z)}}[-T \log p(z) - \log Z] + {ENTROPY}",
        ),
        "the cost is -T log p(z), with a minus": (
            rf"\mathbb{{E}}_{{q(z)}}[T \log p(z) - T \log Z] + {ENTROPY}",
            rf"\mathbb{{E}}_{{q(z)}}[T \log p(z) + T \log Z] + {ENTROPY}",
        ),
        "the temperature is lost: C(z) = -T log p(z) - T log Z": (
            rf"\mathbb{{E}}_{{q(z)}}[-\log p(z) - \log Z] + {ENTROPY}",
            rf"{GAP} - T \log Z",
            rf"{GAP} - \log Z",
        ),
        "log Z is lost: exp(-C / T) is Z times p": (
            rf"T \, {GAP}",
            rf"\mathbb{{E}}_{{q(z)}}[-T \log p(z)] + {ENTROPY}",
        ),
        "the two arguments of the divergence are swapped": (
            r"T \, \mathrm{KL}(p(z) \,\|\, q(z)) - T \log Z"
        ),
        "the entropy has the wrong sign: T times the mean of log q is added": (
            rf"{COST} - {ENTROPY}",
            r"\mathbb{E}_{q(z)}[C(z) - T \log q(z)]",
            r"-T \log Z - T \, \mathbb{E}_{q(z)}[\log q(z) + \log p(z)]",
        ),
        "the divergence has the wrong sign": rf"-T \, {GAP} - T \log Z",
        "the mean is under q, not under p": (
            r"T \, \mathbb{E}_{p(z)}[\log q(z) - \log p(z)] - T \log Z"
        ),
    },
)


LOG_Q = r"\log q_\phi(z \mid x)"
START = r"-\nabla_\phi \mathbb{E}_{p(x)}[\mathrm{KL}(p(z \mid x) \,\|\, q_\phi(z \mid x))]"
END = rf"\mathbb{{E}}_{{p(x, z)}}[\nabla_\phi {LOG_Q}]"


def asleep(draw: Draw) -> World:
    """p(x, z) over two and three values; q is softmax of x-dependent multiples of phi."""
    joint = draw.probabilities(6).reshape(2, 3)
    phi, slope = draw.normal(3), draw.normal(3)

    def q(z: Tensor, x: Tensor, phi: Tensor) -> Tensor:
        return pick(torch.softmax((0.5 + x) * phi + x * slope, 0), z)

    recognition = Family({"z|x": q})
    p = Family(
        {
            "x": lambda x: pick(joint.sum(1), x),
            "x,z": lambda x, z: pick(joint, x, z),
            "z,x": lambda z, x: pick(joint, x, z),
            "z": lambda z: pick(joint.sum(0), z),
            "z|x": lambda z, x: pick(joint / joint.sum(1, keepdim=True), x, z),
            "x|z": lambda x, z: pick(joint / joint.sum(0), x, z),
        }
    )
    return World(
        {"p": p, "p_theta": p, "q_phi": recognition, "q": recognition, "phi": phi, "table": joint},
        domains={"z": finite(CODES), "x": finite(torch.arange(2.0).double())},
    )


def asleep_in_words(world: World) -> str:
    rows = "; ".join(
        ", ".join(f"{float(each):.3f}" for each in row) for row in world.values["table"]
    )
    return (
        f"x takes 2 and z 3 values, p(x, z) has the rows ({rows}), q is a softmax of numbers that "
        "depend on x and φ, and gradients have 3 entries"
    )


def gradient_inside(node: tree.Node) -> bool:
    """Only the logarithm of q is differentiated, and no divergence is left."""
    derivatives = [part for part in tree.walk(node) if isinstance(part, tree.Derivative)]
    return (
        bool(derivatives)
        and not has(tree.Divergence)(node)
        and all(not has(tree.Mean, tree.Integral, tree.Big)(part.of) for part in derivatives)
        and not mentions("p(z|x)", "p(x)")(node)
        and has(tree.Mean)(node)
    )


def gradient_of_mean(node: tree.Node) -> bool:
    """A gradient of a mean in which log q stands, without a divergence."""
    return not has(tree.Divergence)(node) and any(
        isinstance(part, tree.Derivative)
        and has(tree.Mean, tree.Integral, tree.Big)(part.of)
        and any(name.startswith("q") for name in densities(part.of))
        for part in tree.walk(node)
    )


SLEEP_DERIVATION = Derivation(
    "sleep_derivation",
    START,
    END,
    asleep,
    words=asleep_in_words,
    steps=3,
    ends=gradient_inside,
    needs={
        "no line writes the divergence out as a mean of logarithms": both(
            gradient_of_mean, not_(has(tree.Divergence))
        )
    },
    mistakes={
        "the mean is under the model's own x and z, not under draws of q": (
            rf"\mathbb{{E}}_{{p(x)}}[\mathbb{{E}}_{{q_\phi(z \mid x)}}[\nabla_\phi {LOG_Q}]]",
            rf"\nabla_\phi \mathbb{{E}}_{{p(x)}}[\mathbb{{E}}_{{q_\phi(z \mid x)}}[{LOG_Q}]]",
        ),
        "the two arguments of the divergence are swapped": (
            r"-\nabla_\phi \mathbb{E}_{p(x)}[\mathbb{E}_{q_\phi(z \mid x)}"
            r"[\log q_\phi(z \mid x) - \log p(z \mid x)]]"
        ),
        "the sign is wrong: minus the gradient of -log q is plus": (
            rf"-\mathbb{{E}}_{{p(x, z)}}[\nabla_\phi {LOG_Q}]",
            rf"-\nabla_\phi \mathbb{{E}}_{{p(x, z)}}[{LOG_Q}]",
        ),
        "z comes from the posterior, not from the prior alone": (
            rf"\mathbb{{E}}_{{p(x)}}[\mathbb{{E}}_{{p(z)}}[\nabla_\phi {LOG_Q}]]",
            rf"\nabla_\phi \mathbb{{E}}_{{p(x)}}[\mathbb{{E}}_{{p(z)}}[{LOG_Q}]]",
        ),
        "the mean is lost: every dream has the weight p(x, z)": (
            rf"\int \int \nabla_\phi {LOG_Q} \, dz \, dx"
        ),
        "the gradient of log q is that of q divided by q": (
            r"\mathbb{E}_{p(x, z)}[\nabla_\phi q_\phi(z \mid x)]"
        ),
        "the joint is p(z | x) p(x), not divided by p(x)": (
            rf"\mathbb{{E}}_{{p(x, z)}}[\frac{{1}}{{p(x)}} \nabla_\phi {LOG_Q}]"
        ),
    },
)
