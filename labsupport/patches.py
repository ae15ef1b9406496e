"""Patches of CIFAR-10 after a logit map, as Rezende and Mohamed (2015) model them.

A patch is 3 x 8 x 8 pixels. They are moved into [1e-4, 1 - 1e-4], and their log-odds are what a
model with a Gaussian likelihood sees. Its density of log-odds becomes one of pixels in [0, 1] by
`log_abs_det_of_logit`. ``labsupport.data`` knows this data set as ``"cifar10_patches"``.
"""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from labsupport import data
from labsupport.errors import InputError

EDGE = 1e-4
SIDE, CHANNELS, WIDTH = 8, 3, 32
RECORD = 1 + CHANNELS * WIDTH * WIDTH
FILES = [f"data_batch_{number}.bin" for number in range(1, 6)] + ["test_batch.bin"]


def cifar10_patches(
    device: str | torch.device = "cpu", dtype: torch.dtype = torch.float32
) -> data.Splits:
    """One patch of each image, at a place that is drawn once: log-odds, (n, 192), channels first.

    The files of the binary version, as https://www.cs.toronto.edu/~kriz/cifar.html has them, belong
    into ``cifar-10-batches-bin`` in the data folder. The fifth batch validates. ``shape`` is of
    the three channels on top of each other.

    Raises:
        InputError: a file is not there, or is none of CIFAR-10.
    """
    folder = data.data_folder() / "cifar-10-batches-bin"
    batches = [read_batch(folder / name) for name in FILES]
    pixels = [cut(images, seed) for seed, (images, _) in enumerate(batches)]
    labels = [label for _, label in batches]
    parts = (
        (np.concatenate(pixels[:4]), np.concatenate(labels[:4])),
        (pixels[4], labels[4]),
        (pixels[5], labels[5]),
    )
    return data.Splits(
        *(
            data.Images(
                logit(torch.from_numpy(x.reshape(len(x), -1)).to(device, dtype) / 255),
                torch.from_numpy(label.astype(np.int64)).to(device),
                (CHANNELS * SIDE, SIDE),
            )
            for x, label in parts
        )
    )


def read_batch(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Images (n, 3, 32, 32) and labels (n,), bytes, of a file of the binary version.

    A record is one byte of label and 3,072 of pixels, red, green and blue, row by row.
    """
    try:
        content = np.frombuffer(path.read_bytes(), np.uint8)
    except OSError as error:
        raise InputError(
            f"there is no {path}: put the binary version of CIFAR-10 there, from "
            "https://www.cs.toronto.edu/~kriz/cifar.html"
        ) from error
    if len(content) == 0 or len(content) % RECORD:
        raise InputError(f"{path} is no batch of CIFAR-10: a record has {RECORD} bytes")
    records = content.reshape(-1, RECORD)
    if records[:, 0].max() > 9:
        raise InputError(f"{path} is no batch of CIFAR-10: labels are 0 to 9")
    return records[:, 1:].reshape(-1, CHANNELS, WIDTH, WIDTH), records[:, 0]


def cut(images: np.ndarray, seed: int) -> np.ndarray:
    """One patch of each image, (n, 3, 8, 8), at a random place."""
    random = np.random.RandomState(seed)  # NumPy promises that its streams never change
    tops, lefts = random.randint(0, WIDTH - SIDE + 1, (2, len(images)))
    return np.stack(
        [
            image[:, top : top + SIDE, left : left + SIDE]
            for image, top, left in zip(images, tops, lefts, strict=True)
        ]
    )


def logit(x: Tensor) -> Tensor:
    """The log-odds of pixels ``x`` in [0, 1], of any shape, moved into [1e-4, 1 - 1e-4] first."""
    return torch.logit(EDGE + (1 - 2 * EDGE) * x)


def log_abs_det_of_logit(y: Tensor) -> Tensor:
    """The logarithm of dy/dx, of log-odds ``y`` (..., pixels), summed over the pixels, shape (...).

    log p(x) = log p(y) + this: dy/dx is 1 / (x (1 - x)) for the pixel x that y is the log-odds of.
    (That pixel is the moved one; the factor 1 - 2e-4 of the move is left out, as in the paper.)
    """
    return (F.softplus(y) + F.softplus(-y)).sum(-1)
