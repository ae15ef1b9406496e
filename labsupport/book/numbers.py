"""Numbers that a page prints in its text, and what its cells found.

A row says where a number stands and how the page's own code gives it::

    {"says": "rises to about 1.2 nats", "after": "rho = torch.linspace", "number": "1.2",
     "found": "figure.axes[0].lines[0].get_ydata()[-1]"}

``after`` is a piece of the code of one cell; ``found`` is Python that is evaluated after that cell,
where ``last_output`` is what a cell showed last; random numbers that it draws are given back. A row
without ``number`` is a statement: what ``found`` gives must be true. A number agrees if it is what
was found, rounded to the digits that are printed; ``within`` allows more, for what is read off a
figure.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import jupytext
import nbformat
from filelock import FileLock
from nbclient import NotebookClient
from nbformat import NotebookNode

from labsupport import files
from labsupport.book import notebooks, reader

PROBE = """
def probe_of_numbers(last_output):
    import json, os, torch
    probe_state = torch.get_rng_state()
    probe_found = [float(each) for each in ({},)]
    torch.set_rng_state(probe_state)
    with open(os.environ["PROBE_FILE"], "a") as file:
        file.write(json.dumps(probe_found) + chr(10))
probe_of_numbers(get_ipython().user_ns.get("_"))
del probe_of_numbers
"""
Row = dict[str, str]


def page_notebook(root: Path, page: str) -> NotebookNode:
    """The cells of ``elbo/theory`` or, with the solutions put in, of ``elbo/lab``."""
    slug, kind = page.split("/")
    if kind == "lab":
        lab = notebooks.loads(notebooks.lab_text(root, slug))
        return notebooks.solve(lab, notebooks.solutions_text(root, slug))
    text = (root / "chapters" / f"{page}.md").read_text(encoding="utf-8")
    return jupytext.reads(text, fmt="md:myst")


def probed(notebook: NotebookNode, rows: Sequence[Row]) -> tuple[NotebookNode, list[Row]]:
    """The code cells, with a probe after each that a row names; the rows in the probes' order."""
    cells, asked = [], []
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cells.append(cell)
        here = [row for row in rows if row["after"] in cell.source]
        if here:
            found = ", ".join(f"({row['found']})" for row in here)
            cells.append(nbformat.v4.new_code_cell(PROBE.format(found)))
            asked += here
    for row in rows:
        if sum(each is row for each in asked) != 1:
            raise ValueError(f"not exactly one cell has {row['after']!r}")
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=notebook.metadata)
    return notebook, asked


def found(root: Path, page: str, rows: Sequence[Row]) -> list[tuple[Row, float]]:
    """What the cells of a page found, from ``_build/.numbers`` if nothing changed."""
    notebook, asked = probed(page_notebook(root, page), rows)
    text = json.dumps([cell.source for cell in notebook.cells]) + reader.code_digest()
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    name = page.replace("/", "_")
    cached = root / "_build" / ".numbers" / f"{name}-{digest}.json"
    cached.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(cached.parent / f"{name}.lock"):
        if not cached.is_file():
            values = _execute(notebook, root / "chapters" / page.split("/")[0])
            for old in cached.parent.glob(f"{name}-*.json"):
                old.unlink(missing_ok=True)
            files.write(cached, json.dumps(values))
    values = json.loads(cached.read_text(encoding="utf-8"))
    return list(zip(asked, values, strict=True))


def _execute(notebook: NotebookNode, where: Path) -> list[float]:
    """Execute it in the folder where the site executes it; pages read files beside them."""
    with tempfile.TemporaryDirectory() as folder:
        probes = Path(folder, "probes.jsonl")
        client = NotebookClient(
            notebook,
            timeout=reader.CELL_SECONDS,
            kernel_name="python3",
            resources={"metadata": {"path": str(where)}},
        )
        quiet = {"PYTHONWARNINGS": "ignore", "PROBE_FILE": str(probes)}
        client.execute(env={**os.environ, **quiet})
        lines = probes.read_text(encoding="utf-8").splitlines()
    return [value for line in lines for value in json.loads(line)]


def disagreement(row: Row, value: float) -> str:
    """What is wrong with a printed number, or nothing."""
    if "number" not in row:
        return "" if value == 1 else f"{row['says']!r} is not true: {row['found']} is {value}"
    printed = float(row["number"].replace(",", "").replace("−", "-"))
    digits = len(row["number"].partition(".")[2])
    within = float(row.get("within", 0.5000001 * 10.0**-digits))
    if abs(value - printed) <= within:
        return ""
    return f"{row['says']!r}: printed {row['number']}, found {value:.6g} ({row['found']})"
