"""Wrong answers to optimal_baseline."""

import torch
from torch import Tensor


def includes_the_own_draw(values: Tensor, scores: Tensor) -> Tensor:
    """One baseline from all draws, the own one among them."""
    s2 = scores.square()
    baseline = (values[:, None] * s2).sum(0) / s2.sum(0)
    return baseline.expand_as(scores)


def mean_of_the_other_values(values: Tensor, scores: Tensor) -> Tensor:
    """The mean of the other values of f: all draws weigh the same."""
    others = (values.sum() - values) / (len(values) - 1)
    return others[:, None].expand_as(scores)


def only_the_numerator_leaves_out(values: Tensor, scores: Tensor) -> Tensor:
    """The numerator is without the own draw, the denominator has all of them."""
    s2 = scores.square()
    weighted = values[:, None] * s2
    return (weighted.sum(0) - weighted) / s2.sum(0)


def score_not_squared(values: Tensor, scores: Tensor) -> Tensor:
    """The weights are the absolute values of the scores, not their squares."""
    weights = scores.abs()
    weighted = values[:, None] * weights
    return (weighted.sum(0) - weighted) / (weights.sum(0) - weights)


def same_for_all_parameters(values: Tensor, scores: Tensor) -> Tensor:
    """The weights are summed over the parameters: all of them share one baseline."""
    weights = scores.square().sum(1, keepdim=True)
    weighted = values[:, None] * weights
    baseline = (weighted.sum(0) - weighted) / (weights.sum(0) - weights)
    return baseline.expand_as(scores)


def baseline_without_gradient(values: Tensor, scores: Tensor) -> Tensor:
    """no_grad: no gradient flows back through the baseline."""
    with torch.no_grad():
        s2 = scores.square()
        weighted = values[:, None] * s2
        return (weighted.sum(0) - weighted) / (s2.sum(0) - s2)
