"""The derivation of topic ``SLUG``: the slope of the log-likelihood in the rate."""

import torch
from torch import Tensor

from labsupport.checks import forms
from labsupport.checks.derivation import Derivation
from labsupport.equations import Draw, Family, World, tree


def waiting_times(draw: Draw) -> World:
    """Four waiting times, and a rate that has not made them."""

    def density(x: Tensor, r: Tensor) -> Tensor:
        return r * torch.exp(-r * x)

    values = {"x": draw.positive(4), "N": 4, "r": draw.uniform(1.5, 4.0)}
    return World(values | {"p": Family({"x": density})}, ranges={"n": 4})


def in_words(world: World) -> str:
    times = ", ".join(f"{float(each):.3f}" for each in world.values["x"])
    return f"N = 4, x = ({times}) and r = {float(world.values['r']):.3f}"


def summed(node: tree.Node) -> bool:
    """Nothing is left to differentiate, no density is left, and a fraction stands alone."""
    alone = any(isinstance(term, tree.Quotient) for term in forms.terms(node))
    return forms.closed(node) and not forms.densities(node) and alone


RATE_SLOPE = Derivation(
    "rate_slope",
    r"\nabla_r \sum_{n=1}^{N} \log p(x_n)",
    r"\frac{N}{r} - \sum_{n=1}^{N} x_n",
    waiting_times,
    words=in_words,
    steps=3,
    ends=summed,
    needs={
        "no line in between is without p: put in the density": lambda node: (
            not forms.densities(node)
        )
    },
    mistakes={
        "each of the N times has a 1 / r of its own: the factor N is lost": (
            r"\frac{1}{r} - \sum_{n=1}^{N} x_n"
        ),
        "r x has the wrong sign: log p(x) = log r - r x": (
            r"\frac{N}{r} + \sum_{n=1}^{N} x_n",
            r"\sum_{n=1}^{N} \nabla_r [\log r + r x_n]",
        ),
        "the derivative of log r is 1 / r": r"N \log r - \sum_{n=1}^{N} x_n",
        "the rate in front of the exponential has a logarithm too": (
            r"\sum_{n=1}^{N} \nabla_r [r - r x_n]"
        ),
        "the derivative of r x in r is x": r"\frac{N}{r} - r \sum_{n=1}^{N} x_n",
        "the factor r in front of the exponential is lost": r"-\sum_{n=1}^{N} x_n",
    },
)
