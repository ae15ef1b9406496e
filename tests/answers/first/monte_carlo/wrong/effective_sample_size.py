"""Wrong answers to effective_sample_size."""

import torch
from torch import Tensor


def exp_of_any_size(log_w: Tensor) -> Tensor:
    """exp of the plain logarithms overflows, or gives 0 / 0, for large ones."""
    w = log_w.exp()
    return w.sum(0).square() / w.square().sum(0)


def inverse_of_largest_share(log_w: Tensor) -> Tensor:
    """One over the largest share: another measure, with the same extremes."""
    return 1 / log_w.softmax(0).amax(0)


def exp_of_entropy(log_w: Tensor) -> Tensor:
    """exp of the entropy of the weights: another measure, with the same extremes."""
    log_share = log_w.log_softmax(0)
    return (-(log_share.exp() * log_share).sum(0)).exp()


def sum_not_squared(log_w: Tensor) -> Tensor:
    """The sum in the numerator is not squared, so it depends on the scale of the weights."""
    w = (log_w - log_w.amax(0)).exp()
    return w.sum(0) / w.square().sum(0)


def upside_down(log_w: Tensor) -> Tensor:
    """The inverse: sum w^2 / (sum w)^2."""
    return log_w.softmax(0).square().sum(0)


def over_the_last_axis(log_w: Tensor) -> Tensor:
    """The draws are on the first axis, not on the last."""
    return 1 / log_w.softmax(-1).square().sum(-1)


def share_of_draws(log_w: Tensor) -> Tensor:
    """Divided by k: this is the share of effective draws, not their number."""
    return 1 / log_w.softmax(0).square().sum(0) / log_w.shape[0]


def logarithms_taken_as_weights(log_w: Tensor) -> Tensor:
    """The logarithms are used as weights; exp is missing."""
    return log_w.sum(0).square() / log_w.square().sum(0)


def weights_without_gradient(log_w: Tensor) -> Tensor:
    """Computed under no_grad: no gradient flows back."""
    with torch.no_grad():
        return 1 / log_w.softmax(0).square().sum(0)


def one_largest_for_all_columns(log_w: Tensor) -> Tensor:
    """Subtracts one largest logarithm for all columns: in columns that are far below it all weights are 0."""
    w = (log_w - log_w.max()).exp()
    return w.sum(0).square() / w.square().sum(0)
