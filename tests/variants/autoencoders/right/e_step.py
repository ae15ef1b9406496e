"""Other right ways of writing ``e_step``."""

import math

import torch
from torch.distributions import Categorical, MixtureSameFamily, MultivariateNormal


def distributions(z, weights, means, covariances):
    gaussians = MultivariateNormal(means, covariances)
    log_p = MixtureSameFamily(Categorical(weights), gaussians).log_prob(z)
    log_joint = gaussians.log_prob(z[:, None]) + weights.log()
    return (log_joint - log_p[:, None]).exp(), log_p


def loop(z, weights, means, covariances):
    columns = []
    for weight, mean, covariance in zip(weights, means, covariances, strict=True):
        away = z - mean
        distance = ((away @ torch.linalg.inv(covariance)) * away).sum(-1)
        constant = z.shape[1] * math.log(2 * math.pi) + torch.logdet(covariance)
        columns.append(torch.log(weight) - 0.5 * (distance + constant))
    log_joint = torch.stack(columns, 1)
    return torch.softmax(log_joint, 1), torch.logsumexp(log_joint, 1)


def largest_subtracted(z, weights, means, covariances):
    factor = torch.linalg.cholesky(covariances)
    log_joint = torch.log(weights) + MultivariateNormal(means, scale_tril=factor).log_prob(
        z.unsqueeze(1)
    )
    top = log_joint.max(1, keepdim=True).values
    joint = torch.exp(log_joint - top)
    total = joint.sum(1, keepdim=True)
    return joint / total, (top + total.log()).squeeze(1)
