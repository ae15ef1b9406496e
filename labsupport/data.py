"""Images as tensors: digits (offline), MNIST and its binarization, OMNIGLOT, faces, CIFAR-10.

`load` reads a data set once into float tensors on a device; from there a minibatch is one indexing
operation. Files are looked for in the folder that the environment variable ``LABSUPPORT_DATA``
names, or else in ``~/.cache/labsupport``; what is not there is downloaded. Every file, found or
downloaded, must have the published content (SHA-256).
"""

import gzip
import hashlib
import http.client
import os
import shutil
import urllib.request
import zlib
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor

from labsupport import files
from labsupport.clutter import clutter as clutter
from labsupport.clutter import cluttered as cluttered
from labsupport.errors import InputError


class Images(NamedTuple):
    """Images of one split: ``x`` (n, pixels) in [0, 1], ``labels`` (n,) int64 or None."""

    x: Tensor
    labels: Tensor | None
    shape: tuple[int, int]  # rows, columns; rows * columns = pixels


class Splits(NamedTuple):
    """What `load` returns: fit on train, choose on validation, report on test."""

    train: Images
    validation: Images
    test: Images


def load(
    name: str, device: str | torch.device = "cpu", dtype: torch.dtype = torch.float32
) -> Splits:
    """Read a data set into tensors on ``device``.

    Args:
        name: ``"digits"``, ``"mnist"``, ``"binarized_mnist"``, ``"omniglot"``,
            ``"omniglot_small"``, ``"frey_faces"`` or ``"cifar10_patches"``; the functions of the
            same names say what each holds and how it is split.
        device: where the tensors go.
        dtype: of the pixels; labels are int64.
    """
    if name not in DATA_SETS:
        raise InputError(f"there is no data set {name!r}: choose one of {', '.join(DATA_SETS)}")
    return DATA_SETS[name](device, dtype)


def binarize(x: Tensor, generator: torch.Generator | None = None) -> Tensor:
    """Draw binary pixels with P(pixel = 1) = ``x``, any shape, values in [0, 1].

    Drawn anew at every access, this is dynamic binarization: grey values are taken as
    probabilities, and a model never sees the same image twice (Burda et al., 2016, section 5).

    Raises:
        ValueError: ``x`` has integers, or (on the CPU, where looking is cheap) other values.
    """
    if not x.is_floating_point():
        raise ValueError(f"pixels are probabilities, and these are {x.dtype}: scale them to [0, 1]")
    if x.is_cpu and x.numel():
        low, high = x.aminmax()
        if not (low >= 0 and high <= 1):
            raise ValueError(
                "pixels are probabilities, and some of these are outside [0, 1] or NaN: scale them"
            )
    # P(u < x) = x for u uniform on [0, 1): a third of the time of torch.bernoulli on a CPU
    uniform = torch.rand(x.shape, generator=generator, device=x.device, dtype=x.dtype)
    return uniform.lt_(x)


def digits(device: str | torch.device = "cpu", dtype: torch.dtype = torch.float32) -> Splits:
    """scikit-learn's 1,797 digits of 8 × 8 pixels, 17 grey values; needs no network.

    Split by one fixed permutation: 1,297 train, 250 validation, 250 test.
    """
    from sklearn.datasets import load_digits

    bunch: Any = load_digits()
    # NumPy promises that RandomState's streams never change, so the split never does.
    order = np.random.RandomState(0).permutation(len(bunch.data))
    parts = np.split(order, [1297, 1547])
    return Splits(
        *(_images(bunch.images[part], bunch.target[part], 16, device, dtype) for part in parts)
    )


def mnist(device: str | torch.device = "cpu", dtype: torch.dtype = torch.float32) -> Splits:
    """MNIST (LeCun et al., 1998): 28 × 28 pixels, 256 grey values.

    The 60,000 training images in their order: the first 50,000 train, the last 10,000 validation;
    test is the published test set of 10,000.
    """
    x = read_idx(read("MNIST/raw/train-images-idx3-ubyte"))
    labels = read_idx(read("MNIST/raw/train-labels-idx1-ubyte"))
    x_test = read_idx(read("MNIST/raw/t10k-images-idx3-ubyte"))
    labels_test = read_idx(read("MNIST/raw/t10k-labels-idx1-ubyte"))
    n = len(x) - len(x) // 6  # 50,000 of 60,000
    return Splits(
        _images(x[:n], labels[:n], 255, device, dtype),
        _images(x[n:], labels[n:], 255, device, dtype),
        _images(x_test, labels_test, 255, device, dtype),
    )


