"""Data sets, from small files of the published form; no network and no real data are needed."""

import gzip
import hashlib
import struct
import urllib.error
from pathlib import Path

import numpy as np
import pytest
import torch
from torch.testing import assert_close

from labsupport import data
from labsupport.errors import InputError

RANDOM = np.random.RandomState(0)
TRAIN = RANDOM.randint(0, 256, (60, 28, 28), dtype=np.uint8)
TEST = RANDOM.randint(0, 256, (10, 28, 28), dtype=np.uint8)
BINARY = {"train": 5, "valid": 3, "test": 2}


def idx(array: np.ndarray) -> bytes:
    """The IDX file of an array of bytes, written field by field."""
    return struct.pack(f">BBBB{array.ndim}i", 0, 0, 8, array.ndim, *array.shape) + array.tobytes()


def text(part: str) -> bytes:
    """As distributed: 784 numbers a line, one blank between them, one line end after each."""
    rows = np.random.RandomState(BINARY[part]).randint(0, 2, (BINARY[part], 784))
    return b"".join(b" ".join(b"%d" % pixel for pixel in row) + b"\n" for row in rows)


def contents() -> dict[str, bytes]:
    """Small stand-ins for all published files."""
    labels = (np.arange(60) % 10).astype(np.uint8)
    return {
        "MNIST/raw/train-images-idx3-ubyte": idx(TRAIN),
        "MNIST/raw/train-labels-idx1-ubyte": idx(labels),
        "MNIST/raw/t10k-images-idx3-ubyte": idx(TEST),
        "MNIST/raw/t10k-labels-idx1-ubyte": idx(labels[:10]),
        **{f"binarized_mnist/binarized_mnist_{part}.amat": text(part) for part in BINARY},
    }


def labels_of(part: data.Images) -> torch.Tensor:
    assert part.labels is not None
    return part.labels


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """An empty LABSUPPORT_DATA; the checksums are those of the small files, and nobody answers."""
    monkeypatch.setenv("LABSUPPORT_DATA", str(tmp_path))
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in contents().items()}
    monkeypatch.setattr(data, "CHECKSUMS", sums)

    def refuse(request, timeout):
        raise urllib.error.URLError("no network in the tests")

    monkeypatch.setattr(data.urllib.request, "urlopen", refuse)
    return tmp_path


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.fixture(params=["packed", "unpacked"])
def filled(folder, request) -> Path:
    for name, content in contents().items():
        if request.param == "packed":
            put(folder, name + ".gz", gzip.compress(content))
        else:
            put(folder, name, content)
    return folder


# --- what is read --------------------------------------------------------------------------------


def test_mnist_is_split_in_its_order_into_five_sixths_a_sixth_and_the_test_set(filled):
    splits = data.load("mnist")
    assert [len(part.x) for part in splits] == [50, 10, 10]
    pixels = torch.from_numpy(np.concatenate([TRAIN, TEST])).view(-1, 784).float() / 255
    assert_close(torch.cat([part.x for part in splits]), pixels)
    assert torch.cat([labels_of(part) for part in splits]).tolist() == [
        i % 10 for i in range(60)
    ] + [*range(10)]
    assert {part.shape for part in splits} == {(28, 28)}


def test_binarized_mnist_is_split_as_distributed_and_has_no_labels(filled):
    splits = data.load("binarized_mnist")
    for images, part in zip(splits, BINARY, strict=True):
        assert_close(images.x, torch.tensor(np.loadtxt(text(part).decode().splitlines())).float())
        assert images.labels is None
        assert images.shape == (28, 28)


def test_nothing_is_written_where_the_files_already_are(filled):
    before = sorted(filled.rglob("*"))
    data.load("mnist")
    data.load("binarized_mnist")
    assert sorted(filled.rglob("*")) == before


def test_digits_are_all_of_scikit_learns_in_three_disjoint_parts():
    from sklearn.datasets import load_digits

    splits = data.load("digits", dtype=torch.float64)
    assert [len(part.x) for part in splits] == [1297, 250, 250]
    ours = torch.cat([torch.cat([part.x, labels_of(part)[:, None]], 1) for part in splits])
    bunch = load_digits()
    theirs = torch.from_numpy(np.column_stack([bunch.data / 16, bunch.target]))
    assert sorted(ours.tolist()) == sorted(theirs.tolist())
    assert splits.train.shape == (8, 8)


def test_the_split_of_digits_never_changes():
    splits = data.load("digits")
    assert labels_of(splits.train)[:10].tolist() == [2, 8, 2, 6, 6, 7, 1, 9, 8, 5]
    assert_close(splits.train.x[0], data.load("digits").train.x[0], rtol=0, atol=0)
    for part in splits:  # all digits in every part
        assert labels_of(part).unique().tolist() == list(range(10))


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_pixels_have_the_dtype_and_device_asked_for_and_lie_in_the_unit_interval(dtype):
    for part in data.load("digits", "cpu", dtype):
        assert part.x.dtype == dtype
        assert (part.x.min(), part.x.max()) == (0, 1)
        assert labels_of(part).dtype == torch.int64
    on_meta = data.load("digits", "meta").train
    assert on_meta.x.is_meta
    assert labels_of(on_meta).is_meta


