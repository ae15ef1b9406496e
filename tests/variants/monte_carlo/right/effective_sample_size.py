"""Other right ways of writing ``effective_sample_size``."""

import torch


def logsumexp(log_w):
    return torch.exp(2 * torch.logsumexp(log_w, 0) - torch.logsumexp(2 * log_w, 0))


def largest_subtracted(log_w):
    w = torch.exp(log_w - log_w.amax(0, keepdim=True))
    return w.sum(0) ** 2 / (w**2).sum(0)


def spread_of_the_weights(log_w):
    k = log_w.shape[0]
    share = torch.exp(log_w - torch.logsumexp(log_w, dim=0)) * k
    return k / (1 + share.var(0, correction=0))


def loop(log_w):
    share = torch.exp(torch.log_softmax(log_w, 0))
    squares = torch.zeros_like(share[0])
    for row in share:
        squares = squares + row * row
    return squares**-1
