"""The exercises of topic ``gradients`` that make the variance of given estimates smaller."""

from torch import Tensor

from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs


def either_side(make: Inputs, *shape: int) -> Tensor:
    """Numbers between 0.5 and 1.5 in size, positive and negative in turn along the first axis.

    However they fall, no sum of their squares and no spread is small: what float32 leaves of a
    difference is as good as the numbers are.
    """
    sizes = make.uniform(0.5, 1.5, *shape)
    sizes[1::2] *= -1
    return sizes


# --- optimal_baseline


def optimal_baseline(values: Tensor, scores: Tensor) -> Tensor:
    """E[f s^2] / E[s^2] from the other draws."""
    squares = scores.square()
    weighted = values[:, None] * squares
    above = weighted.sum(0) - weighted
    below = squares.sum(0) - squares
    return above / below


def draws(make: Inputs, n: int, parameters: int) -> list[Tensor]:
    """Values of f, mostly positive, and scores."""
    return [1 + make.normal(n), either_side(make, n, parameters)]


LEAVES = "row i takes the sums over all draws but draw i"
BASELINE = Declaration(
    optimal_baseline,
    draws,
    [(6, 2), (4, 3), (2, 1), (5, 5), (7, 1), (3, 4)],
    edits={
        f"the baseline knows its own draw, so it is not independent of it: {LEAVES}": (
            "weighted.sum(0) - weighted -> weighted.sum(0).expand_as(scores);"
            "squares.sum(0) - squares -> squares.sum(0)"
        ),
        f"one baseline for all the draws knows each of them; {LEAVES}": (
            "weighted.sum(0) - weighted -> weighted.sum(0); squares.sum(0)-squares->squares.sum(0)"
        ),
        f"this is one baseline with a row for itself: {LEAVES}": (
            "weighted.sum(0) - weighted -> weighted.sum(0)[None];"
            "squares.sum(0) - squares -> squares.sum(0)"
        ),
        "this is the mean of the other f; weight each with its squared score": (
            "scores.square() -> scores**0"
        ),
        "this is the mean of the other f, one for both parameters; weight with squared scores": (
            "scores.square() -> scores**0; above / below -> (above / below)[:, 0]"
        ),
        "this is the mean of the other f, in one column; weight with squared scores": (
            "scores.square() -> scores[:, :1] ** 0"
        ),
        "this is the mean of f; weight each with its squared score, and leave the own draw out": (
            "above / below -> values.mean().expand_as(scores)"
        ),
        "this is the mean of f, one number for everything": "above / below -> values.mean()",
        "the sizes of the scores are used; square them": "scores.square() -> scores.abs()",
        "the score is squared below, and not above": "[:, None] * squares -> [:, None] * scores",
        "the sum of the squared scores does not divide": "above / below -> above",
        "E[f s^2] is not divided by E[s^2]": "above / below -> above / (len(values) - 1)",
        "the sum above leaves the own draw out, the sum below does not": (
            "squares.sum(0) - squares -> squares.sum(0)"
        ),
        "the sum below leaves the own draw out, the sum above does not": (
            "weighted.sum(0) - weighted -> weighted.sum(0)"
        ),
        "each parameter has a baseline of its own: do not add their squared scores": (
            "scores.square() -> scores.square().sum(-1, keepdim=True).expand_as(scores)"
        ),
        "this is the estimate itself; return the baseline alone": (
            "return above / below -> return (values[:, None] - above / below) * scores"
        ),
        "this is the value minus the baseline; return the baseline alone": (
            "return above / below -> return values[:, None] - above / below"
        ),
        f"Cov(f s, s) / Var(s) from all the draws knows its own draw: {LEAVES}": (
            "squares = scores.square() -> squares = scores * (scores - scores.mean(0));"
            "weighted.sum(0) - weighted -> weighted.sum(0);squares.sum(0) - squares->squares.sum(0)"
        ),
    },
    examples=[
        ([3.0, 5.0], [[1.0], [2.0]]),
        ([1.0, 2.0, 4.0], [[1.0], [1.0], [2.0]]),
    ],
)


