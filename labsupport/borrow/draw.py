"""What a learner may borrow in the lab of chapter ``draw``; most of it is in the models."""

import torch
from torch import Tensor
from torch.distributions import Normal, kl_divergence

from labsupport.checks.derivation import Lines
from labsupport.models import ram

__all__ = [  # noqa: RUF022 (the lab's order)
    "filter_centres",
    "filterbank",
    "read",
    "write",
    "latent_loss",
    "draw_step",
    "generate",
    "location_loss",
    "latent_loss_derivation",
    "location_gradient",
]


def filter_centres(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """Centres of the filters in pixels, counted from 0, shape (batch, n)."""
    middle = (size - 1) / 2 + (size + 1) / 2 * g
    reach = (longest - 1) / 2 * torch.exp(log_delta)  # of the outermost filters
    steps = torch.linspace(-1, 1, n, dtype=g.dtype, device=g.device)
    return torch.addcmul(middle[:, None], reach[:, None], steps)


def filterbank(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """Gaussian filters, each with the sum 1, shape (batch, n, size)."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    each = Normal(centres[..., None], torch.exp(0.5 * log_var)[:, None, None], validate_args=False)
    log_weight = each.log_prob(pixel)
    return (log_weight - torch.logsumexp(log_weight, -1, keepdim=True)).exp()


def read(x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """Patches of image and error image, shape (batch, 2, n, n)."""
    both = torch.stack([x, x - torch.sigmoid(canvas)], 1)
    return torch.einsum("b,bir,bcrs,bjs->bcij", gamma, f_y, both, f_x)


def write(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """The patch spread over the image, shape (batch, rows, columns)."""
    return torch.einsum("bir,bij,bjs->brs", f_y, patch / gamma[:, None, None], f_x)


def latent_loss(mu: Tensor, log_sigma: Tensor) -> Tensor:
    """The divergences of all steps, shape (batch,)."""
    q = Normal(mu, torch.exp(log_sigma), validate_args=False)
    prior = Normal(torch.zeros_like(mu), torch.ones_like(mu), validate_args=False)
    return kl_divergence(q, prior).sum((0, 2))


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
    """One step without attention: canvas, states, mean and log standard deviation."""
    linear = torch.nn.functional.linear
    seen = torch.cat([x, x - torch.sigmoid(canvas)], -1)
    h_enc = linear(torch.cat([seen, h_dec, h_enc], -1), w_enc).tanh()
    mu, log_sigma = linear(h_enc, w_mu), linear(h_enc, w_sigma)
    z = torch.addcmul(mu, log_sigma.exp(), noise)
    h_dec = linear(torch.cat([z, h_dec], -1), w_dec).tanh()
    return canvas + linear(h_dec, w_write), h_enc, h_dec, mu, log_sigma


def generate(h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int) -> tuple[Tensor, Tensor]:
    """All z (steps, n, latent), and the canvas after each step (steps, n, pixels)."""
    n, hidden = h_dec.shape
    z = torch.randn(steps, n, w_dec.shape[1] - hidden, dtype=h_dec.dtype, device=h_dec.device)
    strokes = []
    for each in z:
        h_dec = torch.cat([each, h_dec], -1).matmul(w_dec.T).tanh()
        strokes.append(h_dec @ w_write.T)
    return z, torch.stack(strokes).cumsum(0)


def location_loss(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """What trains locator and baseline, shape (batch,)."""
    return ram.location_loss(places, means, std, reward, baselines)


latent_loss_derivation = Lines(
    [
        r"\mathrm{KL}(q(y, z) \,\|\, p(y, z))",
        r"= \sum_y \sum_z q(y, z) \log \frac{q(y, z)}{p(y, z)}",
        r"= \sum_y \sum_z q(y) q(z \mid y)"
        r" \left[\log \frac{q(y)}{p(y)} + \log \frac{q(z \mid y)}{p(z)}\right]",
        r"= \sum_y q(y) \log \frac{q(y)}{p(y)}"
        r" + \sum_y q(y) \sum_z q(z \mid y) \log \frac{q(z \mid y)}{p(z)}",
        r"= \mathrm{KL}(q(y) \,\|\, p(y))"
        r" + \mathbb{E}_{q(y)}\left[\mathrm{KL}(q(z \mid y) \,\|\, p(z))\right]",
    ]
)


location_gradient = Lines(
    [
        r"\nabla_m \mathbb{E}_{q(l; m)}[R(l)]",
        r"= \nabla_m \mathbb{E}_{q(l; m)}[R(l) - b]",
        r"= \int (R(l) - b) \nabla_m q(l; m) \, dl",
        r"= \mathbb{E}_{q(l; m)}[(R(l) - b) \nabla_m \log q(l; m)]",
        r"= \mathbb{E}_{q(l; m)}\left[(R(l) - b) \frac{l - m}{s^2}\right]",
    ]
)
