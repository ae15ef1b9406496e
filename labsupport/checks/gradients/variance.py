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


BASELINE = Declaration(
    optimal_baseline,
    draws,
    [(6, 2), (4, 3), (2, 1), (5, 5), (7, 1), (3, 4)],
    edits="""
        - weighted -> .expand_as(scores); - squares ->  # the baseline knows its own draw,
            # so it is not independent of it: row i takes the sums over all draws but draw i
        above = weighted.sum(0); below = squares.sum(0)  # one baseline for all the draws knows each
            # of them; row i takes the sums over all draws but draw i
        above = weighted.sum(0)[None]; below = squares.sum(0)  # this is one baseline with a row for
            # itself: row i takes the sums over all draws but draw i
        squares = scores**0  # this is the mean of the other f; weight each with its squared score
        squares = scores**0; return (above / below)[:, 0]  # this is the mean of the other f,
            # one for both parameters; weight with squared scores
        scores.square() -> scores[:, :1] ** 0  # this is the mean of the other f, in one column;
            # weight with squared scores
        above / below -> values.mean().expand_as(scores)  # this is the mean of f;
            # weight each with its squared score, and leave the own draw out
        above / below -> values.mean()  # this is the mean of f, one number for everything
        scores.square() -> scores.abs()  # the sizes of the scores are used; square them
        [:, None] * squares -> [:, None] * scores  # the score is squared below, and not above
        above / below -> above  # the sum of the squared scores does not divide
        above / below -> above / (len(values) - 1)  # E[f s^2] is not divided by E[s^2]
        below = squares.sum(0)  # the sum above leaves the own draw out, the sum below does not
        above = weighted.sum(0)  # the sum below leaves the own draw out, the sum above does not
        scores.square() -> scores.square().sum(-1, keepdim=True).expand_as(scores)
            # each parameter has a baseline of its own: do not add their squared scores
        return (values[:, None] - above / below) * scores  # this is the estimate itself;
            # return the baseline alone
        return values[:, None] - above / below  # this is the value minus the baseline;
            # return the baseline alone
        squares = scores * (scores - scores.mean(0)); - weighted ->; - squares ->  # Cov(f s, s) /
            # Var(s) from all the draws knows its own draw: row i takes the sums over all draws but
            # draw i
    """,
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
    edits="""
        estimates - beta -> estimates + beta  # h - E[h] is added; subtract it
        (control - expected) -> h  # the mean of h over the draws stands where its known expectation
            # belongs, which changes no mean
        beta * (control -> (control  # the coefficient is 1; take Cov(g, h) / Var(h)
        - beta * (control -> + (control  # the coefficient is 1, and the difference is added
        beta = (h * h).sum(0) / (g * h).sum(0)  # the coefficient is upside down: Var(h) / Cov(g, h)
        (h * h) -> (g * g)  # the coefficient is divided by Var(g); divide by Var(h)
        / (h * h).sum(0) -> / ((h * h).sum(0) * (g * g).sum(0)).sqrt()
            # this coefficient is the correlation: divide by Var(h) alone
        / (h * h).sum(0) -> / len(h)  # the coefficient is the covariance; divide by Var(h)
        / (h * h).sum(0) -> / (len(h) - 1)  # the coefficient is the covariance, over n - 1;
            # divide by Var(h)
        g = estimates; h = control  # the coefficient is E[g h] / E[h^2]; subtract the means first
        / (h * h).sum(0) -> / (h * h).sum(0) * (len(h) - 1) / len(h)
            # divided by n - 1 below and by n above, or the other way round
        / (h * h).sum(0) -> / (h * h).sum(0) / (len(h) - 1) * len(h)
            # divided by n - 1 above and by n below
        (0) => ()  # one coefficient for all columns; each has its own
        - beta -> - 2 * beta  # the coefficient has a factor of 2 too many
        - beta -> - beta / 2  # the coefficient is halved
        / (h * h).sum(0) -> / (h * h).sum(0) * h.std(0)  # divided by the standard deviation of h;
            # divide by its variance
        / (h * h).sum(0) -> / (h * h).sum(0) * h.std(0, correction=0)
            # divided by the standard deviation of h, over n; divide by its variance
        return beta  # this is the coefficient; return the new estimates
        (control - expected) -> (control + expected)  # E[h] is added twice
        return control - beta * estimates
            # this is the control variate minus beta times the estimates
    """,
    examples=[
        ([1.0, 3.0], [0.0, 1.0], 0.0),
        ([1.0, 3.0, 2.0], [0.0, 1.0, 2.0], 2.0),
        ([[1.0, 0.0], [3.0, 1.0], [2.0, 5.0]], [[0.0, 1.0], [1.0, 3.0], [2.0, 2.0]], [1.0, 2.0]),
    ],
)
