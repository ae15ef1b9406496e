"""Wrong ways of writing ``draw_step``; a docstring is what its message says."""

import torch


def slide(x, canvas, h_enc, h_dec, noise, w_enc, w_mu, w_sigma, w_dec, w_write):
    """the image is read twice, [x, x]"""
    error = x
    seen = [x, error, h_dec, h_enc]
    h_enc = torch.tanh(torch.cat(seen, -1) @ w_enc.T)
    mu = h_enc @ w_mu.T
    log_sigma = h_enc @ w_sigma.T
    z = mu + torch.exp(log_sigma) * noise
    h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + h_dec @ w_write.T, h_enc, h_dec, mu, log_sigma


def logits(x, canvas, h_enc, h_dec, noise, w_enc, w_mu, w_sigma, w_dec, w_write):
    """its logits become pixels by sigmoid"""
    error = x - canvas
    seen = [x, error, h_dec, h_enc]
    h_enc = torch.tanh(torch.cat(seen, -1) @ w_enc.T)
    mu = h_enc @ w_mu.T
    log_sigma = h_enc @ w_sigma.T
    z = mu + torch.exp(log_sigma) * noise
    h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + h_dec @ w_write.T, h_enc, h_dec, mu, log_sigma


def one_network(x, canvas, h_enc, h_dec, noise, w_enc, w_mu, w_sigma, w_dec, w_write):
    """mean and spread come from one network"""
    error = x - torch.sigmoid(canvas)
    seen = [x, error, h_dec, h_enc]
    h_enc = torch.tanh(torch.cat(seen, -1) @ w_enc.T)
    mu = h_enc @ w_mu.T
    log_sigma = h_enc @ w_mu.T
    z = mu + torch.exp(log_sigma) * noise
    h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + h_dec @ w_write.T, h_enc, h_dec, mu, log_sigma


def exp_of_mean(x, canvas, h_enc, h_dec, noise, w_enc, w_mu, w_sigma, w_dec, w_write):
    """mean and spread come from one network"""
    error = x - torch.sigmoid(canvas)
    seen = [x, error, h_dec, h_enc]
    h_enc = torch.tanh(torch.cat(seen, -1) @ w_enc.T)
    mu = h_enc @ w_mu.T
    log_sigma = mu
    z = mu + torch.exp(log_sigma) * noise
    h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + h_dec @ w_write.T, h_enc, h_dec, mu, log_sigma


def replaced(x, canvas, h_enc, h_dec, noise, w_enc, w_mu, w_sigma, w_dec, w_write):
    """the canvas is replaced"""
    error = x - torch.sigmoid(canvas)
    seen = [x, error, h_dec, h_enc]
    h_enc = torch.tanh(torch.cat(seen, -1) @ w_enc.T)
    mu = h_enc @ w_mu.T
    log_sigma = h_enc @ w_sigma.T
    z = mu + torch.exp(log_sigma) * noise
    h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return h_dec @ w_write.T, h_enc, h_dec, mu, log_sigma


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


def as_log_var(x, canvas, h_enc, h_dec, noise, w_enc, w_mu, w_sigma, w_dec, w_write):
    """σ is exp(log_sigma), not exp(log_sigma / 2)"""
    error = x - torch.sigmoid(canvas)
    seen = [x, error, h_dec, h_enc]
    h_enc = torch.tanh(torch.cat(seen, -1) @ w_enc.T)
    mu = h_enc @ w_mu.T
    log_sigma = h_enc @ w_sigma.T
    z = mu + torch.exp(0.5 * log_sigma) * noise
    h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + h_dec @ w_write.T, h_enc, h_dec, mu, log_sigma


def no_exponential(x, canvas, h_enc, h_dec, noise, w_enc, w_mu, w_sigma, w_dec, w_write):
    """exp is missing"""
    error = x - torch.sigmoid(canvas)
    seen = [x, error, h_dec, h_enc]
    h_enc = torch.tanh(torch.cat(seen, -1) @ w_enc.T)
    mu = h_enc @ w_mu.T
    log_sigma = h_enc @ w_sigma.T
    z = mu + log_sigma * noise
    h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + h_dec @ w_write.T, h_enc, h_dec, mu, log_sigma


def own_state_first(x, canvas, h_enc, h_dec, noise, w_enc, w_mu, w_sigma, w_dec, w_write):
    """here its own state comes first"""
    error = x - torch.sigmoid(canvas)
    seen = [x, error, h_enc, h_dec]
    h_enc = torch.tanh(torch.cat(seen, -1) @ w_enc.T)
    mu = h_enc @ w_mu.T
    log_sigma = h_enc @ w_sigma.T
    z = mu + torch.exp(log_sigma) * noise
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


def linear(x, canvas, h_enc, h_dec, noise, w_enc, w_mu, w_sigma, w_dec, w_write):
    """tanh is missing in the encoder"""
    error = x - torch.sigmoid(canvas)
    seen = [x, error, h_dec, h_enc]
    h_enc = torch.cat(seen, -1) @ w_enc.T
    mu = h_enc @ w_mu.T
    log_sigma = h_enc @ w_sigma.T
    z = mu + torch.exp(log_sigma) * noise
    h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + h_dec @ w_write.T, h_enc, h_dec, mu, log_sigma


def encoder_writes(x, canvas, h_enc, h_dec, noise, w_enc, w_mu, w_sigma, w_dec, w_write):
    """the encoder's state is written"""
    error = x - torch.sigmoid(canvas)
    seen = [x, error, h_dec, h_enc]
    h_enc = torch.tanh(torch.cat(seen, -1) @ w_enc.T)
    mu = h_enc @ w_mu.T
    log_sigma = h_enc @ w_sigma.T
    z = mu + torch.exp(log_sigma) * noise
    h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + h_enc @ w_write.T, h_enc, h_dec, mu, log_sigma
