r"""The derivation of topic ``sentences``: what the price of the codes buys.

Data and codes take a few values each; q(z) is the mixture of all posteriors, and p(z) another.
"""

from typing import Any

import torch
from torch import Tensor

from labsupport.checks import forms
from labsupport.checks.derivation import Derivation
from labsupport.equations import Draw, Family, World, finite, pick, tree


def data_and_codes(draw: Draw) -> World:
    """p(x), q(z | x) and a prior p(z) by tables of three values each."""
    data, posterior, prior = draw.probabilities(3), draw.probabilities(3, 3), draw.probabilities(3)
    joint = data[:, None] * posterior
    values = finite(torch.arange(3.0).double())
    members: dict[str, Any] = {
        "z|x": lambda z, x: pick(posterior, x, z),
        "z": lambda z: pick(joint.sum(0), z),
        "x,z": lambda x, z: pick(joint, x, z),
        "z,x": lambda z, x: pick(joint, x, z),
        "x|z": lambda x, z: pick(joint / joint.sum(0), x, z),
        "x": lambda x: pick(data, x),
    }
    p = Family({"x": lambda x: pick(data, x), "z": lambda z: pick(prior, z)})
    named = {"q": Family(members), "q_phi": Family(members), "p": p, "p_theta": p}
    return World(named | {"joint": joint, "prior": prior}, domains={"x": values, "z": values})


def tables_in_words(world: World) -> str:
    def row(values: Tensor) -> str:
        return "(" + ", ".join(f"{float(each):.3f}" for each in values.flatten()) + ")"

    joint, prior = world.values["joint"], world.values["prior"]
    return f"x and z take 3 values each, with p(x) q(z | x) = {row(joint)}, and p(z) = {row(prior)}"


def two_prices(node: tree.Node) -> bool:
    """A sum of two divergences: of q(z | x) from q(z) in the mean, and of q(z) from p(z)."""
    found = forms.terms(node)
    first = [
        t for t in found if "q(z|x)" in forms.densities(t) and "p(z)" not in forms.densities(t)
    ]
    second = [
        t for t in found if "p(z)" in forms.densities(t) and "q(z|x)" not in forms.densities(t)
    ]
    return (
        len(found) == 2
        and len(first) == len(second) == 1
        and all(forms.has(tree.Divergence)(term) for term in found)
    )


INFORMATION = r"\mathbb{E}_{p(x)}\left[\mathrm{KL}(q(z \mid x) \,\|\, q(z))\right]"
MISMATCH = r"\mathrm{KL}(q(z) \,\|\, p(z))"

PRICE = Derivation(
    "price",
    r"\mathbb{E}_{p(x)}\left[\mathrm{KL}(q(z \mid x) \,\|\, p(z))\right]",
    rf"{INFORMATION} + {MISMATCH}",
    data_and_codes,
    words=tables_in_words,
    steps=3,
    ends=two_prices,
    needs={
        "no line in between brings q(z) in, the mixture of all posteriors": lambda node: (
            "q(z)" in forms.densities(node) and not two_prices(node)
        )
    },
    mistakes={
        "the mismatch is that of the mixture q(z), not of a single posterior": (
            rf"{INFORMATION} + "
            r"\mathbb{E}_{p(x)}\left[\mathrm{KL}(q(z \mid x) \,\|\, p(z))\right]"
        ),
        "the mismatch of q(z) and p(z) is lost": (
            INFORMATION,
            r"\mathbb{E}_{p(x)}\left[\mathbb{E}_{q(z \mid x)}"
            r"\left[\log \frac{q(z \mid x)}{q(z)}\right]\right]",
        ),
        "the information is lost: the first term stays": (
            MISMATCH,
            r"\mathbb{E}_{q(z)}\left[\log \frac{q(z)}{p(z)}\right]",
        ),
        "the arguments of the last divergence are swapped": (
            rf"{INFORMATION} + \mathrm{{KL}}(p(z) \,\|\, q(z))"
        ),
        "the arguments of the first divergence are swapped": (
            r"\mathbb{E}_{p(x)}\left[\mathrm{KL}(q(z) \,\|\, q(z \mid x))\right]"
            rf" + {MISMATCH}"
        ),
        "the mismatch is added, not subtracted: q(z) is divided and multiplied": (
            rf"{INFORMATION} - {MISMATCH}"
        ),
        "log of a product is a sum, not a product": rf"{INFORMATION} \cdot {MISMATCH}",
        "z is drawn from the posterior of x, not from the prior": (
            r"\mathbb{E}_{p(x)}\left[\mathbb{E}_{p(z)}"
            r"\left[\log \frac{q(z \mid x)}{p(z)}\right]\right]"
        ),
        "the fraction is upside down": (
            r"\mathbb{E}_{p(x)}\left[\mathbb{E}_{q(z \mid x)}"
            r"\left[\log \frac{p(z)}{q(z \mid x)}\right]\right]"
        ),
    },
)
