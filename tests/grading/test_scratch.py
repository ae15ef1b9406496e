"""The folder in which a submission may write is counted whole, and removed whatever is in it."""

import os

import pytest

from labsupport.grading import scratch


def nested(folder, depth, name):
    """Folders in folders; returns a descriptor of the innermost."""
    here = os.open(folder, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir(name, dir_fd=here)
        inner = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    return here


def write(descriptor, name, size):
    file = os.open(name, os.O_WRONLY | os.O_CREAT, dir_fd=descriptor)
    os.write(file, os.urandom(size))
    os.close(file)


@pytest.mark.parametrize("name", ["x", "n" * 255])
@pytest.mark.parametrize("width", [1, 3])
def test_three_thousand_nested_folders_are_removed(tmp_path, name, width):
    folder = tmp_path / "scratch"
    folder.mkdir()
    for number in range(width):
        innermost = nested(folder, 3000, name[:-1] + str(number))
        write(innermost, "y", 10)
        os.fchmod(innermost, 0)
        os.close(innermost)
    assert scratch.is_full(str(folder))
    scratch.remove(str(folder))
    assert not folder.exists()


def test_what_lies_below_long_names_counts(tmp_path, monkeypatch):
    """No call takes so long a path, but its bytes are there all the same."""
    monkeypatch.setattr(scratch, "BYTES", 10**6)
    innermost = nested(tmp_path, 30, "n" * 255)
    assert not scratch.is_full(str(tmp_path))
    write(innermost, "y", 2 * 10**6)
    os.close(innermost)
    assert scratch.is_full(str(tmp_path))
    scratch.remove(str(tmp_path))


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every folder")
def test_a_folder_that_was_shut_counts_as_full(tmp_path):
    (tmp_path / "in").mkdir(mode=0o300)
    assert scratch.is_full(str(tmp_path))
    (tmp_path / "in").chmod(0o700)


def test_an_ordinary_folder_is_not_full(tmp_path):
    for number in range(20):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "file").write_text("x")
    assert not scratch.is_full(str(tmp_path))
    assert len(os.listdir("/proc/self/fd")) < 100


def test_no_descriptor_stays_open(tmp_path):
    for number in range(scratch.WIDTH + 10):
        (tmp_path / str(number)).mkdir()
    before = len(os.listdir("/proc/self/fd"))
    assert scratch.is_full(str(tmp_path))
    assert len(os.listdir("/proc/self/fd")) == before