def test_binarized_pixels_are_drawn_with_their_grey_value_as_probability():
    x = torch.tensor([0.0, 0.2, 0.7, 1.0]).expand(100_000, 4)
    generator = torch.Generator().manual_seed(0)
    drawn = data.binarize(x, generator)
    assert drawn.unique().tolist() == [0, 1]
    assert drawn.dtype == x.dtype
    assert_close(drawn.mean(0), x[0], atol=0.01, rtol=0)
    assert abs(drawn[:, 1:3].T.corrcoef()[0, 1]) < 0.02  # each pixel by itself
    assert not torch.equal(drawn, data.binarize(x, generator))
    generator.manual_seed(0)
    assert torch.equal(drawn, data.binarize(x, generator))


# --- what cannot be read -------------------------------------------------------------------------


def test_an_unknown_data_set_is_refused_with_the_known_ones():
    with pytest.raises(InputError, match="'cifar': choose one of digits, mnist, binarized_mnist"):
        data.load("cifar")


def test_a_missing_data_folder_is_one_sentence(monkeypatch, tmp_path):
    monkeypatch.setenv("LABSUPPORT_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(InputError, match="nowhere, which is no folder: make it or unset it"):
        data.load("mnist")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("MNIST/raw/train-images-idx3-ubyte.gz", gzip.compress(idx(TRAIN))[:-100]),  # cut off
        ("MNIST/raw/train-images-idx3-ubyte.gz", b"\x1f\x8b\x08" + b"\0" * 50),  # broken inside
        ("MNIST/raw/train-images-idx3-ubyte.gz", b"<html>Moved</html>"),
        ("MNIST/raw/train-images-idx3-ubyte", idx(TRAIN[::-1])),  # well-formed, but others
        ("MNIST/raw/train-images-idx3-ubyte", b""),
    ],
)
def test_a_file_with_other_content_is_refused_and_left_alone(folder, name, content):
    path = put(folder, name, content)
    with pytest.raises(InputError, match=r"cannot be used .*delete it"):
        data.load("mnist")
    assert path.read_bytes() == content


@pytest.mark.parametrize("content", [b"", b"\0\0\x0d\x01\0\0\0\0", b"PK"])
def test_idx_of_another_type_is_refused(content):
    with pytest.raises(InputError, match="IDX"):
        data.read_idx(content)


# --- downloading ---------------------------------------------------------------------------------


class Response:
    """What `urlopen` returns."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.headers = {"Content-Length": str(len(content))}

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return None

    def read(self, size: int) -> bytes:
        part, self.content = self.content[:size], self.content[size:]
        return part


@pytest.fixture
def network(folder, monkeypatch):
    """A network: the mirrors in ``bad`` answer with an error page; ``asked`` are the addresses."""

    class Network:
        bad: tuple[str, ...] = ()
        asked: tuple[str, ...] = ()

    def answer(request, timeout):
        url = request.full_url
        Network.asked += (url,)
        if url.startswith(Network.bad):
            return Response(b"<html>503</html>")
        name = next(name for name in contents() if Path(name).name in url)
        content = contents()[name]
        return Response(gzip.compress(content) if url.endswith(".gz") else content)

    monkeypatch.setattr(data.urllib.request, "urlopen", answer)
    return Network


@pytest.mark.parametrize("name", ["mnist", "binarized_mnist"])
def test_what_is_not_there_is_downloaded_once(folder, network, name):
    first = data.load(name)
    asked = len(network.asked)
    assert asked == {"mnist": 4, "binarized_mnist": 3}[name]
    second = data.load(name)
    assert len(network.asked) == asked
    assert_close(first.test.x, second.test.x)
    assert not list(folder.rglob("*.partial"))


def test_a_mirror_with_other_content_is_passed_over(folder, network):
    network.bad = (data.MIRRORS["MNIST/raw"][1][0],)
    assert len(data.load("mnist").train.x) == 50
    assert len(network.asked) == 8


def test_when_no_mirror_has_it_nothing_is_left_and_one_sentence_says_what_to_do(folder, network):
    network.bad = ("http",)
    with pytest.raises(InputError, match=r"try again later, or put the file into .*raw"):
        data.load("mnist")
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_without_a_network_the_sentence_names_the_folder(folder):
    with pytest.raises(InputError, match=r"no network in the tests.*put the file into"):
        data.load("binarized_mnist")
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_a_folder_that_cannot_be_written_is_one_sentence(folder, network):
    put(folder, "MNIST", b"a file where the folder should be")
    with pytest.raises(InputError, match=r"lacks train-images-idx3-ubyte.gz and cannot be written"):
        data.load("mnist")
    assert network.asked == ()


def test_without_the_variable_files_go_to_the_users_cache(network, monkeypatch, tmp_path):
    monkeypatch.delenv("LABSUPPORT_DATA")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    data.load("mnist")
    assert (tmp_path / "cache/labsupport/MNIST/raw/train-images-idx3-ubyte.gz").is_file()


def test_every_published_file_has_a_checksum_and_more_than_one_mirror():
    omniglot = {name for name in data.CHECKSUMS if name.startswith("omniglot/")}
    assert set(data.CHECKSUMS) == set(contents()) | omniglot
    assert all(len(bytes.fromhex(checksum)) == 32 for checksum in data.CHECKSUMS.values())
    for name in data.CHECKSUMS:
        assert len(data.MIRRORS[str(Path(name).parent)][1]) > 1


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan")])
def test_binarizing_takes_probabilities(value):
    with pytest.raises(ValueError, match=r"outside \[0, 1\] or NaN"):
        data.binarize(torch.tensor([0.5, value]))
    with pytest.raises(ValueError, match=r"these are torch.uint8: scale them"):
        data.binarize(torch.tensor([0, 1], dtype=torch.uint8))


def test_none_is_binarized_to_none():
    assert data.binarize(torch.empty(0, 4)).shape == (0, 4)
