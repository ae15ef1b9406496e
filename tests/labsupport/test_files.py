"""Files are whole or not there, and a place that cannot be written is known before the work."""

import os
from pathlib import Path

import pytest

from labsupport import files
from labsupport.errors import InputError


@pytest.mark.parametrize("content", [b"new\n\xff", "ä\nnew\n"])
def test_a_file_is_replaced_and_its_folder_made(tmp_path, content):
    path = tmp_path / "a" / "b" / ("x" * 200)
    files.write(path, "old")
    files.write(str(path), content)
    assert path.read_bytes() == (content if isinstance(content, bytes) else content.encode())
    assert list(path.parent.iterdir()) == [path]


def test_an_interrupted_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "file"
    files.write(path, b"old")

    def fail(*arguments):
        raise OSError(28, "No space left on device")

    for owner, name in ((files.os, "replace"), (Path, "write_bytes")):
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, fail)
            with pytest.raises(InputError, match=r"file cannot be written \(No space left on dev"):
                files.write(path, b"new")
        assert path.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [path]


def test_no_reader_sees_half_of_a_file(tmp_path):
    path = tmp_path / "file"
    path.write_text("old")
    with files.beside(path) as temporary:
        temporary.write_text("ne")
        assert path.read_text() == "old"
        temporary.write_text("new")
    assert path.read_text() == "new"
    with pytest.raises(ZeroDivisionError), files.beside(path) as temporary:
        temporary.write_text(str(1 / 0))
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_asking_whether_a_file_can_be_written_makes_nothing(tmp_path):
    files.check_writable(tmp_path / "new" / "folder" / "file")
    files.check_writable(tmp_path / "file")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named_itself(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    monkeypatch.chdir(tmp_path)
    for path in ("file/inside", "file/a/b", "gone/inside", "."):
        with pytest.raises(InputError) as error:
            files.check_writable(path)
        assert str(error.value).startswith(f"{path} cannot be written (")
        assert str(error.value).endswith("): name another place")
    if os.path.isdir("/proc"):
        with pytest.raises(InputError, match=r"^/proc/nothing/file cannot be written \("):
            files.check_writable("/proc/nothing/file")
