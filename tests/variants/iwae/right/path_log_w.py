"""Other right ways of writing ``path_log_w``."""

import math

import torch
from torch.distributions import MultivariateNormal, Normal


def distributions(x, noise, mean, log_var, weight, bias, noise_var):
    z = mean + (log_var / 2).exp() * noise
    q = Normal(mean.detach(), (log_var.detach() / 2).exp(), validate_args=False)
    likelihood = Normal(z @ weight.mT + bias, noise_var.sqrt(), validate_args=False)
    prior = Normal(torch.zeros_like(z), torch.ones_like(z))
    return likelihood.log_prob(x).sum(-1) + prior.log_prob(z).sum(-1) - q.log_prob(z).sum(-1)


def no_grad(x, noise, mean, log_var, weight, bias, noise_var):
    with torch.no_grad():
        centre, scale = mean.clone(), torch.exp(log_var / 2)
    z = torch.addcmul(mean, torch.exp(log_var / 2), noise)
    distance = ((z - centre) / scale).square().sum(-1)
    log_q = -distance / 2 - scale.log().sum(-1)
    error = (x - torch.einsum("kbl,pl->kbp", z, weight) - bias).square().sum(-1) / noise_var
    pixels = x.shape[-1]
    constant = pixels * (math.log(2 * math.pi) + noise_var.log()) / 2
    return -z.square().sum(-1) / 2 - error / 2 - constant - log_q


def full_covariances(x, noise, mean, log_var, weight, bias, noise_var):
    z = mean + torch.sqrt(log_var.exp()) * noise
    eye = torch.eye(z.shape[-1], dtype=x.dtype, device=x.device)
    q = MultivariateNormal(mean.data, torch.diag_embed(log_var.data.exp()), validate_args=False)
    prior = MultivariateNormal(torch.zeros_like(mean[0]), eye, validate_args=False)
    out = Normal(z @ weight.T + bias, noise_var**0.5, validate_args=False)
    return prior.log_prob(z) + out.log_prob(x).sum(-1) - q.log_prob(z)
