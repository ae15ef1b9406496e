"""The walls around a submission: each is tried from inside, and from a plain user's account."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch

from labsupport.errors import InputError
from labsupport.grading import runtime, sandbox
from labsupport.grading.errors import StudentError
from labsupport.grading.sandbox import CannotStartError, Launcher, Limits, Protection
from labsupport.grading.student import Student

ROOT = Path(__file__).parents[2]
SUBMISSION = """
import ctypes, os, socket, sys
libc = ctypes.CDLL(None, use_errno=True)
def own(): return [os.getuid(), os.getpid(), len(os.listdir("/proc/self/fd"))]
def status(): return open("/proc/self/status").read()
def system_call(number, *arguments):
    result = libc.syscall(number, *arguments)
    return [result, ctypes.get_errno()]
def a_socket(family): socket.socket(family).close()
def read(path): return open(path).read()
def write(path): open(path, "w").close()
def listdir(path): return sorted(os.listdir(path))
def environment(): return dict(os.environ)
def capability():
    import torch
    return torch.backends.cpu.get_cpu_capability()
def draw(): return int.from_bytes(os.urandom(4), "big"), __import__("random").random()
def start(): return os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-I", "-c", "pass"])
"""
ALL = ["limits", "namespaces", "Landlock", "seccomp"]
LIMITS = Limits(seconds_per_call=5.0, memory_mib=512)


@pytest.fixture(scope="module")
def submission(tmp_path_factory):
    path = tmp_path_factory.mktemp("submission") / "vae.py"
    path.write_text(SUBMISSION)
    return path


@pytest.fixture(scope="module")
def launcher():
    launcher = Launcher(LIMITS)
    yield launcher
    launcher.close()


@pytest.fixture
def student(submission, launcher):
    student = Student(submission, LIMITS, launcher=launcher)
    student.begin(1)
    yield student
    student.close()


def test_every_wall_stands_here(launcher):
    standing = launcher.protection().standing
    assert set(ALL) <= set(standing)
    assert ("own user" in standing) == (os.geteuid() == 0)
    assert launcher.protection().notice == ""


def test_a_worker_is_nobody_alone_and_without_capabilities(student):
    user, number, descriptors = student.own()
    assert (user, number) == (65534, 1)
    assert descriptors <= 5  # its socket, three of nothing, and the one that lists them
    lines = dict(line.split(":\t", 1) for line in student.status().splitlines() if ":\t" in line)
    for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
        assert int(lines[name], 16) == 0, name
    assert (lines["NoNewPrivs"], lines["Seccomp"]) == ("1", "2")
    assert student.listdir("/proc").count("1") == 1
    assert [n for n in student.listdir("/proc") if n.isdigit()] == ["1"]


def test_the_machine_as_a_whole_is_not_in_proc_and_torch_is_as_fast(student):
    assert set(student.listdir("/proc")) == {"1", "self", "thread-self"}
    assert student.capability() == torch.backends.cpu.get_cpu_capability()


def test_it_is_another_user_each_time_for_the_host(launcher, submission):
    users = set()
    for _ in range(2):
        process = launcher.take()
        users.add(Path(f"/proc/{host_pid(process.descriptor)}").stat().st_uid)
        launcher.end(process)
        assert process.wait()
    assert len(users) == (2 if os.geteuid() == 0 else 1)
    assert (os.geteuid() in users) == (os.geteuid() != 0)


def host_pid(descriptor):
    """The number that this process sees."""
    lines = Path(f"/proc/self/fdinfo/{descriptor}").read_text().splitlines()
    return next(line.split()[1] for line in lines if line.startswith("Pid:"))


NUMBERS = {
    **dict(ptrace=101, mount=165, pivot_root=155, chroot=161, unshare=272, setns=308, reboot=169),
    **dict(bpf=321, perf_event_open=298, io_uring_setup=425, userfaultfd=323, add_key=248),
    **dict(process_vm_readv=310, process_vm_writev=311, open_by_handle_at=304, init_module=175),
    **dict(socket=41, internet_socketpair=53),
}


@pytest.mark.parametrize("number", NUMBERS.values(), ids=NUMBERS.keys())
@pytest.mark.skipif(os.uname().machine != "x86_64", reason="the numbers are those of x86_64")
def test_dangerous_system_calls_are_refused(student, number):
    assert student.system_call(number, 2, 2, 2) == [-1, 1]  # EPERM


def test_files_are_those_of_the_runtime(student):
    below = [path.split("/")[2] for path in runtime.view().shown if path.startswith("/tmp/")]
    assert student.listdir("/tmp") == sorted(set(below))  # an environment made there
    assert "zygote.py" in student.listdir("/grader/inside")
    for path in ("/", "/grader", "/dev"):
        with pytest.raises(StudentError, match="Permission"):
            student.listdir(path)
    for path in ("/etc/passwd", str(ROOT / "solutions" / "vae.py"), "/sys/kernel"):
        with pytest.raises(StudentError, match=r"FileNotFound|NotADirectory"):
            student.read(path)
    for path in ("/x", "/usr/x", "/grader/inside/x", "/proc/self/uid_map", "/dev/x"):
        with pytest.raises(StudentError, match=r"Read-only|Permission|not permitted"):
            student.write(path)
    student.write("/tmp/x")
    student.write("/dev/shm/y")
    assert student.environment()["HOME"] == "/tmp"
    assert len(student.environment()) <= 11


@pytest.mark.parametrize("family", [1, 2, 10, 16, 17, 38, 40])
def test_no_socket_can_be_made(student, family):
    with pytest.raises(StudentError, match="not permitted"):
        student.a_socket(family)


def test_a_process_of_its_own_is_allowed(student):
    assert student.start() == 0


def test_forks_do_not_share_random_numbers(submission, launcher):
    drawn = []
    for _ in range(2):
        student = Student(submission, LIMITS, launcher=launcher)
        student.begin(1)
        drawn.append(student.draw()[0])
        student.close()
    assert drawn[0] != drawn[1]


def test_ending_leaves_nothing_and_the_launcher_ends_with_the_grader(tmp_path):
    program = tmp_path / "grader.py"
    program.write_text(
        "import os, time\nfrom labsupport.grading.sandbox import Launcher, Limits\n"
        "launcher = Launcher(Limits())\nprocess = launcher.take()\n"
        "lines = open(f'/proc/self/fdinfo/{process.descriptor}').read().split()\n"
        "print(launcher.popen.pid, lines[lines.index('Pid:') + 1], flush=True)\ntime.sleep(600)"
    )
    grader = subprocess.Popen([sys.executable, program], cwd=ROOT, stdout=subprocess.PIPE)
    assert grader.stdout is not None
    numbers = grader.stdout.readline().split()
    assert all(running(int(n)) for n in numbers)
    grader.send_signal(signal.SIGKILL)
    grader.wait()
    grader.stdout.close()
    for _ in range(500):
        if not any(running(int(n)) for n in numbers):
            return
        time.sleep(0.01)
    raise AssertionError("the sandbox outlives its grader")


def test_python_may_be_reached_through_a_link_below_tmp(tmp_path, monkeypatch):
    (tmp_path / "venv").symlink_to(sys.prefix)
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "venv"))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "venv" / "bin" / "python"))
    launcher = Launcher(LIMITS)
    assert "namespaces" in launcher.protection().standing
    launcher.close()


def running(pid):
    """Whether a process is there, and not only waits for somebody to ask how it ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def changed_plan(monkeypatch, **changes):
    """Let the next zygote be told something else."""
    plan = sandbox.plan
    monkeypatch.setattr(sandbox, "plan", lambda *arguments: {**plan(*arguments), **changes})


