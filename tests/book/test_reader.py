"""The site's reader of labs: the student's cells, the solved outputs."""

from pathlib import Path

import nbformat
import pytest

from labsupport.book import kernels, notebooks, reader
from tests.book.toy import EXERCISE, SOLUTIONS

LAB = f"""{EXERCISE}
```{{code-cell}} ipython3
import sys
print("progress", file=sys.stderr)
print("It is", answer())
```
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions/toy.py").write_text(SOLUTIONS)
    return tmp_path


def read(course: Path) -> nbformat.NotebookNode:
    return reader.read(notebooks.pair(LAB, "toy", "https://host/a/b"), root=str(course))


def test_a_lab_is_shown_with_the_students_cells_and_the_solved_outputs(course: Path) -> None:
    shown = read(course)
    _, exercise, use = shown.cells
    assert exercise.source.endswith("raise NotImplementedError")
    assert [(each.name, each.text) for each in use.outputs] == [("stdout", "It is 42\n")]
    assert "6 * 7" not in nbformat.writes(shown)
    assert shown.metadata.mystnb.execution_mode == "off"
    nbformat.validate(shown)


def test_outputs_are_kept_until_the_solution_changes(course: Path) -> None:
    read(course)
    (kept,) = (course / "_build/.labs").glob("*.ipynb")
    made = kept.stat().st_mtime_ns
    read(course)
    assert kept.stat().st_mtime_ns == made
    (course / "solutions/toy.py").write_text(SOLUTIONS.replace("6 * 7", "6 + 7"))
    assert read(course).cells[2].outputs[0].text == "It is 13\n"
    assert not kept.exists()


def test_outputs_do_not_outlive_the_code_that_they_came_from(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = notebooks.pair(LAB, "toy", "https://host/a/b")
    before = reader.lab_digest(course, "toy", text)
    assert reader.lab_digest(course, "toy", text) == before
    monkeypatch.setattr(kernels, "version", lambda name: "99")
    assert reader.lab_digest(course, "toy", text) != before


def test_a_solved_lab_that_fails_stops_the_build_and_is_not_kept(course: Path) -> None:
    (course / "solutions/toy.py").write_text(SOLUTIONS.replace("6 * 7", "6 / 0"))
    with pytest.raises(
        reader.LabError, match=r"The solved lab 'toy' fails(.|\n)*ZeroDivisionError"
    ):
        read(course)
    assert not list((course / "_build/.labs").glob("*.ipynb"))


def test_a_lab_without_solutions_stops_the_build(course: Path) -> None:
    (course / "solutions/toy.py").unlink()
    with pytest.raises(reader.LabError, match="no solutions for the lab 'toy'"):
        read(course)


def test_a_notebook_that_is_not_a_lab_stops_the_build() -> None:
    other = nbformat.writes(nbformat.v4.new_notebook())
    with pytest.raises(reader.LabError, match="labsupport pair"):
        reader.read(other)
