"""Each figure shows the numbers it was given, on labelled axes, and is left closed."""

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
import torch
from matplotlib.figure import Figure

from labsupport import plots


@pytest.fixture(autouse=True)
def no_figure_stays_open():
    before = plt.get_fignums()
    yield
    assert plt.get_fignums() == before


def only_axes(figure: Figure) -> Any:  # matplotlib's own types promise too little to look inside
    (ax,) = figure.axes
    return ax


def assert_labelled(figure: Figure) -> None:
    ax = only_axes(figure)
    assert ax.get_xlabel()
    assert ax.get_ylabel()


def test_images_stand_in_rows_with_a_gap_and_the_last_row_may_be_short():
    x = torch.linspace(0, 1, 5 * 6, requires_grad=True).reshape(5, 6)
    figure = plots.images(x, (2, 3), columns=3, title="five", row_names=["first", "second"])
    ax = only_axes(figure)
    shown = ax.images[0].get_array().filled(np.nan)
    assert shown.shape == (2 * 2 + 1, 3 * 3 + 2)
    for i, image in enumerate(x.detach().reshape(5, 2, 3).numpy()):
        top, left = 3 * (i // 3), 4 * (i % 3)
        np.testing.assert_allclose(shown[top : top + 2, left : left + 3], image)
    assert np.isnan(shown[2]).all()  # between the rows
    assert np.isnan(shown[:, 3]).all()  # between the columns
    assert np.isnan(shown[3:, 8:]).all()  # no sixth image
    assert ax.get_title() == "five"
    assert [text.get_text() for text in ax.get_yticklabels()] == ["first", "second"]
    assert ax.get_yticks() == pytest.approx([0.5, 3.5])  # the middle of each row of images


def test_images_keep_black_at_zero_and_white_at_one():
    ax = only_axes(plots.images(torch.full((1, 4), 0.5), (2, 2)))
    assert ax.images[0].get_clim() == (0, 1)


def test_the_map_draws_every_point_as_its_label_at_its_place():
    mu = torch.tensor([[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]])
    figure = plots.latent_map(mu, torch.tensor([7, 1, 7]), title="map")
    assert_labelled(figure)
    ones, sevens = only_axes(figure).collections
    np.testing.assert_allclose(ones.get_offsets(), [[2, 3]])
    np.testing.assert_allclose(sevens.get_offsets(), [[0, 1], [4, 5]])
    assert ones.get_paths()[0].vertices.shape != sevens.get_paths()[0].vertices.shape  # glyphs
    assert only_axes(figure).get_aspect() == pytest.approx(1.0)


def test_curves_differ_in_colour_and_in_line_style():
    figure = plots.curves({"a": [1.0, 2.0], "b": torch.tensor([3.0, 4.0])}, "epoch", "nats")
    assert_labelled(figure)
    a, b = only_axes(figure).lines
    np.testing.assert_allclose(a.get_xdata(), [1, 2])
    np.testing.assert_allclose(b.get_ydata(), [3, 4])
    assert a.get_color() != b.get_color()
    assert a.get_linestyle() != b.get_linestyle()
    legend = only_axes(figure).get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == ["a", "b"]


def test_a_single_curve_stands_where_it_is_told_and_needs_no_legend():
    figure = plots.curves({"a": torch.tensor([1.0, 2.0])}, "epoch", "nats", x=[10, 20], title="t")
    np.testing.assert_allclose(only_axes(figure).lines[0].get_xdata(), [10, 20])
    assert only_axes(figure).get_legend() is None
    assert only_axes(figure).get_title() == "t"


def test_bars_are_means_over_the_images_and_fall_from_left_to_right():
    kl = torch.tensor([[0.0, 1.0, 0.4], [0.2, 2.0, 0.6]], requires_grad=True)
    figure = plots.kl_per_dimension(kl, title="bars")
    assert_labelled(figure)
    ax = only_axes(figure)
    assert [bar.get_height() for bar in ax.patches] == pytest.approx([1.5, 0.5, 0.1])
    assert [text.get_text() for text in ax.get_xticklabels()] == ["2", "3", "1"]


def test_one_row_of_divergences_is_shown_as_it_is():
    ax = only_axes(plots.kl_per_dimension(torch.tensor([0.3, 0.1])))
    assert [bar.get_height() for bar in ax.patches] == pytest.approx([0.3, 0.1])
