"""Wrong answers to annealed_loss."""

import math

from torch import Tensor


def smooth_weight(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """Lets the weight rise along a logistic curve, which does not grow by equal amounts."""
    weight = 0.5 * (1 + math.tanh(5 * (step / warmup - 0.5)))
    return weight * kl - log_likelihood


def first_step_counts(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """Counts the step that is about to be taken, so the weight is never 0 and is early at 1."""
    return min((step + 1) / warmup, 1.0) * kl - log_likelihood


def again_and_again(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """Begins the warm-up anew when it is over, instead of staying at 1."""
    weight = 1.0 if step == warmup else (step % warmup) / warmup
    return weight * kl - log_likelihood


def whole_bound_weighed(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """Gives the weight to the likelihood as well, which has to count in full."""
    return min(step / warmup, 1.0) * (kl - log_likelihood)


def mean_divergence(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """Gives every sentence the mean divergence of the batch, which leaves the mean loss as is."""
    return min(step / warmup, 1.0) * kl.mean() - log_likelihood
