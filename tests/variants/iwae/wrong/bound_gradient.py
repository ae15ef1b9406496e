"""Wrong ways of writing ``bound_gradient``; a docstring is what its message says."""

import torch


def elbo(log_w, gradients):
    """all draws count alike"""
    return gradients.mean(0)


def slide(log_w, gradients):
    """averaged over the draws although the shares have the sum 1"""
    share = torch.softmax(log_w, 0)
    return (share.unsqueeze(-1) * gradients).sum(0) / len(log_w)


def mean_one(log_w, gradients):
    """k times too large"""
    share = len(log_w) * torch.softmax(log_w, 0)
    return (share.unsqueeze(-1) * gradients).sum(0)


def worst(log_w, gradients):
    """the worst draws weigh the most"""
    return torch.einsum("kb,kbd->bd", torch.softmax(-log_w, 0), gradients)


def squared(log_w, gradients):
    """the shares are squared"""
    return torch.einsum("kb,kbd->bd", torch.softmax(log_w, 0) ** 2, gradients)


def weights(log_w, gradients):
    """which are not normalized"""
    return torch.einsum("kb,kbd->bd", log_w.exp(), gradients)


def plain_exp(log_w, gradients):
    """exp overflows or becomes 0"""
    w = log_w.exp()
    return torch.einsum("kb,kbd->bd", w / w.sum(0), gradients)


def batch_shares(log_w, gradients):
    """the shares are normalized over the batch"""
    return torch.einsum("kb,kbd->bd", torch.softmax(log_w, 1), gradients)
