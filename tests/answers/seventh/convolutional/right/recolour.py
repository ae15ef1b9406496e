"""Right answers to recolour."""

import math

import torch
from torch import Tensor


def rolled_channels(rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor) -> Tensor:
    """The part across from two rolls of the channels."""
    hue, saturation, brightness = (
        each.reshape(-1, 1, 1, 1) for each in (hue, saturation, brightness)
    )
    grey = rgb.mean(dim=1, keepdim=True)
    rest = rgb - grey
    across = (rest.roll(1, 1) - rest.roll(-1, 1)) / math.sqrt(3)
    return brightness * (grey + saturation * (torch.cos(hue) * rest + torch.sin(hue) * across))


def matrix_for_each_picture(
    rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor
) -> Tensor:
    """One 3 by 3 matrix for each picture, applied by einsum."""
    kind = {"dtype": rgb.dtype, "device": rgb.device}
    grey = torch.full((3, 3), 1 / 3, **kind)
    rest = torch.eye(3, **kind) - grey
    across = torch.tensor([[0, -1, 1], [1, 0, -1], [-1, 1, 0]], **kind) / 3**0.5
    turned = torch.cos(hue)[:, None, None] * rest + torch.sin(hue)[:, None, None] * across
    matrix = brightness[:, None, None] * (grey + saturation[:, None, None] * turned)
    return torch.einsum("bij,bjrc->birc", matrix, rgb)


def channel_by_channel(rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor) -> Tensor:
    """Written out for red, green and blue, picture by picture."""
    pictures = []
    for picture, angle, factor, light in zip(rgb, hue, saturation, brightness, strict=True):
        red, green, blue = picture
        g = (red + green + blue) / 3
        d = (red - g, green - g, blue - g)
        c, s = angle.cos() * factor, angle.sin() * factor / math.sqrt(3)
        colours = [
            light * (g + c * d[0] + s * (d[2] - d[1])),
            light * (g + c * d[1] + s * (d[0] - d[2])),
            light * (g + c * d[2] + s * (d[1] - d[0])),
        ]
        pictures.append(torch.stack(colours))
    return torch.stack(pictures)
