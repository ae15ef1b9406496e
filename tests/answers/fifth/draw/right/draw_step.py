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
    """Linear layers without bias, in the order of the text."""
    error = x - torch.sigmoid(canvas)
    new_enc = torch.tanh(F.linear(torch.cat([x, error, h_dec, h_enc], -1), w_enc))
    mu, log_sigma = F.linear(new_enc, w_mu), F.linear(new_enc, w_sigma)
    z = mu + noise * log_sigma.exp()
    new_dec = torch.tanh(F.linear(torch.cat([z, h_dec], -1), w_dec))
    return canvas + F.linear(new_dec, w_write), new_enc, new_dec, mu, log_sigma


def split_weights(
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
    """The weights are split, so that nothing is put side by side."""
    pixels, hidden, latent = x.shape[1], h_enc.shape[1], noise.shape[1]
    of_x, of_error, of_dec, of_enc = w_enc.split([pixels, pixels, hidden, hidden], dim=1)
    of_z, of_state = w_dec.split([latent, hidden], dim=1)
    missing = x - canvas.sigmoid()
    state = x @ of_x.T + missing @ of_error.T + h_dec @ of_dec.T + h_enc @ of_enc.T
    h_enc = state.tanh()
    mu = h_enc @ w_mu.T
    log_sigma = h_enc @ w_sigma.T
    z = torch.addcmul(mu, noise, torch.exp(log_sigma))
    h_dec = (z @ of_z.T + h_dec @ of_state.T).tanh()
    canvas = canvas + h_dec @ w_write.T
    return canvas, h_enc, h_dec, mu, log_sigma


def recurrent_cells(
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
    """The library's recurrent cell, given the weights of input and state apart."""
    hidden = h_enc.shape[-1]
    seen = torch.cat((x, x - torch.sigmoid(canvas), h_dec), dim=1)
    encoder = torch.rnn_tanh_cell(seen, h_enc, w_enc[:, :-hidden], w_enc[:, -hidden:])
    mu, log_sigma = (encoder @ torch.cat([w_mu, w_sigma]).T).chunk(2, dim=1)
    code = mu + torch.exp(log_sigma) * noise
    decoder = torch.rnn_tanh_cell(code, h_dec, w_dec[:, :-hidden], w_dec[:, -hidden:])
    return torch.add(canvas, decoder @ w_write.mT), encoder, decoder, mu, log_sigma


def image_by_image(
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
    """One image, with matrices times vectors, and vmap."""

    def one(
        image: Tensor, logits: Tensor, encoder: Tensor, decoder: Tensor, each: Tensor
    ) -> tuple[Tensor, ...]:
        error = image - (1 + torch.tanh(logits / 2)) / 2
        encoder = torch.tanh(w_enc @ torch.cat([image, error, decoder, encoder]))
        mu, log_sigma = w_mu @ encoder, w_sigma @ encoder
        decoder = torch.tanh(w_dec @ torch.cat([mu + torch.exp(log_sigma) * each, decoder]))
        return logits + w_write @ decoder, encoder, decoder, mu, log_sigma

    return torch.vmap(one)(x, canvas, h_enc, h_dec, noise)
