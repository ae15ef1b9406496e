"""Wrong ways of writing ``flow_free_energy``; a docstring is what its message says."""

import torch
from torch.distributions import Normal


def _parts(z_first, z_last, mean, log_var):
    q_0 = Normal(mean, (log_var / 2).exp(), validate_args=False)
    prior = Normal(torch.zeros_like(mean), torch.ones_like(mean))
    return q_0.log_prob(z_first).sum(-1), prior.log_prob(z_last).sum(-1)


def no_maximum(z_first, z_last, mean, log_var, log_dets, log_likelihood, step):
    """beta is never above 1"""
    beta = 0.01 + step / 10000
    log_q, log_p = _parts(z_first, z_last, mean, log_var)
    return log_q - log_dets.sum(0) - beta * (log_likelihood + log_p)


def batch_mean(z_first, z_last, mean, log_var, log_dets, log_likelihood, step):
    """averaged over the batch; return one number for each datum"""
    beta = min(1.0, 0.01 + step / 10000)
    log_q, log_p = _parts(z_first, z_last, mean, log_var)
    return (log_q - log_dets.sum(0) - beta * (log_likelihood + log_p)).mean()
