"""Wrong answers to free_bits."""

from torch import Tensor


def floor_for_each_sentence(kl: Tensor, floor: float) -> Tensor:
    """Clamps each sentence's divergence before the mean: sentences cannot make up for others."""
    return kl.clamp(min=floor).mean(0).sum()


def one_floor_for_the_sum(kl: Tensor, floor: float) -> Tensor:
    """Compares the sum of the means with all floors together: one number may use what is free."""
    return kl.mean(0).sum().clamp(min=floor * kl.shape[1])


def slope_below_the_floor(kl: Tensor, floor: float) -> Tensor:
    """Changes only the value by the clamp: what is free is still pushed down by the gradient."""
    means = kl.mean(0)
    return (means + (means.clamp(min=floor) - means).detach()).sum()
