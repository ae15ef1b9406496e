"""Wrong answers to generate."""

import torch
from torch import Tensor


def one_code_for_all_canvases(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """Draws one z at each step for all canvases, so that equal states make equal images."""
    n, latent = len(h_dec), w_dec.shape[1] - h_dec.shape[1]
    canvas = torch.zeros(n, len(w_write), dtype=h_dec.dtype, device=h_dec.device)
    codes, canvases = [], []
    for _ in range(steps):
        z = torch.randn(1, latent, dtype=h_dec.dtype, device=h_dec.device).expand(n, -1)
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
        codes.append(z)
        canvases.append(canvas)
    return torch.stack(codes), torch.stack(canvases)


def canvas_before_each_step(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """Keeps the canvas before each step, so that the first is empty and the last is missing."""
    n, latent = len(h_dec), w_dec.shape[1] - h_dec.shape[1]
    canvas = torch.zeros(n, len(w_write), dtype=h_dec.dtype, device=h_dec.device)
    codes, canvases = [], []
    for _ in range(steps):
        z = torch.randn(n, latent, dtype=h_dec.dtype, device=h_dec.device)
        codes.append(z)
        canvases.append(canvas)
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
    return torch.stack(codes), torch.stack(canvases)


def one_canvas_many_times(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """Adds to one canvas in place and lists it at each step, so all entries show the last."""
    n, latent = len(h_dec), w_dec.shape[1] - h_dec.shape[1]
    canvas = torch.zeros(n, len(w_write), dtype=h_dec.dtype, device=h_dec.device)
    codes, canvases = [], []
    for _ in range(steps):
        z = torch.randn(n, latent, dtype=h_dec.dtype, device=h_dec.device)
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas += h_dec @ w_write.T
        codes.append(z)
        canvases.append(canvas)
    return torch.stack(codes), torch.stack(canvases)
