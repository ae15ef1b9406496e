"""Wrong ways of writing ``divergences``; a docstring is what its message says."""

import torch


def plain_exp(log_joint, q):
    """exp becomes 0 or overflows"""
    p = log_joint.exp() / log_joint.exp().sum(-1, keepdim=True)
    return (q * (q / p).log()).sum(-1), (p * (p / q).log()).sum(-1)


def both_under_q(log_joint, q):
    """the mean is under q; here it is under the posterior"""
    log_p = torch.log_softmax(log_joint, -1)
    return (q * (q.log() - log_p)).sum(-1), (q * (log_p - q.log())).sum(-1)
