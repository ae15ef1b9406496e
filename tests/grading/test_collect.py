"""Everybody who handed something in is found, and no archive or file does harm."""

import hashlib
import os
import socket
import struct
import time
import unicodedata
import zipfile

import pytest

from labsupport.errors import InputError
from labsupport.grading import archives, collect, extract, names, walled

DAMAGED = "cannot be unpacked: it is encrypted or damaged"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "class").mkdir()
    return tmp_path / "class"


def archive(path, members):
    """Write a zip with these (name or ZipInfo, data)."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members:
            file.writestr(name, data)
    return path


def found(paths):
    """Name and error of each submission."""
    return {g.name: g.error for g in collect.collect(list(paths))}


def source(given):
    """The text of the first cell."""
    return given.submission.cells[0].source


def of_kind(mode, name="link.py"):
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


def test_an_archive_is_read_without_unpacking_names(tmp_path):
    members = [("anna/lab.py", "x = 1"), ("bert/LAB.PY", "x = 2"), ("c\x1b[2J\u202e.py", "x = 3")]
    given = collect.collect([archive(tmp_path / "all.zip", members)])
    assert [g.name for g in given] == ["anna/lab.py", "bert/LAB.PY", "c�[2J�.py"]
    assert [source(g) for g in given] == ["x = 1", "x = 2", "x = 3"]
    assert [g.sha256 for g in given] == [
        hashlib.sha256(text.encode()).hexdigest() for _, text in members
    ]
    assert [p.name for p in tmp_path.iterdir()] == ["all.zip"]


HARMFUL = {
    "../../e.py": ("../../e.py", "e.py has a path that leads out of the archive"),
    "absolute": ("/abs.py", "abs.py has a path that leads out of the archive"),
    "Windows": ("win\\..\\up.py", "win/up.py has a path that leads out of the archive"),
    "drive": ("C:\\up.py", "C:/up.py has a path that leads out of the archive"),
    "link": (
        of_kind(0o120777),
        "link.py is a link or a device, not a file; hand in the file itself",
    ),
    "device": (
        of_kind(0o020666),
        "link.py is a link or a device, not a file; hand in the file itself",
    ),
    "pipe": (
        of_kind(0o010666),
        "link.py is a link or a device, not a file; hand in the file itself",
    ),
    "a PDF": ("anna/lab.pdf", "anna/lab.pdf is no notebook (.ipynb) or Python file (.py)"),
    "a rar": ("anna.rar", "anna.rar is no notebook (.ipynb) or Python file (.py)"),
}


@pytest.mark.parametrize(("member", "sentence"), HARMFUL.values(), ids=HARMFUL.keys())
def test_what_is_not_read_of_an_archive_is_said(tmp_path, member, sentence):
    path = archive(tmp_path / "a.zip", [(member, "/etc/passwd"), ("ok.py", "x = 1")])
    result = found([path])
    assert result.pop("ok.py") == ""
    assert list(result.values()) == [sentence]


def test_resource_forks_and_hidden_files_are_nobodys(tmp_path):
    members = ["__MACOSX/._lab.py", "a/.hidden.py", ".ipynb_checkpoints/lab.ipynb", "ok.py"]
    path = archive(tmp_path / "a.zip", [(name, "x") for name in members])
    assert found([path]) == {"ok.py": ""}


def test_an_archive_in_an_archive_is_opened_once(tmp_path):
    archive(tmp_path / "2.zip", [("deep.py", "x = 3")])
    inner = [("lab.py", "x = 2"), ("2.zip", (tmp_path / "2.zip").read_bytes())]
    archive(tmp_path / "1.zip", inner)
    members = [("Anna.zip", (tmp_path / "1.zip").read_bytes()), ("broken.zip", "PK")]
    archive(tmp_path / "empty.zip", [("data.csv", "x")])
    members += [("empty.zip", (tmp_path / "empty.zip").read_bytes())]
    assert found([archive(tmp_path / "all.zip", members)]) == {
        "Anna/lab.py": "",
        "Anna/2.zip": "Anna/2.zip is an archive in an archive in an archive; unpack it",
        "broken.zip": "broken.zip is not a zip archive, or is damaged",
        "empty.zip": "empty.zip has no notebook (.ipynb) or Python file (.py) in it",
    }


def inside(path, own=""):
    """Name, error and size of each member, as the process behind walls finds them."""
    with path.open("rb") as file:
        return [(m.name, m.error, len(m.data)) for m in archives.members(file, "", own, 1)]


def test_a_bomb_is_only_read_up_to_the_limit(tmp_path):
    path = archive(tmp_path / "a.zip", [("bomb.py", "#" * 30_000_000), ("ok.py", "x = 1")])
    result = found([path])
    assert result.pop("ok.py") == ""
    assert "bomb.py has more than 20 MiB, and no more is read" in result["bomb.py"]


def test_many_bombs_are_not_all_unpacked_and_the_rest_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_TOTAL", 2500)
    path = archive(tmp_path / "a.zip", [(f"{n}.py", "#" * 1000) for n in range(6)])
    result = inside(path)
    assert [size for _, _, size in result] == [1000] * 3 + [0]
    assert result[3][0] == "the rest"
    assert result[3][1].startswith("was left out: 3 files more than")


def test_one_persons_archive_has_a_quota_and_one_time_budget(tmp_path):
    archive(tmp_path / "anna.zip", [(f"{n:02}.py", f"x = {n}") for n in range(25)])
    archive(tmp_path / "bert.zip", [("a.py", "x = 1"), ("b.py", "x = 1")])
    given = collect.collect([tmp_path])
    shares = {g.name: g.share for g in given}
    assert list(shares)[:2] == ["anna/00.py", "anna/01.py"]
    assert shares["bert/a.py"] == shares["bert/b.py"] == pytest.approx(1 / 2)
    rest = next(g for g in given if g.name == "anna/the rest")
    assert "was left out: 5 files more than 20 files" in rest.error
    assert sum(share for name, share in shares.items() if name.startswith("anna/")) <= 1 + 1e-9
    members = [(p.name, p.read_bytes()) for p in tmp_path.glob("*.zip")]
    together = collect.collect([archive(tmp_path / "all.zip", members)])
    assert {g.name: g.share for g in together} == pytest.approx(shares)


def test_reading_one_persons_archive_has_an_end(tmp_path, monkeypatch):
    """After that time the rest is left out; another person's file is read."""
    archive(tmp_path / "anna.zip", [(f"{n}.py", f"x = {n}") for n in range(3)])
    (tmp_path / "bert.py").write_text("x = 1")
    monkeypatch.setattr(collect, "OWN_SECONDS", 1e-9)
    errors = found([tmp_path])
    assert errors["anna/0.py"] == errors["bert.py"] == ""
    for name in ("anna/1.py", "anna/2.py"):
        assert "was left out: reading the files before it in the same archive took" in errors[name]


