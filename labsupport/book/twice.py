"""Builds the site of the last commit twice from nothing, and compares: ``make twice``.

Both have to be the same but for dates and for the seconds that something took, which pages print.
"""

import re
import shutil
import sys
from itertools import zip_longest
from pathlib import Path

from labsupport.book.newest import call
from labsupport.errors import InputError

# Dates and measured times, with what else is on their way in a table of times.
TIMES = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?|[\d.,]+(?= (?:s|ms|seconds?)\b)")


def build(root: Path, folder: Path) -> list[str]:
    """Build twice; what differs, a sentence for each page.

    Args:
        root: the course's folder.
        folder: gets the two copies and their sites.

    Raises:
        InputError: the book does not build.
    """
    command = shutil.which("jupyter-book", path=str(Path(sys.executable).parent))
    if command is None:
        raise InputError("jupyter-book is not installed beside this Python: run make")
    sites = []
    for name in ("first", "second"):
        source = folder / name
        shutil.rmtree(source, ignore_errors=True)
        call(["git", "clone", "-q", str(root.resolve()), str(source)], root)
        print(f"building the {name} time", flush=True)
        here = str(source.resolve())  # kernels take their labsupport from there, too
        call([command, "build", ".", "-W", "-n", "--keep-going"], source, PYTHONPATH=here)
        sites.append(source / "_build" / "html")
    return differences(*sites)


def differences(one: Path, other: Path) -> list[str]:
    """The pages of two sites that differ in more than times, each with its first such line."""
    found = []
    for name in sorted({str(p.relative_to(s)) for s in (one, other) for p in s.rglob("*.html")}):
        if not ((one / name).is_file() and (other / name).is_file()):
            found.append(f"{name} is in one of them only")
            continue
        lines = [
            TIMES.sub("…", (site / name).read_text("utf-8")).split("\n") for site in (one, other)
        ]
        for number, (first, second) in enumerate(zip_longest(*lines, fillvalue=""), 1):
            if first != second:
                found.append(
                    f"{name}, line {number}: {first.strip()[:200]} | {second.strip()[:200]}"
                )
                break
    return found
