"""Wrong ways of writing ``picture_log_likelihood``; a docstring is what its message says."""

import math

import torch


def squared_error(x, mask, mean_x, mean_mask, log_var):
    """log 2π is missing"""
    found = 0
    for v, m, l in ((x, mean_x, log_var[0]), (mask, mean_mask, log_var[1])):  # noqa: E741
        found = found - 0.5 * ((v - m) ** 2 / torch.exp(l) + l).sum((1, 2, 3))
    return found


def no_log_var(x, mask, mean_x, mean_mask, log_var):
    """the logarithm of the variance is missing"""
    found = 0
    for v, m, l in ((x, mean_x, log_var[0]), (mask, mean_mask, log_var[1])):  # noqa: E741
        squared = (v - m) ** 2 / torch.exp(l)
        found = found - 0.5 * (squared + math.log(2 * math.pi)).sum((1, 2, 3))
    return found
