"""Pictures of three-dimensional chairs, tables and cars, of which every cause is known.

The data of chapter ``convolutional``, after Dosovitskiy, Springenberg, Tatarchenko and Brox (2017):
a picture is made by a style, a view and a transformation. They used models that people had drawn;
here a style is a few random numbers (`labsupport.furniture`). A model is a union of affine images
of cubes and cylinders, so where a ray meets it is said by a short formula, and no renderer is
needed. Rays are parallel. Lengths are in a model's own unit, its height being near 1; angles are
radians.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from labsupport.errors import InputError
from labsupport.furniture import Solid, style

HALF_WIDTH = 0.85  # of a picture at zoom 1, in lengths of a model
LIGHT = np.array([0.35, -0.45, 0.82]) / math.hypot(0.35, -0.45, 0.82)
AMBIENT = 0.45  # brightness of a face that is turned away from the light


class View(NamedTuple):
    """Where the camera stands; each field (n,), radians."""

    azimuth: Tensor
    elevation: Tensor

    def numbers(self) -> Tensor:
        """Sine and cosine of both angles, (n, 4): what a network is given."""
        angles = torch.stack(self, -1)
        return torch.cat([angles.sin(), angles.cos()], -1)


class Transformation(NamedTuple):
    """What is done to a picture (eq-convolutional-colour); each field (n,)."""

    hue: Tensor  # turn of all colours about grey, radians
    saturation: Tensor  # factor of the distance from grey
    brightness: Tensor  # factor of every colour
    zoom: Tensor  # factor of all lengths

    def numbers(self) -> Tensor:
        """Sine and cosine of the hue, and five times the logarithms of the factors, (n, 5)."""
        factors = 5 * torch.stack(self[1:], -1).log()
        return torch.cat([self.hue.sin()[:, None], self.hue.cos()[:, None], factors], -1)

    @classmethod
    def none(cls, n: int) -> "Transformation":
        """Nothing is done to n pictures."""
        one = torch.ones(n)
        return cls(torch.zeros(n), one, one, one)

    @classmethod
    def random(cls, n: int, generator: torch.Generator) -> "Transformation":
        """Transformations of n pictures: hues turned by up to 1 radian, saturation from 0.7 to
        1 / 0.7, brightness from 0.7 to 1, zoom from 0.85 to 1 / 0.85.
        """

        def between(low: float, high: float) -> Tensor:
            return low + (high - low) * torch.rand(n, generator=generator)

        small = math.log(0.7)
        return cls(
            between(-1.0, 1.0),
            between(small, -small).exp(),
            between(small, 0).exp(),
            between(math.log(0.85), -math.log(0.85)).exp(),
        )


@dataclass(frozen=True)
class Pictures:
    """n pictures and their causes."""

    rgb: Tensor  # (n, 3, size, size) in [0, 1], on white
    mask: Tensor  # (n, 1, size, size), the covered share of each pixel
    style: Tensor  # (n,) int64, the style's number
    view: View
    transformation: Transformation

    def __len__(self) -> int:
        return len(self.style)

    def rows(self, which: Tensor) -> "Pictures":
        """Those that an index or a mask (n,) picks."""
        return Pictures(
            self.rgb[which],
            self.mask[which],
            self.style[which],
            View(*(part[which] for part in self.view)),
            Transformation(*(part[which] for part in self.transformation)),
        )


def colour_matrix(hue: float, saturation: float, brightness: float) -> np.ndarray:
    """The matrix (3, 3) that a transformation multiplies colours by (eq-convolutional-colour).

    What is grey stays grey; the rest of a colour is turned about the grey axis and scaled.
    """
    grey = np.full((3, 3), 1 / 3)
    cross = np.array([[0, -1, 1], [1, 0, -1], [-1, 1, 0]]) / math.sqrt(3)
    turned = math.cos(hue) * (np.eye(3) - grey) + math.sin(hue) * cross
    return brightness * (grey + saturation * turned)


def render(
    solids: list[Solid],
    colours: np.ndarray,
    azimuth: float,
    elevation: float,
    size: int = 64,
    zoom: float = 1.0,
    samples: int = 2,
) -> tuple[np.ndarray, np.ndarray]:
    """One picture, by one ray through each of samples × samples places of every pixel.

    Args:
        solids: the model, which stands on the plane z = 0 and has its middle at z = 1/2.
        colours: of the three materials, (3, 3).
        azimuth, elevation: of the camera; at 0, 0 it looks along -x, from the model's front.
        size: rows and columns of the picture.
        zoom: factor of all lengths.
        samples: in each direction of a pixel; the picture is their mean, so that edges are smooth.

    Returns:
        Colours on white, float32 (3, size, size) in [0, 1], and the covered share of each pixel,
        float32 (1, size, size).
    """
    n = size * samples
    at = ((np.arange(n) + 0.5) / n * 2 - 1) * HALF_WIDTH / zoom
    sine, cosine = math.sin(azimuth), math.cos(azimuth)
    up_, flat = math.sin(elevation), math.cos(elevation)
    back = np.array([flat * cosine, flat * sine, up_])  # towards the camera
    axes = np.stack([[-sine, cosine, 0.0], [-up_ * cosine, -up_ * sine, flat], -back], 1)
    nearest = np.full((n, n), np.inf, np.float32)
    shade = np.zeros((n, n), np.float32)
    material = np.zeros((n, n), np.int8)
    for solid in solids:
        centre = solid.centre - [0, 0, 0.5]
        middle, reach = axes.T[:2] @ centre, np.abs(axes.T[:2] @ solid.matrix).sum(1)
        left, right = np.searchsorted(at, [middle[0] - reach[0], middle[0] + reach[0]])
        low, high = np.searchsorted(at, [middle[1] - reach[1], middle[1] + reach[1]])
        if left == right or low == high:
            continue  # it has no sample in the picture
        part = (slice(n - high, n - low), slice(left, right))  # the first row is the highest
        inverse = np.linalg.inv(solid.matrix)
        x = at[left:right].astype(np.float32)
        y = at[low:high][::-1, None].astype(np.float32)
        enter, leave, brightness = _met(solid, inverse, inverse @ axes, inverse @ centre, x, y)
        hit = (enter < leave) & (enter < nearest[part])
        nearest[part][hit] = enter[hit]
        shade[part][hit] = brightness[hit]
        material[part][hit] = solid.material
    covered = nearest < np.inf
    rgb = colours.astype(np.float32)[material] * shade[..., None]
    rgb = np.where(covered[..., None], np.clip(rgb, 0, 1), np.float32(1))

    def mean(values: np.ndarray) -> np.ndarray:
        return values.reshape(size, samples, size, samples, -1).mean((1, 3), dtype=np.float32)

    mask = mean(covered)
    return mean(rgb).transpose(2, 0, 1), mask.transpose(2, 0, 1)


def _met(
    solid: Solid,
    inverse: np.ndarray,
    turned: np.ndarray,
    centre: np.ndarray,
    x: np.ndarray,
    y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where rays enter and leave a solid, and how bright it is there, each (rows, columns).

    In the solid's own coordinates u a ray is u = turned (x, y, t) - centre. Between two planes
    u_i = -1 and u_i = 1 it is from t_i on, for 2 / |direction_i|; in the solid it is while it is
    between all of them.
    """
    direction = turned[:, 2]
    direction = np.where(np.abs(direction) < 1e-9, 1e-9, direction)
    sign = np.sign(direction)

    def plane(i: int) -> np.ndarray:
        offset = (centre[i] - sign[i]) / direction[i]
        a, b = (-turned[i, :2] / direction[i]).astype(np.float32)
        return np.float32(offset) + a * x + b * y

    def light(normal: np.ndarray) -> np.ndarray:
        """Brightness of faces with the normals (3, ...) in the solid's own coordinates."""
        world = np.tensordot(inverse.T, normal, 1)
        cosine = np.tensordot(LIGHT, world, 1) / np.sqrt((world**2).sum(0))
        return (AMBIENT + (1 - AMBIENT) * np.maximum(cosine, 0)).astype(np.float32)

    faces = light(-np.diag(sign))
    length = (2 / np.abs(direction)).astype(np.float32)
    enter = plane(2)
    leave = enter + length[2]
    brightness = np.full(enter.shape, faces[2], np.float32)
    if not solid.round:
        for i in range(2):
            other = plane(i)
            brightness[other > enter] = faces[i]
            enter = np.maximum(enter, other)
            leave = np.minimum(leave, other + length[i])
        return enter, leave, brightness
    u = [(turned[i, 0] * x + turned[i, 1] * y - centre[i]).astype(np.float32) for i in range(2)]
    square = float(direction[0] ** 2 + direction[1] ** 2)
    half = direction[0] * u[0] + direction[1] * u[1]
    rest = half**2 - square * (u[0] ** 2 + u[1] ** 2 - 1)
    root = np.sqrt(np.maximum(rest, 0))
    side = ((-half - root) / square).astype(np.float32)
    inside = rest > 0
    normal = np.stack([u[i] + direction[i] * side for i in range(2)] + [np.zeros_like(side)])
    brightness = np.where(side > enter, light(normal), brightness)
    enter = np.where(inside, np.maximum(enter, side), np.float32(np.inf))
    leave = np.minimum(leave, side + (2 * root / square).astype(np.float32))
    return enter, leave, brightness


