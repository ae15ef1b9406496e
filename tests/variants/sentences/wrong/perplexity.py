"""Wrong ways of writing ``perplexity``; a docstring is what its message says."""

import math

import torch


def of_the_elbo(log_w, lengths):
    """the ELBO is taken"""
    return torch.exp(-log_w.mean(0).sum() / lengths.sum())


def sum_of_weights(log_w, lengths):
    """log k is missing"""
    return torch.exp(-log_w.logsumexp(0).sum() / lengths.sum())


def averaged(log_w, lengths):
    """the perplexities of the sentences are averaged"""
    bounds = log_w.logsumexp(0) - math.log(len(log_w))
    return torch.exp(-bounds / lengths).mean()


def per_sentence(log_w, lengths):
    """this is the perplexity per sentence"""
    bounds = log_w.logsumexp(0) - math.log(len(log_w))
    return torch.exp(-bounds.mean())


def of_two(log_w, lengths):
    """the power is taken of 2"""
    bounds = log_w.logsumexp(0) - math.log(len(log_w))
    return 2 ** (-bounds.sum() / lengths.sum())


def averaged_rates(log_w, lengths):
    """the sentences' bounds per word are averaged"""
    bounds = log_w.logsumexp(0) - math.log(len(log_w))
    return torch.exp(-(bounds / lengths).mean())


def below_one(log_w, lengths):
    """the sign is wrong"""
    bounds = log_w.logsumexp(0) - math.log(len(log_w))
    return torch.exp(bounds.sum() / lengths.sum())
