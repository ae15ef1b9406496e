"""Wrong answers to choose_proposal."""

from torch.distributions import Distribution, Exponential, Gamma, Normal


def nothing_at_the_threshold(threshold: float) -> Distribution:
    """Has the density 0 at the distance 0, where p f is largest: the variance is infinite."""
    return Gamma(3.0, threshold)


def variance_taken_for_the_mean(threshold: float) -> Distribution:
    """Has the mean 1 / t^2, the tail's variance: good at 2, far too narrow from 4 on."""
    return Exponential(threshold**2)


def proposal_for_x_itself(threshold: float) -> Distribution:
    """Places x, not its distance, at the threshold, so that draws of x lie about 2 t."""
    return Normal(threshold, 1.0)
