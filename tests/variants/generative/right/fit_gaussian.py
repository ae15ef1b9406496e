"""Other right ways of writing ``fit_gaussian``."""

import torch


def with_cov(x):
    return x.mean(0), torch.atleast_2d(torch.cov(x.T, correction=0))


def einsum(x):
    mean = x.sum(0) / x.shape[0]
    away = x - mean
    return [mean, torch.einsum("ni,nj->ij", away, away) / x.shape[0]]


def one_side_centred(x):
    mean = x.new_ones(len(x)) @ x / len(x)
    return mean, torch.stack([(x - mean).T @ column for column in (x - mean).unbind(1)], 1) / len(x)


def loops(x):
    mean = torch.stack([column.mean() for column in x.unbind(1)])
    total = x.new_zeros(x.shape[1], x.shape[1])
    for row in x:
        total = total + torch.outer(row - mean, row - mean)
    return mean, total / len(x)