def binarized_mnist(
    device: str | torch.device = "cpu", dtype: torch.dtype = torch.float32
) -> Splits:
    """The fixed binarization of MNIST (Salakhutdinov and Murray, 2008; files by Larochelle).

    Split as distributed: 50,000 train, 10,000 validation, 10,000 test, 28 × 28 pixels in {0, 1},
    without labels and not in MNIST's order. The test images are not in random order either: the
    first 1,000 have a third more ink than the rest and cost a VAE several nats more: report a
    likelihood for all of them.
    """
    train, validation, test = (
        read_binary_text(read(f"binarized_mnist/binarized_mnist_{part}.amat"), (28, 28))
        for part in ("train", "valid", "test")
    )
    return Splits(
        _images(train, None, 1, device, dtype),
        _images(validation, None, 1, device, dtype),
        _images(test, None, 1, device, dtype),
    )


def omniglot(device: str | torch.device = "cpu", dtype: torch.dtype = torch.float32) -> Splits:
    """OMNIGLOT in the 28 × 28 form of published likelihoods: `labsupport.omniglot.chardata`."""
    from labsupport.omniglot import chardata

    return chardata(device, dtype)


def omniglot_small(
    device: str | torch.device = "cpu", dtype: torch.dtype = torch.float32
) -> Splits:
    """Two small sets of OMNIGLOT as distributed: `labsupport.omniglot.small_sets`."""
    from labsupport.omniglot import small_sets

    return small_sets(device, dtype)


def frey_faces(device: str | torch.device = "cpu", dtype: torch.dtype = torch.float32) -> Splits:
    """Frames of a film of one face: `labsupport.faces.frey`."""
    from labsupport import faces

    return faces.frey(device, dtype)


def cifar10_patches(
    device: str | torch.device = "cpu", dtype: torch.dtype = torch.float32
) -> Splits:
    """Log-odds of patches of CIFAR-10, not in [0, 1]: `labsupport.patches.cifar10_patches`."""
    from labsupport import patches

    return patches.cifar10_patches(device, dtype)


DATA_SETS = {
    "digits": digits,
    "mnist": mnist,
    "binarized_mnist": binarized_mnist,
    "omniglot": omniglot,
    "omniglot_small": omniglot_small,
    "frey_faces": frey_faces,
    "cifar10_patches": cifar10_patches,
}


def read_idx(content: bytes) -> np.ndarray:
    """The array of bytes in an IDX file: magic number, big-endian sizes, then the values.

    Two zero bytes, the type (8 is unsigned byte), the number of dimensions; four bytes a size.
    """
    if content[:3] != b"\0\0\x08":
        raise InputError("an IDX file of unsigned bytes begins with 00 00 08; this one does not")
    dimensions = content[3]
    shape = np.frombuffer(content, ">i4", dimensions, offset=4)
    return np.frombuffer(content, np.uint8, offset=4 + 4 * dimensions).reshape(shape)


def read_binary_text(content: bytes, shape: tuple[int, int]) -> np.ndarray:
    """The images of a text file of ``0 1 0 …``, one image a line, as (n, rows, columns) bytes.

    Every pixel is one character followed by one blank or line end, so every second byte is a
    pixel: no parsing, and 78 MB take a tenth of a second.
    """
    pixels = np.frombuffer(content, np.uint8)[::2] - ord("0")
    return pixels.reshape(-1, *shape)


def _images(
    x: np.ndarray,
    labels: np.ndarray | None,
    largest: int,
    device: str | torch.device,
    dtype: torch.dtype,
) -> Images:
    """Grey values 0 to ``largest``, (n, rows, columns), as pixels in [0, 1], (n, pixels)."""
    # Pixels travel to the device as bytes and are widened there.
    grey = torch.from_numpy(x.astype(np.uint8)).flatten(1).to(device)
    return Images(
        grey.to(dtype) / largest,
        None if labels is None else torch.from_numpy(labels.astype(np.int64)).to(device),
        (x.shape[1], x.shape[2]),
    )


