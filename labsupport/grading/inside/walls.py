"""The walls that Linux offers around a submission, each one function; the zygote puts them up.

Python has no names for most of these calls, so they go through libc. All raise OSError where the
kernel, or a container around us, does not allow them.
"""

import ctypes
import os
import resource
import socket
import stat
import struct
from collections.abc import Sequence
from pathlib import Path

libc = ctypes.CDLL(None, use_errno=True)

# Flags, from the kernel's headers.
NEWNS, NEWUTS, NEWIPC = 0x20000, 0x4000000, 0x8000000
NEWUSER, NEWPID, NEWNET = 0x10000000, 0x20000000, 0x40000000
RDONLY, NOSUID, NODEV, NOEXEC, REMOUNT, BIND, REC, PRIVATE = 1, 2, 4, 8, 32, 4096, 1 << 14, 1 << 18
DETACH = 2
PDEATHSIG, DUMPABLE, SECCOMP, CAPBSET_DROP, NO_NEW_PRIVS = 1, 4, 22, 24, 38
MOUNT_SETATTR, LANDLOCK_CREATE, LANDLOCK_ADD, LANDLOCK_RESTRICT = 442, 444, 445, 446
PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}

DEVICES = ("null", "zero", "full", "random", "urandom")
NOBODY = 65534  # what a submission believes to be


def call(name: str, *arguments: object) -> int:
    """Call a function of libc; OSError if it fails."""
    result = getattr(libc, name)(*arguments)
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")
    return result


def mount(source: str, target: str, kind: str, flags: int, options: str = "") -> None:
    """mount(2)."""
    call("mount", *(a.encode() for a in (source, target, kind)), flags, options.encode())


def prctl(option: int, *arguments: int) -> None:
    """prctl(2)."""
    padded = [ctypes.c_ulong(a) for a in (*arguments, 0, 0, 0, 0)[:4]]
    call("prctl", option, *padded)


def die_with_parent() -> None:
    """Be killed when the parent ends."""
    prctl(PDEATHSIG, 9)


def namespaces() -> None:
    """New user, mount, pid (for children), network, ipc and uts namespaces."""
    call("unshare", NEWUSER | NEWNS | NEWPID | NEWNET | NEWIPC | NEWUTS)


def map_users(process: str, users: str, groups: str) -> None:
    """Say which users and groups a new user namespace has; each line is "inside outside count"."""
    folder = Path("/proc", process)
    if os.geteuid() != 0:
        (folder / "setgroups").write_text("deny")
    (folder / "uid_map").write_text(users)
    (folder / "gid_map").write_text(groups)


def become_user(number: int) -> None:
    """Go on as another user and group, for good."""
    os.setgroups([])
    os.setresgid(number, number, number)
    os.setresuid(number, number, number)
    prctl(DUMPABLE, 1)  # so that /proc/self is its own


def view(shown: list[str], covered: list[str], inside: str) -> None:
    """Replace the root folder by one that has the runtime, read-only, and nothing else.

    Args:
        shown: files, folders and links to show where they are; outer ones come first.
        covered: files and folders that appear empty, but for what is shown below them.
        inside: folder that appears as /grader/inside.
    """
    found = look_up({**{path: path for path in shown}, "/grader/inside": inside})
    devices = look_up({f"/dev/{name}": f"/dev/{name}" for name in DEVICES})
    mount("none", "/", "", REC | PRIVATE)
    root = "/tmp"
    mount("tmpfs", root, "tmpfs", NOSUID | NODEV, "mode=755,size=1m")
    for name in ("proc", "tmp", "dev"):
        os.mkdir(f"{root}/{name}")
    mount("proc", f"{root}/proc", "proc", NOSUID | NODEV | NOEXEC)
    mount("tmpfs", f"{root}/tmp", "tmpfs", NOSUID | NODEV, "mode=755,size=4m")
    for target, descriptor in devices.items():
        bind(int(descriptor), root + target)
    folders = []
    for path in sorted((*found, *covered), key=lambda path: path.count("/")):
        if path in found:
            show({path: found[path]}, root)
        elif os.path.isdir(root + path):
            mount("tmpfs", root + path, "tmpfs", NOSUID | NODEV, "mode=755,size=64k")
            folders.append(root + path)
        else:
            mount(f"/proc/self/fd/{devices['/dev/null']}", root + path, "", BIND)
    for path in folders:
        mount("none", path, "", REMOUNT | BIND | RDONLY | NOSUID | NODEV)
    os.symlink("/tmp", f"{root}/dev/shm")
    os.symlink("/proc/self/fd", f"{root}/dev/fd")
    for each in (*found.values(), *devices.values()):
        if isinstance(each, int):
            os.close(each)
    os.chdir(root)
    call("syscall", PIVOT_ROOT[os.uname().machine], b".", b".")
    call("umount2", b".", DETACH)
    os.chdir("/")
    mount("none", "/", "", REMOUNT | BIND | RDONLY | NOSUID | NODEV)


def look_up(places: dict[str, str]) -> dict[str, str | int]:
    """Target -> what a link says, or a descriptor: what it lies in may be covered soon."""
    return {
        target: os.readlink(source)
        if os.path.islink(source)
        else os.open(source, os.O_PATH | os.O_CLOEXEC)
        for target, source in places.items()
    }


