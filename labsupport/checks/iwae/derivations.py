r"""The derivations of topic ``iwae``: the bound, that it rises with each draw, and its gradient.

In the worlds of the first two z takes three values and there are three draws, so that a mean over
the draws is a sum over 27 outcomes. In those of the third the noise is fixed, and the weights are
functions of two parameters.
"""

import torch
from torch import Tensor

from labsupport.checks import forms
from labsupport.checks.derivation import Derivation
from labsupport.equations import Draw, Family, Function, World, finite, pick, tree

CODES = torch.arange(3.0).double()


def three_draws(draw: Draw) -> World:
    """p(x, z) at one x and q on three values of z, and three independent draws from q."""
    joint, q = 0.6 * draw.probabilities(3), draw.probabilities(3)
    ratio = joint / q

    def weights(z_: Tensor) -> Tensor:
        return torch.stack([pick(ratio, z) for z in z_])

    def chance(z_: Tensor) -> Tensor:
        return torch.stack([pick(q, z) for z in z_]).prod()

    p = Family(
        {
            "x": lambda x: joint.sum(),
            "x,z": lambda x, z: pick(joint, z),
            "z|x": lambda z, x: pick(joint / joint.sum(), z),
        }
    )
    family = Family({"z": lambda z: pick(q, z), "z|x": lambda z, x: pick(q, z)})
    return World(
        {
            "p": p, "p_theta": p, "q": family, "q_phi": family, "theta": 0.0, "phi": 0.0,
            "x": 1.0, "k": 3, "w": Function("z", lambda z: pick(ratio, z)),
            "w_": weights, "W": lambda z_: weights(z_).mean(),
            "z_": CODES, "joint_table": joint, "q_table": q,
        },
        domains={"z": finite(CODES), "z_": finite(torch.cartesian_prod(CODES, CODES, CODES))},
        laws={"": Family({"z_": chance})},
        ranges={"i": 3, "j": 3},
    )  # fmt: skip


def in_words(world: World) -> str:
    q, joint = (
        ", ".join(f"{float(each):.3f}" for each in world.values[name])
        for name in ("q_table", "joint_table")
    )
    return f"k = 3 and z takes 3 values with q(z) = ({q}) and p(x, z) = ({joint})"


def log_of(*kinds: type[tree.Node]) -> forms.Form:
    """Whether a logarithm is taken of something that holds one of these."""

    def form(node: tree.Node) -> bool:
        return any(
            isinstance(part, tree.Apply) and part.function == "log" and forms.has(*kinds)(part.of)
            for part in tree.walk(node)
        )

    return form


AVERAGE = r"\frac{1}{k} \sum_{i=1}^k w_i"
BOUND_DERIVATION = Derivation(
    "bound_derivation",
    rf"\mathbb{{E}}\left[\log \left({AVERAGE}\right)\right]",
    r"\log p(x)",
    three_draws,
    words=in_words,
    relation="<=",
    steps=3,
    needs={
        "no line has the logarithm of a mean: to what does Jensen's inequality lead?": log_of(
            tree.Mean
        )
    },
    mistakes={
        "the average has 1 / k: without it, k means add up to k p(x)": (
            r"\log (k p(x))",
            r"\log \mathbb{E}\left[\sum_{i=1}^k w_i\right]",
        ),
        "1 / k is there once too often: the k means in the sum are equal": (
            r"\log \left(\frac{1}{k} p(x)\right)"
        ),
        "q has to be divided by: a weight is p(x, z) / q(z)": (r"\log \mathbb{E}_{q(z)}[p(x, z)]",),
        "the weight is upside down": r"\log \mathbb{E}_{q(z)}\left[\frac{q(z)}{p(x, z)}\right]",
        "the logarithm is lost": (r"p(x)", rf"\mathbb{{E}}\left[{AVERAGE}\right]"),
        "the mean of the logarithms is the ELBO, which lies below": (
            r"\mathbb{E}_{q(z)}\left[\log \frac{p(x, z)}{q(z)}\right]"
        ),
        "the weight has the joint, not the posterior": (
            r"\log \mathbb{E}_{q(z)}\left[\frac{p(z \mid x)}{q(z)}\right]"
        ),
        "the weight is averaged under q, not under the posterior": (
            r"\log \mathbb{E}_{p(z \mid x)}\left[\frac{p(x, z)}{q(z)}\right]"
        ),
    },
    turned="Jensen's inequality is the other way round: log is concave, so E[log W] ≤ log E[W]",
)


