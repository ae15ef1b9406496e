"""Wrong answers to optimal_baseline."""

from torch import Tensor


def own_draw_stays_below(values: Tensor, scores: Tensor) -> Tensor:
    """The own term leaves only the numerator, so b is too small by a share of order 1/n."""
    squares = scores.square()
    weighted = values.unsqueeze(-1) * squares
    return (weighted.sum(0) - weighted) / squares.sum(0)


def one_constant_for_all_parameters(values: Tensor, scores: Tensor) -> Tensor:
    """Weighs with the squared length of the whole score: all columns get the same b."""
    squares = scores.square().sum(-1, keepdim=True).expand_as(scores)
    weighted = values.unsqueeze(-1) * squares
    return (weighted.sum(0) - weighted) / (squares.sum(0) - squares)


def scores_held_fixed(values: Tensor, scores: Tensor) -> Tensor:
    """Detaches the scores, so that no gradient of the baseline reaches them."""
    squares = scores.detach().square()
    weighted = values.unsqueeze(-1) * squares
    return (weighted.sum(0) - weighted) / (squares.sum(0) - squares)
