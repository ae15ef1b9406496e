"""The derivations of topic ``gradients``: the score-function identity, and why a baseline is free.

In their worlds x takes four values with probabilities softmax(theta); gradients are autograd's.
"""

import torch
from torch import Tensor

from labsupport.checks import forms
from labsupport.checks.derivation import Derivation
from labsupport.equations import Draw, Family, Function, World, finite, pick, tree


def score_of_first(x: Tensor, theta: Tensor) -> Tensor:
    """d log p(x) / d theta_1."""
    return (x == 0).to(theta.dtype) - torch.softmax(theta, 0)[0]


def softmax_law(draw: Draw) -> World:
    theta, f = draw.normal(4), draw.normal(4)
    law = {
        "x;theta": lambda x, theta: pick(torch.softmax(theta, 0), x),
        "x": lambda x, theta: pick(torch.softmax(theta, 0), x),
        "x|theta": lambda x, theta: pick(torch.softmax(theta, 0), x),
    }
    return World(
        {
            "p": Family(law),
            "p_theta": Family({"x": law["x"]}),
            "theta": theta,
            "f": Function("x", lambda x: pick(f, x)),
            "s": Function("x", lambda x, theta: score_of_first(x, theta)),
            "b": draw.uniform(0.5, 2.0),
            "f_table": f,
        },
        domains={"x": finite(torch.arange(4.0).double())},
    )


def in_words(world: World) -> str:
    p = ", ".join(f"{float(each):.3f}" for each in torch.softmax(world.values["theta"], 0))
    f = ", ".join(f"{float(each):.3f}" for each in world.values["f_table"])
    return (
        f"x takes 4 values with p(x; θ) = softmax(θ) = ({p}) and f(x) = ({f}), "
        f"b = {float(world.values['b']):.3f}"
    )


def outside(node: tree.Node) -> bool:
    """Whether a gradient is taken of a mean or an integral."""
    return any(
        isinstance(part, tree.Derivative) and forms.has(tree.Mean, tree.Integral, tree.Big)(part.of)
        for part in tree.walk(node)
    )


def of_log(node: tree.Node) -> bool:
    """Whether a gradient is taken of a logarithm."""
    return any(
        isinstance(part, tree.Derivative) and isinstance(forms.plain(part.of), tree.Apply)
        for part in tree.walk(node)
    )


def inside(node: tree.Node) -> bool:
    """Whether the gradient of a density stands below an integral or a sum."""
    return any(
        isinstance(part, tree.Derivative) and not forms.has(tree.Mean, tree.Integral)(part.of)
        for part in tree.walk(node)
    )


def names_b(node: tree.Node) -> bool:
    return any(isinstance(part, tree.Symbol) and part.name == "b" for part in tree.walk(node))


def score(node: tree.Node) -> bool:
    """A mean of the cost and a score; nothing is differentiated outside of it."""
    return of_log(node) and not outside(node) and not names_b(node)


SCORE = r"\nabla_\theta \log p(x; \theta)"
SCORE_IDENTITY = Derivation(
    "score_identity",
    r"\nabla_\theta \mathbb{E}_{p(x; \theta)}[f(x)]",
    rf"\mathbb{{E}}_{{p(x; \theta)}}[f(x) {SCORE}]",
    softmax_law,
    words=in_words,
    steps=3,
    ends=forms.both(score, forms.has(tree.Mean)),
    needs={
        "no line has the gradient of the density below the integral": forms.both(
            inside, forms.not_(outside)
        )
    },
    mistakes={
        "this is 0 for every θ: f does not depend on θ, and the mean score is 0": (
            r"\mathbb{E}_{p(x; \theta)}[\nabla_\theta f(x)]"
        ),
        "the density is lost: ∇p = p ∇log p": rf"\int f(x) {SCORE} \, dx",
        "∇log p = ∇p / p, so p has to be multiplied by": (
            r"\int f(x) \frac{\nabla_\theta p(x; \theta)}{p(x; \theta)} \, dx",
            r"\mathbb{E}_{p(x; \theta)}[f(x) \nabla_\theta p(x; \theta)]",
        ),
    },
)

BASELINE_IDENTITY = Derivation(
    "baseline_identity",
    rf"\mathbb{{E}}_{{p(x; \theta)}}[(f(x) - b) {SCORE}]",
    rf"\mathbb{{E}}_{{p(x; \theta)}}[f(x) {SCORE}]",
    softmax_law,
    words=in_words,
    steps=4,
    ends=forms.both(score, forms.has(tree.Mean)),
    needs={"no line takes the gradient of an integral of the density, which is 1": outside},
    mistakes={
        "the density is lost: p ∇log p = ∇p": (
            rf"\mathbb{{E}}_{{p(x; \theta)}}[f(x) {SCORE}] - b \int {SCORE} \, dx"
        ),
        "∇log p = ∇p / p: the p of the mean takes the denominator": (
            rf"\mathbb{{E}}_{{p(x; \theta)}}[f(x) {SCORE}]"
            r" - b \int p(x; \theta) \nabla_\theta p(x; \theta) \, dx"
        ),
        "this is 0 for every θ: it is the mean score": rf"\mathbb{{E}}_{{p(x; \theta)}}[{SCORE}]",
    },
)


def without_b(node: tree.Node) -> bool:
    """No gradient is left, and b stands outside of the means."""
    means = [part for part in tree.walk(node) if isinstance(part, tree.Mean | tree.Integral)]
    return not forms.has(tree.Derivative)(node) and not any(map(names_b, means))


BEST_BASELINE = Derivation(
    "best_baseline",
    r"\nabla_b \mathrm{Var}_{p(x; \theta)}[(f(x) - b) s(x)]",
    r"2 b \, \mathbb{E}_{p(x; \theta)}[s(x)^2] - 2 \mathbb{E}_{p(x; \theta)}[f(x) s(x)^2]",
    softmax_law,
    words=in_words,
    steps=4,
    ends=forms.both(without_b, forms.has(tree.Mean)),
    needs={
        "no line has the gradient of the mean of a square": lambda node: any(
            isinstance(part, tree.Derivative)
            and forms.has(tree.Power)(part.of)
            and not any(
                isinstance(inner, tree.Mean) and inner.kind == "Var" for inner in tree.walk(part)
            )
            for part in tree.walk(node)
        )
    },
    mistakes={
        "the 2 of the square is lost": (
            r"-\mathbb{E}_{p(x; \theta)}[(f(x) - b) s(x)^2]",
            r"b \, \mathbb{E}_{p(x; \theta)}[s(x)^2] - \mathbb{E}_{p(x; \theta)}[f(x) s(x)^2]",
        ),
        "the inner derivative is lost: f - b falls when b grows": (
            r"2 \mathbb{E}_{p(x; \theta)}[(f(x) - b) s(x)^2]"
        ),
        "the score keeps its square": (
            r"-2 \mathbb{E}_{p(x; \theta)}[(f(x) - b) s(x)]",
            r"2 b \, \mathbb{E}_{p(x; \theta)}[s(x)] - 2 \mathbb{E}_{p(x; \theta)}[f(x) s(x)]",
        ),
        "b does not leave the mean without s squared": (
            r"2 b - 2 \mathbb{E}_{p(x; \theta)}[f(x) s(x)^2]"
        ),
        "f does not lose its score": (
            r"2 b \, \mathbb{E}_{p(x; \theta)}[s(x)^2] - 2 \mathbb{E}_{p(x; \theta)}[f(x)]"
        ),
    },
)