# SHA-256 of the unpacked content, so that a file is accepted whether packed or not.
CHECKSUMS = {
    "MNIST/raw/train-images-idx3-ubyte": (
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"
    ),
    "MNIST/raw/train-labels-idx1-ubyte": (
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"
    ),
    "MNIST/raw/t10k-images-idx3-ubyte": (
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"
    ),
    "MNIST/raw/t10k-labels-idx1-ubyte": (
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"
    ),
    "binarized_mnist/binarized_mnist_train.amat": (
        "ad693b29f94c14277b095f5238ddefbbdaaae0939789dd2f4f0205278cee3e4d"
    ),
    "binarized_mnist/binarized_mnist_valid.amat": (
        "1de3d397c40fe8eeb33dafd4099a1f665ec01e96d9be234aaeeac8a34930e2e2"
    ),
    "binarized_mnist/binarized_mnist_test.amat": (
        "e6687bfea3f820c174f33b7865140b2a2dd2930ef786f35d45795fc193b5ab2c"
    ),
    "omniglot/images_background_small1.zip": (
        "f38eb80f801274ac2b4dff5b24289016bfaba4a7d5bb50deebf27104ad6cb8a4"
    ),
    "omniglot/images_background_small2.zip": (
        "3ccaa407515a8778e5d0861875af38b17e418f301ad5bb3b5a6b65d901a41c7f"
    ),
}

# Tried in this order. MNIST is distributed packed, its binarization unpacked.
MIRRORS = {
    "MNIST/raw": (
        ".gz",
        [
            "https://ossci-datasets.s3.amazonaws.com/mnist",
            "https://storage.googleapis.com/cvdf-datasets/mnist",
            "http://yann.lecun.com/exdb/mnist",
        ],
    ),
    "binarized_mnist": (
        "",
        [
            "http://www.cs.toronto.edu/~larocheh/public/datasets/binarized_mnist",
            "https://storage.googleapis.com/tensorflow/tf-keras-datasets",
        ],
    ),
    "omniglot": (
        "",
        [
            "https://raw.githubusercontent.com/brendenlake/omniglot/master/python",
            "https://github.com/brendenlake/omniglot/raw/master/python",
        ],
    ),
}


def data_folder() -> Path:
    """The folder of ``LABSUPPORT_DATA``, which must exist, else the user's cache."""
    if named := os.environ.get("LABSUPPORT_DATA"):
        if not Path(named).is_dir():
            raise InputError(
                f"LABSUPPORT_DATA names {named}, which is no folder: make it or unset it"
            )
        return Path(named)
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "labsupport"


def read(name: str) -> bytes:
    """The unpacked content of one file of `CHECKSUMS`, downloaded if it is not there."""
    path = data_folder() / name
    packed = path.with_name(path.name + ".gz")
    for found in (path, packed):
        if found.exists():
            try:
                return _verified(found, name)
            except (OSError, ValueError) as error:
                raise InputError(
                    f"{found} cannot be used ({error}): delete it, and it will be downloaded again"
                ) from error
    return _download(path, name)


def _verified(path: Path, name: str) -> bytes:
    """The unpacked content of ``path``; ValueError or OSError if it is not the published one."""
    content = path.read_bytes()
    if content[:2] == b"\x1f\x8b":
        try:
            content = gzip.decompress(content)
        except (EOFError, zlib.error) as error:
            raise ValueError(f"broken gzip file: {error}") from error
    if hashlib.sha256(content).hexdigest() != CHECKSUMS[name]:
        raise ValueError("its checksum is not the published one")
    return content


def _download(path: Path, name: str) -> bytes:
    """Fetch from the first mirror that has the published content; nothing half-written is left."""
    suffix, mirrors = MIRRORS[str(Path(name).parent)]
    target = path.with_name(path.name + suffix)
    failures = []
    try:
        with files.beside(target) as temporary:
            for mirror in mirrors:
                try:
                    fetch(f"{mirror}/{target.name}", temporary)
                    return _verified(temporary, name)
                except (OSError, ValueError, http.client.HTTPException) as error:
                    failures.append(f"{mirror}: {error}")
            raise InputError(
                f"{target.name} could not be downloaded ({'; '.join(failures)}): try again later, "
                f"or put the file into {target.parent}"
            )
    except OSError as error:
        raise InputError(
            f"{target.parent} lacks {target.name} and cannot be written: put the file there, "
            "or let LABSUPPORT_DATA name a folder that can be written"
        ) from error


def fetch(url: str, path: Path) -> None:
    """Write what ``url`` answers to ``path``, with a progress bar."""
    from tqdm import tqdm

    request = urllib.request.Request(url, headers={"User-Agent": "labsupport"})
    with urllib.request.urlopen(request, timeout=30) as response, path.open("wb") as file:
        size = response.headers.get("Content-Length")
        with tqdm.wrapattr(
            file, "write", total=size and int(size), desc=path.name.split(".")[0]
        ) as out:
            shutil.copyfileobj(response, out)
