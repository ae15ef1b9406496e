"""Pictures of furniture against projections that can be said without a renderer."""

import math
import time

import numpy as np
import pytest
import torch

from labsupport import chairs, furniture
from labsupport.chairs import AMBIENT, HALF_WIDTH, LIGHT, Transformation, View, colour_matrix
from labsupport.errors import InputError
from labsupport.furniture import box, rod, style

COLOURS = np.array([[0.9, 0.2, 0.1], [0.1, 0.8, 0.2], [0.2, 0.2, 0.2]])


def area(mask):
    """What a mask covers, in squared lengths of the model."""
    return float(mask.sum()) * (2 * HALF_WIDTH / mask.shape[-1]) ** 2


@pytest.mark.parametrize(("azimuth", "elevation"), [(0.0, 0.0), (0.7, 0.3), (2.5, 0.9), (4.0, 0.0)])
def test_the_shadow_of_a_box_is_the_sum_of_its_faces(azimuth, elevation):
    size = np.array([0.5, 0.7, 0.4])
    solid = box([-0.25, -0.35, 0.3], [0.25, 0.35, 0.7])
    towards = np.array(
        [math.cos(elevation) * math.cos(azimuth), math.cos(elevation) * math.sin(azimuth),
         math.sin(elevation)]
    )  # fmt: skip
    faces = np.abs(towards) @ (np.prod(size) / size)  # each face is seen under its angle
    _, mask = chairs.render([solid], COLOURS, azimuth, elevation, 128)
    assert area(mask) == pytest.approx(faces, rel=0.01)


def test_a_cylinder_is_a_disc_from_above_and_a_rectangle_from_the_side():
    solid = rod([0.1, 0.0, 0.2], 0.3, 0.6)
    _, above = chairs.render([solid], COLOURS, 0.4, math.pi / 2, 128)
    assert area(above) == pytest.approx(math.pi * 0.3**2, rel=0.01)
    _, side = chairs.render([solid], COLOURS, 0.4, 0.0, 128)
    assert area(side) == pytest.approx(2 * 0.3 * 0.6, rel=0.01)
    lying = rod([0.0, -0.2, 0.5], 0.3, 0.4, axis=1)
    _, end = chairs.render([lying], COLOURS, math.pi / 2, 0.0, 128)
    assert area(end) == pytest.approx(math.pi * 0.3**2, rel=0.01)


def test_what_is_nearer_hides_what_is_behind_from_every_side():
    near, far = (
        box([0.2, -0.2, 0.3], [0.4, 0.2, 0.7], 0),
        box([-0.4, -0.2, 0.3], [-0.2, 0.2, 0.7], 1),
    )
    for solids in ([near, far], [far, near]):
        front, _ = chairs.render(solids, COLOURS, 0.0, 0.0, 32)
        behind, _ = chairs.render(solids, COLOURS, math.pi, 0.0, 32)
        red, green = front[:, 16, 16], behind[:, 16, 16]
        assert red[0] > 2 * red[1]
        assert green[1] > 2 * green[0]


def test_a_face_is_as_bright_as_its_angle_to_the_light():
    solid = box([-0.3, -0.3, 0.2], [0.3, 0.3, 0.8])
    above, _ = chairs.render([solid], COLOURS, 0.3, math.pi / 2, 32)
    lit = AMBIENT + (1 - AMBIENT) * LIGHT[2]
    np.testing.assert_allclose(above[:, 16, 16], COLOURS[0] * lit, atol=1e-6)
    away, _ = chairs.render([solid], COLOURS, math.pi / 2, 0.0, 32)  # the light is at -y
    np.testing.assert_allclose(away[:, 16, 16], COLOURS[0] * AMBIENT, atol=1e-6)


def test_a_turn_of_the_camera_moves_the_front_to_the_side():
    nose = box([0.3, -0.05, 0.45], [0.5, 0.05, 0.55])  # points along x
    columns = torch.arange(64.0)
    for azimuth, place in ((0.0, 0.0), (math.pi / 2, -0.4), (-math.pi / 2, 0.4)):
        _, mask = chairs.render([nose], COLOURS, azimuth, 0.0, 64)
        at = float((mask[0].sum(0) * columns.numpy()).sum() / mask.sum())
        # Seen from +y, the model's front points to the left: x to the left of the camera.
        assert (at - 31.5) / 32 * HALF_WIDTH == pytest.approx(place, abs=0.02)