def test_what_ends_the_process_twice_ends_one_persons_archive(tmp_path, monkeypatch):
    program = walled.PROGRAM.replace(
        "{module}.main()",
        "archives.content = lambda *given: __import__('os')._exit(1); {module}.main()",
    )
    monkeypatch.setattr(walled, "PROGRAM", program)
    archive(tmp_path / "anna.zip", [(f"{n}.py", "x = 1") for n in range(9)])
    errors = found([tmp_path])
    assert list(errors) == ["anna/0.py", "anna/1.py", "anna/the rest"]
    assert "was left out: 2 files before it could not be unpacked" in errors["anna/the rest"]


def test_too_many_members_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_MEMBERS", 3)
    path = archive(tmp_path / "a.zip", [(f"{n}.py", "") for n in range(4)])
    with pytest.raises(archives.DamagedError, match=r"^has 4 files, more than 3$"):
        inside(path)


def test_a_member_that_ends_the_process_costs_itself(tmp_path, monkeypatch):
    """What breaks the process's limits, or a flaw of an unpacker, is one member's own."""
    program = walled.PROGRAM.replace(
        "{module}.main()",
        "old = archives.content; archives.content = lambda a, i, m: (i.filename == 'b.py' and "
        "__import__('os')._exit(1)) or old(a, i, m); {module}.main()",
    )
    monkeypatch.setattr(walled, "PROGRAM", program)
    path = archive(tmp_path / "a.zip", [(f"{n}.py", f"x = '{n}'") for n in "abcd"])
    members = [(m.name, bool(m.error), m.data) for m in opened(path)]
    assert members == [
        ("a.py", False, b"x = 'a'"),
        ("b.py", True, b""),
        ("c.py", False, b"x = 'c'"),
        ("d.py", False, b"x = 'd'"),
    ]


def opened(path):
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return list(archives.opened(descriptor, ""))
    finally:
        os.close(descriptor)


