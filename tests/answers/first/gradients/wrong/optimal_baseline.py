"""Wrong answers to optimal_baseline."""

import torch
from torch import Tensor


def own_draw_included(values: Tensor, scores: Tensor) -> Tensor:
    """The sums run over all draws, so each baseline knows its own draw."""
    w = scores.square()
    b = (values.unsqueeze(-1) * w).sum(0) / w.sum(0)
    return b.expand_as(scores)


def mean_of_the_others(values: Tensor, scores: Tensor) -> Tensor:
    """This is the mean of the other values: the weights s^2 are missing."""
    others = (values.sum() - values) / (len(values) - 1)
    return others.unsqueeze(-1).expand_as(scores)


def score_not_squared_above(values: Tensor, scores: Tensor) -> Tensor:
    """The numerator has s in the place of s^2."""
    top = values.unsqueeze(-1) * scores
    w = scores.square()
    return (top.sum(0) - top) / (w.sum(0) - w)


def own_term_left_in_below(values: Tensor, scores: Tensor) -> Tensor:
    """The own draw is taken out of the numerator only; the denominator still has it."""
    w = scores.square()
    top = values.unsqueeze(-1) * w
    return (top.sum(0) - top) / w.sum(0)


def pooled_over_parameters(values: Tensor, scores: Tensor) -> Tensor:
    """The sums run over the parameters as well, so all of them get the same baseline."""
    w = scores.square().sum(-1)
    top = values * w
    b = (top.sum() - top) / (w.sum() - w)
    return b.unsqueeze(-1).expand_as(scores)


def square_of_the_sum(values: Tensor, scores: Tensor) -> Tensor:
    """The denominator is the square of the summed scores, not the sum of their squares."""
    w = scores.square()
    top = values.unsqueeze(-1) * w
    return (top.sum(0) - top) / (scores.sum(0) - scores).square()


def weights_by_absolute_score(values: Tensor, scores: Tensor) -> Tensor:
    """The weights are |s| in the place of s^2."""
    w = scores.abs()
    top = values.unsqueeze(-1) * w
    return (top.sum(0) - top) / (w.sum(0) - w)


def gradient_cut_off(values: Tensor, scores: Tensor) -> Tensor:
    """Computed under no_grad, so no gradient flows back through the baseline."""
    with torch.no_grad():
        w = scores.square()
        top = values.unsqueeze(-1) * w
        return (top.sum(0) - top) / (w.sum(0) - w)


def only_the_next_draws(values: Tensor, scores: Tensor) -> Tensor:
    """Each row looks only at draws after it (the last one at the first), not at all the others."""
    n = len(values)
    w = scores.square()
    rows = []
    for i in range(n):
        later = list(range(i + 1, n)) or [0]
        rows.append((values[later].unsqueeze(-1) * w[later]).sum(0) / w[later].sum(0))
    return torch.stack(rows)


def small_number_below(values: Tensor, scores: Tensor) -> Tensor:
    """0.01 is added to the denominator, which pulls the baseline to 0 where scores are small or draws few."""
    w = scores.square()
    top = values.unsqueeze(-1) * w
    return (top.sum(0) - top) / (w.sum(0) - w + 1e-2)