def pictures(
    styles: Tensor,
    view: View,
    transformation: Transformation | None = None,
    *,
    size: int = 64,
    seed: int = 0,
) -> Pictures:
    """Render one picture for each row.

    Args:
        styles: numbers of the styles, from 0 up, (n,) int64.
        view: where the camera stands, each field (n,).
        transformation: what is done to each picture, each field (n,); nothing if not given.
        size: rows and columns of a picture, from 8 up.
        seed: of the styles: with another seed every number is another model.

    Returns:
        `Pictures` on the CPU, float32, with values that are multiples of 1/255.

    Raises:
        InputError: the fields have different numbers of rows, or the size is too small.
    """
    n = len(styles)
    transformation = Transformation.none(n) if transformation is None else transformation
    if any(part.shape != (n,) for part in (styles, *view, *transformation)):
        raise InputError("give one style, one view and one transformation for each picture")
    if size < 8:
        raise InputError(f"a picture has at least 8 rows and columns, not {size}")
    rgb = np.empty((n, 3, size, size), np.uint8)
    mask = np.empty((n, 1, size, size), np.uint8)
    numbers = zip(*(part.tolist() for part in (styles, *view, *transformation)), strict=True)
    for i, (number, azimuth, elevation, hue, saturation, brightness, zoom) in enumerate(numbers):
        model = style(int(number), seed)
        colours = model.colours @ colour_matrix(hue, saturation, brightness).T
        found = render(model.solids, colours, azimuth, elevation, size, zoom)
        rgb[i], mask[i] = (np.rint(255 * part) for part in found)
    return Pictures(
        torch.from_numpy(rgb) / 255, torch.from_numpy(mask) / 255, styles, view, transformation
    )
