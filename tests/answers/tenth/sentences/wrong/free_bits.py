"""Wrong answers to free_bits."""

from torch import Tensor


def floor_under_the_total(kl: Tensor, floor: float) -> Tensor:
    """One floor for the sum: a large divergence makes up for those that are below theirs."""
    return kl.mean(0).sum().clamp_min(floor * kl.shape[1])


def only_what_is_above_the_floor(kl: Tensor, floor: float) -> Tensor:
    """Subtracts what is free instead of charging it: the sum lacks floor for each number."""
    return (kl.mean(0) - floor).clamp_min(0).sum()


def slope_below_the_floor(kl: Tensor, floor: float) -> Tensor:
    """The right value, but the part lifted is held fixed: slopes flow below the floor, too."""
    mean = kl.mean(0)
    return (mean + (floor - mean).clamp_min(0).detach()).sum()