# --- control_variate


def control_variate(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """g - beta (h - E[h])."""
    g = estimates - estimates.mean(0)
    h = control - control.mean(0)
    beta = (g * h).sum(0) / (h * h).sum(0)
    return estimates - beta * (control - expected)


def with_control(make: Inputs, *shape: int) -> list[Tensor]:
    """Estimates, a control variate that varies with them, and its expectation."""
    control = 1 + either_side(make, *shape)
    estimates = 2 + 1.5 * control + make.normal(*shape)
    return [estimates, control, 0.5 + make.normal(*shape[1:])]


CONTROLLED = Declaration(
    control_variate,
    with_control,
    [(7, 2), (5, 3), (6,), (4, 4), (5, 1), (4, 2, 3)],
    edits={
        "h - E[h] is added; subtract it": "estimates - beta -> estimates + beta",
        "the mean of h over the draws stands where its known expectation belongs, which changes "
        "no mean": "(control - expected) -> h",
        "the coefficient is 1; take Cov(g, h) / Var(h)": "beta * (control ->(control",
        "the coefficient is 1, and the difference is added": "- beta * (control -> + (control",
        "the coefficient is upside down: Var(h) / Cov(g, h)": (
            "(g * h).sum(0) / (h * h).sum(0) -> (h * h).sum(0) / (g * h).sum(0)"
        ),
        "the coefficient is divided by Var(g); divide by Var(h)": "(h * h) -> (g * g)",
        "this coefficient is the correlation: divide by Var(h) alone": (
            "/ (h * h).sum(0) -> / ((h * h).sum(0) * (g * g).sum(0)).sqrt()"
        ),
        "the coefficient is the covariance; divide by Var(h)": "/ (h * h).sum(0) -> / len(h)",
        "the coefficient is the covariance, over n - 1; divide by Var(h)": (
            "/ (h * h).sum(0) -> / (len(h) - 1)"
        ),
        "the coefficient is E[g h] / E[h^2]; subtract the means first": (
            "estimates - estimates.mean(0) -> estimates; control - control.mean(0) -> control"
        ),
        "divided by n - 1 below and by n above, or the other way round": (
            "/ (h * h).sum(0) -> / (h * h).sum(0) * (len(h) - 1) / len(h)"
        ),
        "divided by n - 1 above and by n below": (
            "/ (h * h).sum(0) -> / (h * h).sum(0) / (len(h) - 1) * len(h)"
        ),
        "one coefficient for all columns; each has its own": (
            "estimates.mean(0) -> estimates.mean(); control.mean(0) -> control.mean();"
            "(g * h).sum(0) / (h * h).sum(0) -> (g * h).sum() / (h * h).sum()"
        ),
        "the coefficient has a factor of 2 too many": "- beta -> - 2 * beta",
        "the coefficient is halved": "- beta -> - beta / 2",
        "divided by the standard deviation of h; divide by its variance": (
            "/ (h * h).sum(0) -> / (h * h).sum(0) * h.std(0)"
        ),
        "divided by the standard deviation of h, over n; divide by its variance": (
            "/ (h * h).sum(0) -> / (h * h).sum(0) * h.std(0, correction=0)"
        ),
        "this is the coefficient; return the new estimates": (
            "estimates - beta * (control - expected) -> beta"
        ),
        "E[h] is added twice": "(control - expected) -> (control + expected)",
        "this is the control variate minus beta times the estimates": (
            "estimates - beta * (control - expected) -> control - beta * estimates"
        ),
    },
    examples=[
        ([1.0, 3.0], [0.0, 1.0], 0.0),
        ([1.0, 3.0, 2.0], [0.0, 1.0, 2.0], 2.0),
        ([[1.0, 0.0], [3.0, 1.0], [2.0, 5.0]], [[0.0, 1.0], [1.0, 3.0], [2.0, 2.0]], [1.0, 2.0]),
    ],
)
