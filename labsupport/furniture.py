"""Random chairs, tables and cars as unions of simple solids; what `labsupport.chairs` pictures.

Numbers of styles go round the families: 0 is a chair, 1 a table, 2 a car, 3 a chair, and so on.
"""

import colorsys
import functools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

FAMILIES = ("chair", "table", "car")


class Solid(NamedTuple):
    """The points ``matrix u + centre`` of all u in [-1, 1]^3, or in the cylinder along u_3."""

    matrix: np.ndarray  # (3, 3)
    centre: np.ndarray  # (3,)
    round: bool = False
    material: int = 0  # number of its colour


class Style(NamedTuple):
    """One model: what it is, its solids, and the colours of its three materials."""

    family: str
    traits: frozenset[str]  # such as "arms"
    solids: list[Solid]
    colours: np.ndarray  # (3, 3), in [0, 1]


Parts = tuple[list[Solid], set[str]]  # some solids, and what they are called


@functools.lru_cache(4096)
def style(number: int, seed: int = 0) -> Style:
    """The style of a number, from 0 up: the same for the same number and seed, always.

    Its height is 1; x points to its front, z upwards, and the ground is z = 0.
    """
    # NumPy promises that RandomState's streams never change, so a style never does.
    random = np.random.RandomState([seed, number])
    family = FAMILIES[number % len(FAMILIES)]
    solids, traits = {"chair": chair, "table": table, "car": car}[family](random)
    return Style(family, frozenset(traits), solids, _colours(random, family))


def _colours(random: np.random.RandomState, family: str) -> np.ndarray:
    """Two colours of a hue each, and a dark third one."""
    first = colorsys.hsv_to_rgb(random.rand(), random.uniform(0.35, 0.8), random.uniform(0.6, 0.9))
    second = colorsys.hsv_to_rgb(random.rand(), random.uniform(0.2, 0.6), random.uniform(0.4, 0.9))
    dark = [random.uniform(0.1, 0.25)] * 3
    return np.array([first, second if family != "car" else (0.62, 0.72, 0.8), dark])


def box(low: Sequence[float], high: Sequence[float], material: int = 0, lean: float = 0.0) -> Solid:
    """A box between two corners; its top is moved by ``lean`` along x."""
    corners = np.array([low, high], float)
    matrix = np.diag((corners[1] - corners[0]) / 2)
    matrix[0, 2] = lean / 2
    centre = corners.mean(0) + np.array([lean / 2, 0, 0])
    return Solid(matrix, centre, False, material)


def rod(
    foot: Sequence[float], radius: float, length: float, material: int = 0, axis: int = 2
) -> Solid:
    """A cylinder that begins at ``foot`` and goes along an axis."""
    matrix = np.roll(np.diag([radius, radius, length / 2]), axis + 1, 0)
    return Solid(matrix, np.array(foot, float) + np.eye(3)[axis] * length / 2, True, material)


LEGS = ("square legs", "round legs", "column", "panels")


def legs(
    random: np.random.RandomState, depth: float, width: float, height: float, material: int
) -> Parts:
    """What carries a plate of depth × width at a height: one of four kinds."""
    kind, t = random.randint(4), random.uniform(0.025, 0.06)
    x, y = depth / 2, width / 2
    found: list[Solid]
    if kind == 0:  # four square legs
        found = [
            box([i * x - (i > 0) * t, j * y - (j > 0) * t, 0], [i * x + (i < 0) * t,
                j * y + (j < 0) * t, height], material)
            for i in (-1, 1) for j in (-1, 1)
        ]  # fmt: skip
    elif kind == 1:  # four round legs
        found = [
            rod([i * (x - t), j * (y - t), 0], t * 0.7, height, material)
            for i in (-1, 1)
            for j in (-1, 1)
        ]
    elif kind == 2:  # a column on a plate
        wide = random.uniform(0.55, 0.8) * min(x, y)
        found = [rod([0, 0, 0], wide, t, material), rod([0, 0, 0], t, height, material)]
    else:  # a panel at each side
        found = [
            box([-x, j * y - (j > 0) * t, 0], [x, j * y + (j < 0) * t, height], material)
            for j in (-1, 1)
        ]
    return found, {LEGS[kind]}


