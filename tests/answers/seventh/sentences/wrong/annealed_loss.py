"""Wrong answers to annealed_loss."""

import math

from torch import Tensor


def along_a_cosine(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """The weight rises along half a cosine, not by the same amount at every step."""
    weight = 0.5 * (1 - math.cos(math.pi * min(1.0, step / warmup)))
    return weight * kl - log_likelihood


def one_step_ahead(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """The step that is being taken is counted, so the weight is above 0 at the start."""
    weight = min(1.0, (step + 1) / warmup)
    return weight * kl - log_likelihood


def whole_bound_weighted(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """Both terms have the weight."""
    weight = min(1.0, step / warmup)
    return weight * (kl - log_likelihood)


def again_and_again(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """The weight rises anew after each warm-up, as in a cyclic schedule."""
    return (step % warmup) / warmup * kl - log_likelihood


def weight_goes_on_rising(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """Nothing stops the weight at 1."""
    return step / warmup * kl - log_likelihood
