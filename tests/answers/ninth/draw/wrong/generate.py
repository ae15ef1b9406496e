"""Wrong answers to generate."""

import torch
from torch import Tensor


def one_code_for_all_canvases(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """Draws one z at a step and shares it: all canvases with the same first state are the same."""
    n, hidden = h_dec.shape
    canvas, codes, canvases = h_dec.new_zeros(n, len(w_write)), [], []
    for _ in range(steps):
        z = torch.randn(w_dec.shape[1] - hidden, dtype=h_dec.dtype, device=h_dec.device)
        z = z.expand(n, -1)
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
        codes.append(z)
        canvases.append(canvas)
    return torch.stack(codes), torch.stack(canvases)


def always_from_the_first_state(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """Never keeps the decoder's new state: every step begins with the first state again."""
    n, hidden = h_dec.shape
    latent = w_dec.shape[1] - hidden
    z = torch.randn(steps, n, latent, dtype=h_dec.dtype, device=h_dec.device)
    states = torch.tanh(torch.cat([z, h_dec.expand(steps, n, hidden)], -1) @ w_dec.T)
    return z, (states @ w_write.T).cumsum(0)


def one_canvas_many_times(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """Adds to the canvas in place and keeps it at each step: all canvases are the last one."""
    n, hidden = h_dec.shape
    canvas, codes, canvases = h_dec.new_zeros(n, len(w_write)), [], []
    for _ in range(steps):
        z = torch.randn(n, w_dec.shape[1] - hidden, dtype=h_dec.dtype, device=h_dec.device)
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas += h_dec @ w_write.T
        codes.append(z)
        canvases.append(canvas)
    return torch.stack(codes), torch.stack(canvases)
