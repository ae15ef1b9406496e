"""Wrong answers to latent_loss."""

from torch import Tensor


def logarithm_of_the_variance(mu: Tensor, log_sigma: Tensor) -> Tensor:
    """Takes log_sigma for the logarithm of the variance: its terms are halved or worse."""
    return 0.5 * (mu.square() + log_sigma.exp() - 1 - log_sigma).sum((0, 2))


def one_half_for_each_step(mu: Tensor, log_sigma: Tensor) -> Tensor:
    """The constant as the paper prints it, 1/2 for a step: right for one coordinate alone."""
    terms = 0.5 * (mu.square() + (2 * log_sigma).exp() - 2 * log_sigma).sum((0, 2))
    return terms - 0.5 * mu.shape[0]


def steps_added_before_squaring(mu: Tensor, log_sigma: Tensor) -> Tensor:
    """Squares the sum of the means instead of adding the squares: means of steps can cancel."""
    of_mean = mu.sum(0).square().sum(-1)
    of_sigma = ((2 * log_sigma).exp() - 1 - 2 * log_sigma).sum((0, 2))
    return 0.5 * (of_mean + of_sigma)
