"""Right answers to generate."""

import torch
from torch import Tensor


def draws_in_the_loop(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """Draws a code at each step, and keeps codes and canvases in lists."""
    n, hidden = h_dec.shape
    latent = w_dec.shape[1] - hidden
    canvas = torch.zeros(n, len(w_write), dtype=h_dec.dtype, device=h_dec.device)
    codes, canvases = [], []
    for _ in range(steps):
        z = torch.randn(n, latent, dtype=h_dec.dtype, device=h_dec.device)
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
        codes.append(z)
        canvases.append(canvas)
    return torch.stack(codes), torch.stack(canvases)


def all_noise_first(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """Draws all codes at once, collects the states, and adds up in the end."""
    latent = w_dec.shape[1] - w_dec.shape[0]
    z = h_dec.new_empty(steps, h_dec.shape[0], latent).normal_()
    states = []
    state = h_dec
    for code in z:
        state = torch.tanh(torch.hstack([code, state]).mm(w_dec.t()))
        states.append(state)
    return z, torch.cumsum(torch.stack(states) @ w_write.t(), dim=0)


def tables_filled_in(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """Fills tables of codes and canvases, which are made before, with two blocks of w_dec."""
    latent = w_dec.size(1) - h_dec.size(1)
    of_code, of_state = w_dec[:, :latent], w_dec[:, latent:]
    like = {"dtype": h_dec.dtype, "device": h_dec.device}
    prior = torch.distributions.Normal(
        torch.zeros(h_dec.size(0), latent, **like), torch.ones(h_dec.size(0), latent, **like)
    )
    z = torch.zeros(steps, h_dec.size(0), latent, **like)
    canvases = torch.zeros(steps, h_dec.size(0), w_write.size(0), **like)
    for t in range(steps):
        z[t] = prior.sample()
        h_dec = torch.tanh(
            torch.einsum("nl,hl->nh", z[t].clone(), of_code)
            + torch.einsum("nk,hk->nh", h_dec, of_state)
        )
        written = torch.einsum("nh,ph->np", h_dec, w_write)
        canvases[t] = written if t == 0 else canvases[t - 1].clone() + written
    return z, canvases
