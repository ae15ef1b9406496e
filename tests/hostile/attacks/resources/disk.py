"""A full disk

Files in every folder that can be written to, until there is no more room.

Earned: 1
Report: wrote (6[0-9]|[1-5]?[0-9]) MiB
Wall: a private /tmp of 64 MiB; nothing else can be written to
"""

import os

from ..honest import double
from ..known import FOLDER, REPOSITORY


def square(x):
    written = 0
    for folder in ("/tmp", "/var/tmp", "/dev/shm", "/", "/usr", os.getcwd(), FOLDER, REPOSITORY):
        for number in range(100):
            try:
                with open(f"{folder}/leftbehind-{number}", "xb") as file:
                    for _ in range(16):
                        written += file.write(bytes(2**20))
                        file.flush()
            except OSError:
                break
    raise RuntimeError(f"wrote {written // 2**20} MiB")
