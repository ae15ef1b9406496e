r"""The derivations of topic ``draw``: the latent loss of two steps, and the gradient of a place.

In the worlds of the first, the codes of both steps take a few values; in those of the second, a
place is a normal number, and the reward a smooth function of it.
"""

from typing import Any

import torch
from torch import Tensor
from torch.distributions import Normal

from labsupport.checks import forms
from labsupport.checks.derivation import Derivation
from labsupport.equations import Draw, Family, Function, World, finite, grid, pick, tree


def two_steps(draw: Draw) -> World:
    """q(y) q(z | y) by tables, and a prior that has the same table at both steps."""
    first, second, prior = draw.probabilities(3), draw.probabilities(3, 3), draw.probabilities(3)
    joint = first[:, None] * second
    codes = finite(torch.arange(3.0).double())
    members: dict[str, Any] = {
        "y": lambda y: pick(first, y),
        "z|y": lambda z, y: pick(second, y, z),
        "y,z": lambda y, z: pick(joint, y, z),
        "z": lambda z: pick(joint.sum(0), z),
        "y|z": lambda y, z: pick(joint / joint.sum(0), y, z),
    }
    both = Family(
        {
            "y": lambda y: pick(prior, y),
            "z": lambda z: pick(prior, z),
            "y,z": lambda y, z: pick(prior, y) * pick(prior, z),
            "z|y": lambda z, y: pick(prior, z),
        }
    )
    values = {"q": Family(members), "q_phi": Family(members), "p": both, "p_theta": both}
    return World(values | {"joint": joint, "prior": prior}, domains={"y": codes, "z": codes})


def codes_in_words(world: World) -> str:
    def row(values: Tensor) -> str:
        return "(" + ", ".join(f"{float(each):.3f}" for each in values.flatten()) + ")"

    joint, prior = world.values["joint"], world.values["prior"]
    return (
        f"y and z take 3 values each, with q(y, z) = {row(joint)}, and p is {row(prior)} for both"
    )


def has_conditional(node: tree.Node) -> bool:
    """The second step's posterior stands in it."""
    return forms.mentions("q(z|y)")(node)


def two_parts(node: tree.Node) -> bool:
    """A sum of two terms, each with one step's prior, and no posterior of both together."""
    found = forms.terms(node)
    firsts = [term for term in found if "p(y)" in forms.densities(term)]
    seconds = [term for term in found if "p(z)" in forms.densities(term)]
    return (
        len(found) == 2
        and len(firsts) == len(seconds) == 1
        and firsts != seconds
        and has_conditional(seconds[0])
        and all(forms.has(tree.Divergence)(term) for term in found)
    )


FIRST = r"\mathrm{KL}(q(y) \,\|\, p(y))"
SECOND = r"\mathbb{E}_{q(y)}\left[\mathrm{KL}(q(z \mid y) \,\|\, p(z))\right]"

LATENT_LOSS_DERIVATION = Derivation(
    "latent_loss_derivation",
    r"\mathrm{KL}(q(y, z) \,\|\, p(y, z))",
    rf"{FIRST} + {SECOND}",
    two_steps,
    words=codes_in_words,
    steps=3,
    ends=two_parts,
    needs={
        "no line in between splits q(y, z) into q(y) and q(z | y)": lambda node: (
            has_conditional(node) and not forms.has(tree.Divergence)(node)
        )
    },
    mistakes={
        "the second step's posterior is given y: q(z | y), not q(z)": (
            rf"{FIRST} + \mathrm{{KL}}(q(z) \,\|\, p(z))",
            r"\mathbb{E}_{q(y, z)}\left[\log \frac{q(y) q(z)}{p(y) p(z)}\right]",
        ),
        "the mean over y is under q, which the first step is drawn from, not under the prior": (
            rf"{FIRST} + \mathbb{{E}}_{{p(y)}}\left[\mathrm{{KL}}(q(z \mid y) \,\|\, p(z))\right]"
        ),
        "the divergence of the first step is lost": (
            SECOND,
            r"\mathbb{E}_{q(y, z)}\left[\log \frac{q(z \mid y)}{p(z)}\right]",
            r"\mathbb{E}_{q(y, z)}\left[\log \frac{q(z \mid y)}{p(y) p(z)}\right]",
        ),
        "the divergence of the second step is lost": FIRST,
        "the arguments of the divergences are swapped": (
            r"\mathrm{KL}(p(y) \,\|\, q(y)) + \mathbb{E}_{q(y)}"
            r"\left[\mathrm{KL}(p(z) \,\|\, q(z \mid y))\right]",
            r"\mathbb{E}_{p(y, z)}\left[\log \frac{p(y, z)}{q(y, z)}\right]",
        ),
        "the mean is under q, not under the prior": (
            r"\mathbb{E}_{p(y, z)}\left[\log \frac{q(y, z)}{p(y, z)}\right]"
        ),
        "the logarithm of a product is the sum of the logarithms, not their product": (
            rf"{FIRST} \cdot {SECOND}"
        ),
        "the two steps' divergences are subtracted; the logarithm of a product is a sum": (
            rf"{FIRST} - {SECOND}"
        ),
    },
)


