"""Right answers to generate."""

import torch
from torch import Tensor
from torch.distributions import Normal
from torch.nn import functional as F


def drawn_in_the_loop(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """Each step draws its own noise and appends to two lists."""
    n, hidden = h_dec.shape
    latent = w_dec.shape[1] - hidden
    canvas = h_dec.new_zeros(n, len(w_write))
    zs, canvases = [], []
    for _ in range(steps):
        z = torch.randn(n, latent, dtype=h_dec.dtype, device=h_dec.device)
        h_dec = torch.tanh(torch.cat([z, h_dec], dim=-1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
        zs.append(z)
        canvases.append(canvas)
    return torch.stack(zs), torch.stack(canvases)


def all_noise_at_once(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """The noise of all steps in one draw; the canvases are a cumulative sum of the strokes."""
    latent = w_dec.size(1) - h_dec.size(1)
    z = h_dec.new_empty(steps, len(h_dec), latent).normal_()
    states, state = [], h_dec
    from_z, from_state = w_dec[:, :latent], w_dec[:, latent:]
    for pushed in F.linear(z, from_z):
        state = torch.tanh(pushed + F.linear(state, from_state))
        states.append(state)
    return z, F.linear(torch.stack(states), w_write).cumsum(0)


def canvas_after_canvas(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """Every canvas and every step by itself, drawn from a normal distribution."""
    hidden = h_dec.shape[-1]
    prior = Normal(torch.zeros_like(w_dec[0, hidden:]), 1.0)
    codes, drawings = [], []
    for state in h_dec:
        z = prior.sample((steps,))
        picture = torch.zeros_like(w_write[:, 0])
        history = []
        for code in z:
            state = torch.tanh(torch.mv(w_dec, torch.cat((code, state))))
            picture = picture + torch.mv(w_write, state)
            history.append(picture)
        codes.append(z)
        drawings.append(torch.stack(history))
    return torch.stack(codes, 1), torch.stack(drawings, 1)
