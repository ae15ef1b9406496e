"""Wrong ways of writing ``fit_gaussian``; a docstring is what its message says."""

import torch


def only_the_mean(x):
    """2 tensors should be returned"""
    return x.mean(0)


def detached(x):
    """is there a .detach()"""
    away = (x - x.mean(0)).detach()
    return x.mean(0), away.T @ away / len(x)


def zeros_on_the_cpu(x):
    """is made on the CPU whatever device x is on"""
    away = x - x.mean(0)
    total = torch.zeros(x.shape[1], x.shape[1], dtype=x.dtype)
    return x.mean(0), (total + away.T @ away) / len(x)


def double(x):
    """the result is float64 although the inputs are float32"""
    away = (x - x.mean(0)).double()
    return x.mean(0), away.T @ away / len(x)


def second_moment(x):
    """for data far from 0"""
    mean = x.new_ones(len(x)) @ x / len(x)
    return mean, x.T @ x / len(x) - torch.outer(mean, mean)
