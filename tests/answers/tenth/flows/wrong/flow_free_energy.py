"""Wrong answers to flow_free_energy."""

import torch
from torch import Tensor
from torch.distributions import Normal


def only_the_likelihood_annealed(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """Multiplies the likelihood by beta and not the prior, which counts in full from the start."""
    log_q = Normal(mean, torch.exp(0.5 * log_var)).log_prob(z_first).sum(1) - log_dets.sum(0)
    log_prior = Normal(0.0, 1.0).log_prob(z_last).sum(1)
    beta = min(1.0, 0.01 + step / 10_000)
    return log_q - log_prior - beta * log_likelihood


def beta_in_whole_numbers(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """Divides the step as an integer, so that beta stays at 0.01 until it jumps to 1."""
    log_q = Normal(mean, torch.exp(0.5 * log_var)).log_prob(z_first).sum(1) - log_dets.sum(0)
    log_prior = Normal(0.0, 1.0).log_prob(z_last).sum(1)
    beta = min(1.0, 0.01 + step // 10_000)
    return log_q - beta * (log_prior + log_likelihood)


def prior_before_the_chain(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """Evaluates the prior at the first point of the chain, where the model never looks."""
    log_q = Normal(mean, torch.exp(0.5 * log_var)).log_prob(z_first).sum(1) - log_dets.sum(0)
    log_prior = Normal(0.0, 1.0).log_prob(z_first).sum(1)
    beta = min(1.0, 0.01 + step / 10_000)
    return log_q - beta * (log_prior + log_likelihood)
