"""Wrong ways of writing ``autoregressive_forward``; a docstring is what its message says."""

import torch
from torch.nn import functional as F


def log_of_sigmoid(z, to_gate, to_mean):
    """use torch.nn.functional.logsigmoid"""
    logits, mean = z @ torch.tril(to_gate, -1).T, z @ torch.tril(to_mean, -1).T
    gate = torch.sigmoid(logits)
    return gate * z + (1 - gate) * mean, torch.log(gate).sum(-1)


def batch_log_det(z, to_gate, to_mean):
    """the log-determinant is added up over the points"""
    logits, mean = z @ torch.tril(to_gate, -1).T, z @ torch.tril(to_mean, -1).T
    gate = torch.sigmoid(logits)
    return gate * z + (1 - gate) * mean, F.logsigmoid(logits).sum().expand(len(z))
