"""Wrong ways of writing ``draw_step``; a docstring is what its message says."""

import torch


def mean_alone(x, canvas, h_enc, h_dec, noise, w_enc, w_mu, w_sigma, w_dec, w_write):
    """the noise is missing"""
    error = x - torch.sigmoid(canvas)
    seen = [x, error, h_dec, h_enc]
    h_enc = torch.tanh(torch.cat(seen, -1) @ w_enc.T)
    mu = h_enc @ w_mu.T
    log_sigma = h_enc @ w_sigma.T
    z = mu
    h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + h_dec @ w_write.T, h_enc, h_dec, mu, log_sigma


def forgetful(x, canvas, h_enc, h_dec, noise, w_enc, w_mu, w_sigma, w_dec, w_write):
    """the decoder forgets its own state"""
    error = x - torch.sigmoid(canvas)
    seen = [x, error, h_dec, h_enc]
    h_enc = torch.tanh(torch.cat(seen, -1) @ w_enc.T)
    mu = h_enc @ w_mu.T
    log_sigma = h_enc @ w_sigma.T
    z = mu + torch.exp(log_sigma) * noise
    h_dec = torch.tanh(z @ w_dec[:, : z.shape[-1]].T)
    return canvas + h_dec @ w_write.T, h_enc, h_dec, mu, log_sigma
