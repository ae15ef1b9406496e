"""Other right ways of writing ``bayes_classifier``."""

import math

import torch
from torch.distributions import MultivariateNormal
from torch.nn import functional as F


def with_distributions(x, means, covariances, counts):
    joint = MultivariateNormal(means, covariances).log_prob(x[:, None, :])
    joint = joint + torch.log(counts / counts.sum().to(x.dtype))
    return F.log_softmax(joint, dim=1), torch.logsumexp(joint, dim=1)


def loop_over_labels(x, means, covariances, counts):
    columns = []
    for mean, covariance, count in zip(means, covariances, counts.tolist(), strict=True):
        away = x - mean
        square = (away @ torch.linalg.inv(covariance) * away).sum(-1)
        constant = len(mean) * math.log(2 * math.pi) + torch.linalg.slogdet(covariance).logabsdet
        columns.append(math.log(count / int(counts.sum())) - (square + constant) / 2)
    joint = torch.stack(columns, dim=1)
    largest = joint.max(1, keepdim=True).values
    evidence = (largest + (joint - largest).exp().sum(1, keepdim=True).log()).squeeze(1)
    return joint - evidence[:, None], evidence


def einsum(x, means, covariances, counts):
    away = x.unsqueeze(1) - means
    square = torch.einsum("mki,kij,mkj->mk", away, covariances.inverse(), away)
    prior = counts.to(x.dtype) / counts.sum()
    joint = prior.log() - (square + (2 * math.pi * covariances).logdet()) / 2
    evidence = joint.logsumexp(-1)
    return [joint - evidence.unsqueeze(-1), evidence]


def solve(x, means, covariances, counts):
    away = (x[:, None] - means).transpose(0, 1)
    square = (away * torch.linalg.solve(covariances, away.mT).mT).sum(-1).T
    log_prior = torch.log_softmax(counts.to(x.dtype).log(), 0)
    norm = torch.logdet(covariances) + x.shape[1] * math.log(2 * math.pi)
    joint = log_prior - 0.5 * norm - 0.5 * square
    return torch.log_softmax(joint, 1), joint.logsumexp(1)
