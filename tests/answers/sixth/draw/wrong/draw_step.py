"""Wrong answers to draw_step."""

import torch
from torch import Tensor


def states_in_another_order(
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
    """Puts the encoder's own state before the decoder's, so that they meet each other's weights."""
    error = x - torch.sigmoid(canvas)
    h_enc = torch.tanh(torch.cat([x, error, h_enc, h_dec], -1) @ w_enc.T)
    mu, log_sigma = h_enc @ w_mu.T, h_enc @ w_sigma.T
    z = mu + log_sigma.exp() * noise
    h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + h_dec @ w_write.T, h_enc, h_dec, mu, log_sigma


def old_state_writes(
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
    """Writes with the decoder's old state, before it has heard of the code."""
    error = x - torch.sigmoid(canvas)
    h_enc = torch.tanh(torch.cat([x, error, h_dec, h_enc], -1) @ w_enc.T)
    mu, log_sigma = h_enc @ w_mu.T, h_enc @ w_sigma.T
    z = mu + log_sigma.exp() * noise
    new_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + h_dec @ w_write.T, h_enc, new_dec, mu, log_sigma


def half_the_logarithm(
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
    """Takes w_sigma for the logarithm of the variance, and halves it."""
    error = x - torch.sigmoid(canvas)
    h_enc = torch.tanh(torch.cat([x, error, h_dec, h_enc], -1) @ w_enc.T)
    mu, log_sigma = h_enc @ w_mu.T, h_enc @ w_sigma.T
    z = mu + torch.exp(0.5 * log_sigma) * noise
    h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + h_dec @ w_write.T, h_enc, h_dec, mu, log_sigma


def code_without_gradient(
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
    """Draws the code as data, so that no gradient comes back through it."""
    error = x - torch.sigmoid(canvas)
    h_enc = torch.tanh(torch.cat([x, error, h_dec, h_enc], -1) @ w_enc.T)
    mu, log_sigma = h_enc @ w_mu.T, h_enc @ w_sigma.T
    z = (mu + log_sigma.exp() * noise).detach()
    h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + h_dec @ w_write.T, h_enc, h_dec, mu, log_sigma


def missing_is_negative(
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
    """Subtracts the image from what is drawn, so that the error has the wrong sign."""
    error = torch.sigmoid(canvas) - x
    h_enc = torch.tanh(torch.cat([x, error, h_dec, h_enc], -1) @ w_enc.T)
    mu, log_sigma = h_enc @ w_mu.T, h_enc @ w_sigma.T
    z = mu + log_sigma.exp() * noise
    h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + h_dec @ w_write.T, h_enc, h_dec, mu, log_sigma