def test_every_compression_may_be_broken(tmp_path):
    for kind in (zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        path = tmp_path / f"{kind}.zip"
        with zipfile.ZipFile(path, "w", kind) as file:
            file.writestr("a.py", "".join(f"x = {n}\n" for n in range(1000)))
            file.writestr("b.py", "x = 2")
        whole = path.read_bytes()
        for place in range(35, 200, 3):
            path.write_bytes(whole[:place] + b"\xff\x00\xff" + whole[place + 3 :])
            result = inside(path)
            assert [name for name, _, _ in result] == ["a.py", "b.py"]
            assert not result[1][1]


def test_a_swapped_link_is_not_followed(folder, monkeypatch):
    """Between listing a folder and opening what is in it, anybody may put a link there."""
    (folder / "lab.py").write_text("x = 1")
    (folder / "anna").mkdir()
    (folder / "anna" / "lab.py").write_text("x = 1")
    (folder.parent / "secret").mkdir()
    (folder.parent / "secret" / "lab.py").write_text("x = 'secret'")
    listing = collect.listing

    def swapping(root, parts):
        found = listing(root, parts)
        if parts:
            (folder / "anna").rename(folder / "gone")
            (folder / "anna").symlink_to(folder.parent / "secret")
        else:
            (folder / "lab.py").unlink()
            (folder / "lab.py").symlink_to(folder.parent / "secret" / "lab.py")
        return found

    monkeypatch.setattr(collect, "listing", swapping)
    given = collect.collect([folder])
    assert [g.submission for g in given] == [None, None]
    assert all("cannot be opened" in g.error for g in given)


def test_folders_in_folders_have_an_end(folder):
    deep = folder
    for _ in range(collect.MAX_DEPTH + 5):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "lab.py").write_text("x = 1")
    (folder / "ok.py").write_text("x = 1")
    result = found([folder])
    assert result.pop("ok.py") == ""
    assert [error.partition(": ")[2] for error in result.values()] == ["it lies 40 folders deep"]


def changed(path, change):
    data = bytearray(path.read_bytes())
    change(data)
    path.write_bytes(data)
    return path


def encrypted(data):
    """Set the flag of encryption in both headers of the first member."""
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1


def lying(data):
    """Declare a size of ten bytes for the first member."""
    place = data.index(b"PK\1\2") + 24
    data[place : place + 4] = struct.pack("<I", 10)


def overlapping(data):
    """Let the second member be the first one's bytes."""
    first = data.index(b"PK\1\2")
    place = data.index(b"PK\1\2", first + 4) + 42
    data[place : place + 4] = struct.pack("<I", 0)


def unknown(data):
    """Name a way of compression that nobody knows."""
    place = data.index(b"PK\1\2") + 10
    data[place : place + 2] = struct.pack("<H", 77)


@pytest.mark.parametrize(
    "change", [encrypted, lying, overlapping, unknown], ids=lambda f: f.__name__
)
def test_a_damaged_member_costs_only_itself(tmp_path, change):
    members = [("a.py", "x = 1 # " * 50), ("b.py", "x = 2 # " * 50), ("c.py", "x = 3")]
    path = changed(archive(tmp_path / "a.zip", members), change)
    result = found([path])
    assert result["c.py"] == ""
    assert sorted(result.values()).count("") == 2
    assert next(error for error in result.values() if error).endswith(DAMAGED)


def test_a_truncated_archive_is_a_sentence(tmp_path):
    path = archive(tmp_path / "a.zip", [("a.py", "x = 1")])
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(InputError, match=r"^a.zip is not a zip archive, or is damaged$"):
        collect.collect([path])