def a_place(draw: Draw) -> World:
    """l ~ N(m, s^2), and a reward near some place; the mean is a sum over a fine grid."""
    m, s, b = draw.uniform(0.3, 0.8), draw.positive(), draw.uniform(0.4, 0.9)
    aim = draw.uniform(-0.5, 0.5)

    def density(l, m) -> Tensor:  # noqa: E741
        return Normal(m, s, validate_args=False).log_prob(l).exp()

    law = Family({"l;m": density, "l": density, "l|m": density})
    reward = Function("l", lambda l: torch.exp(-((l - aim) ** 2)))  # noqa: E741
    return World(
        {"q": law, "q_m": Family({"l": density}), "R": reward, "m": m, "s": s, "b": b, "aim": aim},
        domains={"l": grid(-16, 16, 500)},
    )


def place_in_words(world: World) -> str:
    m, s, b, aim = (float(world.values[name]) for name in ("m", "s", "b", "aim"))
    return f"m = {m:.3f}, s = {s:.3f}, b = {b:.3f} and R(l) = exp(-(l - {aim:.3f})²)"


def outside(node: tree.Node) -> bool:
    """Whether a gradient is taken of a mean or an integral."""
    return any(
        isinstance(part, tree.Derivative) and forms.has(tree.Mean, tree.Integral)(part.of)
        for part in tree.walk(node)
    )


def of_density(node: tree.Node) -> bool:
    """Whether the gradient of a density, or of its logarithm, stands in it."""
    return forms.has(tree.Derivative)(node) and not outside(node)


def with_distance(node: tree.Node) -> bool:
    """A mean of reward less baseline times the distance; nothing is left to differentiate."""
    names = {part.name for part in tree.walk(node) if isinstance(part, tree.Symbol)}
    return (
        forms.has(tree.Mean, tree.Integral)(node)
        and not forms.has(tree.Derivative)(node)
        and {"R", "b", "m", "s"} <= names
    )


SCORE = r"\nabla_m \log q(l; m)"

LOCATION_GRADIENT = Derivation(
    "location_gradient",
    r"\nabla_m \mathbb{E}_{q(l; m)}[R(l)]",
    r"\mathbb{E}_{q(l; m)}\left[(R(l) - b) \frac{l - m}{s^2}\right]",
    a_place,
    words=place_in_words,
    steps=4,
    ends=with_distance,
    needs={"no line has the gradient of the density or of its logarithm": of_density},
    mistakes={
        "this is 0: R does not depend on m, and the mean score is 0": (
            r"\mathbb{E}_{q(l; m)}[\nabla_m R(l)]"
        ),
        "the density is lost: ∇q = q ∇log q": (
            rf"\int R(l) {SCORE} \, dl",
            r"\int R(l) \frac{l - m}{s^2} \, dl",
        ),
        "∇log q = ∇q / q, so q has to be multiplied by": (
            r"\mathbb{E}_{q(l; m)}[R(l) \nabla_m q(l; m)]"
        ),
        "the derivative of -(l - m)² / (2 s²) in m is (l - m) / s²: the variance, not s": (
            r"\mathbb{E}_{q(l; m)}\left[R(l) \frac{l - m}{s}\right]",
            r"\mathbb{E}_{q(l; m)}\left[(R(l) - b) \frac{l - m}{s}\right]",
        ),
        "the score has the wrong sign: places above the mean pull the mean up": (
            r"\mathbb{E}_{q(l; m)}\left[R(l) \frac{m - l}{s^2}\right]",
            r"\mathbb{E}_{q(l; m)}\left[(R(l) - b) \frac{m - l}{s^2}\right]",
        ),
        "the 2 of the square cancels the ½": (
            r"\mathbb{E}_{q(l; m)}\left[R(l) \frac{l - m}{2 s^2}\right]",
            r"\mathbb{E}_{q(l; m)}\left[(R(l) - b) \frac{l - m}{2 s^2}\right]",
        ),
        "the baseline is subtracted without its score, and does not vanish": (
            rf"\mathbb{{E}}_{{q(l; m)}}[R(l) {SCORE} - b]",
            r"\mathbb{E}_{q(l; m)}\left[R(l) \frac{l - m}{s^2} - b\right]",
        ),
        "the squared distance is the derivative in s, not in m": (
            r"\mathbb{E}_{q(l; m)}\left[R(l) \frac{(l - m)^2}{s^2}\right]",
            r"\mathbb{E}_{q(l; m)}\left[(R(l) - b) \frac{(l - m)^2}{s^2}\right]",
        ),
    },
)
