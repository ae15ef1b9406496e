"""Right answers to generate."""

import torch
from torch import Tensor
from torch.nn import functional as F


def draws_inside_of_the_loop(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """Draws z at each step of the loop and collects codes and canvases in lists."""
    n, hidden = h_dec.shape
    latent = w_dec.shape[1] - hidden
    canvas = torch.zeros(n, w_write.shape[0], dtype=h_dec.dtype, device=h_dec.device)
    codes, canvases = [], []
    for _ in range(steps):
        z = torch.randn(n, latent, dtype=h_dec.dtype, device=h_dec.device)
        h_dec = torch.tanh(torch.cat([z, h_dec], 1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
        codes.append(z)
        canvases.append(canvas)
    return torch.stack(codes), torch.stack(canvases)


def all_codes_first(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """Draws the codes of all steps at once, and adds up what the states write by cumsum."""
    latent = w_dec.shape[1] - h_dec.shape[1]
    z = torch.empty(steps, len(h_dec), latent, dtype=h_dec.dtype, device=h_dec.device).normal_()
    state, states = h_dec, []
    for code in z.unbind(0):
        state = torch.tanh(F.linear(code, w_dec[:, :latent]) + F.linear(state, w_dec[:, latent:]))
        states.append(state)
    return z, F.linear(torch.stack(states), w_write).cumsum(0)
