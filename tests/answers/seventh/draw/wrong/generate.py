"""Wrong answers to generate."""

import torch
from torch import Tensor


def always_the_last_canvas(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """The canvas is changed in place, so each entry of the list is the last canvas."""
    n, hidden = h_dec.shape
    canvas = torch.zeros(n, len(w_write), dtype=h_dec.dtype, device=h_dec.device)
    zs, canvases = [], []
    for _ in range(steps):
        z = torch.randn(n, w_dec.shape[1] - hidden, dtype=h_dec.dtype, device=h_dec.device)
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas += h_dec @ w_write.T
        zs.append(z)
        canvases.append(canvas)
    return torch.stack(zs), torch.stack(canvases)


def one_code_for_all_canvases(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """Each step draws one code, which all canvases share."""
    n, hidden = h_dec.shape
    canvas = torch.zeros(n, len(w_write), dtype=h_dec.dtype, device=h_dec.device)
    zs, canvases = [], []
    for _ in range(steps):
        z = torch.randn(1, w_dec.shape[1] - hidden, dtype=h_dec.dtype, device=h_dec.device)
        z = z.expand(n, -1)
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
        zs.append(z)
        canvases.append(canvas)
    return torch.stack(zs), torch.stack(canvases)


def uniform_of_variance_one(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """The codes have mean 0 and variance 1 but are uniform, not normal."""
    n, hidden = h_dec.shape
    shape = (steps, n, w_dec.shape[1] - hidden)
    zs = (torch.rand(shape, dtype=h_dec.dtype, device=h_dec.device) - 0.5) * 12**0.5
    canvas = torch.zeros(n, len(w_write), dtype=h_dec.dtype, device=h_dec.device)
    canvases = []
    for z in zs:
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
        canvases.append(canvas)
    return zs, torch.stack(canvases)


def state_forgotten(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """The decoder begins every step from its first state."""
    n, hidden = h_dec.shape
    canvas = torch.zeros(n, len(w_write), dtype=h_dec.dtype, device=h_dec.device)
    zs, canvases = [], []
    for _ in range(steps):
        z = torch.randn(n, w_dec.shape[1] - hidden, dtype=h_dec.dtype, device=h_dec.device)
        state = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = canvas + state @ w_write.T
        zs.append(z)
        canvases.append(canvas)
    return torch.stack(zs), torch.stack(canvases)


def code_wanders(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """Each code is standard normal but made of the one before, so the steps are not independent."""
    n, hidden = h_dec.shape
    latent = w_dec.shape[1] - hidden
    canvas = torch.zeros(n, len(w_write), dtype=h_dec.dtype, device=h_dec.device)
    z = torch.randn(n, latent, dtype=h_dec.dtype, device=h_dec.device)
    zs, canvases = [], []
    for _ in range(steps):
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
        zs.append(z)
        canvases.append(canvas)
        z = 0.5**0.5 * (z + torch.randn_like(z))
    return torch.stack(zs), torch.stack(canvases)
