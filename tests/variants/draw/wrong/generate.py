"""Wrong ways of writing ``generate``; a docstring is what its message says."""

import torch


def tutorial(h_dec, w_dec, w_write, steps):
    """the noise is drawn once and used at every step"""
    n, latent = len(h_dec), w_dec.shape[1] - h_dec.shape[1]
    canvas, draws, canvases = h_dec.new_zeros(n, len(w_write)), [], []
    noise = torch.randn(n, latent).to(h_dec)
    for _ in range(steps):
        z = noise
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
        draws.append(z)
        canvases.append(canvas)
    return torch.stack(draws), torch.stack(canvases)


def shared(h_dec, w_dec, w_write, steps):
    """the same noise is used for the whole batch"""
    n, latent = len(h_dec), w_dec.shape[1] - h_dec.shape[1]
    canvas, draws, canvases = h_dec.new_zeros(n, len(w_write)), [], []
    for _ in range(steps):
        z = torch.randn(1, latent).to(h_dec).expand(n, latent)
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
        draws.append(z)
        canvases.append(canvas)
    return torch.stack(draws), torch.stack(canvases)


def one_number(h_dec, w_dec, w_write, steps):
    """one number of noise is shared by all latent dimensions"""
    n, latent = len(h_dec), w_dec.shape[1] - h_dec.shape[1]
    canvas, draws, canvases = h_dec.new_zeros(n, len(w_write)), [], []
    for _ in range(steps):
        z = torch.randn(n, 1).to(h_dec).expand(n, latent)
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
        draws.append(z)
        canvases.append(canvas)
    return torch.stack(draws), torch.stack(canvases)


def uniform(h_dec, w_dec, w_write, steps):
    """the draws do not have the right variance"""
    n, latent = len(h_dec), w_dec.shape[1] - h_dec.shape[1]
    canvas, draws, canvases = h_dec.new_zeros(n, len(w_write)), [], []
    for _ in range(steps):
        z = 2 * torch.rand(n, latent).to(h_dec) - 1
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
        draws.append(z)
        canvases.append(canvas)
    return torch.stack(draws), torch.stack(canvases)


def no_noise(h_dec, w_dec, w_write, steps):
    """z is always 0"""
    n, latent = len(h_dec), w_dec.shape[1] - h_dec.shape[1]
    canvas, draws, canvases = h_dec.new_zeros(n, len(w_write)), [], []
    for _ in range(steps):
        z = torch.zeros(n, latent).to(h_dec)
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
        draws.append(z)
        canvases.append(canvas)
    return torch.stack(draws), torch.stack(canvases)


def seeded(h_dec, w_dec, w_write, steps):
    """is the seed set inside the function?"""
    n, latent = len(h_dec), w_dec.shape[1] - h_dec.shape[1]
    canvas, draws, canvases = h_dec.new_zeros(n, len(w_write)), [], []
    torch.manual_seed(0)
    for _ in range(steps):
        z = torch.randn(n, latent).to(h_dec)
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
        draws.append(z)
        canvases.append(canvas)
    return torch.stack(draws), torch.stack(canvases)


def replaced(h_dec, w_dec, w_write, steps):
    """the canvas is replaced at every step"""
    n, latent = len(h_dec), w_dec.shape[1] - h_dec.shape[1]
    canvas, draws, canvases = h_dec.new_zeros(n, len(w_write)), [], []
    for _ in range(steps):
        z = torch.randn(n, latent).to(h_dec)
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = h_dec @ w_write.T
        draws.append(z)
        canvases.append(canvas)
    return torch.stack(draws), torch.stack(canvases)


def order(h_dec, w_dec, w_write, steps):
    """the order in the decoder is z, h_dec"""
    n, latent = len(h_dec), w_dec.shape[1] - h_dec.shape[1]
    canvas, draws, canvases = h_dec.new_zeros(n, len(w_write)), [], []
    for _ in range(steps):
        z = torch.randn(n, latent).to(h_dec)
        h_dec = torch.tanh(torch.cat([h_dec, z], -1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
        draws.append(z)
        canvases.append(canvas)
    return torch.stack(draws), torch.stack(canvases)


def pixels(h_dec, w_dec, w_write, steps):
    """they are kept as logits"""
    n, latent = len(h_dec), w_dec.shape[1] - h_dec.shape[1]
    canvas, draws, canvases = h_dec.new_zeros(n, len(w_write)), [], []
    for _ in range(steps):
        z = torch.randn(n, latent).to(h_dec)
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
        draws.append(z)
        canvases.append(canvas)
    return torch.stack(draws), torch.sigmoid(torch.stack(canvases))


def last(h_dec, w_dec, w_write, steps):
    """one step alone is returned"""
    n, latent = len(h_dec), w_dec.shape[1] - h_dec.shape[1]
    canvas, draws, canvases = h_dec.new_zeros(n, len(w_write)), [], []
    for _ in range(steps):
        z = torch.randn(n, latent).to(h_dec)
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
        draws.append(z)
        canvases.append(canvas)
    return draws[-1], canvases[-1]


def linear(h_dec, w_dec, w_write, steps):
    """tanh is missing in the decoder"""
    n, latent = len(h_dec), w_dec.shape[1] - h_dec.shape[1]
    canvas, draws, canvases = h_dec.new_zeros(n, len(w_write)), [], []
    for _ in range(steps):
        z = torch.randn(n, latent).to(h_dec)
        h_dec = torch.cat([z, h_dec], -1) @ w_dec.T
        canvas = canvas + h_dec @ w_write.T
        draws.append(z)
        canvases.append(canvas)
    return torch.stack(draws), torch.stack(canvases)


def forgetful(h_dec, w_dec, w_write, steps):
    """the decoder's state is not kept from step to step"""
    n, latent = len(h_dec), w_dec.shape[1] - h_dec.shape[1]
    canvas, draws, canvases = h_dec.new_zeros(n, len(w_write)), [], []
    for _ in range(steps):
        z = torch.randn(n, latent).to(h_dec)
        state = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = canvas + state @ w_write.T
        draws.append(z)
        canvases.append(canvas)
    return torch.stack(draws), torch.stack(canvases)
