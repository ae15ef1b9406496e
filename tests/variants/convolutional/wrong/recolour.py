"""Wrong ways of writing ``recolour``; a docstring is what its message says."""

import math

import torch


def parts(rgb):
    grey = rgb.mean(1, keepdim=True)
    d = rgb - grey
    e = torch.stack([d[:, 2] - d[:, 1], d[:, 0] - d[:, 2], d[:, 1] - d[:, 0]], 1) / math.sqrt(3)
    return grey, d, e


def wide(*each):
    return [a[:, None, None, None] for a in each]


def degrees(rgb, hue, saturation, brightness):
    """the hue is taken in degrees"""
    grey, d, e = parts(rgb)
    angle = hue * math.pi / 180
    c, s, a, b = wide(torch.cos(angle), torch.sin(angle), saturation, brightness)
    return b * (grey + a * (c * d + s * e))


def one_grey(rgb, hue, saturation, brightness):
    """the mean of each pixel's three values"""
    grey = rgb.mean(dim=(1, 2, 3), keepdim=True)
    d = rgb - grey
    e = torch.stack([d[:, 2] - d[:, 1], d[:, 0] - d[:, 2], d[:, 1] - d[:, 0]], 1) / math.sqrt(3)
    c, s, a, b = wide(torch.cos(hue), torch.sin(hue), saturation, brightness)
    return b * (grey + a * (c * d + s * e))
