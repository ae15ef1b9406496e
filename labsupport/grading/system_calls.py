"""Which system calls a submission may make, as a seccomp program.

Numerical Python needs files, memory, threads and time. Whatever is not named here fails with
EPERM: sockets, mounts, namespaces, tracing, keys, io_uring, userfaultfd, bpf, and what comes new.
"""

import base64
import contextlib
import errno
import functools
import tempfile
from collections.abc import Iterable

FILES = """
read write readv writev pread64 pwrite64 preadv pwritev creat close close_range stat fstat lstat
newfstatat statx statfs fstatfs access faccessat faccessat2 readlink readlinkat getcwd chdir fchdir
mkdir mkdirat chmod fchmod fchmodat fchmodat2 utime utimes utimensat futimesat truncate ftruncate
fallocate fsync fdatasync lseek getdents getdents64 umask dup dup2 dup3 pipe copy_file_range
sendfile
"""
OPENING = {"open": 1, "openat": 2}  # which argument has the flags
UNNAMED = 0o20000000  # __O_TMPFILE
# Only in a /tmp of its own: elsewhere all that is written is counted, by its names.
REMOVING = "unlink unlinkat rmdir rename renameat renameat2 link linkat symlink symlinkat"
# No locks, leases, signals or seals: other workers open the same files.
FCNTLS = (0, 1, 2, 3, 4, 1030, 1032)  # F_DUPFD, F_GETFD … F_SETFL, F_DUPFD_CLOEXEC, F_GETPIPE_SZ
MEMORY = "mmap mprotect munmap mremap msync brk"
# What allocators say; nothing that moves pages of files, or tells where they are.
ADVICE = (4, 8, 14, 15, 16, 17, 102, 103)  # DONTNEED, FREE, (NO)HUGEPAGE, (DO|DONT)DUMP, GUARD_…
PROCESS = """
futex futex_waitv membarrier rseq set_robust_list get_robust_list set_tid_address arch_prctl
exit exit_group wait4 waitid getpid getppid gettid getuid geteuid getgid getegid getresuid getresgid
getgroups getpgrp getpgid getsid setsid setpgid uname sysinfo getrlimit setrlimit
getrusage capget sched_yield sched_getaffinity sched_getparam sched_getscheduler
sched_get_priority_max sched_get_priority_min getpriority getcpu getrandom times restart_syscall
rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait rt_sigsuspend sigaltstack
pause
"""
TIME = """
alarm getitimer setitimer nanosleep clock_nanosleep clock_gettime clock_getres gettimeofday time
timer_create timer_settime timer_gettime timer_getoverrun timer_delete
timerfd_create timerfd_settime timerfd_gettime
"""
OWN = ("prlimit64", "sched_setaffinity")  # of this process, not of others that the user may have
WAITING = """
poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2
eventfd eventfd2 signalfd signalfd4 shutdown getsockname getpeername
"""
# A pair of connected streams is how asyncio wakes itself up. Nothing can be connected elsewhere (a
# pair of datagrams could send to any address), no descriptors are sent, and no bytes out of band.
STREAM, PLAIN = 1, 0o2004000  # O_NONBLOCK and O_CLOEXEC; for sockets, they are the same
SENDING = 0x4040  # MSG_NOSIGNAL, MSG_DONTWAIT
RECEIVING = 0x4162  # these, MSG_PEEK, MSG_TRUNC, MSG_WAITALL
SOL_SOCKET, OPTIONS = 1, (3, 4, 7, 8, 38, 39)  # type, error, sizes of buffers, protocol, domain
# Only where other processes cannot be seen, in a pid namespace of its own.
PROCESSES = "fork vfork execve kill tkill tgkill rt_sigqueueinfo rt_tgsigqueueinfo"

# What it takes to read and unpack files that are open already, and Python's own.
READING = """
read readv pread64 lseek write writev close open openat fstat stat lstat newfstatat statx access
readlink readlinkat getcwd getdents64 mmap mprotect munmap mremap madvise brk futex rseq
set_robust_list exit exit_group getpid gettid getuid geteuid getgid getegid getrusage getrlimit
setrlimit sched_yield sched_getaffinity getrandom rt_sigaction rt_sigprocmask rt_sigreturn
sigaltstack poll ppoll select pselect6 clock_gettime clock_getres gettimeofday time nanosleep
clock_nanosleep restart_syscall uname sysinfo fcntl dup
"""

