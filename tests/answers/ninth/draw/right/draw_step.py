"""Right answers to draw_step."""

import torch
from torch import Tensor
from torch.nn import functional as F


def six_lines_in_order(
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
    """The six lines of the text with F.linear."""
    seen = torch.cat([x, x - torch.sigmoid(canvas), h_dec, h_enc], -1)
    h_enc = torch.tanh(F.linear(seen, w_enc))
    mu, log_sigma = F.linear(h_enc, w_mu), F.linear(h_enc, w_sigma)
    z = mu + log_sigma.exp() * noise
    h_dec = torch.tanh(F.linear(torch.cat([z, h_dec], -1), w_dec))
    return canvas + F.linear(h_dec, w_write), h_enc, h_dec, mu, log_sigma


def weights_cut_into_pieces(
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
    """Cuts the matrices into a piece for each input, and adds up the products."""
    pixels, hidden, latent = x.shape[1], h_enc.shape[1], noise.shape[1]
    error = x - torch.special.expit(canvas)
    of_x, of_error, of_dec, of_enc = w_enc.T.split([pixels, pixels, hidden, hidden])
    new_enc = (x @ of_x + error @ of_error + h_dec @ of_dec + h_enc @ of_enc).tanh()
    mu, log_sigma = (new_enc @ torch.cat([w_mu, w_sigma]).T).chunk(2, -1)
    of_z, of_state = w_dec.T.split([latent, hidden])
    z = torch.addcmul(mu, torch.exp(log_sigma), noise)
    new_dec = (z @ of_z + h_dec @ of_state).tanh()
    return canvas + new_dec @ w_write.T, new_enc, new_dec, mu, log_sigma
