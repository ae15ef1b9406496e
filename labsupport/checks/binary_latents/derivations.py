r"""The derivations of topic ``binary_latents``: a bit's divergence, and a free baseline.

In their worlds z is one bit with $q(1) = \pi$ and $p(1) = 1/2$; every mean is a sum of two terms.
"""

import torch
from torch import Tensor

from labsupport.checks import forms
from labsupport.checks.derivation import Derivation
from labsupport.equations import Draw, Family, Function, World, finite, pick, tree


def one_bit(draw: Draw) -> World:
    """q(z) with its logit, a fair p(z), a cost of both values, and a baseline."""
    pi, f, low = draw.uniform(0.15, 0.4), draw.normal(2), draw.seed % 2 == 0
    pi = 1 - pi if low else pi  # never near one half, where q = p

    def of_q(z: Tensor) -> Tensor:
        return torch.where(z > 0.5, pi, 1 - pi)

    # Both values may be written out, as q(1).
    q = Family({"z": of_q, "z|x": of_q, "1": lambda: pi, "0": lambda: 1 - pi})
    half = Family(
        {"z": lambda z: 0 * z + 0.5, "1": lambda: 0 * pi + 0.5, "0": lambda: 0 * pi + 0.5}
    )
    return World(
        {
            "pi": pi,
            "a": pi.logit(),
            "q": q,
            "q_phi": q,
            "p": half,
            "x": 0.0,
            "f": Function("z", lambda z: pick(f, z)),
            "b": draw.uniform(0.5, 2.0),
            "f_table": f,
        },
        domains={"z": finite(torch.arange(2.0).double())},
        laws={"": q},
    )


def probability_in_words(world: World) -> str:
    return f"π = {float(world.values['pi']):.3f}"


def all_in_words(world: World) -> str:
    low, high = (float(each) for each in world.values["f_table"])
    return (
        f"π = {float(world.values['pi']):.3f}, f(0) = {low:.3f}, f(1) = {high:.3f}, "
        f"b = {float(world.values['b']):.3f}"
    )


def letters(node: tree.Node) -> set[str]:
    """The names that stand in it."""
    return {part.name for part in tree.walk(node) if isinstance(part, tree.Symbol)}


def in_probabilities(node: tree.Node) -> bool:
    """Nothing is left to be summed, no density stands in it, and π does."""
    found = letters(node)
    sums = forms.has(tree.Big)(node)
    return forms.closed(node) and not sums and "pi" in found and not found & {"p", "q", "q_phi"}


def written_out(node: tree.Node) -> bool:
    """The divergence as a mean, a sum, or its two terms with what is divided by."""
    return not forms.has(tree.Divergence)(node) and not forms.alike(node, KL_DERIVATION.last.node)