def chair(random: np.random.RandomState) -> Parts:
    """Seat, legs, a back of one of three kinds, and arms for every third chair."""
    depth, width = random.uniform(0.42, 0.6), random.uniform(0.42, 0.66)
    seat, thick = random.uniform(0.36, 0.52), random.uniform(0.03, 0.1)
    x, y, t = depth / 2, width / 2, random.uniform(0.025, 0.05)
    lean = -random.uniform(0.0, 0.18)
    solids, traits = legs(random, depth, width, seat, 1)
    if random.rand() < 0.25:
        traits.add("round seat")
        solids.append(rod([0, 0, seat], max(x, y), thick))
    else:
        solids.append(box([-x, -y, seat], [x, y, seat + thick]))
    low, kind, count = seat + thick, random.randint(3), random.randint(2, 5)
    traits.add(("solid back", "upright bars", "bars across")[kind])
    if kind == 0:  # a solid back
        solids.append(box([-x, -y, low], [-x + t, y, 1], 0, lean))
    else:
        posts = [(-y, -y + t), (y - t, y)]
        if kind == 1:  # upright bars
            between = np.linspace(-y, y - t, count + 2)[1:-1]
            posts += [(at, at + t / 2) for at in between]
            bars = [(0.9, 1.0)]
        else:  # bars across
            bars = [(at, at + 0.5 / count) for at in (np.arange(count) + 0.5) / count]
        solids += [box([-x, a, low], [-x + t, b, 1], 1, lean) for a, b in posts]
        for a, b in bars:
            start = -x + lean * a
            bottom, top = low + a * (1 - low), low + b * (1 - low)
            solids.append(box([start, -y, bottom], [start + t, y, top], 0, lean * (b - a)))
    if random.rand() < 0.33:
        traits.add("arms")
        arm = seat + thick + random.uniform(0.12, 0.22)
        for j in (-1, 1):
            edge = sorted([j * y, j * (y + t)])
            solids.append(box([-x, edge[0], arm], [x, edge[1], arm + t], 1))
            solids.append(box([x - t, edge[0], seat], [x, edge[1], arm], 1))
    return solids, traits


def table(random: np.random.RandomState) -> Parts:
    """A plate, square or round, on legs, sometimes with a shelf below."""
    depth, width = random.uniform(0.5, 0.9), random.uniform(0.6, 1.1)
    height, thick = random.uniform(0.45, 0.75), random.uniform(0.03, 0.09)
    low = (1 - height) / 2  # its middle is where that of the others is
    x, y = depth / 2, width / 2
    solids, traits = legs(random, depth * 0.92, width * 0.92, height, 1)
    if random.rand() < 0.3:
        traits.add("round")
        round_ = rod([0, 0, height], 1, thick)
        solids.append(round_._replace(matrix=round_.matrix * np.array([[x], [y], [1.0]])))
    else:
        solids.append(box([-x, -y, height], [x, y, height + thick]))
    if random.rand() < 0.4:
        traits.add("shelf")
        shelf = random.uniform(0.25, 0.5) * height
        solids.append(box([-0.4 * depth, -0.4 * width, shelf], [0.4 * depth, 0.4 * width,
                          shelf + 0.03], 2))  # fmt: skip
    return [each._replace(centre=each.centre + np.array([0, 0, low])) for each in solids], traits


def car(random: np.random.RandomState) -> Parts:
    """A body on four wheels, and a cabin that narrows upwards."""
    length, width = random.uniform(1.05, 1.35), random.uniform(0.5, 0.62)
    wheel, body = random.uniform(0.1, 0.14), random.uniform(0.16, 0.26)
    cabin, low = random.uniform(0.16, 0.26), 0.22
    floor = low + wheel * 0.9
    x, y = length / 2, width / 2
    back, front = random.uniform(-0.98, -0.5) * x, random.uniform(0.15, 0.55) * x
    slopes = random.uniform(0.05, 0.22, 2)
    solids = [box([-x, -y, floor], [x, y, floor + body])]
    top, reach = floor + body, (front - back) * 0.55
    solids += [  # two leaning boxes are a trapezium
        box([back, -0.88 * y, top], [back + reach, 0.88 * y, top + cabin], 1, slopes[0] * 0.5),
        box([front - reach, -0.88 * y, top], [front, 0.88 * y, top + cabin], 1, -slopes[1]),
    ]
    roof = [back + slopes[0] * 0.5, front - slopes[1]]
    solids.append(box([roof[0], -0.88 * y, top + cabin], [roof[1], 0.88 * y, top + cabin + 0.025]))
    for i in (-0.62, 0.62):
        for j in (-1, 1):
            foot = [i * x, j * y - (j > 0) * 0.08 - (j < 0) * 0.02, low + wheel]
            solids.append(rod(foot, wheel, 0.1, 2, 1))
    return solids, {"wheels"}
