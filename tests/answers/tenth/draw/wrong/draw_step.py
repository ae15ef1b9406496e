"""Wrong answers to draw_step."""

import torch
from torch import Tensor


def states_side_by_side_the_other_way(
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
    """Puts h_enc before h_dec, so that each meets the columns of w_enc that are the other's."""
    error = x - torch.sigmoid(canvas)
    new_enc = torch.tanh(torch.cat([x, error, h_enc, h_dec], -1) @ w_enc.T)
    mu, log_sigma = new_enc @ w_mu.T, new_enc @ w_sigma.T
    z = mu + torch.exp(log_sigma) * noise
    new_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + new_dec @ w_write.T, new_enc, new_dec, mu, log_sigma


def writes_before_it_decodes(
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
    """Writes from the decoder's old state, so that the canvas is one step late."""
    error = x - torch.sigmoid(canvas)
    new_canvas = canvas + h_dec @ w_write.T
    new_enc = torch.tanh(torch.cat([x, error, h_dec, h_enc], -1) @ w_enc.T)
    mu, log_sigma = new_enc @ w_mu.T, new_enc @ w_sigma.T
    z = mu + torch.exp(log_sigma) * noise
    new_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return new_canvas, new_enc, new_dec, mu, log_sigma


def decoder_sees_a_fixed_spread(
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
    """Detaches the standard deviation in z, so w_sigma gets no gradient from the canvas."""
    error = x - torch.sigmoid(canvas)
    new_enc = torch.tanh(torch.cat([x, error, h_dec, h_enc], -1) @ w_enc.T)
    mu, log_sigma = new_enc @ w_mu.T, new_enc @ w_sigma.T
    z = mu + log_sigma.detach().exp() * noise
    new_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + new_dec @ w_write.T, new_enc, new_dec, mu, log_sigma
