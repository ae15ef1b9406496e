"""Wrong answers to annealed_loss."""

from torch import Tensor


def weight_that_goes_on_rising(
    log_likelihood: Tensor, kl: Tensor, step: int, warmup: int
) -> Tensor:
    """Does not stop the weight at 1: after the warm-up it goes on to rise."""
    return step / warmup * kl - log_likelihood


def one_step_ahead(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """Counts the coming step as taken: the weight is 1 / warmup before the first step, not 0."""
    return min(1.0, (step + 1) / warmup) * kl - log_likelihood


def weight_that_never_falls_again(
    log_likelihood: Tensor, kl: Tensor, step: int, warmup: int
) -> Tensor:
    """Remembers the largest weight of all calls: a second training begins with the first's end."""
    memory = globals()
    weight = max(memory.get("largest_weight", 0.0), min(1.0, step / warmup))
    memory["largest_weight"] = weight
    return weight * kl - log_likelihood
