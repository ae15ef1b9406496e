"""Wrong answers to optimal_baseline."""

import torch
from torch import Tensor


def all_draws_for_everybody(values: Tensor, scores: Tensor) -> Tensor:
    """The own draw is in both sums, so that the baseline correlates with it."""
    weights = scores**2
    return ((values[:, None] * weights).sum(0) / weights.sum(0)).expand_as(scores)


def mean_of_the_other_values(values: Tensor, scores: Tensor) -> Tensor:
    """The plain mean of f over the other draws: the scores do not weigh it."""
    others = (values.sum() - values) / (len(values) - 1)
    return others[:, None].expand_as(scores)


def scores_not_squared(values: Tensor, scores: Tensor) -> Tensor:
    """Weighs with |s| instead of s^2."""
    weights = scores.abs()
    weighted = values[:, None] * weights
    return (weighted.sum(0) - weighted) / (weights.sum(0) - weights)


def own_draw_left_in_the_denominator(values: Tensor, scores: Tensor) -> Tensor:
    """The own term is taken out of the numerator only: too small by about 1/n."""
    weights = scores**2
    weighted = values[:, None] * weights
    return (weighted.sum(0) - weighted) / weights.sum(0)


def one_baseline_for_all_parameters(values: Tensor, scores: Tensor) -> Tensor:
    """Adds the squared scores of all parameters: right only for one parameter."""
    weights = (scores**2).sum(1, keepdim=True)
    weighted = values[:, None] * weights
    return ((weighted.sum(0) - weighted) / (weights.sum(0) - weights)).expand_as(scores)


def constant_for_autograd(values: Tensor, scores: Tensor) -> Tensor:
    """Computed under no_grad: no gradient flows back through the baseline."""
    with torch.no_grad():
        weights = scores**2
        weighted = values[:, None] * weights
        return (weighted.sum(0) - weighted) / (weights.sum(0) - weights)


def next_draw_alone(values: Tensor, scores: Tensor) -> Tensor:
    """Row i takes f of the next draw, not the average over all others: right only for n = 2."""
    return values.roll(-1)[:, None].expand_as(scores)


def other_half_of_the_draws(values: Tensor, scores: Tensor) -> Tensor:
    """Each half takes its baseline from the other half: unbiased, but not from all other draws."""
    half = len(values) // 2
    weights = scores**2
    weighted = values[:, None] * weights
    first = weighted[:half].sum(0) / weights[:half].sum(0)
    second = weighted[half:].sum(0) / weights[half:].sum(0)
    where = torch.arange(len(values), device=values.device)[:, None] < half
    return torch.where(where, second, first)


def guarded_division(values: Tensor, scores: Tensor) -> Tensor:
    """Adds 1e-3 to the denominator: wrong where the scores are small."""
    weights = scores**2
    weighted = values[:, None] * weights
    return (weighted.sum(0) - weighted) / (weights.sum(0) - weights + 1e-3)


def two_different_averages(values: Tensor, scores: Tensor) -> Tensor:
    """Divides the numerator by n - 1 and the denominator by n: too large by n / (n - 1)."""
    n = len(values)
    weights = scores**2
    weighted = values[:, None] * weights
    return (weighted.sum(0) - weighted) / (n - 1) / ((weights.sum(0) - weights) / n)


def scores_around_their_mean(values: Tensor, scores: Tensor) -> Tensor:
    """Centres the scores with their sample mean, though their mean is known to be zero."""
    weights = (scores - scores.mean(0)) ** 2
    weighted = values[:, None] * weights
    return (weighted.sum(0) - weighted) / (weights.sum(0) - weights)


def weights_held_constant(values: Tensor, scores: Tensor) -> Tensor:
    """Detaches the squared scores: the gradient reaches values, but not scores."""
    weights = scores.detach() ** 2
    weighted = values[:, None] * weights
    return (weighted.sum(0) - weighted) / (weights.sum(0) - weights)
