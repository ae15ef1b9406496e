"""Every solved lab, run with Colab's versions after the lab's own first cell.

``python -m labsupport colab`` makes a virtual environment with what ``colab.txt`` lists, and runs
each solved lab in it from top to bottom. The environment has no `labsupport` at the beginning: as
in Colab the first cell of a lab installs it, here from the last commit of this checkout.
"""

import hashlib
import os
import subprocess
import tempfile
import time
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from labsupport import files
from labsupport.book import notebooks
from labsupport.errors import InputError

PYTHON = (3, 13)
CELL_SECONDS = 600
# Of the environment that this runs in; a kernel in Colab has none of them.
OURS = ("PYTHON", "JUPYTER", "IPYTHON", "VIRTUAL_ENV", "PIP_REQUIRE_VIRTUALENV")


def run(
    root: Path, folder: Path, slugs: list[str] | None = None, python: str = "python3.13"
) -> list[str]:
    """Run the solved labs; prints a line for each, and returns the names of those that fail.

    Args:
        root: the course's folder.
        folder: gets the environment and, for each lab, the executed notebook and what it printed.
        slugs: the labs; by default all.
        python: a Python of Colab's version.

    Raises:
        InputError: there is no such lab, Python or package; nothing has been run.
    """
    labs = {slug: solved(root, slug) for slug in slugs or notebooks.slugs(root)}
    interpreter = environment(root / "colab.txt", folder / "environment", python)
    # What a run before has left: the first cell is to do its work again.
    call([str(interpreter), "-m", "pip", "uninstall", "-y", "-q", "labsupport", "lark"])
    failed = []
    for slug, lab in labs.items():
        start = time.monotonic()
        why = execute(interpreter, lab, folder / f"{slug}.ipynb")
        print(
            f"{slug:26}{'fails' if why else 'runs':6}{time.monotonic() - start:5.0f} s", flush=True
        )
        files.write(folder / f"{slug}.log", why)
        if why:
            print(why[-2000:], flush=True)
            failed.append(slug)
    return failed


def solved(root: Path, slug: str) -> NotebookNode:
    """The solved lab as Colab gets it; its first cell installs from this checkout."""
    text = notebooks.lab_text(root, slug, address=root.resolve().as_uri())
    return notebooks.solve(notebooks.loads(text), notebooks.solutions_text(root, slug))


def environment(wanted: Path, folder: Path, python: str) -> Path:
    """The interpreter of an environment with the wanted packages, which is made if need be."""
    tell = "import sys; print(*sys.version_info[:2])"
    try:
        version = call([python, "-c", tell]).stdout.split()
    except OSError:
        version = []
    if version != [str(part) for part in PYTHON]:
        raise InputError(
            f"Colab has Python {'.'.join(map(str, PYTHON))}, and {python} is none that runs here: "
            "install it, or say where it is (--python)"
        )
    interpreter, mark = folder / "bin/python", folder / "installed"
    digest = hashlib.sha256(wanted.read_bytes()).hexdigest()
    if mark.is_file() and mark.read_text("utf-8") == digest:
        return interpreter
    print(f"installing what {wanted.name} lists (several gigabytes)", flush=True)
    for command in (
        [python, "-m", "venv", "--clear", str(folder)],
        [str(interpreter), "-m", "pip", "install", "-q", "-r", str(wanted)],
    ):
        done = call(command)
        if done.returncode:
            raise InputError(f"{' '.join(command)} fails: {done.stderr.strip()[-1000:]}")
    files.write(mark, digest)
    return interpreter


def execute(interpreter: Path, lab: NotebookNode, output: Path) -> str:
    """Run a notebook by an environment's own Jupyter, elsewhere; why it failed, or nothing."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place, "lab.ipynb")
        nbformat.write(lab, path)
        done = call(
            [
                *(str(interpreter), "-m", "jupyter", "execute", "--inplace"),
                *("--kernel_name=python3", f"--timeout={CELL_SECONDS}", str(path)),
            ],
            cwd=place,
        )
        if done.returncode:
            return done.stderr
        files.write(output, path.read_text("utf-8"))
    executed = nbformat.read(output, as_version=4).metadata.language_info.version
    wanted = [str(part) for part in PYTHON]
    return "" if executed.split(".")[:2] == wanted else f"it ran on Python {executed}"


def call(command: list[str], cwd: str | None = None) -> "subprocess.CompletedProcess[str]":
    """Run a command that knows nothing of our own environment; whoever calls checks its status."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, env=own)
