"""Wrong ways of writing ``doubly_reparameterized``; a docstring is what its message says."""

import math

import torch


def plain_bound(log_w):
    """the shares in the gradient are not squared"""
    return torch.logsumexp(log_w, 0) - math.log(len(log_w))


def shares_move(log_w):
    """the shares move: hold them constant"""
    bound = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    surrogate = (torch.softmax(log_w, 0) ** 2 * log_w).sum(0)
    return bound.detach() + surrogate - surrogate.detach()


def no_stop(log_w):
    """the gradient of the bound is added"""
    bound = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    surrogate = (torch.softmax(log_w, 0).detach() ** 2 * log_w).sum(0)
    return bound + surrogate - surrogate.detach()


def everything_stopped(log_w):
    """no gradient reaches log_w"""
    return (torch.logsumexp(log_w, 0) - math.log(len(log_w))).detach()


def wake(log_w):
    """the gradient has share minus share squared"""
    bound = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    share = torch.softmax(log_w, 0).detach()
    surrogate = ((share - share**2) * log_w).sum(0)
    return bound.detach() + surrogate - surrogate.detach()
