"""Other right ways of writing ``recolour``."""

import math

import torch


def by_matrix(rgb, hue, saturation, brightness):
    one = torch.eye(3, dtype=rgb.dtype, device=rgb.device)
    grey = torch.full_like(one, 1 / 3)
    across = torch.stack([one[2] - one[1], one[0] - one[2], one[1] - one[0]]) / math.sqrt(3)
    c, s = hue.cos()[:, None, None], hue.sin()[:, None, None]
    matrix = grey + saturation[:, None, None] * (c * (one - grey) + s * across)
    return torch.einsum("n,nij,njrc->nirc", brightness, matrix, rgb)


def channel_by_channel(rgb, hue, saturation, brightness):
    g = rgb.sum(1) / 3
    d = [rgb[:, i] - g for i in range(3)]
    c, s, a, b = (each.reshape(-1, 1, 1) for each in (hue.cos(), hue.sin(), saturation, brightness))
    out = []
    for i in range(3):
        e = (d[(i + 2) % 3] - d[(i + 1) % 3]) / 3**0.5
        out.append(b * (g + a * (c * d[i] + s * e)))
    return torch.stack(out, 1)


def by_cross_product(rgb, hue, saturation, brightness):
    grey = rgb.mean(1, keepdim=True)
    rest = rgb - grey
    axis = torch.ones_like(rgb) / 3**0.5
    across = torch.cross(axis, rest, dim=1)
    shape = (-1, 1, 1, 1)
    turned = hue.cos().view(shape) * rest + hue.sin().view(shape) * across
    return brightness.view(shape) * (grey + saturation.view(shape) * turned)
