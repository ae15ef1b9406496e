"""Wrong ways of writing ``e_step``; a docstring is what its message says."""

import torch
from torch.distributions import MultivariateNormal


def _log_joint(z, weights, means, covariances):
    return weights.log() + MultivariateNormal(means, covariances).log_prob(z[:, None])


def underflows(z, weights, means, covariances):
    """far away from all Gaussians"""
    joint = _log_joint(z, weights, means, covariances).exp()
    return joint / joint.sum(1, keepdim=True), joint.sum(1).log()


def one_tensor(z, weights, means, covariances):
    """2 tensors should be returned"""
    return torch.softmax(_log_joint(z, weights, means, covariances), 1)


def covariances_as_factors(z, weights, means, covariances):
    """scale_tril is the factor L of the covariance"""
    log_joint = weights.log() + MultivariateNormal(means, scale_tril=covariances).log_prob(
        z[:, None]
    )
    return torch.softmax(log_joint, 1), torch.logsumexp(log_joint, 1)


def clamped(z, weights, means, covariances):
    """clamp nothing and add nothing"""
    joint = _log_joint(z, weights, means, covariances).exp() + 1e-30
    return joint / joint.sum(1, keepdim=True), joint.sum(1).log()


def zeros_on_the_cpu(z, weights, means, covariances):
    """is made on the CPU whatever device z is on"""
    total = torch.zeros(len(weights), dtype=z.dtype) + weights
    log_joint = _log_joint(z, total, means, covariances)
    return torch.softmax(log_joint, 1), torch.logsumexp(log_joint, 1)
