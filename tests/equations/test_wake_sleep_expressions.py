"""The expressions of ``chapters/wake_sleep/theory.md`` that stand alone, computed as printed."""

from torch.distributions import Categorical

from labsupport.equations import Draw, Family, World, pick
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/wake_sleep/theory.md")


@PROOFS.worth
def boltzmann(draw: Draw) -> World:
    """The free energy of Boltzmann's distribution: its mean energy less T times its entropy."""
    energy, temperature = draw.normal(4), draw.positive()
    law = Categorical(logits=-energy / temperature)
    free = law.probs @ energy - temperature * law.entropy()
    values = {"T": temperature, "Z_T": (-energy / temperature).exp().sum()}
    return World(values, worth={r"-T\logZ_T": free})


@PROOFS.worth
def posterior(draw: Draw) -> World:
    """The logarithm whose mean is the divergence, with the posterior by Bayes' rule."""
    joint, q, z = draw.probabilities(12).reshape(3, 4), draw.probabilities(3, 4), draw.seed
    p = joint / joint.sum(1, keepdim=True)
    ratio = joint[1, z].log() - joint[1].sum().log() - q[1, z].log()
    return World(
        {
            "p": Family({"z|x": lambda z, x: pick(p, x, z)}),
            "q": Family({"z|x": lambda z, x: pick(q, x, z)}), "x": 1.0, "z": float(z),
        },
        worth={r"\logp(z\midx)-\logq(z\midx)": ratio},
    )  # fmt: skip
