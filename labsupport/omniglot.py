"""OMNIGLOT, handwritten characters of many alphabets (Lake, Salakhutdinov and Tenenbaum, 2015).

There are two forms. `small_sets` reads the zips of drawings as distributed, `chardata` the file of
28 x 28 images of Burda, Grosse and Salakhutdinov (2016), which published likelihoods are for. Both
are data sets of `labsupport.data`: ``"omniglot_small"`` and ``"omniglot"``.
"""

import io
import zipfile
from pathlib import Path

import numpy as np
import torch

from labsupport import data
from labsupport.errors import InputError

SIZE = 28  # rows and columns, of both forms
ZIPS = ("omniglot/images_background_small1.zip", "omniglot/images_background_small2.zip")


def small_sets(
    device: str | torch.device = "cpu", dtype: torch.dtype = torch.float32
) -> data.Splits:
    """The two small background sets: eight alphabets, each character drawn by 20 people.

    The drawings, 105 x 105, black on white, are averaged down to 28 x 28, ink 1 and paper 0. Split
    by people, so that each character is in every part: 1 to 16 train, 17 and 18 validation, 19 and
    20 test. Two alphabets are in both files and are read once. The labels number the characters.
    """
    drawings = {}
    for name in ZIPS:
        drawings.update(read_drawings(data.read(name), name))
    characters = sorted({key.rpartition("/")[0] for key in drawings})
    numbers = {character: number for number, character in enumerate(characters)}
    parts: dict[str, list[str]] = {"train": [], "validation": [], "test": []}
    for key in sorted(drawings):
        person = int(key.rpartition("_")[2])
        part = "train" if person <= 16 else "validation" if person <= 18 else "test"
        parts[part].append(key)
    if not all(parts.values()):
        raise InputError("the OMNIGLOT files have not the drawings of 20 people")
    return data.Splits(
        *(
            _images(
                np.stack([drawings[key] for key in keys]),
                np.array([numbers[key.rpartition("/")[0]] for key in keys]),
                device,
                dtype,
            )
            for keys in parts.values()
        )
    )


def read_drawings(content: bytes, name: str = "the file") -> dict[str, np.ndarray]:
    """The drawings of a zip, 28 x 28 in [0, 1], by alphabet, character and file.

    Raises:
        InputError: it is no such zip.
    """
    from PIL import Image

    found = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for path in archive.namelist():
                if not path.endswith(".png"):
                    continue
                with Image.open(io.BytesIO(archive.read(path))) as picture:
                    grey = picture.convert("L").resize((SIZE, SIZE), Image.Resampling.BOX)
                key = path.partition("/")[2].removesuffix(".png")  # without the set's own folder
                found[key] = 1 - np.asarray(grey, dtype=np.float32) / 255
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise InputError(f"{name} is no zip of OMNIGLOT's drawings ({error})") from error
    if not found:
        raise InputError(f"{name} has no drawings in it")
    return found


def chardata(device: str | torch.device = "cpu", dtype: torch.dtype = torch.float32) -> data.Splits:
    """The 28 x 28 form: 24,345 images to train on, the last 1,345 to validate, and 8,070 of test.

    The file ``omniglot/chardata.mat`` belongs into the data folder; it is in the repository
    ``yburda/iwae``, under ``datasets/OMNIGLOT``, and is not downloaded, for want of a published
    checksum. The labels number the alphabets.

    Raises:
        InputError: the file is not there, or is another one.
    """
    path = data.data_folder() / "omniglot/chardata.mat"
    if not path.exists():
        raise InputError(
            f"there is no {path}: put the file chardata.mat of github.com/yburda/iwae there, or "
            "load 'omniglot_small'"
        )
    return read_chardata(path, device, dtype)


def read_chardata(
    path: Path, device: str | torch.device = "cpu", dtype: torch.dtype = torch.float32
) -> data.Splits:
    """The splits of such a file, of which the last eighteenth of the training part validates."""
    from scipy.io import loadmat

    try:
        content = loadmat(str(path))
        parts = [
            (content[f"{part}data"].T, content[f"{part}target"].argmax(0)) for part in ("", "test")
        ]
        # Images are stored column by column, as in MATLAB.
        x, x_test = (images.reshape(-1, SIZE, SIZE).transpose(0, 2, 1) for images, _ in parts)
    except (OSError, ValueError, LookupError, NotImplementedError, TypeError) as error:
        raise InputError(f"{path} is no file of OMNIGLOT's 28 x 28 images ({error})") from error
    (_, labels), (_, labels_test) = parts
    n = len(x) - len(x) // 18 if len(x) < 24_345 else 23_000
    return data.Splits(
        _images(x[:n], labels[:n], device, dtype),
        _images(x[n:], labels[n:], device, dtype),
        _images(x_test, labels_test, device, dtype),
    )


def _images(
    x: np.ndarray, labels: np.ndarray, device: str | torch.device, dtype: torch.dtype
) -> data.Images:
    pixels = torch.from_numpy(np.ascontiguousarray(x).reshape(len(x), -1)).to(device, dtype)
    return data.Images(
        pixels.clamp(0, 1), torch.from_numpy(labels.astype(np.int64)).to(device), (SIZE, SIZE)
    )
