"""Wrong ways of writing ``picture_log_likelihood``; a docstring is what its message says."""

import math

import torch
from torch.distributions import Normal


def term(values, mean, log_var):
    each = (values - mean) ** 2 / torch.exp(log_var) + log_var + math.log(2 * math.pi)
    return -0.5 * each.sum((1, 2, 3))


def no_mask(x, mask, mean_x, mean_mask, log_var):
    """the mask's term is missing"""
    return term(x, mean_x, log_var[0])


def one_variance(x, mask, mean_x, mean_mask, log_var):
    """the mask has the picture's variance"""
    return term(x, mean_x, log_var[0]) + term(mask, mean_mask, log_var[0])


def exchanged(x, mask, mean_x, mean_mask, log_var):
    """the two variances are exchanged"""
    return term(x, mean_x, log_var[1]) + term(mask, mean_mask, log_var[0])


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


def deviation(x, mask, mean_x, mean_mask, log_var):
    """log_var is taken for the logarithm of the standard deviation"""
    of_x = Normal(mean_x, log_var[0].exp()).log_prob(x).sum((1, 2, 3))
    return of_x + Normal(mean_mask, log_var[1].exp()).log_prob(mask).sum((1, 2, 3))


def loss(x, mask, mean_x, mean_mask, log_var):
    """this is a loss"""
    return -term(x, mean_x, log_var[0]) - term(mask, mean_mask, log_var[1])


def averaged(x, mask, mean_x, mean_mask, log_var):
    """averaged over the numbers of a picture"""
    of_x = Normal(mean_x, (log_var[0] / 2).exp()).log_prob(x).mean((1, 2, 3))
    return of_x + Normal(mean_mask, (log_var[1] / 2).exp()).log_prob(mask).mean((1, 2, 3))
