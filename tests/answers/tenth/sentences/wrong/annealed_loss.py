"""Wrong answers to annealed_loss."""

from torch import Tensor


def weight_in_whole_numbers(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """Divides integers by //: the weight is 0 all through the warm-up, and then jumps to 1."""
    return min(step // warmup, 1) * kl - log_likelihood


def divergence_of_the_whole_batch(
    log_likelihood: Tensor, kl: Tensor, step: int, warmup: int
) -> Tensor:
    """Each sentence pays the batch's mean divergence: only the mean of the losses is right."""
    return min(step / warmup, 1.0) * kl.mean() - log_likelihood


def starts_one_step_late(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """Rises from 0 at step 1 to 1 at step warmup: steps of another size, all weights too small."""
    weight = min(max(step - 1, 0) / max(warmup - 1, 1), 1.0)
    return weight * kl - log_likelihood
