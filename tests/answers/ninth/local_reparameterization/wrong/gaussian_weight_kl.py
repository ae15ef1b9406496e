"""Wrong answers to gaussian_weight_kl."""

from torch import Tensor


def means_not_measured_by_the_prior(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """Divides the variance by that of the prior, but not the squared mean: right for 1 only."""
    ratio = log_var.exp() / prior_var
    return 0.5 * (ratio + mean**2 - 1 - ratio.log()).sum()


def prior_from_the_posterior(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """Computes KL(prior || posterior), the divergence with its two densities exchanged."""
    ratio = (prior_var + mean**2) / log_var.exp()
    return 0.5 * (ratio - 1 - prior_var.log() + log_var).sum()


def log_of_the_prior_once(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """Adds log(prior_var) after the sum, once for the layer and not once for each weight."""
    terms = (log_var.exp() + mean**2) / prior_var - 1 - log_var
    return 0.5 * (terms.sum() + prior_var.log())
