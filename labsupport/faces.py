"""Frey faces: 1,965 frames of a film of one face (Roweis and Saul), 28 x 20, with many grey values.

`frey` is the data set ``"frey_faces"`` of `labsupport.data`.
"""

import hashlib
import http.client
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import torch

from labsupport import data, files
from labsupport.errors import InputError

SHAPE = (28, 20)
FRAMES, BLOCKS = 1965, 15
VALIDATION, TEST = (4, 10), (2, 7, 12)  # of the blocks
SOURCE = "https://cs.nyu.edu/~roweis/data/frey_rawface.mat"
# SHA-256 of all pixels, frame by frame, row by row.
PIXELS = "2438ba4f0d2a6bd8bac43de756141eaa33c8d248dd613d464bdb1210d9b7af78"


def frey(device: str | torch.device = "cpu", dtype: torch.dtype = torch.float32) -> data.Splits:
    """The frames, from ``faces/frey_faces.npy`` or ``faces/frey_rawface.mat``, else downloaded.

    Frames that follow each other are nearly the same, so the film is cut into 15 blocks of 131: two
    validate, three test. Grey values 0 to 255 become [0, 1]; there are no labels.

    Raises:
        InputError: the file cannot be read or downloaded, or its pixels are not the published ones.
    """
    folder = data.data_folder() / "faces"
    ready, published = folder / "frey_faces.npy", folder / "frey_rawface.mat"
    if not ready.exists() and not published.exists():
        download(published)
    path = ready if ready.exists() else published
    blocks = read(path).reshape(BLOCKS, -1, *SHAPE)
    chosen = [i for i in range(BLOCKS) if i not in (*VALIDATION, *TEST)]
    splits = []
    for part in (chosen, VALIDATION, TEST):
        grey = torch.from_numpy(blocks[list(part)].reshape(-1, SHAPE[0] * SHAPE[1])).to(device)
        splits.append(data.Images(grey.to(dtype) / 255, None, SHAPE))
    return data.Splits(*splits)


def read(path: Path) -> np.ndarray:
    """All frames of a file, uint8, shape (1965, 28, 20); InputError if they are others."""
    from scipy.io import loadmat
    from scipy.io.matlab import MatReadError

    broken = (OSError, EOFError, ValueError, LookupError, TypeError, AttributeError)
    try:
        frames: Any = (
            np.load(path, allow_pickle=False)
            if path.suffix == ".npy"
            else loadmat(str(path))["ff"].T
        )
        frames = np.ascontiguousarray(frames.reshape(FRAMES, *SHAPE))
    except (*broken, MatReadError, NotImplementedError, zlib.error) as error:
        raise InputError(f"{path} is no file of the Frey faces ({error}): delete it") from error
    if hashlib.sha256(frames.tobytes()).hexdigest() != PIXELS:
        raise InputError(f"{path} has other pixels than the published Frey faces: delete it")
    return frames


def download(path: Path) -> None:
    """Fetch the published file; nothing half-written is left, and nothing with other pixels."""
    try:
        with files.beside(path) as temporary:
            fetched = temporary.with_suffix(".mat")
            try:
                data.fetch(SOURCE, fetched)
                read(fetched)
                fetched.replace(temporary)
            finally:
                fetched.unlink(missing_ok=True)
    except (OSError, http.client.HTTPException, InputError) as error:
        raise InputError(
            f"the Frey faces could not be downloaded from {SOURCE} ({error}): put "
            f"{path.name} into {path.parent}"
        ) from error
