"""Wrong answers to generate."""

import torch
from torch import Tensor


def one_canvas_many_times(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """Adds in place and keeps the same canvas each time, so that all are the last one."""
    n, hidden = h_dec.shape
    latent = w_dec.shape[1] - hidden
    canvas = torch.zeros(n, len(w_write), dtype=h_dec.dtype, device=h_dec.device)
    codes, canvases = [], []
    for _ in range(steps):
        z = torch.randn(n, latent, dtype=h_dec.dtype, device=h_dec.device)
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas += h_dec @ w_write.T
        codes.append(z)
        canvases.append(canvas)
    return torch.stack(codes), torch.stack(canvases)


def one_number_for_a_code(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """Draws one number for each step and canvas, which all coordinates of the code have."""
    n, hidden = h_dec.shape
    latent = w_dec.shape[1] - hidden
    canvas = torch.zeros(n, len(w_write), dtype=h_dec.dtype, device=h_dec.device)
    codes, canvases = [], []
    for _ in range(steps):
        z = torch.randn(n, 1, dtype=h_dec.dtype, device=h_dec.device).expand(n, latent)
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
        codes.append(z)
        canvases.append(canvas)
    return torch.stack(codes), torch.stack(canvases)


def codes_of_the_default_type(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """Draws in the default dtype, so that the codes are not in that of the state."""
    n, hidden = h_dec.shape
    latent = w_dec.shape[1] - hidden
    canvas = torch.zeros(n, len(w_write), dtype=h_dec.dtype, device=h_dec.device)
    codes, canvases = [], []
    for _ in range(steps):
        z = torch.randn(n, latent, device=h_dec.device)
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
        codes.append(z)
        canvases.append(canvas)
    return torch.stack(codes), torch.stack(canvases)


def same_seed_each_time(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """Draws with a generator that begins anew at every call, so that all calls draw the same."""
    n, hidden = h_dec.shape
    latent = w_dec.shape[1] - hidden
    generator = torch.Generator(h_dec.device).manual_seed(0)
    codes = torch.randn(
        steps, n, latent, generator=generator, dtype=h_dec.dtype, device=h_dec.device
    )
    canvas = torch.zeros(n, len(w_write), dtype=h_dec.dtype, device=h_dec.device)
    canvases = []
    for z in codes:
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
        canvases.append(canvas)
    return codes, torch.stack(canvases)


def state_one_step_late(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """Writes with the decoder's state from before the step."""
    n, hidden = h_dec.shape
    latent = w_dec.shape[1] - hidden
    canvas = torch.zeros(n, len(w_write), dtype=h_dec.dtype, device=h_dec.device)
    codes, canvases = [], []
    for _ in range(steps):
        z = torch.randn(n, latent, dtype=h_dec.dtype, device=h_dec.device)
        canvas = canvas + h_dec @ w_write.T
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        codes.append(z)
        canvases.append(canvas)
    return torch.stack(codes), torch.stack(canvases)
