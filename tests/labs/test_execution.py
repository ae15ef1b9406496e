"""Every lab runs: solved without complaint, borrowed too, and as given as far as it can."""

import ast
import re
from pathlib import Path

import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

from labsupport.book import notebooks

ROOT = Path(__file__).parents[2]
SLUGS = notebooks.slugs(ROOT)


def given(slug: str) -> NotebookNode:
    return notebooks.loads(notebooks.lab_text(ROOT, slug))


def borrowed(slug: str) -> NotebookNode:
    """The lab of a learner who borrows every answer."""
    lab = given(slug)
    for name, cell in notebooks.exercises(lab).items():
        cell.source = f'{name} = lab.borrow("{slug}", "{name}")'
    return lab


def execute(lab: NotebookNode, folder: Path) -> list[NotebookNode]:
    """Run every cell, whatever the others do, as if on one core; return the code cells."""
    client = NotebookClient(
        lab,
        timeout=120,
        kernel_name="python3",
        allow_errors=True,
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute()
    return [cell for cell in lab.cells if cell.cell_type == "code"]


def complaints(cells: list[NotebookNode]) -> list[str]:
    """Errors, and all that was written to stderr: warnings among it."""
    found = []
    for cell in cells:
        for output in cell.outputs:
            if output.output_type == "error":
                found.append(f"{output.ename}: {output.evalue} in {cell.source}")
            elif output.output_type == "stream" and output.name == "stderr":
                found.append(output.text)
    return found


@pytest.fixture(autouse=True)
def one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "1")  # the kernel inherits it
    monkeypatch.setenv("PYTHONWARNINGS", "default")


@pytest.mark.parametrize("slug", SLUGS)
def test_a_solved_lab_runs_without_errors_or_warnings_and_every_check_agrees(slug, tmp_path):
    cells = execute(notebooks.solved_lab(ROOT, slug), tmp_path)
    assert complaints(cells) == []
    for cell in cells:
        if "check" in cell.metadata.get("tags", []):
            assert cell.outputs[0].text.startswith("✓"), cell.source
    drawn = [cell for cell in cells if "plots." in cell.source and "RUN_" not in cell.source]
    assert drawn
    for cell in drawn:  # each figure once
        images = [o for o in cell.outputs if "image/png" in o.get("data", {})]
        assert len(images) == 1, cell.source


@pytest.mark.parametrize("slug", SLUGS)
def test_a_lab_whose_every_answer_is_borrowed_runs(slug, tmp_path):
    assert complaints(execute(borrowed(slug), tmp_path)) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_a_lab_as_given_fails_only_inside_exercises(slug, tmp_path):
    cells = execute(given(slug), tmp_path)
    exercises = {
        cell.execution_count for cell in cells if "exercise" in cell.metadata.get("tags", [])
    }
    failed = 0
    for cell in cells:
        for output in cell.outputs:
            if output.output_type == "error":
                failed += 1
                assert output.ename == "NotImplementedError", (output.ename, cell.source)
                assert innermost_cell("\n".join(output.traceback)) in exercises, cell.source
        if "check" in cell.metadata.get("tags", []):
            name = ast.parse(cell.source).body[0].value.func.attr
            assert "not written yet" in cell.outputs[0].text
            assert name in cell.outputs[0].text
    assert failed


def innermost_cell(traceback: str) -> int | None:
    """The execution count of the cell that raised, or None if it was no cell."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", traceback)
    frames = re.findall(r"^(?:Cell In\[(\d+)\]|File )", plain, re.M)
    return int(frames[-1]) if frames and frames[-1] else None


def test_the_innermost_frame_is_told_from_a_file_and_from_an_outer_cell():
    assert innermost_cell("Cell In[3], line 1\nCell In[2], line 4\n") == 2
    assert innermost_cell("\x1b[36mCell In[3]\x1b[39m, line 1\nFile /a.py:3, in f\n") is None
