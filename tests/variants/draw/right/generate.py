"""Other right ways of writing ``generate``."""

import torch
from torch.distributions import Normal
from torch.nn import functional as F


def all_noise_first(h_dec, w_dec, w_write, steps):
    n, hidden = h_dec.shape
    z = torch.randn(steps, n, w_dec.shape[1] - hidden, dtype=h_dec.dtype, device=h_dec.device)
    strokes = []
    for each in z:
        h_dec = F.linear(torch.cat([each, h_dec], 1), w_dec).tanh()
        strokes.append(F.linear(h_dec, w_write))
    return z, torch.stack(strokes).cumsum(0)


def rows_first(h_dec, w_dec, w_write, steps):
    n, hidden = h_dec.shape
    z = h_dec.new_empty(n, steps, w_dec.shape[1] - hidden).normal_().transpose(0, 1)
    canvas, canvases = h_dec.new_zeros(n, len(w_write)), []
    for t in range(steps):
        h_dec = torch.tanh(torch.cat([z[t], h_dec], -1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
        canvases.append(canvas)
    return z, torch.stack(canvases)


def distributions(h_dec, w_dec, w_write, steps):
    n, hidden = h_dec.shape
    zero = torch.zeros_like(h_dec)[:, :1].expand(n, w_dec.shape[1] - hidden)
    prior = Normal(zero, torch.ones_like(zero), validate_args=False)
    draws, canvases = [], [torch.zeros_like(h_dec[:, :1]).expand(n, len(w_write))]
    for _ in range(steps):
        draws.append(prior.rsample())
        h_dec = torch.cat([draws[-1], h_dec], -1).matmul(w_dec.mT).tanh()
        canvases.append(canvases[-1] + h_dec @ w_write.mT)
    return torch.stack(draws), torch.stack(canvases[1:])
