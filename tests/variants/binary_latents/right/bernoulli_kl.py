"""Other right ways of writing ``bernoulli_kl``."""

import math

import torch
from torch.distributions import Bernoulli, Independent, kl_divergence


def distributions(logits):
    q = Independent(Bernoulli(logits=logits, validate_args=False), 1, validate_args=False)
    coins = Bernoulli(logits=torch.zeros_like(logits), validate_args=False)
    return kl_divergence(q, Independent(coins, 1, validate_args=False))


def entropy(logits):
    pi = torch.sigmoid(logits)
    entropy = torch.nn.functional.binary_cross_entropy_with_logits(logits, pi, reduction="none")
    return logits.shape[-1] * math.log(2) - entropy.sum(-1)


def loop(logits):
    total = torch.zeros_like(logits[:, 0])
    for j in range(logits.shape[1]):
        a = logits[:, j]
        log_one, log_zero = -torch.logaddexp(0 * a, -a), -torch.logaddexp(0 * a, a)
        pi = 1 / (1 + torch.exp(-a.clamp(-80, 80)))
        total = total + pi * (log_one + math.log(2)) + (1 - pi) * (log_zero + math.log(2))
    return total
