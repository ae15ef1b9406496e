"""Every lab, solved (nbval) and as a student gets it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from labsupport.book import notebooks

ROOT = Path(__file__).parents[2]
SLUGS = notebooks.slugs(ROOT)
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
FRAME = re.compile(r"^(?:Cell In\[(\d+)\], line \d+|File .+?:\d+)", flags=re.MULTILINE)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_solved_lab_runs_under_nbval(slug: str, tmp_path: Path) -> None:
    path = tmp_path / f"{slug}.ipynb"
    path.write_text(nbformat.writes(notebooks.solved_lab(ROOT, slug)), "utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "--nbval-lax", path.name],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    assert result.returncode == 0, result.stdout[-5000:]
    cells = [each for each in nbformat.read(path, 4).cells if each.cell_type == "code"]
    assert f"{len(cells)} passed" in result.stdout


def strange_errors(lab: nbformat.NotebookNode) -> tuple[int, list[str]]:
    """Execute a lab as given.

    Returns:
        How many cells stopped in an unwritten exercise, and a sentence for every other error.
    """
    NotebookClient(lab, timeout=300, kernel_name="python3", allow_errors=True).execute()
    code = [cell for cell in lab.cells if cell.cell_type == "code"]
    is_exercise = {
        str(cell.execution_count): "exercise" in cell.metadata.get("tags", []) for cell in code
    }
    unwritten, strange = 0, []
    for cell in code:
        for output in cell.outputs:
            if output.output_type != "error":
                continue
            frames = FRAME.findall(COLOUR.sub("", "\n".join(output.traceback)))
            if output.ename == "NotImplementedError" and frames and is_exercise.get(frames[-1]):
                unwritten += 1
            else:
                strange.append(f"{cell.source.splitlines()[0]}: {output.ename}: {output.evalue}")
    return unwritten, strange


@pytest.mark.parametrize("slug", SLUGS)
def test_the_lab_as_given_stops_in_unwritten_exercises_and_nowhere_else(
    slug: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    unwritten, strange = strange_errors(notebooks.loads(notebooks.lab_text(ROOT, slug)))
    assert strange == []
    assert unwritten > 0, "no cell of the lab calls an exercise"


def test_an_error_elsewhere_would_be_seen() -> None:
    """The control: an error of each kind that the test above must not let pass."""
    lab = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(
                "def mine():\n    raise NotImplementedError", metadata={"tags": ["exercise"]}
            ),
            nbformat.v4.new_code_cell("mine()"),  # right: innermost frame in the exercise
            nbformat.v4.new_code_cell("unknown"),
            nbformat.v4.new_code_cell("raise NotImplementedError"),
            nbformat.v4.new_code_cell("import numbers\nnumbers.Complex.__abs__(1)"),
            nbformat.v4.new_code_cell("mine(1)"),
        ]
    )
    unwritten, strange = strange_errors(lab)
    assert unwritten == 1
    assert [each.split(":")[0] for each in strange] == [
        "unknown",
        "raise NotImplementedError",
        "import numbers",
        "mine(1)",
    ]