def test_without_namespaces_files_processes_and_the_network_stay_out_of_reach(
    submission, monkeypatch
):
    changed_plan(monkeypatch, users="nonsense")
    launcher = Launcher(LIMITS)
    protection = launcher.protection()
    assert "namespaces" not in protection.standing
    assert {"Landlock", "seccomp"} <= set(protection.standing)
    assert "but not namespaces" in protection.notice
    with pytest.raises(InputError, match="the sandbox is required, but here the sandbox has"):
        sandbox.check(protection, required=True)
    sandbox.check(protection, required=False)
    student = Student(submission, LIMITS, launcher=launcher)
    student.begin(1)
    home = student.environment()["HOME"]
    student.write(f"{home}/x")
    for path in ("/etc/passwd", str(ROOT / "solutions" / "vae.py"), f"/proc/{os.getpid()}/environ"):
        assert Path(path).exists()
        with pytest.raises(StudentError, match="Permission"):
            student.read(path)
    for path in ("/tmp/x", str(ROOT / "x")):
        with pytest.raises(StudentError, match="Permission"):
            student.write(path)
    with pytest.raises(StudentError):
        student.start()
    with pytest.raises(StudentError, match="not permitted"):
        student.a_socket(2)
    student.close()
    launcher.close()
    assert not Path(home).exists()


