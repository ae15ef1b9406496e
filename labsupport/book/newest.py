"""The book built without Jupyter Book, by Sphinx, MyST-NB and the theme at their newest versions.

``make newest``. Jupyter Book 1 pins Sphinx 7; this shows, and keeps, that the book could do without
it. The packages are installed into an environment of their own, in which everything else (PyTorch,
Matplotlib, ...) is that of the environment that this runs in.
"""

import os
import shutil
import subprocess
import sysconfig
import venv
from pathlib import Path

from labsupport.errors import InputError

PACKAGES = (
    *("sphinx", "myst-nb", "sphinx-book-theme", "sphinxcontrib-bibtex", "sphinx-proof"),
    *("sphinxext-opengraph", "sphinx-design", "sphinx-togglebutton"),
    *("sphinx-copybutton", "sphinx-external-toc", "sphinx-multitoc-numbering", "linkify-it-py"),
)


def build(root: Path, folder: Path) -> Path:
    """Build the last commit of a checkout, warnings as errors; the folder of the site.

    Args:
        root: the course's folder.
        folder: gets the environment, the sources and the site.

    Raises:
        InputError: a package cannot be installed, or the book does not build.
    """
    folder = folder.resolve()  # commands run in other folders
    environment, source, site = folder / "environment", folder / "source", folder / "html"
    for old in (environment, source, site):
        shutil.rmtree(old, ignore_errors=True)
    venv.create(environment, with_pip=True)
    python = str(environment / "bin" / "python")
    print("installing", *PACKAGES, flush=True)
    call([python, "-m", "pip", "install", "-q", "--upgrade", *PACKAGES], folder)
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(environment)}))
    (packages / "others.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    call(["git", "clone", "-q", str(root.resolve()), str(source)], folder)
    print(call([python, "-m", "pip", "list", "--path", str(packages)], folder), flush=True)
    # Its own labsupport, in kernels too: one that is installed editable is on no path of theirs.
    command = [python, "-m", "sphinx", "-W", "-n", "--keep-going", "-c", "labsupport/book/plain"]
    call([*command, ".", str(site)], source, PYTHONPATH=str(source))
    return site


def call(command: list[str], folder: Path, **variables: str) -> str:
    """What a command prints; InputError with the end of it if it fails.

    Args:
        command: its words.
        folder: where it runs.
        variables: of its environment, beside ours.
    """
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise InputError(f"{' '.join(command)} fails: {done.stdout.strip()[-3000:]}")
    return done.stdout