OTHERS = r"\frac{1}{k - 1} \sum_{i \ne j} w_i"
FEWER = r"\mathbb{E}\left[\log \left(\frac{1}{k - 1} \sum_{i=1}^{k - 1} w_i\right)\right]"


def average_inside(node: tree.Node) -> bool:
    """Whether a logarithm is taken of a sum of sums: of an average of averages."""
    return any(
        isinstance(part, tree.Apply)
        and part.function == "log"
        and sum(isinstance(each, tree.Big) for each in tree.walk(part.of)) > 1
        for part in tree.walk(node)
    )


def one_average(node: tree.Node) -> bool:
    """The mean of the logarithm of one sum, over draws that have no index of their own outside."""
    sums = [part for part in tree.walk(node) if isinstance(part, tree.Big)]
    names = {part.name for part in tree.walk(node) if isinstance(part, tree.Symbol)}
    return (
        len(sums) == 1
        and log_of(tree.Big)(node)
        and forms.has(tree.Mean)(node)
        and ("j" not in names)
    )


RISING_DERIVATION = Derivation(
    "rising_derivation",
    rf"\mathbb{{E}}\left[\log \left({AVERAGE}\right)\right]",
    FEWER,
    three_draws,
    words=in_words,
    relation=">=",
    steps=3,
    ends=one_average,
    needs={
        "no line has the average of the averages without one draw below the logarithm": (
            average_inside
        )
    },
    mistakes={
        "each draw is left out once, and stands in the k - 1 other sums: divide by k - 1": (
            r"\mathbb{E}\left[\log \left(\frac{1}{k} \sum_{j=1}^k \sum_{i \ne j} w_i\right)\right]",
            r"\mathbb{E}\left[\log \left(\frac{1}{k} \sum_{j=1}^k \frac{1}{k}"
            r" \sum_{i \ne j} w_i\right)\right]",
            r"\mathbb{E}\left[\frac{1}{k} \sum_{j=1}^k \log \left(\frac{1}{k}"
            r" \sum_{i \ne j} w_i\right)\right]",
            r"\mathbb{E}\left[\log \left(\frac{1}{k} \sum_{i=1}^{k - 1} w_i\right)\right]",
        ),
        "the average over j has 1 / k": (
            rf"\mathbb{{E}}\left[\sum_{{j=1}}^k \log \left({OTHERS}\right)\right]",
            rf"\mathbb{{E}}\left[\log \sum_{{j=1}}^k \left({OTHERS}\right)\right]",
        ),
        "draw j has to be left out of the inner sum": (
            r"\mathbb{E}\left[\frac{1}{k} \sum_{j=1}^k \log \left(\frac{1}{k - 1} \sum_{i=1}^k"
            r" w_i\right)\right]"
        ),
        "the mean over the draws stays outside of the logarithm": (
            rf"\log \mathbb{{E}}\left[{AVERAGE}\right]"
        ),
        "the logarithm is lost": (
            rf"\mathbb{{E}}\left[{AVERAGE}\right]",
            rf"\mathbb{{E}}\left[\frac{{1}}{{k}} \sum_{{j=1}}^k {OTHERS}\right]",
        ),
    },
    turned="Jensen's inequality is the other way round: the logarithm of an average is larger",
)


