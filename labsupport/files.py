"""Files that are seen whole or not at all: written beside their place, then moved there."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from labsupport.errors import InputError


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A new file in the folder of ``path``, to be filled: moved to ``path`` if all goes well.

    Folders that are missing are made. Raises OSError where that, or the move, is not possible.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{uuid4().hex}.partial")  # no longer than a name may be
    try:
        temporary.touch()
        yield temporary
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def write(path: str | Path, content: str | bytes) -> None:
    """Replace a file at once, so that no reader ever sees half of it; its folder is made."""
    try:
        with beside(Path(path)) as temporary:
            temporary.write_bytes(content.encode() if isinstance(content, str) else content)
    except OSError as error:
        raise cannot_write(path, error) from error


def check_writable(path: str | Path) -> None:
    """Find out before the work, not after it, that a file cannot be written; nothing is made."""
    try:
        if os.path.isdir(path):
            raise IsADirectoryError(0, "it is a folder")
        folder = Path(path).absolute().parent
        while not os.path.lexists(folder):  # what is missing will be made when it is needed
            folder = folder.parent
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise cannot_write(path, error) from error


def cannot_write(path: str | Path, error: OSError) -> InputError:
    """What the user is told."""
    return InputError(f"{path} cannot be written ({error.strerror}): name another place")
