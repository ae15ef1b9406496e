"""What a learner may borrow in the lab of chapter ``convolutional``; part is in the models."""

import torch
from torch import Tensor
from torch.distributions import Normal, kl_divergence
from torch.nn import functional as F

from labsupport.checks.derivation import Lines
from labsupport.models import convolutional

__all__ = [  # noqa: RUF022 (the lab's order)
    "unpool",
    "transposed_kernel",
    "up_convolution",
    "phase_sums",
    "recolour",
    "picture_log_likelihood",
    "style_bounds",
    "interpolate",
    "mask_bound_derivation",
]


def unpool(x: Tensor, stride: int) -> Tensor:
    """Each entry in the top left corner of a block of zeros."""
    return convolutional.unpool(x, stride)


def transposed_kernel(weight: Tensor) -> Tensor:
    """The kernel turned by half a turn, with inputs and outputs exchanged."""
    return weight.rot90(2, (2, 3)).transpose(0, 1)


def up_convolution(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """Unpooling and a convolution, as one transposed convolution."""
    turned, half = transposed_kernel(weight), weight.shape[-1] // 2
    return F.conv_transpose2d(x, turned, bias, stride, half, output_padding=stride - 1)


def phase_sums(kernel: Tensor, stride: int) -> Tensor:
    """What a constant map of ones becomes, far from its border, (stride, stride)."""
    n = 2 * kernel.shape[0] + 1
    flat = torch.ones(1, 1, n, n, dtype=kernel.dtype, device=kernel.device)
    middle = n // 2 * stride
    bright = F.conv2d(unpool(flat, stride), kernel[None, None], padding=kernel.shape[0] // 2)
    return bright[0, 0, middle : middle + stride, middle : middle + stride]


def recolour(rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor) -> Tensor:
    """Colours turned about grey, spread, and made brighter."""
    grey = rgb.mean(1, keepdim=True)
    axis = torch.full_like(rgb[:, :, :1, :1], 3**-0.5)
    across = torch.linalg.cross(axis, rgb - grey, dim=1)
    cosine, sine, spread, factor = (
        each[:, None, None, None] for each in (hue.cos(), hue.sin(), saturation, brightness)
    )
    return factor * torch.addcmul(grey, spread, cosine * (rgb - grey) + sine * across)


def picture_log_likelihood(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """log p(x | z) + log p(mask | z), shape (batch,)."""
    sigma_x, sigma_mask = torch.exp(0.5 * log_var)
    of_x = Normal(mean_x, sigma_x, validate_args=False).log_prob(x)
    of_mask = Normal(mean_mask, sigma_mask, validate_args=False).log_prob(mask)
    return of_x.flatten(1).sum(1) + of_mask.flatten(1).sum(1)


def style_bounds(log_likelihood: Tensor, style: Tensor, mu: Tensor, log_sigma: Tensor) -> Tensor:
    """One bound for each style, shape (styles,)."""
    q = Normal(mu, torch.exp(log_sigma), validate_args=False)
    prior = Normal(torch.zeros_like(mu), torch.ones_like(mu), validate_args=False)
    member = F.one_hot(style, len(mu)).to(mu.dtype)
    return member.T @ log_likelihood - kl_divergence(q, prior).sum(-1)


def interpolate(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """Codes on the straight line, shape (steps, batch, latent)."""
    share = torch.linspace(0, 1, steps, dtype=start.dtype, device=start.device)
    return torch.lerp(start, end, share[:, None, None])


mask_bound_derivation = Lines(
    [
        r"\log p(x, s)",
        r"= \log \sum_z q(z) \frac{p(z) p(x \mid z) p(s \mid z)}{q(z)}",
        r"\ge \sum_z q(z) \log \frac{p(z) p(x \mid z) p(s \mid z)}{q(z)}",
        r"= \sum_z q(z) \left[\log p(x \mid z) + \log p(s \mid z) + \log \frac{p(z)}{q(z)}\right]",
        r"= \mathbb{E}_{q(z)}[\log p(x \mid z)] + \mathbb{E}_{q(z)}[\log p(s \mid z)]"
        r" - \mathrm{KL}(q(z) \,\|\, p(z))",
    ]
)
