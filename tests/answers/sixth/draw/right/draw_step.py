"""Right answers to draw_step."""

import torch
from torch import Tensor
from torch.nn import functional as F


def in_the_order_of_the_text(
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
    """Six lines in the order of the text, with concatenation."""
    error = x - torch.sigmoid(canvas)
    h_enc = torch.tanh(torch.cat([x, error, h_dec, h_enc], -1) @ w_enc.T)
    mu, log_sigma = h_enc @ w_mu.T, h_enc @ w_sigma.T
    z = mu + log_sigma.exp() * noise
    h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + h_dec @ w_write.T, h_enc, h_dec, mu, log_sigma


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
    """Cuts the matrices in blocks, and adds the products of the parts."""
    pixels, hidden = x.shape[-1], h_dec.shape[-1]
    of_x, of_error, of_dec, of_enc = w_enc.split([pixels, pixels, hidden, hidden], dim=1)
    drawn = torch.special.expit(canvas)
    state = F.linear(x, of_x) + F.linear(x - drawn, of_error)
    state = torch.tanh(state + F.linear(h_dec, of_dec) + F.linear(h_enc, of_enc))
    mean = F.linear(state, w_mu)
    log_std = F.linear(state, w_sigma)
    code = torch.addcmul(mean, torch.exp(log_std), noise)
    latent = code.shape[-1]
    answer = torch.tanh(F.linear(code, w_dec[:, :latent]) + F.linear(h_dec, w_dec[:, latent:]))
    return canvas + F.linear(answer, w_write), state, answer, mean, log_std


def one_image_at_a_time(
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
    """A step of a single image, with matrix times vector, in a loop."""

    def one(
        image: Tensor, logits: Tensor, enc: Tensor, dec: Tensor, eps: Tensor
    ) -> tuple[Tensor, ...]:
        seen = torch.hstack([image, image - logits.sigmoid(), dec, enc])
        new_enc = (w_enc @ seen).tanh()
        mean, log_std = w_mu @ new_enc, w_sigma @ new_enc
        code = mean + torch.exp(log_std) * eps
        new_dec = (w_dec @ torch.hstack([code, dec])).tanh()
        return logits + w_write @ new_dec, new_enc, new_dec, mean, log_std

    rows = [one(*row) for row in zip(x, canvas, h_enc, h_dec, noise, strict=True)]
    new_canvas, new_enc, new_dec, mean, log_std = (torch.stack(part) for part in zip(*rows))
    return new_canvas, new_enc, new_dec, mean, log_std