def fixed_noise(draw: Draw) -> World:
    """Three weights w(epsilon_i; psi) as functions of two parameters."""
    slope, epsilon_, psi = draw.normal(2), draw.normal(3), draw.normal(2)

    def log_w(epsilon: Tensor, psi: Tensor) -> Tensor:
        return -((psi[0] + psi[1] * epsilon - slope[0]) ** 2) / 4 + slope[1] * psi[1] * epsilon

    def all_log_w(psi: Tensor, epsilon_: Tensor) -> Tensor:
        return torch.stack([log_w(epsilon, psi) for epsilon in epsilon_])

    return World(
        {
            "psi": psi, "epsilon_": epsilon_, "k": 3,
            "w": Function("epsilon;psi", lambda epsilon, psi: log_w(epsilon, psi).exp()),
            "w_": lambda psi, epsilon_: all_log_w(psi, epsilon_).exp(),
            "W": lambda psi, epsilon_: all_log_w(psi, epsilon_).exp().mean(),
            "tilde_w_": lambda psi, epsilon_: torch.softmax(all_log_w(psi, epsilon_), 0),
            "weights": all_log_w(psi, epsilon_).exp(),
        },
        ranges={"i": 3, "j": 3},
    )  # fmt: skip


def weights_in_words(world: World) -> str:
    found = ", ".join(f"{float(each):.3f}" for each in world.values["weights"])
    return f"k = 3, ψ has two coordinates, and the weights are ({found})"


def of_each_logarithm(node: tree.Node) -> bool:
    """No gradient is left but those of the logarithms of single weights, in one sum."""
    found = [part for part in tree.walk(node) if isinstance(part, tree.Derivative)]
    return bool(found) and all(
        isinstance(forms.plain(part.of), tree.Apply)
        and not forms.has(tree.Big)(part.of)
        and not any(isinstance(p, tree.Symbol) and p.name == "W" for p in tree.walk(part.of))
        for part in found
    )


def of_each_weight(node: tree.Node) -> bool:
    """Whether the gradient of a weight itself stands in it, not below a logarithm or a sum."""
    return any(
        isinstance(part, tree.Derivative)
        and not isinstance(forms.plain(part.of), tree.Apply)
        and not forms.has(tree.Apply)(part.of)
        for part in tree.walk(node)
    )


LOG = r"\nabla_\psi \log w_i"
GRADIENT_DERIVATION = Derivation(
    "gradient_derivation",
    rf"\nabla_\psi \log \left({AVERAGE}\right)",
    rf"\sum_{{i=1}}^k \tilde w_i \, {LOG}",
    fixed_noise,
    words=weights_in_words,
    steps=3,
    ends=of_each_logarithm,
    needs={"no line has the gradient of the weights themselves": of_each_weight},
    mistakes={
        "the logarithm is lost: the gradient of a weight is the weight times that of its log": (
            r"\sum_{i=1}^k \tilde w_i \, \nabla_\psi w_i",
            r"\sum_{i=1}^k w_i \nabla_\psi w_i",
        ),
        "the gradient of log W divides by W": (
            rf"\sum_{{i=1}}^k w_i {LOG}",
            rf"\frac{{1}}{{k}} \sum_{{i=1}}^k w_i {LOG}",
            rf"\nabla_\psi {AVERAGE}",
        ),
        "the draws do not count alike: each has its share": (
            rf"\frac{{1}}{{k}} \sum_{{i=1}}^k {LOG}",
            rf"\sum_{{i=1}}^k {LOG}",
        ),
        "the shares have the sum 1: 1 / k cancels": (
            rf"\frac{{1}}{{k}} \sum_{{i=1}}^k \tilde w_i \, {LOG}",
            r"\frac{\frac{1}{k} \sum_{i=1}^k \nabla_\psi w_i}{\sum_{j=1}^k w_j}",
        ),
        "the average is divided by too, so k cancels": (
            r"\frac{\sum_{i=1}^k \nabla_\psi w_i}{\frac{1}{k} \sum_{j=1}^k w_j}"
        ),
        "the shares move with ψ: hold them constant": (
            r"\nabla_\psi \sum_{i=1}^k \tilde w_i \log w_i"
        ),
        "the squares of the shares belong to another gradient, equal to this in the mean alone": (
            rf"\sum_{{i=1}}^k \tilde w_i^2 \, {LOG}"
        ),
        "the gradient of a logarithm divides by what is inside, once": (
            r"\sum_{i=1}^k \frac{\tilde w_i}{w_i} \nabla_\psi \log w_i"
        ),
    },
)
