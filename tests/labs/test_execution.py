"""Every lab runs: solved without complaint, borrowed too, and as given as far as it can.

A solved lab is executed once, for the site and for the test here.
"""

import ast
import importlib
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

from labsupport.book import notebooks, reader

SENTENCE = r"This needs exercise (?P<number>\d+), (?P<name>\w+), which is not written yet\. .+"
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


def without_experiments(lab: NotebookNode) -> NotebookNode:
    """Its first two code cells, which import everything, its exercises and its checks."""
    judged = [cell for cell in code(lab)[2:] if cell.metadata.get("tags")]
    lab.cells = code(lab)[:2] + judged
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
    return code(lab)


def code(lab: NotebookNode) -> list[NotebookNode]:
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
def test_a_solved_lab_runs_without_errors_or_warnings_and_every_check_agrees(slug):
    cells = code(reader.executed(ROOT, slug, notebooks.lab_text(ROOT, slug)))
    assert all(cell.execution_count for cell in cells)
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
    lab = borrowed(slug)
    # Experiments are those of the solved lab; one topic's, with two networks, are borrowed too.
    cells = execute(lab if slug == "vae" else without_experiments(lab), tmp_path)
    assert complaints(cells) == []
    checks = [cell for cell in cells if "check" in cell.metadata.get("tags", [])]
    assert [cell.source for cell in checks if not cell.outputs[0].text.startswith("✓")] == []
    assert len(checks) == len(notebooks.exercises(given(slug)))


@pytest.mark.parametrize("slug", SLUGS)
def test_a_lab_as_given_fails_only_inside_exercises(slug, tmp_path):
    cells = execute(given(slug), tmp_path)
    names = importlib.import_module(f"labsupport.borrow.{slug}").__all__
    failed = 0
    for cell in cells:
        for output in cell.outputs:
            if output.output_type == "error":
                failed += 1
                assert output.ename == "NotImplementedError", (output.ename, cell.source)
                (said,) = output.traceback  # one sentence, no frames
                found = re.fullmatch(SENTENCE, said)
                assert found, said
                assert found["name"] == names[int(found["number"]) - 1], said
                assert f'{found["name"]} = lab.borrow("{slug}", "{found["name"]}")' in said
        if "check" in cell.metadata.get("tags", []):
            name = ast.parse(cell.source).body[0].value.func.attr
            assert "not written yet" in cell.outputs[0].text
            assert name in cell.outputs[0].text
    assert failed


def test_an_error_of_other_code_keeps_its_traceback(tmp_path):
    lab = given("vae")
    lab.cells = [
        *(cell for cell in lab.cells[:4]),
        nbformat.v4.new_code_cell("def mine():\n    raise NotImplementedError('later')\nmine()"),
    ]
    *_, cell = execute(lab, tmp_path)
    (output,) = cell.outputs
    assert (output.ename, output.evalue) == ("NotImplementedError", "later")
    assert "mine()" in "\n".join(output.traceback)
