"""Wrong ways of writing ``path_log_w``; a docstring is what its message says."""

import torch
from torch.distributions import Normal


def _parts(x, noise, mean, log_var, weight, bias, noise_var, z, q):
    likelihood = Normal(z @ weight.mT + bias, noise_var.sqrt(), validate_args=False)
    prior = Normal(torch.zeros_like(z), torch.ones_like(z))
    return prior.log_prob(z).sum(-1), likelihood.log_prob(x).sum(-1), q.log_prob(z).sum(-1)


def nothing_stopped(x, noise, mean, log_var, weight, bias, noise_var):
    """q's parameters move in log q as well"""
    z = mean + (log_var / 2).exp() * noise
    q = Normal(mean, (log_var / 2).exp(), validate_args=False)
    p, likelihood, log_q = _parts(x, noise, mean, log_var, weight, bias, noise_var, z, q)
    return p + likelihood - log_q


def draws_stopped(x, noise, mean, log_var, weight, bias, noise_var):
    """the draws z do not move with q's parameters"""
    mean, log_var = mean.detach(), log_var.detach()
    z = mean + (log_var / 2).exp() * noise
    q = Normal(mean, (log_var / 2).exp(), validate_args=False)
    p, likelihood, log_q = _parts(x, noise, mean, log_var, weight, bias, noise_var, z, q)
    return p + likelihood - log_q
