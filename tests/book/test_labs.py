"""The labs under nbval: executed a second time, a solved lab gives the outputs that the site shows.

The shortest lab, here; every lab (a few minutes):

    EVERY=1 python -m pytest tests/book/test_labs.py
"""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from labsupport.book import notebooks, reader

ROOT = Path(__file__).parents[2]
SLUGS = notebooks.slugs(ROOT) if "EVERY" in os.environ else ["start"]
# What differs between two executions: the seconds that a cell took.
SANITIZE = r"""[seconds]
regex: \b\d+\.\d+ s\b
replace: SECONDS
"""


def shown(slug: str) -> NotebookNode:
    """The solved lab with the outputs that the site shows."""
    return reader.executed(ROOT, slug, notebooks.lab_text(ROOT, slug))


def nbval(lab: NotebookNode, folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "lab.ipynb").write_text(nbformat.writes(lab), "utf-8")
    (folder / "sanitize.cfg").write_text(SANITIZE)
    options = ["-q", "-p", "no:xdist", "--nbval", "--nbval-sanitize-with=sanitize.cfg"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, "lab.ipynb"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONWARNINGS": "default"},
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_the_solved_lab_runs_under_nbval_with_the_outputs_of_the_site(
    slug: str, tmp_path: Path
) -> None:
    lab = shown(slug)
    result = nbval(lab, tmp_path)
    assert result.returncode == 0, result.stdout[-5000:]
    cells = [cell for cell in lab.cells if cell.cell_type == "code"]
    assert f"{len(cells)} passed" in result.stdout


def test_another_output_would_be_found(tmp_path: Path) -> None:
    """The control."""
    lab = shown("start")
    output = next(o for cell in lab.cells for o in cell.get("outputs", []) if "text" in o)
    output.text += "and more\n"
    result = nbval(lab, tmp_path)
    assert result.returncode == 1
    assert "1 failed" in result.stdout
    assert "and more" in result.stdout
