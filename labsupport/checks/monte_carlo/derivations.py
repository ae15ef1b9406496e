"""The derivations of topic ``monte_carlo``: two variances.

In their worlds x takes a few values, so that every mean is an exact sum.
"""

from itertools import product

import torch
from torch import Tensor

from labsupport.checks import forms
from labsupport.checks.derivation import Derivation
from labsupport.equations import Domain, Draw, Family, Function, World, finite, pick, tree


def two_laws(draw: Draw) -> World:
    """A target p and a proposal q on five values, a function f, and the weight p / q."""
    p, q, f = draw.probabilities(5), draw.probabilities(5), draw.normal(5)
    return World(
        {
            "p": Family({"x": lambda x: pick(p, x)}),
            "q": Family({"x": lambda x: pick(q, x)}),
            "f": Function("x", lambda x: pick(f, x)),
            "w": Function("x", lambda x: pick(p / q, x)),
            "F": (p * f).sum(),
            "p_table": p,
            "q_table": q,
            "f_table": f,
        },
        domains={"x": finite(torch.arange(5.0).double())},
    )


def in_words(world: World) -> str:
    p, q, f = (
        ", ".join(f"{float(each):.3f}" for each in world.values[f"{name}_table"]) for name in "pqf"
    )
    return f"x takes 5 values with p(x) = ({p}), q(x) = ({q}) and f(x) = ({f})"


def under_p(node: tree.Node) -> bool:
    """A mean under p minus the square of F; no variance, no mean under q."""
    has_f = any(isinstance(part, tree.Symbol) and part.name == "F" for part in tree.walk(node))
    means = [part for part in tree.walk(node) if isinstance(part, tree.Mean | tree.Integral)]
    return has_f and len(means) == 1 and not any(_under_q(part) for part in means)


def _under_q(part: tree.Node) -> bool:
    if isinstance(part, tree.Integral):
        return forms.mentions("q(x)")(part)
    law = part.law if isinstance(part, tree.Mean) else None
    kind = isinstance(part, tree.Mean) and part.kind != "E"
    return kind or (
        law is not None
        and any(isinstance(each, tree.Symbol) and each.name == "q" for each in tree.walk(law))
    )


IMPORTANCE_VARIANCE = Derivation(
    "importance_variance",
    r"\mathrm{Var}_{q(x)}[w(x) f(x)]",
    r"\mathbb{E}_{p(x)}[w(x) f(x)^2] - F^2",
    two_laws,
    words=in_words,
    steps=3,
    ends=under_p,
    needs={
        "no line has the mean of a square under q: what is a variance?": lambda node: (
            any(isinstance(part, tree.Mean | tree.Integral | tree.Big) for part in tree.walk(node))
            and forms.has(tree.Power)(node)
        )
    },
    mistakes={
        "the weight stays once under p, and is squared under q: q w² = p w": (
            r"\mathbb{E}_{p(x)}[w(x)^2 f(x)^2] - F^2",
            r"\mathbb{E}_{p(x)}[f(x)^2] - F^2",
        ),
        "the square of the mean is subtracted": (
            r"\mathbb{E}_{q(x)}[w(x)^2 f(x)^2] + F^2",
            r"\mathbb{E}_{p(x)}[w(x) f(x)^2] + F^2",
        ),
        "the square is missing: a variance subtracts the mean squared": (
            r"\mathbb{E}_{q(x)}[w(x)^2 f(x)^2] - F",
            r"\mathbb{E}_{p(x)}[w(x) f(x)^2] - F",
        ),
        "a variance subtracts the square of the mean": r"\mathbb{E}_{q(x)}[w(x)^2 f(x)^2]",
    },
)


def three_draws(draw: Draw) -> World:
    """Three independent draws from a law on three values: all 27 outcomes."""
    table, values = draw.probabilities(3), 2 * draw.normal(3)
    mean = (table * values).sum()
    places = torch.tensor(list(product(range(3), repeat=3)))
    every = Domain(values[places], torch.ones(27, dtype=torch.float64))
    chances = table[places].prod(1)

    def chance(x_: Tensor) -> Tensor:
        same = (every.nodes == x_).all(1).to(torch.float64)
        return (same * chances).sum()

    draws = Family({"x_": chance})
    return World(
        {
            "x_": values,
            "bar_x": lambda x_: x_.mean(),
            "N": 3,
            "mu": mean,
            "sigma": (table * (values - mean) ** 2).sum().sqrt(),
            "values": values,
            "table": table,
        },
        domains={"x_": every},
        ranges={"n": 3},
        laws={"": draws},
    )


def draws_in_words(world: World) -> str:
    values, table = (
        ", ".join(f"{float(each):.3f}" for each in world.values[name])
        for name in ("values", "table")
    )
    return f"N = 3 and x takes the values ({values}) with the probabilities ({table})"


SAMPLE_VARIANCE = Derivation(
    "sample_variance",
    r"\mathbb{E}\left[\frac{1}{N - 1} \sum_{n=1}^{N} (x_n - \bar x)^2\right]",
    r"\sigma^2",
    three_draws,
    words=draws_in_words,
    steps=4,
    needs={
        "no line has N of something subtracted from a sum: write the deviations from the mean μ": (
            lambda node: forms.has(tree.Mean)(node) or len(forms.terms(node)) > 1
        )
    },
    mistakes={
        "the mean of N draws has the variance σ² / N, not σ²": (
            r"\frac{1}{N - 1} (N \sigma^2 - N \sigma^2)",
            r"\frac{1}{N - 1} (N (\sigma^2 + \mu^2) - N (\sigma^2 + \mu^2))",
        ),
        "the mean of N draws is no constant: its square has the mean μ² + σ² / N": (
            r"\frac{1}{N - 1} (N (\sigma^2 + \mu^2) - N \mu^2)",
            r"\frac{1}{N - 1} N \sigma^2",
        ),
        "divided by N - 1, not by N": r"\frac{N - 1}{N} \sigma^2",
        "N squares of the mean's deviation are left with a minus: 1 - 2 = -1": (
            r"\frac{1}{N - 1} (N \sigma^2 + N \frac{\sigma^2}{N})"
        ),
    },
)
