"""Wrong answers to generate."""

import torch
from torch import Tensor


def same_canvas_kept(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """One canvas is changed in place, so that all the canvases kept are the last one."""
    latent = w_dec.shape[1] - h_dec.shape[1]
    canvas = h_dec.new_zeros(h_dec.shape[0], w_write.shape[0])
    codes, canvases = [], []
    for _ in range(steps):
        z = torch.randn(h_dec.shape[0], latent, dtype=h_dec.dtype, device=h_dec.device)
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas += h_dec @ w_write.T
        codes.append(z)
        canvases.append(canvas)
    return torch.stack(codes), torch.stack(canvases)


def code_of_all_canvases(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """In each step all canvases share one code."""
    n, hidden = h_dec.shape
    canvas = h_dec.new_zeros(n, w_write.shape[0])
    codes, canvases = [], []
    for _ in range(steps):
        z = torch.randn(1, w_dec.shape[1] - hidden, dtype=h_dec.dtype, device=h_dec.device)
        z = z.expand(n, -1)
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
        codes.append(z)
        canvases.append(canvas)
    return torch.stack(codes), torch.stack(canvases)


def single_precision(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """The codes have the default dtype, whatever that of the state is."""
    latent = w_dec.shape[1] - h_dec.shape[1]
    canvas = h_dec.new_zeros(h_dec.shape[0], w_write.shape[0])
    codes, canvases = [], []
    for _ in range(steps):
        z = torch.randn(h_dec.shape[0], latent, device=h_dec.device)
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
        codes.append(z)
        canvases.append(canvas)
    return torch.stack(codes), torch.stack(canvases)


def first_state_kept(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """Every step starts from the first state of the decoder, so none knows of those before."""
    latent = w_dec.shape[1] - h_dec.shape[1]
    canvas = h_dec.new_zeros(h_dec.shape[0], w_write.shape[0])
    codes, canvases = [], []
    for _ in range(steps):
        z = torch.randn(h_dec.shape[0], latent, dtype=h_dec.dtype, device=h_dec.device)
        state = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = canvas + state @ w_write.T
        codes.append(z)
        canvases.append(canvas)
    return torch.stack(codes), torch.stack(canvases)


def written_before_the_step(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """The canvas is written from the state that the decoder had before it saw the code."""
    latent = w_dec.shape[1] - h_dec.shape[1]
    canvas = h_dec.new_zeros(h_dec.shape[0], w_write.shape[0])
    codes, canvases = [], []
    for _ in range(steps):
        z = torch.randn(h_dec.shape[0], latent, dtype=h_dec.dtype, device=h_dec.device)
        canvas = canvas + h_dec @ w_write.T
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        codes.append(z)
        canvases.append(canvas)
    return torch.stack(codes), torch.stack(canvases)


def always_the_same(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """The random numbers start from a fixed seed, so that every call draws the same pictures."""
    torch.manual_seed(0)
    latent = w_dec.shape[1] - h_dec.shape[1]
    canvas = h_dec.new_zeros(h_dec.shape[0], w_write.shape[0])
    codes, canvases = [], []
    for _ in range(steps):
        z = torch.randn(h_dec.shape[0], latent, dtype=h_dec.dtype, device=h_dec.device)
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
        codes.append(z)
        canvases.append(canvas)
    return torch.stack(codes), torch.stack(canvases)
