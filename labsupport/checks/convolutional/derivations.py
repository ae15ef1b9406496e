r"""The derivation of topic ``convolutional``: the bound with a term for the picture and the mask.

In its worlds the code takes a few values, and so do picture and mask, of which one is seen.
"""

import torch

from labsupport.checks import forms
from labsupport.checks.derivation import Derivation
from labsupport.equations import Draw, Family, World, finite, pick, tree


def picture_and_mask(draw: Draw) -> World:
    """Tables of p(z), p(x | z), p(s | z) and q(z); the picture has number 1, the mask number 0."""
    prior, q = draw.probabilities(3), draw.probabilities(3)
    picture, mask = draw.probabilities(3, 2), draw.probabilities(3, 2)
    joint = prior[:, None, None] * picture[:, :, None] * mask[:, None, :]  # (z, x, s)
    codes = finite(torch.arange(3.0).double())
    p = Family(
        {
            "x,s": lambda x, s: pick(joint.sum(0), x, s),
            "z": lambda z: pick(prior, z),
            "x|z": lambda x, z: pick(picture, z, x),
            "s|z": lambda s, z: pick(mask, z, s),
            "x,s|z": lambda x, s, z: pick(picture, z, x) * pick(mask, z, s),
            "x,s,z": lambda x, s, z: pick(joint, z, x, s),
            "z|x,s": lambda z, x, s: pick(joint / joint.sum(0), z, x, s),
        }
    )
    law = Family({"z": lambda z: pick(q, z), "z|c": lambda z, c: pick(q, z)})
    return World(
        {
            "p": p, "p_theta": p, "q": law, "q_phi": law, "x": 1.0, "s": 0.0, "c": 0.0,
            "prior_table": prior, "q_table": q, "terms": picture[:, 1] * mask[:, 0],
        },
        domains={"z": codes},
    )  # fmt: skip


def in_words(world: World) -> str:
    def row(name: str) -> str:
        return "(" + ", ".join(f"{float(each):.3f}" for each in world.values[name]) + ")"

    return (
        f"z takes 3 values with q(z) = {row('q_table')}, p(z) = {row('prior_table')} and "
        f"p(x | z) p(s | z) = {row('terms')}"
    )


def two_terms(node: tree.Node) -> bool:
    """A bound in which the picture and the mask have a term of their own, and p(z) is with q."""
    found = forms.terms(node)
    of_x = [term for term in found if forms.mentions("p(x|z)")(term)]
    of_s = [term for term in found if forms.mentions("p(s|z)")(term)]
    return (
        len(of_x) == len(of_s) == 1
        and of_x != of_s
        and not forms.mentions("p(x,s)", "p(z|x,s)")(node)
        and not forms.log_of_mean(node)
    )


PICTURE = r"\mathbb{E}_{q(z)}[\log p(x \mid z)]"
MASK = r"\mathbb{E}_{q(z)}[\log p(s \mid z)]"
KL = r"\mathrm{KL}(q(z) \,\|\, p(z))"

MASK_BOUND_DERIVATION = Derivation(
    "mask_bound_derivation",
    r"\log p(x, s)",
    f"{PICTURE} + {MASK} - {KL}",
    picture_and_mask,
    words=in_words,
    relation=">=",
    steps=3,
    ends=two_terms,
    needs={
        "no line has the logarithm of a mean under q, to which Jensen's inequality applies": (
            forms.both(forms.log_of_mean, forms.mentions("q(z)", "q(z|c)", "q"))
        )
    },
    mistakes={
        "the mask's term is lost": f"{PICTURE} - {KL}",
        "the picture's term is lost": f"{MASK} - {KL}",
        "the divergence to the prior is subtracted": f"{PICTURE} + {MASK} + {KL}",
        "the two arguments of the divergence are swapped": (
            rf"{PICTURE} + {MASK} - \mathrm{{KL}}(p(z) \,\|\, q(z))"
        ),
        "the logarithm of a product is the sum of the logarithms, not their product": (
            rf"{PICTURE} \cdot {MASK} - {KL}",
            r"\mathbb{E}_{q(z)}[\log p(x \mid z) \log p(s \mid z)] - " + KL,
        ),
        "the mean is under q, not under the prior": (
            r"\mathbb{E}_{p(z)}[\log p(x \mid z)] + \mathbb{E}_{p(z)}[\log p(s \mid z)] - " + KL
        ),
        "there is one code for picture and mask: the divergence is paid once": (
            f"{PICTURE} + {MASK} - 2 {KL}"
        ),
        "Jensen's inequality moves the logarithm inside of the mean; here it is lost": (
            r"\mathbb{E}_{q(z)}\left[\frac{p(z) p(x \mid z) p(s \mid z)}{q(z)}\right]"
        ),
        "q has to be divided by again: 1 = q / q": (
            r"\log \mathbb{E}_{q(z)}[p(z) p(x \mid z) p(s \mid z)]",
            r"\mathbb{E}_{q(z)}[\log p(z) + \log p(x \mid z) + \log p(s \mid z)]",
        ),
        "p(x, s) is the joint summed over z, with the prior inside": (
            r"\log \sum_z p(x \mid z) p(s \mid z)"
        ),
        "x and s are independent given z only: p(x, s) is not p(x) times p(s)": (
            r"\log \mathbb{E}_{p(z)}[p(x \mid z)] + \log \mathbb{E}_{p(z)}[p(s \mid z)]"
        ),
    },
    turned="Jensen's inequality is the other way round: log is concave, so log E[w] ≥ E[log w]",
)
