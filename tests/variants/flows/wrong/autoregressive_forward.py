"""Wrong ways of writing ``autoregressive_forward``; a docstring is what its message says."""

import torch
from torch.nn import functional as F


def no_mask(z, to_gate, to_mean):
    """the mask is missing: every coordinate sees all"""
    logits, mean = z @ to_gate.T, z @ to_mean.T
    gate = torch.sigmoid(logits)
    return gate * z + (1 - gate) * mean, F.logsigmoid(logits).sum(-1)


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


def whole_mean(z, to_gate, to_mean):
    """the mean is added whole"""
    logits, mean = z @ torch.tril(to_gate, -1).T, z @ torch.tril(to_mean, -1).T
    return torch.sigmoid(logits) * z + mean, F.logsigmoid(logits).sum(-1)
