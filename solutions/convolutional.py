"""Reference answers of the lab ``convolutional``."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F


def unpool(x: Tensor, stride: int) -> Tensor:
    """Replace each entry of a map by a block of zeros, with the entry in its top left corner.

    eq-convolutional-unpool.

    Args:
        x: maps, shape (batch, channels, rows, columns).
        stride: rows and columns of a block.

    Returns:
        Shape (batch, channels, stride * rows, stride * columns), in the dtype and on the device of
        ``x``. Gradients flow back.
    """
    batch, channels, rows, columns = x.shape
    large = x.new_zeros(batch, channels, stride * rows, stride * columns)
    large[:, :, ::stride, ::stride] = x
    return large


def transposed_kernel(weight: Tensor) -> Tensor:
    """The kernel with which a transposed convolution does what unpooling and ``weight`` do.

    That is, F.conv_transpose2d(x, transposed_kernel(weight), stride=s) is the convolution of the
    unpooled x with ``weight``, up to its border (eq-convolutional-transposed).

    Args:
        weight: kernel of F.conv2d, shape (outputs, inputs, size, size).

    Returns:
        Kernel of F.conv_transpose2d, shape (inputs, outputs, size, size): turned by half a turn,
        with inputs and outputs exchanged. In the dtype and on the device of ``weight``. Gradients
        flow back.
    """
    return weight.flip(-1, -2).transpose(0, 1)


def up_convolution(x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
    """Unpooling, and then a convolution that keeps rows and columns (eq-convolutional-up).

    Args:
        x: maps, shape (batch, inputs, rows, columns).
        weight: kernel of F.conv2d, shape (outputs, inputs, size, size), with an odd size.
        bias: of each output, shape (outputs,).
        stride: of the unpooling.

    Returns:
        Shape (batch, outputs, stride * rows, stride * columns), with (size - 1) / 2 zeros around
        what is convolved; in the dtype and on the device of ``x``. Gradients flow back.
    """
    batch, inputs, rows, columns = x.shape
    large = x.new_zeros(batch, inputs, stride * rows, stride * columns)
    large[:, :, ::stride, ::stride] = x
    return F.conv2d(large, weight, bias, padding=weight.shape[-1] // 2)


def phase_sums(kernel: Tensor, stride: int) -> Tensor:
    """How bright each place of a block becomes where the map is 1 everywhere.

    Far from the border, the output of an up-convolution of a constant map repeats itself every
    ``stride`` pixels. In a block, pixel (r, c) is the sum of those entries kernel[a, b] that meet
    an entry of the map: a + r - h and b + c - h are multiples of the stride, where
    h = (size - 1) / 2 is the middle of the kernel (eq-convolutional-phases). All are counted
    from 0.

    Args:
        kernel: one kernel, shape (size, size), with an odd size.
        stride: of the unpooling, at most the size.

    Returns:
        The sums, shape (stride, stride), in the dtype and on the device of ``kernel``. Gradients
        flow back.
    """
    middle = kernel.shape[0] // 2
    starts = [(middle - r) % stride for r in range(stride)]
    rows = [[kernel[a::stride, b::stride].sum() for b in starts] for a in starts]
    return torch.stack([torch.stack(row) for row in rows])


def recolour(rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor) -> Tensor:
    """Turn the colours of pictures about grey, spread them, and make them brighter.

    The grey part of a colour is the mean g of its three values. The rest, d = colour - (g, g, g),
    is turned by the hue to cos(hue) d + sin(hue) e, where e = (d_3 - d_2, d_1 - d_3, d_2 - d_1) /
    sqrt(3), and multiplied by the saturation. The sum of both is multiplied by the brightness
    (eq-convolutional-colour).

    Args:
        rgb: pictures, shape (batch, 3, rows, columns).
        hue: angle, radians, shape (batch,).
        saturation: factor, shape (batch,).
        brightness: factor, shape (batch,).

    Returns:
        Shape (batch, 3, rows, columns), not clipped, in the dtype and on the device of ``rgb``.
        Gradients flow back.
    """
    grey = rgb.mean(1)[:, None]
    rest = rgb - grey
    across = (rest.roll(1, 1) - rest.roll(-1, 1)) / math.sqrt(3)
    turned = (
        torch.cos(hue)[:, None, None, None] * rest + torch.sin(hue)[:, None, None, None] * across
    )
    return brightness[:, None, None, None] * (grey + saturation[:, None, None, None] * turned)


def picture_log_likelihood(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """log p(x | z) + log p(mask | z) of pictures and masks, in nats (eq-convolutional-likelihood).

    Given z all numbers are independent and normal around what the two streams make, those of a
    picture with one variance, those of a mask with another.

    Args:
        x: pictures, shape (batch, 3, rows, columns).
        mask: their masks, shape (batch, 1, rows, columns).
        mean_x: what the picture's stream makes, as ``x``.
        mean_mask: what the mask's stream makes, as ``mask``.
        log_var: logarithms of the variance of a picture's numbers and of a mask's, shape (2,).

    Returns:
        One number for each picture, shape (batch,), in the dtype and on the device of ``x``.
        Gradients flow back.
    """
    constant = math.log(2 * math.pi)
    of_x = (x - mean_x) ** 2 / torch.exp(log_var[0]) + log_var[0] + constant
    of_mask = (mask - mean_mask) ** 2 / torch.exp(log_var[1]) + log_var[1] + constant
    return -0.5 * (of_x.sum((1, 2, 3)) + of_mask.sum((1, 2, 3)))


def style_bounds(log_likelihood: Tensor, style: Tensor, mu: Tensor, log_sigma: Tensor) -> Tensor:
    """The bound of all pictures of each style, with one code for all of them, in nats.

    eq-convolutional-shared: the log-likelihoods of a style's pictures are added up, and the
    divergence of its posterior N(mu, sigma^2) from N(0, I) is subtracted once.

    Args:
        log_likelihood: of each picture, given a draw of its style's code, in the dtype of ``mu``,
            shape (batch,).
        style: numbers of the pictures' styles, int64, shape (batch,).
        mu: means of the styles' posteriors, shape (styles, latent).
        log_sigma: logarithms of their standard deviations, shape (styles, latent).

    Returns:
        One bound for each style, shape (styles,), in the dtype and on the device of ``mu``; that of
        a style without pictures is minus its divergence. Gradients flow back.
    """
    kl = 0.5 * (mu**2 + torch.exp(2 * log_sigma) - 2 * log_sigma - 1).sum(-1)
    return (-kl).index_add(0, style, log_likelihood)


def interpolate(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """Codes on the straight line between two (eq-convolutional-line).

    Args:
        start: codes, shape (batch, latent).
        end: codes, shape (batch, latent).
        steps: how many codes, from 2 up.

    Returns:
        Shape (steps, batch, latent), equally spaced: the first are ``start``, the last ``end``. In
        the dtype and on the device of ``start``. Gradients flow back.
    """
    share = torch.linspace(0, 1, steps, dtype=start.dtype, device=start.device)
    return start + share[:, None, None] * (end - start)


mask_bound_derivation = [
    r"\log p(x, s)",
    r"= \log \sum_z p(z) p(x \mid z) p(s \mid z)",
    r"= \log \mathbb{E}_{q(z)}\left[\frac{p(z) p(x \mid z) p(s \mid z)}{q(z)}\right]",
    r"\ge \mathbb{E}_{q(z)}\left[\log \frac{p(z) p(x \mid z) p(s \mid z)}{q(z)}\right]",
    r"= \mathbb{E}_{q(z)}[\log p(x \mid z)] + \mathbb{E}_{q(z)}[\log p(s \mid z)]"
    r" - \mathrm{KL}(q(z) \,\|\, p(z))",
]
