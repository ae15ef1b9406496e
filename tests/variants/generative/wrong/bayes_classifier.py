"""Wrong ways of writing ``bayes_classifier``, and what their messages say."""

from torch.distributions import MultivariateNormal

EDITS = """
    log_evidence = log_joint.exp().sum(-1).log()  # for inputs far from all means
    return log_joint - log_evidence[:, None]  # 2 tensors should be returned
    return (log_joint - log_evidence[:, None]).float(), log_evidence.float()
        # the result is float32 although the inputs are float64
    log_prior = torch.log(torch.zeros(len(counts), dtype=x.dtype) + number / number.sum())
        # is made on the CPU whatever device x is on
"""


def share(x, counts):
    return counts.to(x.dtype) / counts.sum()


def finish(joint):
    return joint.log_softmax(1), joint.logsumexp(1)


def covariances_as_factors(x, means, covariances, counts):
    """scale_tril is the factor L of the covariance"""
    joint = MultivariateNormal(means, scale_tril=covariances).log_prob(x[:, None])
    return finish(joint + share(x, counts).log())
