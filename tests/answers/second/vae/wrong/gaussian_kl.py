"""Wrong answers to gaussian_kl."""

import torch
from torch import Tensor


def log_var_read_as_log_sigma(mu: Tensor, log_var: Tensor) -> Tensor:
    """Takes log_var for log sigma: the variance is exp(log_var), not exp(2 log_var)."""
    return (0.5 * (mu**2 + torch.exp(2 * log_var) - 1) - log_var).sum(-1)


def prior_to_posterior(mu: Tensor, log_var: Tensor) -> Tensor:
    """The divergence is swapped: this is KL(p || q)."""
    return 0.5 * ((1 + mu**2) * torch.exp(-log_var) - 1 + log_var).sum(-1)


def one_number_per_entry_of_the_first_axis(mu: Tensor, log_var: Tensor) -> Tensor:
    """Sums over all axes but the first: only right for two axes."""
    terms = 0.5 * (mu**2 + log_var.exp() - 1 - log_var)
    return terms.reshape(mu.shape[0], -1).sum(-1)


def one_is_taken_off_once(mu: Tensor, log_var: Tensor) -> Tensor:
    """The 1 is taken off once per image, not once per latent coordinate."""
    return 0.5 * ((mu**2 + log_var.exp() - log_var).sum(-1) - 1)


def one_draw_estimates_it(mu: Tensor, log_var: Tensor) -> Tensor:
    """log q(z) - log p(z) at one draw: right on average only; the formula is exact."""
    eps = torch.randn_like(mu)
    z = mu + (log_var / 2).exp() * eps
    return 0.5 * (z**2 - eps**2 - log_var).sum(-1)


def logarithm_of_the_variance_again(mu: Tensor, log_var: Tensor) -> Tensor:
    """Computes the variance and takes its logarithm again: log(0) for log_var = -200 in float32."""
    var = log_var.exp()
    return 0.5 * (mu**2 + var - 1 - var.log()).sum(-1)


def half_of_the_first_term_only(mu: Tensor, log_var: Tensor) -> Tensor:
    """The factor 1/2 stands before the square only, not before the bracket."""
    return (0.5 * mu**2 + log_var.exp() - 1 - log_var).sum(-1)


def free_bits(mu: Tensor, log_var: Tensor) -> Tensor:
    """Every coordinate costs at least 0.1 nats here: the KL may be 0."""
    return (0.5 * (mu**2 + log_var.exp() - 1 - log_var)).clamp(min=0.1).sum(-1)
