"""Wrong answers to flow_free_energy."""

import math

from torch import Tensor


def likelihood_alone_annealed(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """beta multiplies the likelihood and not the prior."""
    log_2pi = math.log(2 * math.pi)
    log_q0 = -0.5 * (log_2pi + log_var + (z_first - mean) ** 2 / log_var.exp()).sum(-1)
    log_prior = -0.5 * (log_2pi + z_last**2).sum(-1)
    beta = min(1.0, 0.01 + step / 10000)
    return log_q0 - log_dets.sum(0) - log_prior - beta * log_likelihood


def constants_cancelled(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """The constants log 2 pi of q_0 and prior are left out, which cancel only if beta is 1."""
    log_q0 = -0.5 * (log_var + (z_first - mean) ** 2 / log_var.exp()).sum(-1)
    log_prior = -0.5 * (z_last**2).sum(-1)
    beta = min(1.0, 0.01 + step / 10000)
    return log_q0 - log_dets.sum(0) - beta * (log_likelihood + log_prior)


def prior_of_the_first(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """The prior is evaluated at the draw of q_0 and not at the end of the chain."""
    log_2pi = math.log(2 * math.pi)
    log_q0 = -0.5 * (log_2pi + log_var + (z_first - mean) ** 2 / log_var.exp()).sum(-1)
    log_prior = -0.5 * (log_2pi + z_first**2).sum(-1)
    beta = min(1.0, 0.01 + step / 10000)
    return log_q0 - log_dets.sum(0) - beta * (log_likelihood + log_prior)


def at_least_a_hundredth(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """0.01 is a lower limit of beta and not added to it."""
    log_2pi = math.log(2 * math.pi)
    log_q0 = -0.5 * (log_2pi + log_var + (z_first - mean) ** 2 / log_var.exp()).sum(-1)
    log_prior = -0.5 * (log_2pi + z_last**2).sum(-1)
    beta = min(1.0, max(0.01, step / 10000))
    return log_q0 - log_dets.sum(0) - beta * (log_likelihood + log_prior)


def mean_log_determinant(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """The log-determinants of the maps are averaged and not added."""
    log_2pi = math.log(2 * math.pi)
    log_q0 = -0.5 * (log_2pi + log_var + (z_first - mean) ** 2 / log_var.exp()).sum(-1)
    log_prior = -0.5 * (log_2pi + z_last**2).sum(-1)
    beta = min(1.0, 0.01 + step / 10000)
    return log_q0 - log_dets.mean(0) - beta * (log_likelihood + log_prior)
