"""Other right ways of writing ``draw_waiting``."""

import torch


def from_uniform(rate, n):
    u = torch.rand(n, len(rate), dtype=rate.dtype, device=rate.device)
    return -torch.log1p(-u) / rate


def in_place(rate, n):
    return rate.new_empty(n, len(rate)).exponential_() / rate


def one_rate_after_the_other(rate, n):
    columns = [torch.empty_like(one.expand(n)).exponential_() / one for one in rate]
    return torch.stack(columns, 1)
