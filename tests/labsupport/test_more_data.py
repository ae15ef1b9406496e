"""OMNIGLOT in both its forms, faces and patches of CIFAR-10, from small files of those forms."""

import hashlib
import io
import json
import os
import zipfile
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from scipy.io import savemat
from torch.testing import assert_close

from labsupport import data, faces, omniglot, patches
from labsupport.errors import InputError


def drawing(seed: int) -> np.ndarray:
    """105 x 105 pixels, True where there is paper."""
    return np.random.RandomState(seed).rand(105, 105) > 0.1


def zipped(alphabets: dict[str, int], people: int = 20) -> bytes:
    """A zip as distributed: a folder for the set, the alphabet and the character."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("set/", b"")
        for name, number in alphabets.items():
            for person in range(1, people + 1):
                picture = io.BytesIO()
                Image.fromarray(drawing(100 * number + person)).save(picture, "PNG")
                path = f"set/{name}/character01/{number:04}_{person:02}.png"
                archive.writestr(path, picture.getvalue())
    return content.getvalue()


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("LABSUPPORT_DATA", str(tmp_path))
    for part in ("omniglot", "cifar-10-batches-bin"):
        (tmp_path / part).mkdir()
    return tmp_path


def test_drawings_are_split_by_people_and_read_once(folder, monkeypatch):
    contents = [zipped({"Greek": 1, "Latin": 2}), zipped({"Latin": 2, "Tagalog": 3})]
    for name, content in zip(omniglot.ZIPS, contents, strict=True):
        (folder / name).write_bytes(content)
        monkeypatch.setitem(data.CHECKSUMS, name, hashlib.sha256(content).hexdigest())
    splits = data.load("omniglot_small", dtype=torch.float64)
    assert [len(part.x) for part in splits] == [3 * 16, 3 * 2, 3 * 2]
    for part in splits:
        assert part.labels is not None
        assert part.labels.unique().tolist() == [0, 1, 2]
        assert part.shape == (28, 28)
        assert bool((part.x >= 0).all() & (part.x <= 1).all())
    # The first one is Greek by the first person; ink is 1.
    ink = 1 - drawing(101)
    assert_close(splits.train.x[0].mean().item(), float(ink.mean()), rtol=0, atol=5e-3)
    corner = splits.train.x[0].reshape(28, 28)[:14, :14].mean().item()
    assert_close(corner, float(ink[:52, :52].mean()), rtol=0, atol=1e-2)


def test_what_is_no_zip_of_drawings_is_said_in_a_sentence():
    with pytest.raises(InputError, match="is no zip of OMNIGLOT's drawings"):
        omniglot.read_drawings(b"PK and nothing more", "small.zip")
    with pytest.raises(InputError, match="has no drawings"):
        omniglot.read_drawings(zipped({}), "small.zip")


def test_the_28_by_28_form_is_read_column_by_column(folder):
    random = np.random.RandomState(0)
    upright = random.rand(36, 28, 28)
    tested = random.rand(5, 28, 28)
    labels, labels_tested = random.randint(0, 50, 36), random.randint(0, 50, 5)
    path = folder / "omniglot/chardata.mat"
    savemat(
        str(path),
        {
            "data": upright.transpose(0, 2, 1).reshape(36, -1).T,
            "target": np.eye(50)[labels].T,
            "targetchar": np.ones((1, 36)),
            "testdata": tested.transpose(0, 2, 1).reshape(5, -1).T,
            "testtarget": np.eye(50)[labels_tested].T,
        },
    )
    splits = data.load("omniglot", dtype=torch.float64)
    assert [len(part.x) for part in splits] == [34, 2, 5]
    whole = torch.cat([splits.train.x, splits.validation.x])
    assert_close(whole, torch.from_numpy(upright.reshape(36, -1)))
    assert_close(splits.test.x, torch.from_numpy(tested.reshape(5, -1)))
    assert splits.test.labels is not None
    assert splits.test.labels.tolist() == labels_tested.tolist()
    path.write_bytes(b"MATLAB, but not really")
    with pytest.raises(InputError, match="is no file of OMNIGLOT"):
        data.load("omniglot")
    path.unlink()
    with pytest.raises(InputError, match=r"put the file chardata\.mat"):
        data.load("omniglot")


def write_batches(folder: Path, n: int = 6) -> np.ndarray:
    """Six files of records; the pixels of the test batch (n, 3, 32, 32)."""
    random = np.random.RandomState(1)
    for name in patches.FILES:
        pixels = random.randint(0, 256, (n, 3072), dtype=np.uint8)
        labels = random.randint(0, 10, (n, 1), dtype=np.uint8)
        content = np.concatenate([labels, pixels], 1).tobytes()
        (folder / "cifar-10-batches-bin" / name).write_bytes(content)
    return pixels.reshape(n, 3, 32, 32)


def test_patches_are_log_odds_of_a_window_of_each_image(folder):
    images = write_batches(folder)
    splits = data.load("cifar10_patches", dtype=torch.float64)
    assert [tuple(part.x.shape) for part in splits] == [(24, 192), (6, 192), (6, 192)]
    pixels = (torch.sigmoid(splits.test.x) - 1e-4) / (1 - 2e-4) * 255
    found = pixels.round().numpy().reshape(6, 3, 8, 8).astype(np.uint8)
    places = set()
    for patch, image in zip(found, images, strict=True):
        windows = np.lib.stride_tricks.sliding_window_view(image, (8, 8), axis=(1, 2))
        same = (windows == patch[:, None, None]).all((0, 3, 4))
        assert same.sum() == 1
        places.add(tuple(np.argwhere(same)[0]))
    assert len(places) > 3
    assert data.load("cifar10_patches").train.x.isfinite().all()


def test_the_density_of_log_odds_becomes_one_of_pixels():
    x = torch.linspace(0.01, 0.99, 9, dtype=torch.float64)
    at = (1e-4 + (1 - 2e-4) * x).requires_grad_()
    (slope,) = torch.autograd.grad(torch.logit(at).sum(), at)
    assert_close(patches.log_abs_det_of_logit(patches.logit(x)), slope.log().sum())


def test_what_is_no_cifar_is_said_in_a_sentence(folder):
    with pytest.raises(InputError, match="put the binary version of CIFAR-10"):
        data.load("cifar10_patches")
    write_batches(folder)
    path = folder / "cifar-10-batches-bin/data_batch_3.bin"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(InputError, match="a record has 3073 bytes"):
        data.load("cifar10_patches")
    path.write_bytes(b"\x0b" + bytes(3072))
    with pytest.raises(InputError, match="labels are 0 to 9"):
        data.load("cifar10_patches")


def test_the_command_for_patches_runs_on_small_files(folder, monkeypatch):
    from benchmarks import flows

    write_batches(folder)
    monkeypatch.setattr(flows, "K_EVAL", 5)
    output = folder / "patches.json"
    monkeypatch.setattr("sys.argv", ["flows", "patches", "--epochs", "1", "--output", str(output)])
    flows.main()
    assert '"K = 10"' in output.read_text()


@pytest.mark.skipif(
    not Path(os.environ.get("LABSUPPORT_DATA", ""), omniglot.ZIPS[1]).is_file(),
    reason="the real drawings are not here",
)
def test_the_real_drawings_are_those_of_eight_alphabets():
    splits = data.load("omniglot_small")
    assert sum(len(part.x) for part in splits) == 4840
    assert splits.train.labels is not None
    assert splits.train.labels.unique().numel() == 242


# --- faces ---


@pytest.fixture
def film(folder: Path, monkeypatch) -> np.ndarray:
    """A film in the form of the published one, of which each frame tells its number."""
    frames = np.random.default_rng(0).integers(0, 256, (faces.FRAMES, *faces.SHAPE), np.uint8)
    frames[:, 0, 0], frames[:, 0, 1] = np.divmod(np.arange(faces.FRAMES), 256)
    monkeypatch.setattr(faces, "PIXELS", hashlib.sha256(frames.tobytes()).hexdigest())
    return frames


def published(frames: np.ndarray, path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    savemat(path, {"ff": frames.reshape(len(frames), -1).T})


def numbers(part: data.Images) -> list[int]:
    return (part.x[:, :2] * 255 @ torch.tensor([256.0, 1.0])).round().int().tolist()


@pytest.mark.parametrize("kind", ["npy", "mat", "downloaded"])
def test_the_film_is_split_by_blocks_of_frames(folder, film, monkeypatch, kind):
    if kind == "npy":
        (folder / "faces").mkdir()
        np.save(folder / "faces/frey_faces.npy", film)
    elif kind == "mat":
        published(film, folder / "faces/frey_rawface.mat")
    else:
        monkeypatch.setattr(data, "fetch", lambda url, path: published(film, path))
    splits = data.load("frey_faces")
    found = [numbers(part) for part in splits]
    assert sorted(number for part in found for number in part) == list(range(1965))
    assert [len(part) for part in found] == [1310, 262, 393]
    for part in found:  # whole blocks of frames that follow each other
        starts = part[::131]
        assert part == [start + i for start in starts for i in range(131)]
        assert all(start % 131 == 0 for start in starts)
    expected = torch.from_numpy(film[numbers(splits.test)[7]].reshape(-1)) / 255
    assert_close(splits.test.x[7], expected)
    assert all(part.shape == (28, 20) and part.labels is None for part in splits)
    if kind == "downloaded":
        assert [path.name for path in (folder / "faces").iterdir()] == ["frey_rawface.mat"]


@pytest.mark.parametrize("name", ["frey_faces.npy", "frey_rawface.mat"])
def test_a_film_with_other_pixels_is_refused_in_a_sentence(folder, film, name):
    path = folder / "faces" / name
    path.parent.mkdir()
    for content in (b"", b"no film", b"MATLAB 5.0 MAT-file and no more" + bytes(200)):
        path.write_bytes(content)
        with pytest.raises(InputError, match=f"{name} is no file of the Frey faces"):
            data.load("frey_faces")
    film[3, 4, 5] += 1
    np.save(path, film) if name.endswith("npy") else published(film, path)
    with pytest.raises(InputError, match=f"{name} has other pixels"):
        data.load("frey_faces")


def test_a_film_that_cannot_be_downloaded_leaves_nothing(folder, film, monkeypatch):
    def fails(url, path):
        path.write_bytes(b"half")
        raise OSError("no road to the host")

    monkeypatch.setattr(data, "fetch", fails)
    with pytest.raises(InputError, match=r"no road to the host.*put frey_rawface\.mat into"):
        data.load("frey_faces")
    film[0] += 1
    monkeypatch.setattr(data, "fetch", lambda url, path: published(film, path))
    with pytest.raises(InputError, match="has other pixels"):
        data.load("frey_faces")
    assert list((folder / "faces").iterdir()) == []


@pytest.mark.skipif(
    not Path(os.environ.get("LABSUPPORT_DATA", ""), "faces/frey_faces.npy").is_file(),
    reason="the real film is not here",
)
def test_the_real_film_is_that_of_one_face():
    splits = data.load("frey_faces")
    x = torch.cat([part.x for part in splits])
    assert x.min() == pytest.approx(8 / 255)
    assert x.max() == pytest.approx(238 / 255)
    # Frames that follow each other are nearer than others.
    next_one = (splits.test.x[1:131] - splits.test.x[:130]).abs().mean()
    assert next_one < 0.75 * (splits.test.x[200:330] - splits.test.x[:130]).abs().mean()


def test_the_command_for_faces_runs(folder, film):
    from benchmarks import faces as benchmark

    published(film, folder / "faces/frey_rawface.mat")
    benchmark.main(["--epochs", "1", "--seeds", "1", "--k-eval", "2", "--folder", str(folder)])
    found = json.loads((folder / "faces.json").read_text())["figures"]
    assert {*found["rows"]} == {"dense", "convolutional"}
    assert found["test_pictures"] == 393
    with Image.open(folder / "faces.png") as picture:
        assert picture.size == (12 * 20 * 2, 3 * 28 * 2)
