"""Each wall around a submission, alone and together with each of the others.

As root, the tests are run again as a plain user (the last one).
"""

import contextlib
import itertools
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from labsupport.grading import runtime, sandbox
from labsupport.grading.errors import StudentError, WorkerLost
from labsupport.grading.sandbox import WALLS, Launcher, Limits
from labsupport.grading.student import Student
from tests.hostile import arena

SUBMISSION = """
import ctypes, errno, fcntl, importlib.util, os, signal, socket, sys, tempfile
libc = ctypes.CDLL(None, use_errno=True)

def said(action):
    try:
        action()
    except OSError as error:
        return errno.errorcode.get(error.errno, "?")
    return "worked"
def call(number, *arguments):
    words = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    if libc.syscall(ctypes.c_long(number), *words) < 0:
        raise OSError(ctypes.get_errno(), "")
def read(path):
    return open(path).read()
def listed(path):
    return sorted(os.listdir(path))
def found(name):
    return importlib.util.find_spec(name) is not None
def imported(name):
    return __import__(name).__name__

def refused_calls():
    file = os.open(sys.modules["torch"].__file__, os.O_RDONLY)
    buffer = ctypes.create_string_buffer(4096)
    vector = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), 4096)
    page = ctypes.addressof(buffer) & ~4095
    one, other = socket.socketpair()
    pair = (ctypes.c_int * 2)()
    actions = {
        "fadvise64": lambda: call(221, file, 0, 0, 4),
        "mincore": lambda: call(27, page, 4096, buffer),
        "preadv2 with flags": lambda: call(327, file, vector, 1, 0, 0, 8),
        "page out": lambda: call(28, page, 4096, 21),
        "populate": lambda: call(28, page, 4096, 22),
        "readahead": lambda: call(187, file, 0, 4096),
        "flock": lambda: fcntl.flock(file, fcntl.LOCK_SH),
        "record lock": lambda: fcntl.lockf(file, fcntl.LOCK_SH),
        "note of changes": lambda: fcntl.fcntl(os.open(os.environ["HOME"], 0), fcntl.F_NOTIFY, 0),
        "owner": lambda: fcntl.fcntl(one, fcntl.F_SETOWN, os.getpid()),
        "inotify": lambda: call(294, 0),
        "sending out of band": lambda: one.send(b"x", socket.MSG_OOB),
        "sending descriptors": lambda: socket.send_fds(one, [b"x"], [file]),
        "a filter": lambda: one.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1),
        "datagrams": lambda: socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM),
        "limits of others": lambda: call(302, os.getppid() or 1, 0, 0, buffer),
        "processors of others": lambda: call(203, os.getppid() or 1, 8, b"\\xff" * 8),
    }
    return {name: said(action) for name, action in actions.items()}
def needed_calls():
    file = os.open(sys.modules["torch"].__file__, os.O_RDONLY)
    buffer = bytearray(10)
    one, other = socket.socketpair()
    one.settimeout(1)
    one.send(b"x")
    actions = {
        "preadv2": lambda: os.preadv(file, [buffer], 0, 0),
        "receiving": lambda: other.recv(1),
        "a limit of its own": lambda: call(302, 0, 7, 0, ctypes.create_string_buffer(16)),
        "flags": lambda: fcntl.fcntl(file, fcntl.F_SETFL, fcntl.fcntl(file, fcntl.F_GETFL)),
        "a copy": lambda: os.close(fcntl.fcntl(file, fcntl.F_DUPFD_CLOEXEC, 20)),
        "kind": lambda: one.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE),
        "pipe": lambda: os.pipe(),
    }
    return {name: said(action) for name, action in actions.items()}

def timers():
    made, timer = 0, ctypes.c_int()
    event = (ctypes.c_int * 16)(0, 0, signal.SIGRTMIN, 0)
    for _ in range(2000):
        words = [ctypes.c_long(222), ctypes.c_long(1)]
        made += libc.syscall(*words, event, ctypes.byref(timer)) == 0
    return made
def fill(files, size):
    for number in range(files):
        with open(f"{os.environ['HOME']}/{number}", "wb") as file:
            file.write(bytes(size))
    return len(os.listdir(os.environ["HOME"]))
def hide():
    home, hidden = os.environ["HOME"], []
    path = f"{home}/hidden"
    with open(path, "wb") as file:
        file.write(bytes(100))
    return {
        "unnamed": said(lambda: os.close(os.open(home, os.O_TMPFILE | os.O_RDWR))),
        "removed": said(lambda: os.unlink(path)),
        "replaced": said(lambda: (open(f"{home}/a", "w").close(), os.rename(f"{home}/a", path))),
    }
def nest():
    os.chdir(os.environ["HOME"])
    shut = []
    for number in range(3000):
        os.mkdir("x")
        os.chdir("x")
        if number % 500 == 0:
            shut.append(os.open(".", os.O_RDONLY))
    open("y", "w").close()
    for folder in shut:
        os.fchmod(folder, 0)
    return os.environ["HOME"]
"""
LIMITS = Limits(seconds_per_call=20.0, memory_mib=2048)
COMBINATIONS = [
    walls for count in range(4) for walls in itertools.combinations(WALLS, count)
]  # the last one is complete


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Packages that lie beside copies of the course, one of them in a package that is shown."""
    folder = tmp_path_factory.mktemp("place")
    for parent in (folder, folder.parent):
        parent.chmod(0o755)
    packages = folder / "packages"
    record = "einops/__init__.py,,\neinops-1.dist-info/RECORD,,\ncopied.py,,\n"
    files = {
        "einops/__init__.py": "",
        "einops/course/secret.txt": "secret",
        "einops/course/inner/secret.txt": "secret",
        "einops/secret.py": "secret = 1",
        "einops-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: einops\nVersion: 1\n",
        "einops-1.dist-info/RECORD": record,
        "copied.py": "",
        "labs/secret.txt": "secret",
        "labs/__init__.py": "",
        "solutions.py": "",
        "labsupport-1.dist-info/METADATA": "Name: labsupport\nVersion: 1\nsecret",
    }
    for name, text in files.items():
        (packages / name).parent.mkdir(parents=True, exist_ok=True)
        (packages / name).write_text(text)
    (folder / "submission.py").write_text(SUBMISSION)
    return folder


@pytest.fixture(scope="module", params=COMBINATIONS, ids=lambda walls: "+".join(walls) or "none")
def shared(request, place):
    """A submission behind some of the walls."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(place / "packages"))
        plan = sandbox.plan
        changed = {"walls": list(request.param)}
        patch.setattr(sandbox, "plan", lambda *given: {**plan(*given), **changed})
        hidden = (place / "packages" / "einops" / "course", place / "packages/einops/secret.py")
        launcher = Launcher(LIMITS, hidden=hidden)
        standing = launcher.protection().standing
        assert {*WALLS} & {*standing} == {*request.param}
        student = Student(place / "submission.py", LIMITS, launcher=launcher)
        yield student, {*request.param}
        student.close()
        launcher.close()


