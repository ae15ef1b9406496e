"""Right answers to draw_step."""

import torch
from torch import Tensor
from torch.nn import functional as F


def six_lines_of_the_text(
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
    """Follows the text line by line, with torch.cat and F.linear."""
    error = x - torch.sigmoid(canvas)
    new_enc = torch.tanh(F.linear(torch.cat([x, error, h_dec, h_enc], dim=-1), w_enc))
    mu = F.linear(new_enc, w_mu)
    log_sigma = F.linear(new_enc, w_sigma)
    z = mu + log_sigma.exp() * noise
    new_dec = torch.tanh(F.linear(torch.cat([z, h_dec], dim=-1), w_dec))
    return canvas + F.linear(new_dec, w_write), new_enc, new_dec, mu, log_sigma


def blocks_of_the_matrices(
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
    """Cuts the matrices into blocks, one for each part, and adds up their products."""
    pixels, hidden, latent = x.shape[1], h_enc.shape[1], noise.shape[1]
    for_x, for_error, for_dec, for_enc = w_enc.split([pixels, pixels, hidden, hidden], 1)
    drawn = 1 / (1 + torch.exp(-canvas))
    before = x @ for_x.T + (x - drawn) @ for_error.T + h_dec @ for_dec.T + h_enc @ for_enc.T
    encoder = before.tanh()
    mu, log_sigma = encoder @ w_mu.T, encoder @ w_sigma.T
    z = torch.addcmul(mu, torch.exp(log_sigma), noise)
    decoder = (z @ w_dec[:, :latent].T + h_dec @ w_dec[:, latent:].T).tanh()
    return canvas + decoder @ w_write.T, encoder, decoder, mu, log_sigma
