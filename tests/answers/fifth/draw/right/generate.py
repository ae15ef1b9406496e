"""Right answers to generate."""

import torch
from torch import Tensor
from torch.distributions import Normal
from torch.nn import functional as F


def drawn_in_the_loop(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """A loop with lists, and a draw in each step."""
    latent = w_dec.shape[1] - h_dec.shape[1]
    canvas = h_dec.new_zeros(len(h_dec), len(w_write))
    codes, canvases = [], []
    for _ in range(steps):
        z = torch.randn(len(h_dec), latent, dtype=h_dec.dtype, device=h_dec.device)
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
        codes.append(z)
        canvases.append(canvas)
    return torch.stack(codes), torch.stack(canvases)


def drawn_at_first(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """All codes are drawn at once, one for each step, and the writings are added up in the end."""
    n, hidden = h_dec.shape
    latent = w_dec.shape[1] - hidden
    z = torch.randn(steps, n, latent, dtype=h_dec.dtype, device=h_dec.device)
    states = []
    for code in z:
        h_dec = F.linear(torch.cat([code, h_dec], 1), w_dec).tanh()
        states.append(h_dec)
    return z, F.linear(torch.stack(states), w_write).cumsum(0)


def canvas_by_canvas(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """One canvas after the other, with the weights split."""
    n, hidden = h_dec.shape
    latent = w_dec.shape[1] - hidden
    of_z, of_state = w_dec[:, :latent], w_dec[:, latent:]
    codes = torch.empty(steps, n, latent, dtype=h_dec.dtype, device=h_dec.device)
    canvases = torch.empty(steps, n, w_write.shape[0], dtype=h_dec.dtype, device=h_dec.device)
    for i in range(n):
        state, canvas = h_dec[i], 0
        for t in range(steps):
            z = torch.randn_like(codes[t, i])
            state = torch.tanh(of_z @ z + of_state @ state)
            canvas = canvas + w_write @ state
            codes[t, i] = z
            canvases[t, i] = canvas
    return codes, canvases


def by_distribution(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """The prior of torch.distributions, and the library's recurrent cell."""
    hidden = h_dec.size(1)
    zeros = h_dec.new_zeros(h_dec.size(0), w_dec.size(1) - hidden)
    prior = Normal(zeros, torch.ones_like(zeros))
    codes, canvases = [], []
    for step in range(steps):
        codes.append(prior.sample())
        h_dec = torch.rnn_tanh_cell(codes[-1], h_dec, w_dec[:, :-hidden], w_dec[:, -hidden:])
        stroke = torch.einsum("nh,ph->np", h_dec, w_write)
        canvases.append(stroke if step == 0 else canvases[-1] + stroke)
    return torch.stack(codes), torch.stack(canvases)