def test_edges_are_the_share_that_is_covered_and_the_background_is_white():
    view = View(torch.tensor([0.6]), torch.tensor([0.4]))
    made = chairs.pictures(torch.tensor([3]), view)
    assert made.rgb.shape == (1, 3, 64, 64)
    assert made.mask.shape == (1, 1, 64, 64)
    shares = made.mask.unique() * 255
    assert set(shares.round().int().tolist()) <= {0, 64, 128, 191, 255}  # of four samples
    assert len(shares) > 2
    assert bool((made.rgb.permute(0, 2, 3, 1)[made.mask[:, 0] == 0] == 1).all())
    large = chairs.pictures(torch.tensor([3]), view, size=128)
    smaller = torch.nn.functional.avg_pool2d(large.mask, 2)
    assert (smaller - made.mask).abs().mean() < 0.01


def test_zoom_scales_areas_by_its_square():
    one = torch.tensor([1.0])
    view = View(torch.tensor([0.6]), torch.tensor([0.4]))
    plain, near = (
        chairs.pictures(torch.tensor([5]), view, Transformation(0 * one, one, one, factor * one))
        for factor in (1.0, 1.2)
    )
    assert near.mask.sum() / plain.mask.sum() == pytest.approx(1.44, rel=0.02)


def test_colours_turn_about_grey():
    matrix = colour_matrix(0.8, 0.6, 1.0)
    np.testing.assert_allclose(matrix @ np.ones(3), np.ones(3), atol=1e-12)  # grey stays
    turned = colour_matrix(2 * math.pi / 3, 1.0, 1.0)
    np.testing.assert_allclose(turned @ [1, 0, 0], [0, 1, 0], atol=1e-12)  # red becomes green
    twice = colour_matrix(0.5, 1.0, 1.0) @ colour_matrix(0.3, 1.0, 1.0)
    np.testing.assert_allclose(twice, colour_matrix(0.8, 1.0, 1.0), atol=1e-12)
    np.testing.assert_allclose(colour_matrix(0.3, 0.0, 0.5) @ [1, 0, 0], [1 / 6] * 3, atol=1e-12)


def test_styles_are_many_and_the_same_every_time():
    view = View(torch.full((120,), 0.5), torch.full((120,), 0.4))
    made = chairs.pictures(torch.arange(120), view, size=32)
    flat = made.mask.flatten(1)
    apart = torch.cdist(flat, flat) + torch.eye(120) * 1e3
    assert apart.min() > 0.1  # no two of them are alike, by shape alone
    again = chairs.pictures(torch.arange(120), view, size=32)
    assert torch.equal(made.rgb, again.rgb)
    other = chairs.pictures(torch.arange(3), View(*(part[:3] for part in view)), size=32, seed=1)
    assert not torch.equal(other.rgb, made.rgb[:3])
    families = [style(number).family for number in range(6)]
    assert families == [*furniture.FAMILIES, *furniture.FAMILIES]


def test_hardly_anything_is_cut_off_at_the_largest_zoom():
    n = 240
    one = torch.ones(n)
    view = View(torch.linspace(0, 6, n), torch.full((n,), 0.4))
    largest = Transformation(0 * one, one, one, one / 0.85)
    mask = chairs.pictures(torch.arange(n) % 120, view, largest, size=32).mask
    edge = torch.cat([mask[..., 0, :], mask[..., -1, :], mask[..., 0], mask[..., -1]], -1)
    assert float((edge.flatten(1).amax(1) > 0).double().mean()) < 0.05


def test_it_is_fast_enough():
    view = View(torch.rand(60), torch.full((60,), 0.4))
    chairs.pictures(torch.arange(60), view)  # the styles are kept
    begin = time.process_time()
    chairs.pictures(torch.arange(60), view)
    assert 60 / (time.process_time() - begin) > 200


def test_what_does_not_fit_is_refused():
    view = View(torch.zeros(2), torch.zeros(2))
    with pytest.raises(InputError, match="one style, one view and one transformation"):
        chairs.pictures(torch.arange(3), view)
    with pytest.raises(InputError, match="at least 8 rows"):
        chairs.pictures(torch.arange(2), view, size=4)
