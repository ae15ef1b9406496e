"""Wrong ways of writing ``bayes_classifier``; a docstring is what its message says."""

import torch
from torch.distributions import MultivariateNormal


def likelihood(x, means, covariances):
    return MultivariateNormal(means, covariances).log_prob(x[:, None])


def share(x, counts):
    return counts.to(x.dtype) / counts.sum()


def finish(joint):
    return joint.log_softmax(1), joint.logsumexp(1)


def through_densities(x, means, covariances, counts):
    """for inputs far from all means"""
    joint = likelihood(x, means, covariances).exp() * share(x, counts)
    evidence = joint.sum(1)
    return (joint / evidence[:, None]).log(), evidence.log()


def no_evidence(x, means, covariances, counts):
    """2 tensors should be returned"""
    joint = likelihood(x, means, covariances) + share(x, counts).log()
    return joint.log_softmax(1)


def covariances_as_factors(x, means, covariances, counts):
    """scale_tril is the factor L of the covariance"""
    joint = MultivariateNormal(means, scale_tril=covariances).log_prob(x[:, None])
    return finish(joint + share(x, counts).log())


def single(x, means, covariances, counts):
    """the result is float32 although the inputs are float64"""
    log_p, evidence = finish(likelihood(x, means, covariances) + share(x, counts).log())
    return log_p.float(), evidence.float()


def prior_on_the_cpu(x, means, covariances, counts):
    """is made on the CPU whatever device x is on"""
    prior = torch.zeros(len(counts), dtype=x.dtype) + share(x, counts)
    return finish(likelihood(x, means, covariances) + prior.log())
