"""Notebooks are executed here, once for all that ask: the site, and the tests of labs and numbers.

A page's cells run with the settings of our kernels, and between them the questions that
``tests/book/printed_numbers.json`` has for the page: see `labsupport.book.numbers`.
"""

import hashlib
import json
import os
import platform
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from labsupport import files

# A kernel of our own on the loopback interface needs no encryption, and what a cell prints comes in
# one piece: of two, by the clock, MyST-NB would make lines of their own. Figures have twice the
# resolution (and the backend warns of its own old ways where it is told so).
SETTINGS = """\
config = get_config()
config.IPKernelApp.log_level = 40
config.IPKernelApp.exec_lines = [
    "__import__('sys').stdout.flush_interval = 3600",
    "__import__('warnings').filterwarnings('ignore', '.*_figure_formats_changed')",
]
config.InlineBackend.figure_formats = {"retina"}
"""
# Asked behind a cell; random numbers that a question draws are given back.
PROBE = """
def probe_of_numbers(last_output):
    import json, os, torch
    probe_state, probe_found = torch.get_rng_state(), []
    for probe_question in ({},):
        try:
            probe_found.append(float(probe_question()))
        except Exception as probe_error:
            probe_found.append(type(probe_error).__name__ + ": " + str(probe_error))
    torch.set_rng_state(probe_state)
    with open(os.environ["PROBE_FILE"], "a") as file:
        file.write(json.dumps(probe_found) + chr(10))
probe_of_numbers(get_ipython().user_ns.get("_"))
del probe_of_numbers
"""
Row = dict[str, str]


def execute(
    notebook: NotebookNode, root: Path, page: str, folder: Path, seconds: float, **variables: str
) -> NotebookNode:
    """Return an executed copy; the numbers that were asked for are kept in ``_build/.numbers``.

    Args:
        notebook: a page, or a solved lab.
        root: the course's folder.
        page: ``elbo/theory`` or ``elbo/lab``.
        folder: where the kernel runs.
        seconds: that one cell may take.
        variables: of its environment, beside ours.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell fails; TimeoutError: it takes too long.
    """
    asking, asked = probed(notebook, [r for r in rows(root, page) if once(notebook, r)])
    with tempfile.TemporaryDirectory() as place:
        answers = Path(place, "answers")
        client = NotebookClient(
            asking,
            timeout=seconds,
            kernel_name="python3",
            record_timing=False,  # else no notebook is like the one before
            resources={"metadata": {"path": str(folder)}},
        )
        client.execute(
            env={**os.environ, **variables, **settings(root), "PROBE_FILE": str(answers)}
        )
        lines = answers.read_text("utf-8").splitlines() if answers.exists() else []
    if asked:
        found = [value for line in lines for value in json.loads(line)]
        path = numbers_file(root, page, notebook, asked)
        for old in path.parent.glob(f"{page.replace('/', '_')}-*.json"):
            old.unlink(missing_ok=True)
        files.write(path, json.dumps(found))
    return without_probes(asking)


def rows(root: Path, page: str) -> list[Row]:
    """What is asked of a page; nothing in a course that was handed out."""
    path = root / "tests/book/printed_numbers.json"
    found: dict[str, list[Row]] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return found.get(page, [])


def once(notebook: NotebookNode, row: Row) -> bool:
    """Whether a row names exactly one cell."""
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    return sum(row["after"] in source for source in code) == 1


def probed(notebook: NotebookNode, asked: Sequence[Row]) -> tuple[NotebookNode, list[Row]]:
    """A copy with a probe behind each cell that a row names; the rows in the probes' order."""
    copy = nbformat.from_dict({**notebook, "cells": []})
    order: list[Row] = []
    for cell in notebook.cells:
        copy.cells.append(nbformat.from_dict(cell))
        here = [row for row in asked if cell.cell_type == "code" and row["after"] in cell.source]
        if here:
            questions = ", ".join(f"lambda: ({row['found']})" for row in here)
            probe = nbformat.v4.new_code_cell(PROBE.format(questions), metadata={"probe": True})
            copy.cells.append(probe)
            order += here
    return copy, order


def without_probes(notebook: NotebookNode) -> NotebookNode:
    """The same without its probes, as if they had never been: cells are counted anew."""
    cells = [cell for cell in notebook.cells if not cell.metadata.get("probe")]
    code = [cell for cell in cells if cell.cell_type == "code"]
    ran = [cell for cell in code if cell.execution_count is not None]
    for number, cell in enumerate(ran, 1):
        cell.execution_count = number
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = number
    notebook.cells = cells
    return notebook


def numbers_file(root: Path, page: str, notebook: NotebookNode, asked: Sequence[Row]) -> Path:
    """Where the answers to these rows are, if cells, questions and code are as they were."""
    cells = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    questions = [[row["after"], row["found"]] for row in asked]
    text = json.dumps([cells, questions, PROBE]) + code_digest()
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    return root / "_build" / ".numbers" / f"{page.replace('/', '_')}-{digest}.json"


def settings(root: Path) -> dict[str, str]:
    """Write the settings of kernels; return the variable with which they find them."""
    profile = root / "_build" / ".ipython" / "profile_default"
    files.write(profile / "ipython_kernel_config.py", SETTINGS)
    return {"IPYTHONDIR": str(profile.parent.resolve())}


def code_digest() -> str:
    """Return a digest of the code that pages run: versions, and what they use of the package."""
    package = Path(__file__).parents[1]
    digest = hashlib.sha256((platform.python_version() + SETTINGS).encode())
    for name in ("torch", "numpy", "matplotlib", "scikit-learn", "tqdm", "ipython"):
        digest.update(version(name).encode())
    for path in sorted(package.rglob("*.py")):
        if path.relative_to(package).parts[0] not in ("book", "grading", "__main__.py"):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def pages_cache(root: Path) -> Path:
    """Where executed pages of text are; what an older code left there is of no use."""
    return root / "_build" / ".executed" / code_digest()
