"""Right answers to generate."""

import torch
from torch import Tensor


def codes_drawn_on_the_way(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """Draws inside of the loop and adds to the canvas as it goes."""
    n, hidden = h_dec.shape
    canvas = h_dec.new_zeros(n, w_write.shape[0])
    codes, canvases = [], []
    for _ in range(steps):
        z = torch.randn(n, w_dec.shape[1] - hidden, dtype=h_dec.dtype, device=h_dec.device)
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
        codes.append(z)
        canvases.append(canvas)
    return torch.stack(codes), torch.stack(canvases)


def states_first_canvases_last(
    h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int
) -> tuple[Tensor, Tensor]:
    """All codes at once, then the states in a loop, then all canvases by a cumulative sum."""
    latent = w_dec.shape[1] - h_dec.shape[1]
    z = h_dec.new_empty(steps, len(h_dec), latent).normal_()
    from_z = z @ w_dec[:, :latent].T
    states = [h_dec]
    for push in from_z:
        states.append(torch.tanh(push + states[-1] @ w_dec[:, latent:].T))
    written = torch.stack(states[1:]) @ w_write.T
    return z, written.cumsum(0)
