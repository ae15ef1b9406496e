"""Wrong answers to draw_step."""

import torch
from torch import Tensor


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
    """The encoder is given its own state before that of the decoder."""
    error = x - torch.sigmoid(canvas)
    new_enc = torch.tanh(torch.cat([x, error, h_enc, h_dec], -1) @ w_enc.T)
    mu, log_sigma = new_enc @ w_mu.T, new_enc @ w_sigma.T
    z = mu + torch.exp(log_sigma) * noise
    new_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + new_dec @ w_write.T, new_enc, new_dec, mu, log_sigma


def code_from_old_state(
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
    """Mean and deviation of the code are made from the encoder's state before the step."""
    error = x - torch.sigmoid(canvas)
    new_enc = torch.tanh(torch.cat([x, error, h_dec, h_enc], -1) @ w_enc.T)
    mu, log_sigma = h_enc @ w_mu.T, h_enc @ w_sigma.T
    z = mu + torch.exp(log_sigma) * noise
    new_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + new_dec @ w_write.T, new_enc, new_dec, mu, log_sigma


def half_logarithm(
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
    """The logarithm is taken for that of the variance, and halved."""
    error = x - torch.sigmoid(canvas)
    new_enc = torch.tanh(torch.cat([x, error, h_dec, h_enc], -1) @ w_enc.T)
    mu, log_sigma = new_enc @ w_mu.T, new_enc @ w_sigma.T
    z = mu + torch.exp(log_sigma / 2) * noise
    new_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + new_dec @ w_write.T, new_enc, new_dec, mu, log_sigma


def error_as_data(
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
    """What has been drawn is detached, so no gradient flows back through the error image."""
    error = x - torch.sigmoid(canvas).detach()
    new_enc = torch.tanh(torch.cat([x, error, h_dec, h_enc], -1) @ w_enc.T)
    mu, log_sigma = new_enc @ w_mu.T, new_enc @ w_sigma.T
    z = mu + torch.exp(log_sigma) * noise
    new_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + new_dec @ w_write.T, new_enc, new_dec, mu, log_sigma


def old_state_written(
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
    """The canvas gets what the decoder's state before the step would draw."""
    error = x - torch.sigmoid(canvas)
    new_enc = torch.tanh(torch.cat([x, error, h_dec, h_enc], -1) @ w_enc.T)
    mu, log_sigma = new_enc @ w_mu.T, new_enc @ w_sigma.T
    z = mu + torch.exp(log_sigma) * noise
    new_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + h_dec @ w_write.T, new_enc, new_dec, mu, log_sigma


def limited_deviation(
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
    """The logarithm of the standard deviation is kept between limits."""
    error = x - torch.sigmoid(canvas)
    new_enc = torch.tanh(torch.cat([x, error, h_dec, h_enc], -1) @ w_enc.T)
    mu, log_sigma = new_enc @ w_mu.T, new_enc @ w_sigma.T
    log_sigma = log_sigma.clamp(-4, 2)
    z = mu + torch.exp(log_sigma) * noise
    new_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + new_dec @ w_write.T, new_enc, new_dec, mu, log_sigma
