"""The arena sees what an attack would do: each of its eyes and ears is tried on something real."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.hostile import arena
from tests.hostile.conftest import USERS


@pytest.fixture
def place(tmp_path):
    made = arena.Place(tmp_path / "place")
    yield made
    made.close()


def outcome_of(place, program):
    """What is seen of a Python program that runs instead of the grader."""
    outcome = arena.Outcome(place, [])
    arena.run([sys.executable, "-c", program], dict(os.environ), outcome)
    return outcome


def test_a_process_that_stays_is_seen(place):
    program = """
import ctypes, os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        ctypes.CDLL(None).prctl(15, b"leftbehind")
        os.closerange(0, 9)
        time.sleep(4)
    os._exit(0)
time.sleep(1)
"""
    outcome = outcome_of(place, program)
    assert outcome.status == 0
    assert [text.split()[1] for text in outcome.survivors] == ["leftbehind"]
    assert outcome.seen


def test_a_killed_process_is_not_alive_while_the_kernel_takes_back_its_memory():
    program = "kept = b'x' * (500 * 2**20); print('ready', flush=True); input()"
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        assert arena.alive(process.pid)
        process.kill()
        assert not arena.alive(process.pid)
    assert not arena.alive(process.pid)


def test_a_program_that_leaves_nothing_is_innocent(place):
    outcome = outcome_of(place, "import subprocess; subprocess.run(['true'])")
    assert (outcome.survivors, outcome.seen, place.heard) == ([], [], [])


def test_every_listener_hears(place):
    port, abstract = place.known["PORT"], place.known["ABSTRACT"]
    for family, address in (
        (socket.AF_INET, ("127.0.0.1", port)),
        (socket.AF_INET6, ("::1", port)),
        (socket.AF_UNIX, str(place.folder / "listener.socket")),
        (socket.AF_UNIX, f"\0{abstract}"),
    ):
        with socket.socket(family) as stream:
            stream.connect(address)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stream:
        stream.sendto(b"x", ("127.0.0.1", port))
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as stream:
        stream.sendto(b"x", str(place.folder / "datagrams.socket"))
    deadline = time.monotonic() + 5
    while len(place.heard) < 6 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert len(place.heard) == 6


def test_every_change_of_a_file_is_seen(place):
    before = place.contents()
    (place.folder / "home" / "new").touch()
    (place.folder / "secret.txt").chmod(0o600)
    after = place.contents()
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {str(place.folder / name) for name in ("home/new", "secret.txt")}


def test_a_file_left_in_a_shared_folder_is_seen():
    assert arena.left_in_folders() == set()
    left = Path("/var/tmp", f"{arena.MARK}-{os.getpid()}")
    left.touch()
    try:
        assert arena.left_in_folders() == {str(left)}
    finally:
        left.unlink()


def test_foreign_elements_and_control_characters_are_seen():
    page = arena.Page("<p>text</p><img src=x onerror=alert(1)>")
    assert "img" in page.elements
    assert "img onerror" in page.attributes
    assert list(arena.controls("a\nb\x1b[2J\u202e")) == ["\x1b", "\u202e"]


def test_a_plain_user_is_one():
    if os.getuid() != 0:  # then we are one already
        assert "plain user" in USERS
        return
    program = "import os, torch; print(os.getuid())"
    done = subprocess.run(
        arena.as_plain_user([sys.executable, "-c", program]), capture_output=True, text=True
    )
    assert done.stdout.split() == [str(arena.NOBODY)], done.stderr