@pytest.fixture
def student(shared):
    shared[0].begin(1)
    return shared[0]


@pytest.fixture
def walls(shared):
    return shared[1]


def reads(student, path):
    """Whether a submission can read a file."""
    try:
        return bool(student.read(str(path)))
    except StudentError as error:
        if not any(word in str(error) for word in ("Permission", "NotFound", "NotADirectory")):
            raise
        return False


def test_packages_for_labs_are_there_and_others_are_not(student, walls, place):
    assert student.imported("einops") == "einops"
    assert student.imported("copied") == "copied"
    for name in ("sklearn.mixture", "matplotlib.pyplot", "torch._dynamo"):
        student.imported(name)
    closed = bool(walls & {"namespaces", "Landlock"})
    for name in ("labs", "solutions", "pytest", "typer"):
        assert student.found(name) == (not closed), name


def test_copies_of_the_course_and_what_is_hidden_cannot_be_read(student, walls, place):
    packages = place / "packages"
    hidden = ["einops/course/secret.txt", "einops/course/inner/secret.txt", "einops/secret.py"]
    others = ["labs/secret.txt", "labsupport-1.dist-info/METADATA"]
    closed = bool(walls & {"namespaces", "Landlock"})
    for name in (*hidden, *others):
        assert (packages / name).read_text()
        assert reads(student, packages / name) == (not closed), name
    for path in (arena.ROOT / "solutions" / "vae.py", arena.ROOT / "labsupport" / "data.py"):
        readable = not closed and os.access(path, os.R_OK)
        assert reads(student, path) == readable or not closed  # root's other users may not
    if "namespaces" in walls:
        assert student.listed(f"{packages}/einops/course") == []
        with contextlib.suppress(StudentError):  # Landlock may not let it
            assert {*student.listed(str(packages))} == {
                *("einops", "einops-1.dist-info", "copied.py")
            }
    assert reads(student, packages / "einops-1.dist-info/METADATA")


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="the numbers are those of x86_64")
def test_what_reaches_others_or_is_never_needed_is_refused(student, walls):
    answers = student.refused_calls()
    if "seccomp" in walls:
        assert set(answers.values()) == {"EPERM"}, answers
    else:  # so that a refusal is not for another reason
        assert list(answers.values()).count("worked") > 10, answers


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="the numbers are those of x86_64")
def test_what_is_needed_works(student):
    answers = student.needed_calls()
    assert set(answers.values()) == {"worked"}, answers


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="the numbers are those of x86_64")
def test_timers_are_limited(student):
    assert student.timers() < 300


