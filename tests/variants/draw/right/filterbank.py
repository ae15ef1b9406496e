"""Other right ways of writing ``filterbank``."""

import torch
from torch.distributions import Normal


def distributions(centres, log_var, size):
    scale = torch.exp(0.5 * log_var).reshape(-1, 1, 1)
    pixels = torch.arange(size).to(centres)
    log_p = Normal(centres.unsqueeze(-1), scale, validate_args=False).log_prob(pixels)
    return log_p.softmax(-1)


def largest_first(centres, log_var, size):
    pixels = torch.arange(size, dtype=centres.dtype, device=centres.device)
    square = (pixels[None, None] - centres[:, :, None]).square()
    exponent = -0.5 * square * torch.exp(-log_var)[:, None, None]
    weight = torch.exp(exponent - exponent.max(-1, keepdim=True).values)
    return weight / weight.sum(-1, keepdim=True)


def loop(centres, log_var, size):
    rows = []
    for centre, each in zip(centres, log_var, strict=True):
        pixels = torch.arange(size, dtype=centres.dtype, device=centres.device)
        log_weight = torch.stack([-((pixels - c) ** 2) / (2 * each.exp()) for c in centre])
        rows.append(torch.exp(log_weight - torch.logsumexp(log_weight, 1)[:, None]))
    return torch.stack(rows)
