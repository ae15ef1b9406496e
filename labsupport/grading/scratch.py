"""The folder in which a submission may write, where it has no /tmp of its own."""

import contextlib
import itertools
import os
import stat
import time

BYTES = 64 * 2**20  # of a private /tmp as well
FILES = 4096
DEPTH = 100  # of folders in folders
WIDTH = 500  # folders whose content is not counted yet, each of which is held open


def is_full(folder: str) -> bool:
    """Whether more is in it than there may be, or something that cannot be counted.

    That is what lies deeper than `DEPTH`, and what is in a folder that was shut.
    """
    count, used = 0, 0
    try:
        waiting = [(opened_as_it_is(folder), 0)]
    except OSError:
        return True
    try:
        while waiting:
            descriptor, depth = waiting.pop()
            try:
                with os.scandir(descriptor) as entries:
                    for entry in itertools.islice(entries, FILES + 1):
                        count += 1
                        with contextlib.suppress(FileNotFoundError):  # it is gone already
                            used += entry.stat(follow_symlinks=False).st_blocks * 512
                            if entry.is_dir(follow_symlinks=False):
                                # By names alone: no call takes the path of many folders.
                                waiting.append((opened_as_it_is(entry.name, descriptor), depth + 1))
                        if depth >= DEPTH or len(waiting) > WIDTH or count > FILES:
                            return True
            finally:
                os.close(descriptor)
    except OSError:
        return True  # it was shut, or changes too fast to be counted
    finally:
        for descriptor, _ in waiting:
            os.close(descriptor)
    return count > FILES or used > BYTES


def remove(folder: str) -> None:
    """Remove a folder that may hold folders in folders, however many."""
    top = opened(folder)
    mark = f"{os.getpid()}-{time.monotonic_ns()}-"  # nobody has a name that begins so
    number = itertools.count()
    try:
        while names := os.listdir(top):
            for name in names:
                if not stat.S_ISDIR(os.lstat(name, dir_fd=top).st_mode):
                    os.unlink(name, dir_fd=top)
                    continue
                inner = opened(name, top)
                for each in os.listdir(inner):
                    if stat.S_ISDIR(os.lstat(each, dir_fd=inner).st_mode):
                        # Nothing recurses: what is in it comes to lie beside it.
                        os.close(opened(each, inner))
                        unused = f"{mark}{next(number)}"
                        os.rename(each, unused, src_dir_fd=inner, dst_dir_fd=top)
                    else:
                        os.unlink(each, dir_fd=inner)
                os.close(inner)
                os.rmdir(name, dir_fd=top)
    finally:
        os.close(top)
    os.rmdir(folder)


def opened(name: str, folder: int | None = None) -> int:
    """A descriptor of a folder, whose owner we are, or root."""
    os.chmod(name, 0o700, dir_fd=folder)
    return opened_as_it_is(name, folder)


def opened_as_it_is(name: str, folder: int | None = None) -> int:
    """A descriptor of a folder that can be read."""
    return os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