def test_files_are_limited_and_none_hides(student, walls):
    assert student.fill(20, 1000) >= 20
    answers = student.hide()
    if "namespaces" not in walls and walls & {"Landlock", "seccomp"}:
        assert (answers.pop("unnamed") == "worked") == ("seccomp" not in walls)
        assert "worked" not in answers.values(), answers
    if "namespaces" in walls:
        assert set(answers.values()) == {"worked"}
        with pytest.raises(StudentError, match="No space left"):
            student.fill(70, 2**20)
    else:
        with pytest.raises(WorkerLost, match="wrote more than 64 MiB, or 4,096 files"):
            slowly(student, lambda: student.fill(90, 2**20))


def slowly(student, fill):
    """The watch looks every fifth of a second, and a disk may be faster: what is there stays."""
    fill()
    for _ in range(20):
        time.sleep(0.1)
        student.listed("/proc/self/fd")
    raise AssertionError("nothing was said")


def test_many_nested_folders_are_cleared_away(student, walls):
    with contextlib.suppress(WorkerLost):
        home = student.nest()
        student._end()
        student._launcher.close()
        if "namespaces" not in walls:
            assert not Path(home).exists()


def test_the_view_has_no_link_and_no_site_folder():
    view = runtime.view()
    assert len(view.shown) == len(set(view.shown))
    for path in view.shown:
        assert "site-packages" not in Path(path).name
        assert os.path.realpath(path) == path or path in runtime.LINKS
    readable, around = view.readable()
    for path in view.covered:
        assert path not in readable
        assert all(not Path(path).is_relative_to(part) for part in readable)
    assert set(around).isdisjoint(readable)
    assert not any(Path(path).is_relative_to(sandbox.INSIDE.parents[1]) for path in readable)


@pytest.mark.skipif(os.getuid() != 0, reason="a plain user runs these tests already")
def test_all_of_this_as_a_plain_user(place, tmp_path):
    command = [sys.executable, "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider", __file__]
    with arena_folder() as folder:
        done = subprocess.run(
            arena.as_plain_user([*command, f"--basetemp={folder}/x"]),
            cwd=arena.ROOT,
            env={**os.environ, "HOME": folder, "TMPDIR": folder},
            capture_output=True,
            text=True,
            timeout=900,
        )
    assert done.returncode == 0, done.stdout[-3000:]


@contextlib.contextmanager
def arena_folder():
    """A folder of the user nobody's."""
    import shutil
    import tempfile

    folder = tempfile.mkdtemp(prefix="walls-", dir="/var/tmp")
    os.chown(folder, arena.NOBODY, arena.NOBODY)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