def test_large_archives_zip64_are_read(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as file, file.open("a.py", "w", force_zip64=True) as member:
        member.write(b"x = 1")
    assert found([tmp_path / "a.zip"]) == {"a.py": ""}


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.tgz", "a.7z", "a.RAR", "a.xz"])
def test_other_archives_are_a_sentence(tmp_path, name):
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(
        InputError, match="is an archive that is not read; unpack it, or make it a zip"
    ):
        collect.collect([tmp_path / name])


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_names_that_are_alike_stay_apart(tmp_path):
    members = [
        ("lab.py", "1"),
        ("lab.py", "2"),
        ("LAB.py", "3"),
        ("lab-2.py", "4"),
        ("a?b.py", "5"),
    ]
    members += [("a*b.py", "6"), ("..." + "x" * 300 + ".py", "7")]
    given = collect.collect([archive(tmp_path / "a.zip", members[:6])])
    assert len({g.folder.lower() for g in given}) == len(given) == 6
    assert sorted(source(g) for g in given) == list("123456")
    shown = [unicodedata.normalize("NFKC", g.name) for g in given]
    assert len(set(shown)) == 6


def test_names_that_look_alike_are_told_apart(folder):
    composed, decomposed = "Zo\u00eb.py", "Zoe\u0308.py"
    for name in (composed, decomposed, "a\x01.py", "a\x02.py", "\uff41.py", "a.py"):
        (folder / name).write_text("x = 1")
    given = collect.collect([folder])
    assert len({unicodedata.normalize("NFKC", g.name) for g in given}) == 6
    assert len({g.folder for g in given}) == 6


NAMES = {
    "CON.py": "CON-",
    "nul.ipynb": "nul-",
    "com1.x.py": "com1.x-",
    "lab..py": "lab",
    "..py": "submission",
    "...": "submission",
    "a/b c.ipynb": "a-b-c",
    "é.py": "submission",
    "x" * 300 + ".py": "x" * 80,
    "a\u202e.py": "a",
    "console.py": "console",
    "-rf.py": "rf",
    "LAB.IPYNB": "LAB",
    "a:b|c.py": "a-b-c",
}


@pytest.mark.parametrize(("name", "safe"), NAMES.items())
def test_folders_have_names_that_are_safe_everywhere(name, safe):
    assert names.folder_name(name) == safe


def test_thousands_of_equal_names_take_no_time():
    taken: dict[str, int] = {}
    begin = time.process_time()
    found = {names.unused("lab", taken) for _ in range(20_000)}
    assert len(found) == 20_000
    assert time.process_time() - begin < 2


LAYOUTS = {
    "Anna Smith_12345_assignsubmission_file_/lab.ipynb": "Anna Smith/lab.ipynb",
    "Anna Smith_12345_assignsubmission_file/lab.ipynb": "Anna Smith/lab.ipynb",
    "Anna Smith_12345_assignsubmission_file_lab.ipynb": "Anna Smith/lab.ipynb",
    "Østergård, Åse_9_assignsubmission_file_/a/lab.py": "Østergård, Åse/a/lab.py",
    "smithanna_12345_678901_lab.ipynb": "smithanna/lab.ipynb",
    "smithanna_LATE_12345_678901_lab-1.ipynb": "smithanna (late)/lab-1.ipynb",
    "submission_123456/lab.ipynb": "submission_123456/lab.ipynb",
    "anna_lab_2.ipynb": "anna_lab_2.ipynb",
}


@pytest.mark.parametrize(("name", "readable"), LAYOUTS.items())
def test_downloads_keep_readable_names(folder, name, readable):
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("x = 1")
    assert found([folder]) == {readable: ""}


def test_two_students_of_one_name_keep_their_numbers(folder):
    given = {f"Anna Smith_{n}_assignsubmission_file_lab.py" for n in (1, 2)}
    for name in given:
        (folder / name).write_text("x = 1")
    assert found([folder]).keys() == given


def test_what_is_no_file_in_a_folder_is_not_opened(folder):
    (folder / "ok.py").write_text("x = 1")
    os.mkfifo(folder / "pipe.ipynb")
    (folder / "link.py").symlink_to("/etc/passwd")
    (folder / "away").symlink_to("/etc")
    (folder / "folder.ipynb").mkdir()
    (folder / "folder.ipynb" / "lab.py").write_text("x = 1")
    kinds = "a pipe, a socket or a device"
    with socket.socket(socket.AF_UNIX) as listener:
        here = os.getcwd()
        os.chdir(folder)  # a path of a socket is short
        listener.bind("socket.py")
        os.chdir(here)
        result = found([folder])
    assert result == {
        "ok.py": "",
        "folder.ipynb/lab.py": "",
        "pipe.ipynb": f"pipe.ipynb is {kinds}, not a file; hand in the file itself",
        "socket.py": f"socket.py is {kinds}, not a file; hand in the file itself",
        "link.py": "link.py is a link, not a file; hand in the file itself",
    }
    with pytest.raises(InputError, match="neither a file nor a folder"):
        collect.collect([folder / "pipe.ipynb"])
    with pytest.raises(InputError, match="does not exist or is not a file"):
        extract.read(folder / "pipe.ipynb")


def test_what_cannot_be_opened_is_a_sentence(folder, monkeypatch):
    (folder / "a.py").write_text("x = 1")

    def refuse(*args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(extract.os, "open", refuse)
    with pytest.raises(InputError, match=r"^a.py cannot be opened: Permission denied$"):
        extract.read(folder / "a.py")


def test_what_students_hand_in_by_mistake_is_a_line_and_data_is_named(folder, capsys):
    for name in ("ok.IPYNB", "anna.docx", "bert.tar.gz", "data.csv", "Thumbs.db", "page.html"):
        (folder / name).write_text('{"cells": [{"cell_type": "code", "source": "x = 1"}]}')
    archive(folder / "carl.zip", [("lab.py", "x = 1")])
    sentence = "is no notebook (.ipynb) or Python file (.py)"
    assert found([folder]) == {
        "ok.IPYNB": "",
        "carl/lab.py": "",
        **{name: f"{name} {sentence}" for name in ("anna.docx", "bert.tar.gz", "page.html")},
    }
    assert capsys.readouterr().err == "labsupport: passed over, no submissions: data.csv\n"


def test_a_file_given_twice_is_graded_once(folder):
    path = folder / "a.py"
    path.write_text("x = 1")
    other = folder / ".." / "class" / "a.py"
    assert list(found([path, other, path, folder])) == ["a.py"]