def test_without_libseccomp_the_notice_says_so(monkeypatch):
    changed_plan(monkeypatch, seccomp={"apart": "", "together": ""})
    launcher = Launcher(LIMITS)
    assert "but not seccomp" in launcher.protection().notice
    launcher.close()


def test_a_zygote_that_cannot_start_says_why(monkeypatch):
    changed_plan(monkeypatch, seccomp={"apart": "AAA", "together": "AAA"})
    launcher = Launcher(LIMITS)
    with pytest.raises(CannotStartError, match=r"the sandbox does not start: .*padding"):
        launcher.take()
    launcher.close()


def test_walls_that_fall_later_end_the_grading(launcher, monkeypatch):
    monkeypatch.setattr(launcher, "standing", [*launcher.protection().standing, "a moat"])
    with pytest.raises(CannotStartError, match="walls are missing"):
        launcher.take()


@pytest.mark.parametrize("user", [0, 1000])
def test_root_is_refused_without_any_wall(user, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: user)
    sandbox.check(Protection(("limits", "Landlock")), required=False)
    if user == 0:
        with pytest.raises(InputError, match="grade as another user"):
            sandbox.check(Protection(("limits",)), required=False)
    else:
        sandbox.check(Protection(("limits",)), required=False)


def test_the_notice_names_what_is_missing():
    assert Protection(("limits", *sandbox.WALLS)).notice == ""
    notice = Protection(("limits",)).notice
    assert "not namespaces, Landlock, seccomp" in notice
    assert "use the network" in notice


def test_the_limits_of_both_versions_of_control_groups(monkeypatch, tmp_path):
    monkeypatch.setattr(sandbox, "own_control_groups", lambda: {"": tmp_path})
    ((folder, limits),) = sandbox.control_groups(5).items()
    assert (folder, limits["memory.max"], limits["cpu.weight"]) == (tmp_path, 5, 100)
    both = {"memory": tmp_path / "m", "pids": tmp_path / "p"}
    monkeypatch.setattr(sandbox, "own_control_groups", lambda: both)
    assert sandbox.control_groups(5)[tmp_path / "m"] == {"memory.limit_in_bytes": 5}
    all_three = both | {"cpu": tmp_path / "c"}
    monkeypatch.setattr(sandbox, "own_control_groups", lambda: all_three)
    assert sandbox.control_groups(5)[tmp_path / "c"] == {"cpu.shares": 1024}


def test_the_root_of_version_2_hands_its_controllers_down(monkeypatch, tmp_path):
    """On a faked tree: no machine of ours has a version 2 whose controllers can be used."""
    (tmp_path / "cgroup.controllers").write_text("cpu memory pids\n")
    written = []
    monkeypatch.setattr(sandbox, "CONTROL_GROUPS", tmp_path)
    monkeypatch.setattr(Path, "write_text", lambda path, text: written.append((path, text)))
    sandbox.own_control_groups.cache_clear()
    try:
        assert sandbox.own_control_groups() == {"": tmp_path}
    finally:
        sandbox.own_control_groups.cache_clear()
    place = tmp_path / "cgroup.subtree_control"
    assert written == [(place, "+memory"), (place, "+pids"), (place, "+cpu")]


@pytest.mark.parametrize("missing", ["", "cpu.weight", "memory.max"])
def test_a_group_needs_its_limits_and_can_do_without_its_share(monkeypatch, tmp_path, missing):
    """On a tree that looks like version 2 of control groups."""
    monkeypatch.setattr(sandbox, "own_control_groups", lambda: {"": tmp_path})
    write = Path.write_text

    def refuse(path, text):
        if path.name == missing:
            raise OSError(95, "not supported")
        return write(path, text)

    monkeypatch.setattr(Path, "write_text", refuse)
    group = sandbox.ControlGroup(os.getpid(), 5)
    assert bool(group.folders) == (missing != "memory.max")
    if group.folders:
        assert (group.folders[0] / "cgroup.procs").read_text() == str(os.getpid())


def test_groups_of_killed_graders_are_removed_and_others_stay(monkeypatch, tmp_path):
    monkeypatch.setattr(sandbox, "own_control_groups", lambda: {"": tmp_path})
    for pid in (2**22 + 1, os.getpid()):  # there is no process with the first number
        (tmp_path / f"submission-{pid}-7").mkdir()
    sandbox.remove_stale_groups()
    assert [p.name for p in tmp_path.iterdir()] == [f"submission-{os.getpid()}-7"]


def test_the_plan_holds_nothing_secret(monkeypatch):
    text = json.dumps(sandbox.plan(LIMITS, ()))
    assert "tests" not in text.replace(str(ROOT / "tests"), "")
