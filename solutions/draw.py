"""Reference answers of the lab ``draw``."""

import math

import torch
from torch import Tensor


def filter_centres(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """Centres of n filters along one side of an image (eq-draw-window, eq-draw-centres).

    Pixels and filters are counted from 0, as Python counts. The middle of the grid is at pixel
    (size + 1) / 2 * (g + 1) - 1, and its stride is (longest - 1) / (n - 1) * exp(log_delta).

    Args:
        g: what the network says about the middle, shape (batch,); 0 is the middle of the image.
        log_delta: what it says about the stride, shape (batch,).
        size: pixels along this side.
        longest: pixels along the longest side.
        n: number of filters, from 2 up.

    Returns:
        The centres, one stride apart and as many left as right of the middle, in pixels, shape
        (batch, n), in the dtype and on the device of ``g``. Gradients flow back.
    """
    middle = (size + 1) / 2 * (g + 1) - 1
    stride = (longest - 1) / (n - 1) * torch.exp(log_delta)
    number = torch.arange(n, dtype=g.dtype, device=g.device)
    return middle[:, None] + (number - (n - 1) / 2) * stride[:, None]


def filterbank(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """Gaussian filters over the pixels of one side of an image (eq-draw-filter).

    Filter i weighs pixel a, counted from 0, in proportion to exp(-(a - centre_i)^2 / (2 variance)).

    Args:
        centres: of the filters, in pixels, anywhere in the image or outside, shape (batch, n).
        log_var: logarithm of the variance that all filters of a row have, shape (batch,).
        size: pixels along this side.

    Returns:
        The weights, shape (batch, n, size). Those of each filter have the sum 1, wherever its
        centre is. In the dtype and on the device of ``centres``. Gradients flow back.
    """
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    squared = (pixel - centres[..., None]) ** 2
    return torch.softmax(-squared / (2 * torch.exp(log_var)[:, None, None]), -1)


def read(x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """What a window sees of the image, and of what is missing on the canvas (eq-draw-read).

    Args:
        x: images, shape (batch, rows, columns).
        canvas: logits of the pixels drawn so far, shape (batch, rows, columns).
        f_y: filters over the rows, shape (batch, n, rows).
        f_x: filters over the columns, shape (batch, n, columns).
        gamma: intensity of the window, by which what is seen is multiplied, shape (batch,).

    Returns:
        The patch of the image and that of the error image, ``x`` minus the pixels drawn so far
        (eq-draw-error), in this order, shape (batch, 2, n, n), in the dtype and on the device of
        ``x``. Gradients flow back.
    """
    error = x - torch.sigmoid(canvas)
    both = torch.stack([x, error], 1)
    patches = f_y[:, None] @ both @ f_x[:, None].transpose(-1, -2)
    return gamma[:, None, None, None] * patches


def write(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """What a window adds to the canvas (eq-draw-write).

    Args:
        patch: what the decoder wants to draw in the window, shape (batch, n, n).
        f_y: filters over the rows, shape (batch, n, rows).
        f_x: filters over the columns, shape (batch, n, columns).
        gamma: intensity of the window, shape (batch,).

    Returns:
        The patch spread over the image, divided by the intensity, shape (batch, rows, columns), in
        the dtype and on the device of ``patch``. Gradients flow back.
    """
    return f_y.transpose(-1, -2) @ patch @ f_x / gamma[:, None, None]


def latent_loss(mu: Tensor, log_sigma: Tensor) -> Tensor:
    """The divergences of all steps from the prior N(0, I), added up, in nats (eq-draw-latent-loss).

    Args:
        mu: means of q at each step, shape (steps, batch, latent).
        log_sigma: logarithms of its standard deviations, shape (steps, batch, latent).

    Returns:
        One number for each image, shape (batch,), in the dtype and on the device of ``mu``.
        Gradients flow back.
    """
    each = 0.5 * (mu**2 + torch.exp(2 * log_sigma) - 2 * log_sigma - 1)
    return each.sum((0, 2))


def draw_step(
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
    """One step of DRAW without attention, with plain recurrent layers (eq-draw-step).

    The encoder's new state is tanh(w_enc [x, error, h_dec, h_enc]), where [...] puts side by side.
    From it w_mu makes the mean and w_sigma the logarithm of the standard deviation of z. The
    decoder's new state is tanh(w_dec [z, h_dec]), and w_write of it is added to the canvas.

    Args:
        x: images, shape (batch, pixels).
        canvas: logits of the pixels drawn so far, shape (batch, pixels).
        h_enc: state of the encoder, shape (batch, hidden).
        h_dec: state of the decoder, shape (batch, hidden).
        noise: standard normal numbers, shape (batch, latent).
        w_enc: shape (hidden, 2 * pixels + 2 * hidden).
        w_mu: shape (latent, hidden).
        w_sigma: shape (latent, hidden).
        w_dec: shape (hidden, latent + hidden).
        w_write: shape (pixels, hidden).

    Returns:
        The new canvas, the new states of encoder and decoder, the mean and the logarithm of the
        standard deviation of z; in the dtype and on the device of ``x``. Gradients flow back.
    """
    error = x - torch.sigmoid(canvas)
    h_enc = torch.tanh(torch.cat([x, error, h_dec, h_enc], -1) @ w_enc.T)
    mu, log_sigma = h_enc @ w_mu.T, h_enc @ w_sigma.T
    z = mu + torch.exp(log_sigma) * noise
    h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
    return canvas + h_dec @ w_write.T, h_enc, h_dec, mu, log_sigma


def generate(h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int) -> tuple[Tensor, Tensor]:
    """Draw on empty canvases, guided by the prior alone (eq-draw-generate).

    At every step z is drawn anew from N(0, I), for each canvas; the decoder's new state is
    tanh(w_dec [z, h_dec]), and w_write of it is added to the canvas, which begins with zeros.

    Args:
        h_dec: the decoder's first state, shape (n, hidden).
        w_dec: shape (hidden, latent + hidden).
        w_write: shape (pixels, hidden).
        steps: how many steps are taken.

    Returns:
        All z, shape (steps, n, latent), and the canvas after each step, (steps, n, pixels), in the
        dtype and on the device of ``h_dec``.
    """
    latent = w_dec.shape[1] - h_dec.shape[1]
    canvas, draws, canvases = h_dec.new_zeros(len(h_dec), len(w_write)), [], []
    for _ in range(steps):
        z = torch.randn(len(h_dec), latent, dtype=h_dec.dtype, device=h_dec.device)
        h_dec = torch.tanh(torch.cat([z, h_dec], -1) @ w_dec.T)
        canvas = canvas + h_dec @ w_write.T
        draws.append(z)
        canvases.append(canvas)
    return torch.stack(draws), torch.stack(canvases)


def location_loss(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """What trains the network that says where to look (eq-draw-location-loss).

    The sum over the glimpses of (reward - baseline)^2 - (reward - baseline) log N(place; mean,
    std^2 I). The gradient of the first term reaches the baselines alone, that of the second the
    means alone: a place that was drawn is data, whatever it was made of, and so is the advantage,
    reward minus baseline, where it multiplies.

    Args:
        places: drawn, shape (glimpses, batch, 2).
        means: of their normal distributions, shape (glimpses, batch, 2).
        std: their standard deviation.
        reward: of each image, data, shape (batch,).
        baselines: rewards that were expected at each glimpse, shape (glimpses, batch).

    Returns:
        Shape (batch,), in the dtype and on the device of ``means``.
    """
    squared = ((places.detach() - means) / std) ** 2
    log_prob = -0.5 * (squared + math.log(2 * math.pi * std**2)).sum(-1)
    advantage = reward.detach() - baselines
    return (advantage**2 - advantage.detach() * log_prob).sum(0)


latent_loss_derivation = [
    r"\mathrm{KL}(q(y, z) \,\|\, p(y, z))",
    r"= \mathbb{E}_{q(y, z)}\left[\log \frac{q(y, z)}{p(y, z)}\right]",
    r"= \mathbb{E}_{q(y, z)}\left[\log \frac{q(y) q(z \mid y)}{p(y) p(z)}\right]",
    r"= \mathbb{E}_{q(y)}\left[\log \frac{q(y)}{p(y)}\right]"
    r" + \mathbb{E}_{q(y, z)}\left[\log \frac{q(z \mid y)}{p(z)}\right]",
    r"= \mathrm{KL}(q(y) \,\|\, p(y))"
    r" + \mathbb{E}_{q(y)}\left[\mathrm{KL}(q(z \mid y) \,\|\, p(z))\right]",
]


location_gradient = [
    r"\nabla_m \mathbb{E}_{q(l; m)}[R(l)]",
    r"= \int R(l) \nabla_m q(l; m) \, dl",
    r"= \int R(l) q(l; m) \nabla_m \log q(l; m) \, dl",
    r"= \mathbb{E}_{q(l; m)}[R(l) \nabla_m \log q(l; m)]",
    r"= \mathbb{E}_{q(l; m)}[(R(l) - b) \nabla_m \log q(l; m)]",
    r"= \mathbb{E}_{q(l; m)}\left[(R(l) - b) \frac{l - m}{s^2}\right]",
]