KL_END = r"\pi \log \pi + (1 - \pi) \log(1 - \pi) + \log 2"
KL_DERIVATION = Derivation(
    "kl_derivation",
    r"\mathrm{KL}(q(z) \,\|\, p(z))",
    KL_END,
    one_bit,
    words=probability_in_words,
    steps=3,
    ends=in_probabilities,
    needs={"no line writes the divergence out: as a mean of logarithms, or two terms": written_out},
    mistakes={
        "log ½ is -log 2, and is divided by: log 2 is added": (
            r"\pi \log \pi + (1 - \pi) \log(1 - \pi) - \log 2",
            r"\pi \log \frac{\pi}{2} + (1 - \pi) \log \frac{1 - \pi}{2}",
        ),
        "the prior is lost: this is minus the entropy of q": (
            r"\pi \log \pi + (1 - \pi) \log(1 - \pi)"
        ),
        "the weights π and 1 - π of log 2 have the sum 1, not 2": (
            r"\pi \log \pi + (1 - \pi) \log(1 - \pi) + 2 \log 2"
        ),
        "the term of z = 0 is lost": (
            r"\pi \log \pi + \log 2",
            r"\pi \log \pi + \pi \log 2",
            r"\pi \log \frac{\pi}{1/2}",
        ),
        "the weight of log 2 is lost: each term has its probability in front": (
            r"\pi \log \pi + \log 2 + (1 - \pi) \log(1 - \pi) + \log 2 + \log 2"
        ),
        "the two densities are swapped: the divergence has log q - log p, under q": (
            r"\sum_z p(z) \log \frac{p(z)}{q(z)}",
            r"\sum_z q(z) \log \frac{p(z)}{q(z)}",
            r"-\frac{1}{2} \log \pi - \frac{1}{2} \log(1 - \pi) - \log 2",
        ),
        "the mean is under q, not under the prior": r"\sum_z p(z) \log \frac{q(z)}{p(z)}",
        "the weights are lost: each logarithm counts with its own probability": (
            r"\log \frac{\pi}{1/2} + \log \frac{1 - \pi}{1/2}",
            r"\log \pi + \log(1 - \pi) + \log 2",
        ),
        "the weights of both values are exchanged": (
            r"(1 - \pi) \log \frac{\pi}{1/2} + \pi \log \frac{1 - \pi}{1/2}",
            r"(1 - \pi) \log \pi + \pi \log(1 - \pi) + \log 2",
        ),
    },
)


def without_baseline(node: tree.Node) -> bool:
    """Both costs stand in it, and neither a mean nor a sum nor b."""
    found = letters(node)
    return (
        forms.closed(node)
        and not forms.has(tree.Big)(node)
        and {"pi", "f"} <= found
        and not found & {"b", "q", "q_phi", "z"}
    )


BASELINE_DERIVATION = Derivation(
    "baseline_derivation",
    r"\mathbb{E}_{q(z)}[(f(z) - b)(z - \pi)]",
    r"\pi (1 - \pi) (f(1) - f(0))",
    one_bit,
    words=all_in_words,
    steps=3,
    ends=without_baseline,
    needs={
        "no line between has the costs with their probabilities: where does b go?": lambda node: (
            "f" in letters(node) and "b" not in letters(node)
        )
    },
    mistakes={
        "the score of z = 0 is -π, not π": (
            r"\pi f(1) (1 - \pi) + (1 - \pi) f(0) \pi",
            r"\pi (1 - \pi) (f(1) + f(0))",
        ),
        "b is not lost beside the score z - π alone: its mean is 0, and that of 1 is not": (
            r"\mathbb{E}_{q(z)}[f(z) (z - \pi)] - b",
            r"\pi (1 - \pi) (f(1) - f(0)) - b",
        ),
        "the mean of z - π is 0, not that of z": (
            r"\mathbb{E}_{q(z)}[f(z) (z - \pi)] - b \, \pi",
            r"\mathbb{E}_{q(z)}[f(z) z] - b \, \mathbb{E}_{q(z)}[z]",
            r"\mathbb{E}_{q(z)}[f(z) z]",
        ),
        "each term has the probability of its value in front": (
            r"f(1) (1 - \pi) - f(0) \pi",
            r"(1 - \pi) f(1) - \pi f(0)",
        ),
        "the score is lost: z = 1 has 1 - π and z = 0 has -π": (
            r"\pi f(1) + (1 - \pi) f(0)",
            r"\pi f(1) - (1 - \pi) f(0)",
        ),
        "the two values are exchanged: it is the cost of a 1 minus that of a 0": (
            r"\pi (1 - \pi) (f(0) - f(1))"
        ),
        "this is the derivative in π; in the logit it has π (1 - π) in front": r"f(1) - f(0)",
        "1 - π is lost": r"\pi (f(1) - f(0))",
        "π is lost": r"(1 - \pi) (f(1) - f(0))",
        "the mean of a product is not the product of the means": (
            r"\mathbb{E}_{q(z)}[f(z) - b] \, \mathbb{E}_{q(z)}[z - \pi]",
            "0",
        ),
    },
)
