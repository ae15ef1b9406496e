"""The reader that shows a lab on the site: the student's cells above the solved outputs.

Sphinx hands it the text of ``lab.ipynb``. It solves the lab, executes the solved notebook and puts
the outputs, and only the outputs, under the student's cells. The source of a solution is never part
of what it returns, unless the edition is that for self-study.
"""

import hashlib
import json
import tempfile
from pathlib import Path

import nbformat
from filelock import FileLock
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from sphinx.errors import SphinxError

from labsupport import files
from labsupport.book import editions, kernels, notebooks
from labsupport.errors import InputError

CELL_SECONDS = 300  # the longest that one cell of a lab may take while the site is built
KEPT = ("stdout",)  # stderr holds progress bars
# A widget is blank without a kernel and asks a host on the Internet for its code.
DROPPED = "application/vnd.jupyter.widget-view+json"


class LabError(SphinxError):
    """A lab that cannot be shown; Sphinx prints the sentence and fails."""

    category = "Lab"


def read(text: str, root: str = ".", edition: str = "course") -> NotebookNode:
    """Return the student's notebook with the outputs of the solved one, not to be executed again.

    Args:
        text: the text of ``lab.ipynb``.
        root: the course's folder.
        edition: one of `editions.EDITIONS`; the self-study edition has the solutions, folded.
    """
    lab = notebooks.loads(text)
    slug = lab.metadata.pop("lab", None)
    if slug is None:
        raise LabError("A notebook of the book was not made by 'python -m labsupport pair'.")
    outputs = {cell.id: cell.get("outputs", []) for cell in executed(Path(root), slug, text).cells}
    for cell in lab.cells:
        if cell.cell_type == "code":
            cell.outputs = [_plain(each) for each in outputs[cell.id] if _is_shown(each)]
    if edition == "self-study":
        try:
            lab = editions.with_solutions(lab, Path(root), slug)
        except InputError as error:
            raise LabError(str(error)) from error
    lab.metadata["mystnb"] = {"execution_mode": "off"}
    return lab


def executed(root: Path, slug: str, text: str) -> NotebookNode:
    """Return the executed solution of a lab, from ``_build/.labs`` if nothing changed.

    The site and the tests read the same execution; of those that ask at the same time, one executes
    and the others wait.
    """
    cached = root / "_build" / ".labs" / f"{slug}-{lab_digest(root, slug, text)}.ipynb"
    cached.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(cached.parent / f"{slug}.lock"):
        if not cached.is_file():
            done = execute_solved(root, slug, text)
            for old in cached.parent.glob(f"{slug}-*.ipynb"):
                old.unlink(missing_ok=True)
            files.write(cached, nbformat.writes(done))
    return nbformat.read(cached, as_version=4)


def execute_solved(root: Path, slug: str, text: str) -> NotebookNode:
    """Execute the solution of a lab, up to the first cell that fails."""
    notebook, name = solved(root, slug, text), f"{slug}/lab"
    with tempfile.TemporaryDirectory() as folder:
        try:
            # Every warning is in the outputs: the site drops stderr, a test wants it empty.
            return kernels.execute(
                notebook, root, name, Path(folder), CELL_SECONDS, PYTHONWARNINGS="default"
            )
        except (CellExecutionError, TimeoutError) as error:
            raise LabError(f"The solved lab '{slug}' fails: {error}") from error


def lab_digest(root: Path, slug: str, text: str) -> str:
    """Return a digest of all that the outputs of a lab depend on."""
    sources = [[cell.id, cell.source] for cell in solved(root, slug, text).cells]
    return hashlib.sha256((json.dumps(sources) + kernels.code_digest()).encode()).hexdigest()[:16]


def solved(root: Path, slug: str, text: str) -> NotebookNode:
    """Return a lab with its solutions, not executed."""
    try:
        return notebooks.solve(notebooks.loads(text), notebooks.solutions_text(root, slug))
    except InputError as error:
        raise LabError(str(error)) from error


def _is_shown(output: NotebookNode) -> bool:
    return output.output_type != "stream" or output.name in KEPT


def _plain(output: NotebookNode) -> NotebookNode:
    output.get("data", {}).pop(DROPPED, None)
    return output