IOCTLS = (
    0x5401,
    0x5413,
    0x541B,
    0x5421,
    0x5450,
    0x5451,
)  # TCGETS, size, FIONREAD, FIONBIO, CLOEXEC
PRCTLS = (15, 16, 23, 0x53564D41)  # names, reading the capability bounding set, naming memory
NEW_NAMESPACES = 0x7E020080  # every CLONE_NEW… flag
THREAD = 0x10000
UNIX = 1
WORD = 0xFFFFFFFF


def seccomp_program(apart: bool) -> str:
    """The filter in base64, or "" where libseccomp is missing.

    Args:
        apart: whether a submission has a pid namespace of its own, and may start processes.
    """
    try:
        from pyseccomp import ALLOW, EQ, ERRNO, MASKED_EQ, Arg, SyscallFilter
    except (ImportError, OSError, RuntimeError):  # no Linux, or no libseccomp
        return ""
    allowed = SyscallFilter(ERRNO(errno.EPERM))

    def rule(action: int, name: str, *conditions: object) -> None:
        with contextlib.suppress(OSError, ValueError):  # this machine has no such call
            allowed.add_rule(action, name, *conditions)

    for name in " ".join((FILES, MEMORY, PROCESS, TIME, WAITING)).split():
        rule(ALLOW, name)
    # The flags of clone3 lie in memory, where no filter reads them; libc falls back to clone.
    rule(ERRNO(errno.ENOSYS), "clone3")

    def only(position: int, flags: int) -> object:
        """No other bits than these in an argument of 32 bits."""
        return Arg(position, MASKED_EQ, WORD & ~flags, 0)

    def one_of(name: str, position: int, values: Iterable[int], *conditions: object) -> None:
        for value in values:
            rule(ALLOW, name, Arg(position, MASKED_EQ, WORD, value), *conditions)

    if apart:
        for name in " ".join((PROCESSES, REMOVING)).split():
            rule(ALLOW, name)
        rule(ALLOW, "clone", Arg(0, MASKED_EQ, NEW_NAMESPACES, 0))
    else:
        rule(ALLOW, "clone", Arg(0, MASKED_EQ, THREAD, THREAD))
    for name, position in OPENING.items():
        rule(ALLOW, name, *([] if apart else [only(position, WORD & ~UNNAMED)]))
    one_of("fcntl", 1, FCNTLS)
    one_of("madvise", 2, ADVICE)
    one_of("ioctl", 1, IOCTLS)
    one_of("prctl", 0, PRCTLS)
    for name in OWN:
        one_of(name, 0, [0])
    for name in ("preadv2", "pwritev2"):
        rule(ALLOW, name, only(5, 0))
    one_of("socketpair", 0, [UNIX], Arg(1, MASKED_EQ, WORD & ~PLAIN, STREAM))
    rule(ALLOW, "pipe2", only(1, PLAIN))  # no pipe of the kernel's notifications
    rule(ALLOW, "sendto", only(3, SENDING), Arg(4, EQ, 0))
    rule(ALLOW, "recvfrom", only(3, RECEIVING))
    one_of("getsockopt", 2, OPTIONS, Arg(1, MASKED_EQ, WORD, SOL_SOCKET))
    with tempfile.TemporaryFile() as file:
        allowed.export_bpf(file)
        file.seek(0)
        return base64.b64encode(file.read()).decode()


@functools.cache
def reading_program() -> str:
    """The filter of a process that only reads (`walled`), in base64, or "" as above."""
    try:
        from pyseccomp import ALLOW, EQ, ERRNO, MASKED_EQ, Arg, SyscallFilter
    except (ImportError, OSError, RuntimeError):
        return ""
    allowed = SyscallFilter(ERRNO(errno.EPERM))
    for name in READING.split():
        with contextlib.suppress(OSError, ValueError):  # this machine has no such call
            allowed.add_rule(ALLOW, name)
    allowed.add_rule(ALLOW, "prlimit64", Arg(0, EQ, 0))  # its own limits
    for number in IOCTLS:
        allowed.add_rule(ALLOW, "ioctl", Arg(1, MASKED_EQ, 0xFFFFFFFF, number))
    with tempfile.TemporaryFile() as file:
        allowed.export_bpf(file)
        file.seek(0)
        return base64.b64encode(file.read()).decode()
