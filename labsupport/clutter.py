"""Cluttered translated images: a digit somewhere on a large canvas, among pieces of others.

The task of Mnih et al. (2014), chapter ``draw``, made anew from any set of images: 100 × 100
pixels, eight distractors of 8 × 8 pixels, everything added up and clipped at 1.
"""

from typing import TypeVar

import torch
from torch import Tensor

from labsupport.errors import InputError

Images = TypeVar("Images")  # `labsupport.data.Images`, which imports this module


def cluttered(
    images: Images, n: int, *, size: int = 100, distractors: int = 8, patch: int = 8, seed: int = 0
) -> Images:
    """``n`` cluttered images, made of those given in their order, over and over.

    Args:
        images: `data.Images` of one split, smaller than ``size``.
        n: how many to make.
        size: rows and columns of a canvas.
        distractors: how many pieces of other digits it has.
        patch: rows and columns of a piece.
        seed: the same seed gives the same images, on the CPU and on a GPU.

    Returns:
        `data.Images` with ``x`` (n, size * size) in [0, 1], in the dtype and on the device of the
        images, and the labels of the digits.

    Raises:
        InputError: a size does not fit, or there is nothing to make.
    """
    x, labels, shape = images.x, images.labels, images.shape  # type: ignore[attr-defined]
    if n < 1 or not len(x):
        raise InputError(f"make at least one image, of at least one, not {n} of {len(x)}")
    generator = torch.Generator().manual_seed(seed)
    index = torch.arange(n, device=x.device) % len(x)
    parts = [  # by parts, so that memory does not grow with n
        clutter(
            x[part], shape, pool=x, size=size, distractors=distractors, patch=patch,
            generator=generator,
        )
        for part in index.split(1000)
    ]  # fmt: skip
    return images._replace(  # type: ignore[attr-defined, no-any-return]
        x=torch.cat(parts), labels=None if labels is None else labels[index], shape=(size, size)
    )


def clutter(
    x: Tensor,
    shape: tuple[int, int],
    *,
    pool: Tensor | None = None,
    size: int = 100,
    distractors: int = 8,
    patch: int = 8,
    generator: torch.Generator | None = None,
) -> Tensor:
    """One canvas for each of ``x``, with new places and new pieces at every call.

    Args:
        x: the digits, shape (batch, rows * columns of ``shape``).
        shape: rows and columns of a digit.
        pool: the digits that pieces are cut from, shape (m, rows * columns); ``x`` if not given.
        size, distractors, patch: see `cluttered`.
        generator: of the CPU, where all places are drawn; torch's own if not given.

    Returns:
        Shape (batch, size * size), in the dtype and on the device of ``x``.

    Raises:
        InputError: a digit does not fit on the canvas, or a piece is larger than a digit.
    """
    if max(shape) > size:
        raise InputError(f"images of {shape[0]} × {shape[1]} do not fit on {size} × {size} pixels")
    if distractors < 0 or not 1 <= patch <= min(shape):
        raise InputError(
            f"pieces of {patch} × {patch} pixels cannot be cut from {shape[0]} × {shape[1]}"
        )
    pool = x if pool is None else pool
    batch = len(x)

    def places(count: int, high: int) -> Tensor:
        """Whole numbers from 0 to ``high``, (batch, count)."""
        return torch.randint(high + 1, (batch, count), generator=generator).to(x.device)

    canvas = x.new_zeros(batch, size, size)
    digit = x.reshape(batch, 1, *shape)
    canvas = _added(canvas, digit, places(1, size - shape[0]), places(1, size - shape[1]))
    if distractors:
        source = pool[places(distractors, len(pool) - 1)].reshape(batch, distractors, *shape)
        top, left = places(distractors, shape[0] - patch), places(distractors, shape[1] - patch)
        at = torch.arange(patch, device=x.device)
        rows = (top[..., None] + at)[..., :, None]  # (batch, distractors, patch, 1)
        columns = (left[..., None] + at)[..., None, :]
        i = torch.arange(batch, device=x.device)[:, None, None, None]
        j = torch.arange(distractors, device=x.device)[:, None, None]
        pieces = source[i, j, rows, columns]
        high = size - patch
        canvas = _added(canvas, pieces, places(distractors, high), places(distractors, high))
    return canvas.clamp(max=1).flatten(1)


def _added(canvas: Tensor, pieces: Tensor, top: Tensor, left: Tensor) -> Tensor:
    """Add ``pieces`` (batch, m, rows, columns) to ``canvas``, whose corners are at top and left."""
    rows = top[..., None] + torch.arange(pieces.shape[2], device=canvas.device)
    columns = left[..., None] + torch.arange(pieces.shape[3], device=canvas.device)
    i = torch.arange(len(canvas), device=canvas.device)[:, None, None, None]
    where = (i, rows[..., :, None], columns[..., None, :])
    return canvas.index_put(where, pieces, accumulate=True)
