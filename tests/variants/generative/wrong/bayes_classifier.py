"""Wrong ways of writing ``bayes_classifier``; a docstring is what its message says."""

import math

import torch
from torch.distributions import MultivariateNormal


def likelihood(x, means, covariances):
    return MultivariateNormal(means, covariances).log_prob(x[:, None])


def share(x, counts):
    return counts.to(x.dtype) / counts.sum()


def finish(joint):
    return joint.log_softmax(1), joint.logsumexp(1)


def no_prior(x, means, covariances, counts):
    """the prior is missing"""
    return finish(likelihood(x, means, covariances))


def even_prior(x, means, covariances, counts):
    """the prior is the same for all labels"""
    return finish(likelihood(x, means, covariances) - math.log(len(counts)))


def counts_not_normalized(x, means, covariances, counts):
    """the counts are not divided by their sum"""
    return finish(likelihood(x, means, covariances) + counts.to(x.dtype).log())


def prior_without_logarithm(x, means, covariances, counts):
    """the prior is added without its logarithm"""
    return finish(likelihood(x, means, covariances) + share(x, counts))


def softmax_of_counts(x, means, covariances, counts):
    """the prior is softmax(counts)"""
    return finish(likelihood(x, means, covariances) + counts.to(x.dtype).log_softmax(0))


def joint_returned(x, means, covariances, counts):
    """this is the joint log p(x, y)"""
    joint = likelihood(x, means, covariances) + share(x, counts).log()
    return joint, joint.logsumexp(1)


def probabilities(x, means, covariances, counts):
    """these are probabilities; return their logarithms"""
    joint = likelihood(x, means, covariances) + share(x, counts).log()
    return joint.softmax(1), joint.logsumexp(1).exp()


def through_densities(x, means, covariances, counts):
    """for inputs far from all means"""
    joint = likelihood(x, means, covariances).exp() * share(x, counts)
    evidence = joint.sum(1)
    return (joint / evidence[:, None]).log(), evidence.log()


def normalized_over_inputs(x, means, covariances, counts):
    """the posterior is normalized over the inputs"""
    joint = likelihood(x, means, covariances) + share(x, counts).log()
    return joint.log_softmax(0), joint.logsumexp(1)


def no_log_det(x, means, covariances, counts):
    """½ log det of the covariance is missing"""
    joint = likelihood(x, means, covariances) + share(x, counts).log()
    return finish(joint + covariances.logdet() / 2)


def no_constant(x, means, covariances, counts):
    """the constant -½ d log(2π) is missing"""
    joint = likelihood(x, means, covariances) + share(x, counts).log()
    return finish(joint + x.shape[1] * math.log(2 * math.pi) / 2)


def diagonals(x, means, covariances, counts):
    """only the diagonals of the covariances are used"""
    only = torch.diag_embed(covariances.diagonal(dim1=-2, dim2=-1))
    return finish(likelihood(x, means, only) + share(x, counts).log())


def one_covariance(x, means, covariances, counts):
    """all classes get the first one's covariance"""
    joint = likelihood(x, means, covariances[0]) + share(x, counts).log()
    return finish(joint)


def columns_and_rows(x, means, covariances, counts):
    """the rows of the first result belong to inputs"""
    log_p, evidence = finish(likelihood(x, means, covariances) + share(x, counts).log())
    return log_p.T, evidence


def largest(x, means, covariances, counts):
    """log p(x) is the sum over the labels, not the largest"""
    joint = likelihood(x, means, covariances) + share(x, counts).log()
    return joint.log_softmax(1), joint.amax(1)


def no_evidence(x, means, covariances, counts):
    """2 tensors should be returned"""
    joint = likelihood(x, means, covariances) + share(x, counts).log()
    return joint.log_softmax(1)


def exchanged(x, means, covariances, counts):
    """the two results are in the wrong order"""
    log_p, evidence = finish(likelihood(x, means, covariances) + share(x, counts).log())
    return evidence, log_p


def covariances_as_factors(x, means, covariances, counts):
    """scale_tril is the factor L of the covariance"""
    joint = MultivariateNormal(means, scale_tril=covariances).log_prob(x[:, None])
    return finish(joint + share(x, counts).log())


def as_precisions(x, means, covariances, counts):
    """the inverses of the covariances are used"""
    joint = MultivariateNormal(means, precision_matrix=covariances).log_prob(x[:, None])
    return finish(joint + share(x, counts).log())


def prior_in_one_result(x, means, covariances, counts):
    """log p(y | x) lacks the prior"""
    joint = likelihood(x, means, covariances) + share(x, counts).log()
    return likelihood(x, means, covariances).log_softmax(1), joint.logsumexp(1)


def of_the_posterior(x, means, covariances, counts):
    """this is the sum of the posterior, which is 1"""
    joint = likelihood(x, means, covariances) + share(x, counts).log()
    return joint.log_softmax(1), joint.log_softmax(1).logsumexp(1)


def single(x, means, covariances, counts):
    """the result is float32 although the inputs are float64"""
    log_p, evidence = finish(likelihood(x, means, covariances) + share(x, counts).log())
    return log_p.float(), evidence.float()


def prior_on_the_cpu(x, means, covariances, counts):
    """is made on the CPU whatever device x is on"""
    prior = torch.zeros(len(counts), dtype=x.dtype) + share(x, counts)
    return finish(likelihood(x, means, covariances) + prior.log())
