"""Other right ways of writing ``perplexity``."""

import math

import torch


def by_hand(log_w, lengths):
    largest = log_w.max(0).values.detach()
    bounds = largest + (log_w - largest).exp().mean(0).log()
    return (-bounds.sum() / lengths.sum()).exp()


def log_softened(log_w, lengths):
    k = torch.tensor(len(log_w), dtype=log_w.dtype, device=log_w.device)
    nats = (k.log() - log_w.logsumexp(dim=0)).sum()
    return torch.exp(nats / lengths.to(log_w.dtype).sum())


def weighted(log_w, lengths):
    bounds = log_w.logsumexp(0) - math.log(log_w.shape[0])
    share = lengths / lengths.sum()
    return torch.exp(-(share * (bounds / lengths)).sum())


def power(log_w, lengths):
    nats = -(log_w.logsumexp(0) - math.log(log_w.shape[0])).sum() / lengths.sum()
    return math.e**nats
