"""Which system calls a submission may make, as a seccomp program.

Numerical Python needs files, memory, threads and time. Whatever is not named here fails with
EPERM: sockets, mounts, namespaces, tracing, keys, io_uring, userfaultfd, bpf, and what comes new.
"""

import base64
import contextlib
import errno
import functools
import tempfile

FILES = """
read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 open openat openat2 creat
close close_range stat fstat lstat newfstatat statx statfs fstatfs access faccessat faccessat2
readlink readlinkat getcwd chdir fchdir mkdir mkdirat rmdir unlink unlinkat rename renameat
renameat2 link linkat symlink symlinkat chmod fchmod fchmodat fchmodat2 utime utimes utimensat
futimesat truncate ftruncate fallocate fadvise64 fsync fdatasync sync_file_range lseek getdents
getdents64 umask fcntl flock dup dup2 dup3 pipe pipe2 copy_file_range sendfile
"""
MEMORY = "mmap mprotect munmap mremap madvise msync mincore mlock munlock brk"
PROCESS = """
futex futex_waitv membarrier rseq set_robust_list get_robust_list set_tid_address arch_prctl
exit exit_group wait4 waitid getpid getppid gettid getuid geteuid getgid getegid getresuid getresgid
getgroups getpgrp getpgid getsid setsid setpgid uname sysinfo prlimit64 getrlimit setrlimit
getrusage capget sched_yield sched_getaffinity sched_setaffinity sched_getparam sched_getscheduler
sched_get_priority_max sched_get_priority_min getpriority getcpu getrandom times restart_syscall
rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait rt_sigsuspend sigaltstack
pause
"""
TIME = """
alarm getitimer setitimer nanosleep clock_nanosleep clock_gettime clock_getres gettimeofday time
timer_create timer_settime timer_gettime timer_getoverrun timer_delete
timerfd_create timerfd_settime timerfd_gettime
"""
# A pair of connected sockets is how asyncio wakes itself up; nothing can be connected elsewhere.
WAITING = """
poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2
eventfd eventfd2 signalfd signalfd4 sendto recvfrom sendmsg recvmsg shutdown getsockopt setsockopt
getsockname getpeername
"""
# Only where other processes cannot be seen, in a pid namespace of its own.
PROCESSES = "fork vfork execve kill tkill tgkill rt_sigqueueinfo rt_tgsigqueueinfo pidfd_open"

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
    if apart:
        for name in PROCESSES.split():
            rule(ALLOW, name)
        rule(ALLOW, "clone", Arg(0, MASKED_EQ, NEW_NAMESPACES, 0))
    else:
        rule(ALLOW, "clone", Arg(0, MASKED_EQ, THREAD, THREAD))
    for number in IOCTLS:
        rule(ALLOW, "ioctl", Arg(1, MASKED_EQ, 0xFFFFFFFF, number))
    for number in PRCTLS:
        rule(ALLOW, "prctl", Arg(0, MASKED_EQ, 0xFFFFFFFF, number))
    rule(ALLOW, "socketpair", Arg(0, EQ, UNIX))
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
