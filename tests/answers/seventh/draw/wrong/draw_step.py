"""Wrong answers to draw_step."""

import torch
from torch import Tensor


def own_state_first(
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
    """The encoder's own state stands before the decoder's."""
    error = x - torch.sigmoid(canvas)
    h_enc = torch.tanh(torch.cat([x, error, h_enc, h_dec], -1) @ w_enc.T)
    mu, log_sigma = h_enc @ w_mu.T, h_enc @ w_sigma.T
    z = mu + log_sigma.exp() * noise
    h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + h_dec @ w_write.T, h_enc, h_dec, mu, log_sigma


def half_of_the_logarithm(
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
    """The logarithm of the standard deviation is halved, as if it were that of the variance."""
    error = x - torch.sigmoid(canvas)
    h_enc = torch.tanh(torch.cat([x, error, h_dec, h_enc], -1) @ w_enc.T)
    mu, log_sigma = h_enc @ w_mu.T, h_enc @ w_sigma.T
    z = mu + torch.exp(0.5 * log_sigma) * noise
    h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + h_dec @ w_write.T, h_enc, h_dec, mu, log_sigma


def written_from_the_old_state(
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
    """What is added to the canvas comes from the decoder's state before this step."""
    error = x - torch.sigmoid(canvas)
    h_enc = torch.tanh(torch.cat([x, error, h_dec, h_enc], -1) @ w_enc.T)
    mu, log_sigma = h_enc @ w_mu.T, h_enc @ w_sigma.T
    z = mu + log_sigma.exp() * noise
    old = h_dec
    h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + old @ w_write.T, h_enc, h_dec, mu, log_sigma


def no_gradient_through_the_error(
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
    """The error image is held constant, so the earlier canvas gets no gradient through it."""
    error = (x - torch.sigmoid(canvas)).detach()
    h_enc = torch.tanh(torch.cat([x, error, h_dec, h_enc], -1) @ w_enc.T)
    mu, log_sigma = h_enc @ w_mu.T, h_enc @ w_sigma.T
    z = mu + log_sigma.exp() * noise
    h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + h_dec @ w_write.T, h_enc, h_dec, mu, log_sigma


def encoder_a_step_late(
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
    """The code's distribution is made of the encoder's old state."""
    error = x - torch.sigmoid(canvas)
    new_enc = torch.tanh(torch.cat([x, error, h_dec, h_enc], -1) @ w_enc.T)
    mu, log_sigma = h_enc @ w_mu.T, h_enc @ w_sigma.T
    z = mu + log_sigma.exp() * noise
    h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + h_dec @ w_write.T, new_enc, h_dec, mu, log_sigma
