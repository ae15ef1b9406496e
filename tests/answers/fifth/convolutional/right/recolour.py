"""Right answers to recolour."""

import math

import torch
from torch import Tensor


def rolled(rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor) -> Tensor:
    """The turned rest is the difference of two rolled ones."""
    angle, spread, light = (t[:, None, None, None] for t in (hue, saturation, brightness))
    grey = rgb.mean(1, keepdim=True)
    rest = rgb - grey
    turned = (rest.roll(1, 1) - rest.roll(-1, 1)) / math.sqrt(3)
    return light * (grey + spread * (angle.cos() * rest + angle.sin() * turned))


def one_matrix_each(rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor) -> Tensor:
    """Everything is linear in the colour: a matrix of three by three for each picture."""
    kind = {"dtype": rgb.dtype, "device": rgb.device}
    grey = torch.full((3, 3), 1 / 3, **kind)
    rest = torch.eye(3, **kind) - grey
    quarter = torch.tensor([[0, -1, 1], [1, 0, -1], [-1, 1, 0]], **kind) / 3**0.5
    along = (saturation * torch.cos(hue))[:, None, None] * rest
    across = (saturation * torch.sin(hue))[:, None, None] * quarter
    matrix = brightness[:, None, None] * (grey + along + across)
    return torch.einsum("bij,bjrc->birc", matrix, rgb)


def by_cross_product(rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor) -> Tensor:
    """A rotation about the grey axis, with the cross product."""
    axis = torch.full_like(rgb[:1, :, :1, :1], 1 / math.sqrt(3))
    grey = rgb.sum(1, keepdim=True) / 3
    rest = rgb - grey
    across = torch.linalg.cross(axis.expand_as(rest), rest, dim=1)
    shape = (-1, 1, 1, 1)
    colour = torch.cos(hue).view(shape) * rest + torch.sin(hue).view(shape) * across
    return (grey + colour * saturation.view(shape)) * brightness.view(shape)


def picture_by_picture(rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor) -> Tensor:
    """One picture, written out channel by channel, and vmap."""

    def one(picture: Tensor, angle: Tensor, factor: Tensor, light: Tensor) -> Tensor:
        grey = picture.mean(0)
        first, second, third = (picture - grey).unbind(0)
        cos, sin = torch.cos(angle), torch.sin(angle) / math.sqrt(3)
        red = cos * first + sin * (third - second)
        green = cos * second + sin * (first - third)
        blue = cos * third + sin * (second - first)
        return light * torch.stack([grey + factor * each for each in (red, green, blue)])

    return torch.vmap(one)(rgb, hue, saturation, brightness)
