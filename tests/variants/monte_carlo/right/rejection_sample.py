"""Other right ways of writing ``rejection_sample``."""

import math

import torch


def one_by_one(log_p, q, log_c, n):
    kept: list = []
    proposed = 0
    while len(kept) < n:
        x, proposed = q.sample(), proposed + 1
        if math.log(torch.rand(()).item() + 1e-300) < float(log_p(x) - q.log_prob(x)) - log_c:
            kept.append(x)
    return torch.stack(kept), torch.tensor(n / proposed)


def small_batches(log_p, q, log_c, n):
    draws: list = []
    proposed = 0
    while sum(len(some) for some in draws) < n:
        x = q.sample((200,))
        height = torch.rand_like(x).log() + log_c + q.log_prob(x)
        draws.append(x[height < log_p(x)])
        proposed += 200
    together = torch.cat(draws)
    return together[:n], len(together) / proposed


def exponential_heights(log_p, q, log_c, n):
    x, proposed = q.sample((0,)), 0
    while x.numel() < n:
        new = q.sample((n,))
        cost = torch.empty_like(new).exponential_()
        new = new[cost > log_c + q.log_prob(new) - log_p(new)]
        x, proposed = torch.cat((x, new)), proposed + n
    return [x[-n:], x.numel() / proposed]


def counted_up_to_the_last(log_p, q, log_c, n):
    x = q.sample((100 * n,))
    kept = (torch.rand_like(x).log() <= log_p(x) - log_c - q.log_prob(x)).nonzero()[:n, 0]
    return x[kept], n / (int(kept[-1]) + 1)
