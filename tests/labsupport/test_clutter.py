"""Cluttered images: what is on them, and that the same seed makes the same."""

import pytest
import torch

from labsupport import data
from labsupport.data import Images
from labsupport.errors import InputError


def numbered(n=3, rows=5, columns=4):
    """Images whose pixels are all different and small, so that a sum tells what it is made of."""
    x = (torch.arange(n * rows * columns).double() + 1).reshape(n, -1) / 1000
    return Images(x, torch.arange(n), (rows, columns))


def test_without_distractors_each_digit_is_whole_at_some_place():
    images = numbered()
    made = data.cluttered(images, 60, size=12, distractors=0, patch=2)
    assert made.shape == (12, 12)
    assert made.labels.tolist() == [n % 3 for n in range(60)]
    places = set()
    for number, x in enumerate(made.x.reshape(-1, 12, 12)):
        rows, columns = x.nonzero().unbind(1)
        top, left = int(rows.min()), int(columns.min())
        places.add((top, left))
        assert torch.equal(x[top : top + 5, left : left + 4].flatten(), images.x[number % 3])
        assert (x > 0).sum() == 20
    assert len(places) > 20
    assert {top for top, _ in places} >= {0, 7}  # to the last row


def test_distractors_are_pieces_of_digits_added_and_clipped():
    white = Images(torch.ones(4, 64), torch.arange(4), (8, 8))
    made = data.cluttered(white, 300, size=40, distractors=8, patch=3)
    assert made.x.max() == 1
    assert set(made.x.unique().tolist()) == {0.0, 1.0}
    ink = made.x.sum(1)
    assert ink.max() <= 64 + 8 * 9
    # 8 pieces of 9 pixels, less what lies on something else.
    assert 115 < ink.mean() < 136
    faint = Images(torch.full((4, 64), 0.1), torch.arange(4), (8, 8))
    sums = data.cluttered(faint, 300, size=40, distractors=8, patch=3).x.sum(1)
    torch.testing.assert_close(sums, torch.full((300,), 0.1 * (64 + 72)))  # nothing is lost


def test_the_seed_decides_and_the_dtype_stays():
    images = numbered()
    one, same, other = (
        data.cluttered(images, 7, size=10, patch=2, seed=seed).x for seed in (1, 1, 2)
    )
    assert torch.equal(one, same)
    assert not torch.equal(one, other)
    assert one.dtype == torch.float64


def test_clutter_is_new_at_every_call_and_runs_without_numbers():
    x = torch.rand(5, 64)
    assert not torch.equal(data.clutter(x, (8, 8), size=20), data.clutter(x, (8, 8), size=20))
    assert data.clutter(x.to("meta"), (8, 8), size=20).shape == (5, 400)


def test_the_default_is_the_papers_task():
    mnist_like = Images(torch.rand(4, 784), torch.arange(4), (28, 28))
    made = data.cluttered(mnist_like, 3)
    assert made.shape == (100, 100)
    assert made.x.shape == (3, 10_000)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"size": 4}, "do not fit"),
        ({"size": 20, "patch": 5}, "cannot be cut"),
        ({"size": 20, "patch": 2, "distractors": -1}, "cannot be cut"),
        ({"n": 0}, "make at least one"),
    ],
)
def test_bad_input_gets_a_sentence(arguments, sentence):
    with pytest.raises(InputError, match=sentence):
        data.cluttered(numbered(), **{"n": 2, **arguments})