def show(found: dict[str, str | int], root: str) -> None:
    """Put what was looked up to its targets below a root, read-only."""
    for target, link_or_descriptor in found.items():
        where = root + target
        os.makedirs(os.path.dirname(where), exist_ok=True)
        if isinstance(link_or_descriptor, str):
            os.symlink(link_or_descriptor, where)
        else:
            bind(link_or_descriptor, where)
            read_only(where)


def bind(descriptor: int, target: str) -> None:
    """Show an open file or folder, with all that is mounted below it, at another place."""
    source = f"/proc/self/fd/{descriptor}"
    if os.path.isdir(source):
        os.makedirs(target, exist_ok=True)
    else:
        Path(target).touch()
    mount(source, target, "", BIND | REC)


def read_only(target: str) -> None:
    """Allow no writing, device or set-uid program in a mount and in those below it."""
    attributes = struct.pack("QQQQ", RDONLY | NOSUID | NODEV, 0, 0, 0)
    recursive, here = 0x8000, -100
    call("syscall", MOUNT_SETATTR, here, target.encode(), recursive, attributes, len(attributes))


def private_places(scratch: int) -> None:
    """A /proc of this pid namespace, a /tmp of that many bytes, and a host name.

    What `view` shows below /tmp (an environment made there) stays to be seen.
    """
    try:  # nothing of the machine as a whole, where the kernel knows how
        mount("proc", "/proc", "proc", NOSUID | NODEV | NOEXEC, "subset=pid")
    except OSError:
        mount("proc", "/proc", "proc", NOSUID | NODEV | NOEXEC)
    found = look_up({f"/tmp/{name}": f"/tmp/{name}" for name in os.listdir("/tmp")})
    options = f"mode=700,size={scratch},nr_inodes=4096"
    mount("tmpfs", "/tmp", "tmpfs", NOSUID | NODEV, options)
    show(found, "")
    for descriptor in found.values():
        if isinstance(descriptor, int):
            os.close(descriptor)
    socket.sethostname("grader")


def drop_capabilities() -> None:
    """Give up every capability for good."""
    prctl(NO_NEW_PRIVS, 1)
    for capability in range(64):
        try:
            prctl(CAPBSET_DROP, capability)
        except OSError:  # the kernel has no more of them, or we have none to give up
            break
    call("capset", struct.pack("II", 0x20080522, 0), bytes(24))


def landlock(
    readable: list[str], writable: list[str], kept: str = "", listed: Sequence[str] = ()
) -> None:
    """Allow files to be read and executed below ``readable``, anything below ``writable``; no TCP.

    In the folder ``kept`` files can be made and written, but not removed or moved, so that all that
    is written there can be counted; of the folders in ``listed`` the names in them can be read.
    Where the kernel knows how: no signal and no abstract socket to processes outside, either.
    """
    abi = call("syscall", LANDLOCK_CREATE, None, 0, 1)
    all_files = (1 << (13 + (abi >= 2) + (abi >= 3))) - 1 | (1 << 15 if abi >= 5 else 0)
    execute, write_file, read_file, read_folder, make = 1, 2, 4, 8, 1 << 7 | 1 << 8
    rules = struct.pack("QQQ", all_files, 3 if abi >= 4 else 0, 3 if abi >= 6 else 0)
    rules = rules[: 8 if abi < 4 else 16 if abi < 6 else 24]
    ruleset = call("syscall", LANDLOCK_CREATE, rules, len(rules), 0)
    try:
        rights = {path: read_folder for path in listed}
        rights |= {path: execute | read_file | read_folder for path in readable}
        rights |= {path: all_files for path in writable}
        if kept:
            truncate = 1 << 14 if abi >= 3 else 0
            rights[kept] = execute | read_file | read_folder | write_file | make | truncate
        for path, allowed in rights.items():
            below = os.open(path, os.O_PATH | os.O_CLOEXEC)
            if not stat.S_ISDIR(os.fstat(below).st_mode):
                allowed &= execute | write_file | read_file
            rule = struct.pack("=Qi", allowed, below)
            call("syscall", LANDLOCK_ADD, ruleset, 1, rule, 0)
            os.close(below)
        call("syscall", LANDLOCK_RESTRICT, ruleset, 0)
    finally:
        os.close(ruleset)


def seccomp(program: bytes) -> None:
    """Allow only the system calls that a BPF program lets through."""
    buffer = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer))
    filter_mode = 2
    call("prctl", SECCOMP, filter_mode, header, 0, 0)


def limits(memory: int, cpu_seconds: int, processes: int) -> None:
    """Limit this process; memory is counted from what Python and torch use already."""
    with open("/proc/self/statm") as statm:
        used = int(statm.read().split()[0]) * resource.getpagesize()
    wanted = {
        resource.RLIMIT_AS: used + memory,
        resource.RLIMIT_CPU: cpu_seconds,
        resource.RLIMIT_FSIZE: 64 * 2**20,
        resource.RLIMIT_NOFILE: 128,
        resource.RLIMIT_NPROC: processes,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_SIGPENDING: 256,  # timers that a program makes count, too
    }
    for which, value in wanted.items():
        hard = resource.getrlimit(which)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(which, (value, value))
