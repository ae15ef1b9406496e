"""Other right ways of writing ``filter_centres``."""

import torch


def linspace(g, log_delta, size, longest, n):
    middle = (size - 1) / 2 + (size + 1) / 2 * g
    reach = (longest - 1) / 2 * log_delta.exp()
    steps = torch.linspace(-1, 1, n, dtype=g.dtype, device=g.device)
    return middle.unsqueeze(1) + reach.unsqueeze(1) * steps


def papers_count(g, log_delta, size, longest, n):
    g_x = (size + 1) / 2 * (g + 1)
    delta = (longest - 1) / (n - 1) * torch.exp(log_delta)
    i = torch.arange(1, n + 1).to(g)
    mu = g_x[:, None] + (i - n / 2 - 0.5) * delta[:, None]
    return mu - 1


def loop(g, log_delta, size, longest, n):
    columns = []
    for i in range(n):
        stride = (longest - 1) / (n - 1) * log_delta.exp()
        columns.append((size + 1) / 2 * (g + 1) - 1 + (i - n / 2 + 0.5) * stride)
    return torch.stack(columns, 1)


def from_the_first(g, log_delta, size, longest, n):
    stride = (longest - 1) / (n - 1) * log_delta.exp()
    first = (size + 1) / 2 * (g + 1) - 1 - (n - 1) / 2 * stride
    return torch.stack([first, *([stride] * (n - 1))], -1).cumsum(-1)
