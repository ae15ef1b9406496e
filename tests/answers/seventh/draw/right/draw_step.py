"""Right answers to draw_step."""

import torch
from torch import Tensor
from torch.nn import functional as F


def six_lines(
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
    """Line by line as in the text, with F.linear."""
    error = x - torch.sigmoid(canvas)
    h_enc = torch.tanh(F.linear(torch.cat([x, error, h_dec, h_enc], -1), w_enc))
    mu, log_sigma = F.linear(h_enc, w_mu), F.linear(h_enc, w_sigma)
    z = mu + log_sigma.exp() * noise
    h_dec = torch.tanh(F.linear(torch.cat([z, h_dec], -1), w_dec))
    return canvas + F.linear(h_dec, w_write), h_enc, h_dec, mu, log_sigma


def matrices_in_pieces(
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
    """The matrices are cut into blocks, one for each part, and nothing is put side by side."""
    pixels, hidden = w_write.shape
    latent = len(w_mu)
    of_x, of_error, of_dec, of_enc = w_enc.split([pixels, pixels, hidden, hidden], dim=1)
    of_z, of_state = w_dec.split([latent, hidden], dim=1)
    missing = x - canvas.sigmoid()
    before = x @ of_x.T + missing @ of_error.T + h_dec @ of_dec.T + h_enc @ of_enc.T
    new_enc = before.tanh()
    mu = new_enc @ w_mu.T
    log_sigma = new_enc @ w_sigma.T
    z = torch.addcmul(mu, noise, torch.exp(log_sigma))
    new_dec = (z @ of_z.T + h_dec @ of_state.T).tanh()
    return torch.addmm(canvas, new_dec, w_write.T), new_enc, new_dec, mu, log_sigma


def one_image_and_vmap(
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
    """The step of a single image, mapped over the batch."""

    def step(x, canvas, h_enc, h_dec, noise):
        pixels = torch.exp(F.logsigmoid(canvas))
        encoded = torch.tanh(w_enc @ torch.hstack((x, x - pixels, h_dec, h_enc)))
        mu, log_sigma = torch.mv(w_mu, encoded), torch.mv(w_sigma, encoded)
        z = mu + torch.exp(log_sigma) * noise
        decoded = torch.tanh(w_dec @ torch.hstack((z, h_dec)))
        return canvas + w_write @ decoded, encoded, decoded, mu, log_sigma

    return torch.vmap(step)(x, canvas, h_enc, h_dec, noise)
