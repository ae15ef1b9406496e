"""The derivation of topic ``generative``: maximum likelihood is the smallest divergence.

In its worlds x takes three values, and each of them is among the seven data.
"""

import torch

from labsupport.checks import forms
from labsupport.checks.derivation import Derivation
from labsupport.equations import Draw, Family, World, finite, pick, tree


def seven_data(draw: Draw) -> World:
    """Data x_1 .. x_7 with their shares hat p, and a model p_theta."""
    data = torch.cat([torch.arange(3.0).double(), (draw.uniform(0, 3, 4)).floor()])
    shares = torch.stack([(data == value).double().mean() for value in range(3)])
    theta = draw.normal(3)
    p = Family({"x": lambda x, theta: pick(torch.softmax(theta, 0), x)})
    return World(
        {
            "hat_p": Family({"x": lambda x: pick(shares, x)}),
            "p_theta": p,
            "p": p,
            "theta": theta,
            "x_": data,
            "N": 7,
            "shares": shares,
        },
        domains={"x": finite(torch.arange(3.0).double())},
        ranges={"n": 7},
    )


def in_words(world: World) -> str:
    shares = ", ".join(f"{float(each):.3f}" for each in world.values["shares"])
    p = ", ".join(f"{float(each):.3f}" for each in torch.softmax(world.values["theta"], 0))
    return f"N = 7, x takes 3 values with the shares ({shares}) and p_θ(x) = ({p})"


def likelihood(node: tree.Node) -> bool:
    """The model stands in a sum over the data alone, beside the mean of log hat p."""
    found = forms.terms(node)
    model = [term for term in found if _names_model(term)]
    return (
        len(found) == 2
        and len(model) == 1
        and any(isinstance(part, tree.Big) and "n" in _below(part) for part in tree.walk(model[0]))
        and not forms.has(tree.Divergence)(node)
    )


def _names_model(node: tree.Node) -> bool:
    return any(isinstance(p, tree.Symbol) and p.name in ("p", "p_theta") for p in tree.walk(node))


def _below(node: tree.Big) -> set[str]:
    return {
        part.name
        for below in node.below
        for part in tree.walk(below)
        if isinstance(part, tree.Symbol)
    }


ENTROPY = r"\mathbb{E}_{\hat p(x)}[\log \hat p(x)]"
LIKELIHOOD = r"\frac{1}{N} \sum_{n=1}^{N} \log p_\theta(x_n)"
LIKELIHOOD_DERIVATION = Derivation(
    "likelihood_derivation",
    r"\mathrm{KL}(\hat p(x) \,\|\, p_\theta(x))",
    f"{ENTROPY} - {LIKELIHOOD}",
    seven_data,
    words=in_words,
    steps=3,
    ends=likelihood,
    needs={
        "no line has the mean of log p_θ under the data": lambda node: (
            not forms.has(tree.Divergence)(node) and _names_model(node)
        )
    },
    mistakes={
        "the likelihood is subtracted": f"{ENTROPY} + {LIKELIHOOD}",
        "a mean over the data has 1 / N": (rf"{ENTROPY} - \sum_{{n=1}}^{{N}} \log p_\theta(x_n)"),
        "log hat p is lost; it does not depend on θ, but it is there": (
            f"-{LIKELIHOOD}",
            r"-\mathbb{E}_{\hat p(x)}[\log p_\theta(x)]",
        ),
        "the mean is under the data, the first argument": (
            r"\mathbb{E}_{p_\theta(x)}[\log \hat p(x) - \log p_\theta(x)]",
            r"\mathbb{E}_{p_\theta(x)}[\log \frac{\hat p(x)}{p_\theta(x)}]",
        ),
        "the two densities are swapped: the divergence has log hat p - log p_θ": (
            r"\mathbb{E}_{\hat p(x)}[\log p_\theta(x) - \log \hat p(x)]"
        ),
        "the logarithm of a mean is not the mean of the logarithm": (
            rf"{ENTROPY} - \log \mathbb{{E}}_{{\hat p(x)}}[p_\theta(x)]",
            rf"{ENTROPY} - \log \frac{{1}}{{N}} \sum_{{n=1}}^{{N}} p_\theta(x_n)",
        ),
    },
)
