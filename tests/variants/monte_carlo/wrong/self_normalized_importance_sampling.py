"""Wrong ways of writing ``self_normalized_importance_sampling``."""

import math

import torch


def _log_w(log_p, q, x):
    return log_p(x) - q.log_prob(x)


def _with_error(w, values):
    mean = (w * values).sum()
    return mean, (w * (values - mean)).norm()


def unweighted(f, log_p, q, n):
    """the weights are missing"""
    values = f(q.sample((n,)))
    return values.mean(), values.std() / math.sqrt(n)


def not_normalized(f, log_p, q, n):
    """the weights are not divided by their sum"""
    x = q.sample((n,))
    values = f(x) * _log_w(log_p, q, x).exp()
    return values.mean(), values.std() / math.sqrt(n)


def upside_down(f, log_p, q, n):
    """the weights are upside down"""
    x = q.sample((n,))
    return _with_error(torch.softmax(-_log_w(log_p, q, x), 0), f(x))


def overflows(f, log_p, q, n):
    """exp overflows for a large constant"""
    x = q.sample((n,))
    w = _log_w(log_p, q, x).exp()
    return _with_error(w / w.sum(), f(x))


def error_without_weights(f, log_p, q, n):
    """this is the standard error of f without weights"""
    x = q.sample((n,))
    w = torch.softmax(_log_w(log_p, q, x), 0)
    return (w * f(x)).sum(), f(x).std() / math.sqrt(n)


def weights_outside(f, log_p, q, n):
    """the weights belong inside of the square"""
    x = q.sample((n,))
    w = torch.softmax(_log_w(log_p, q, x), 0)
    mean = (w * f(x)).sum()
    return mean, (w * (f(x) - mean) ** 2).sum().sqrt()


def seeded(f, log_p, q, n):
    """is there a manual_seed in it?"""
    torch.manual_seed(0)
    x = q.sample((n,))
    return _with_error(torch.softmax(_log_w(log_p, q, x), 0), f(x))


def resampled(f, log_p, q, n):
    """as if the weights had no noise"""
    x = q.sample((n,))
    w = torch.softmax(_log_w(log_p, q, x), 0)
    return (w * f(x)).sum(), (n * w * f(x)).std() / math.sqrt(n)
