"""Wrong answers to draw_step."""

import torch
from torch import Tensor


def log_sigma_halved(
    x: Tensor,
    canvas: Tensor,
    h_enc: Tensor,
    h_dec: Tensor,
    noise: Tensor,
    w_enc: Tensor,
    w_mu: Tensor,
    w_sigma: Tensor,
    w_dec: Tensor,
    w_write: Tensor,
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Scales the noise by exp(log_sigma / 2), as for a log-variance: the wrong spread of z."""
    seen = torch.cat([x, x - torch.sigmoid(canvas), h_dec, h_enc], -1)
    new_enc = torch.tanh(seen @ w_enc.T)
    mu, log_sigma = new_enc @ w_mu.T, new_enc @ w_sigma.T
    z = mu + (0.5 * log_sigma).exp() * noise
    new_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + new_dec @ w_write.T, new_enc, new_dec, mu, log_sigma


def states_exchanged(
    x: Tensor,
    canvas: Tensor,
    h_enc: Tensor,
    h_dec: Tensor,
    noise: Tensor,
    w_enc: Tensor,
    w_mu: Tensor,
    w_sigma: Tensor,
    w_dec: Tensor,
    w_write: Tensor,
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Puts the encoder's state before the decoder's: each meets the weights of the other."""
    seen = torch.cat([x, x - torch.sigmoid(canvas), h_enc, h_dec], -1)
    new_enc = torch.tanh(seen @ w_enc.T)
    mu, log_sigma = new_enc @ w_mu.T, new_enc @ w_sigma.T
    z = mu + log_sigma.exp() * noise
    new_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + new_dec @ w_write.T, new_enc, new_dec, mu, log_sigma


def code_cut_off(
    x: Tensor,
    canvas: Tensor,
    h_enc: Tensor,
    h_dec: Tensor,
    noise: Tensor,
    w_enc: Tensor,
    w_mu: Tensor,
    w_sigma: Tensor,
    w_dec: Tensor,
    w_write: Tensor,
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Detaches z as if it were a sample: no gradient of canvas or decoder reaches the encoder."""
    seen = torch.cat([x, x - torch.sigmoid(canvas), h_dec, h_enc], -1)
    new_enc = torch.tanh(seen @ w_enc.T)
    mu, log_sigma = new_enc @ w_mu.T, new_enc @ w_sigma.T
    z = mu + log_sigma.exp() * noise
    new_dec = torch.tanh(torch.cat([z.detach(), h_dec], -1) @ w_dec.T)
    return canvas + new_dec @ w_write.T, new_enc, new_dec, mu, log_sigma
