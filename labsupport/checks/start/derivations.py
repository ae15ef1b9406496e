"""The derivation of topic ``start``: why one may subtract a number before the exponential."""

from labsupport.checks import forms
from labsupport.checks.derivation import Derivation
from labsupport.equations import Draw, World, tree


def logs_of_weights(draw: Draw) -> World:
    """Four logarithms of weights, and a number m."""
    values = {"ell_": 2 * draw.normal(4), "m": draw.uniform(0.5, 2.0), "k": 4}
    return World(values, ranges={"i": 4})


def in_words(world: World) -> str:
    logs = ", ".join(f"{float(each):.3f}" for each in world.values["ell_"])
    return f"k = 4, ℓ = ({logs}) and m = {float(world.values['m']):.3f}"


def _names_m(node: tree.Node) -> bool:
    return any(isinstance(part, tree.Symbol) and part.name == "m" for part in tree.walk(node))


def shifted(node: tree.Node) -> bool:
    """A sum of m and of a logarithm in which m is subtracted."""
    found = forms.terms(node)
    logs = [term for term in found if isinstance(term, tree.Apply) and _names_m(term)]
    return len(logs) == 1 and any(isinstance(term, tree.Symbol) for term in found)


_M = tree.Symbol((0, 1), "m")
SHIFT_IDENTITY = Derivation(
    "shift_identity",
    r"\log \frac{1}{k} \sum_{i=1}^{k} e^{\ell_i}",
    r"m + \log \frac{1}{k} \sum_{i=1}^{k} e^{\ell_i - m}",
    logs_of_weights,
    words=in_words,
    steps=3,
    ends=shifted,
    needs={
        "no line in between has m as a factor, e^m": lambda node: any(
            isinstance(part, tree.Power | tree.Apply)
            and forms.alike(part.exponent if isinstance(part, tree.Power) else part.of, _M)
            for part in tree.walk(node)
        )
    },
    mistakes={
        "m comes back with the other sign: e^ℓ = e^m e^(ℓ - m)": (
            r"-m + \log \frac{1}{k} \sum_{i=1}^{k} e^{\ell_i - m}"
        ),
        "the factor 1 / k is lost": (r"\log e^m \sum_{i=1}^{k} e^{\ell_i - m}"),
        "the logarithm of a sum is not the sum of logarithms": (
            r"\frac{1}{k} \sum_{i=1}^{k} \ell_i"
        ),
        "the logarithm of a product is a sum": (
            r"m \log \frac{1}{k} \sum_{i=1}^{k} e^{\ell_i - m}"
        ),
    },
)
