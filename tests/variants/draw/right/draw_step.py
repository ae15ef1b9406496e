"""Other right ways of writing ``draw_step``."""

import torch
from torch.distributions import Normal
from torch.nn import functional as F


def linear(x, canvas, h_enc, h_dec, noise, w_enc, w_mu, w_sigma, w_dec, w_write):
    seen = torch.cat((x, x - canvas.sigmoid(), h_dec, h_enc), dim=1)
    h_enc = F.linear(seen, w_enc).tanh()
    mu, log_sigma = F.linear(h_enc, w_mu), F.linear(h_enc, w_sigma)
    z = torch.addcmul(mu, log_sigma.exp(), noise)
    h_dec = F.linear(torch.cat((z, h_dec), dim=1), w_dec).tanh()
    return canvas + F.linear(h_dec, w_write), h_enc, h_dec, mu, log_sigma


def in_blocks(x, canvas, h_enc, h_dec, noise, w_enc, w_mu, w_sigma, w_dec, w_write):
    pixels, hidden, latent = x.shape[1], h_dec.shape[1], noise.shape[1]
    of_x, of_error, of_dec, of_enc = w_enc.split([pixels, pixels, hidden, hidden], 1)
    error = x - 1 / (1 + torch.exp(-canvas))
    total = x @ of_x.T + error @ of_error.T + h_dec @ of_dec.T + h_enc @ of_enc.T
    state = torch.tanh(total)
    mean, spread = state @ w_mu.T, state @ w_sigma.T
    code = mean + noise * spread.exp()
    drawn = torch.tanh(code @ w_dec[:, :latent].T + h_dec @ w_dec[:, latent:].T)
    return canvas + drawn @ w_write.T, state, drawn, mean, spread


def einsum(x, canvas, h_enc, h_dec, noise, w_enc, w_mu, w_sigma, w_dec, w_write):
    seen = torch.cat([x, x - torch.sigmoid(canvas), h_dec, h_enc], -1)
    state = torch.einsum("bi,hi->bh", seen, w_enc).tanh()
    q = Normal(torch.einsum("bh,lh->bl", state, w_mu), 1.0, validate_args=False)
    log_sigma = torch.einsum("bh,lh->bl", state, w_sigma)
    z = q.mean + log_sigma.exp() * noise
    drawn = torch.einsum("bi,hi->bh", torch.cat([z, h_dec], -1), w_dec).tanh()
    return [canvas + torch.einsum("bh,ph->bp", drawn, w_write), state, drawn, q.mean, log_sigma]
