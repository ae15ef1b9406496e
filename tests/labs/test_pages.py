"""Every lab as it is written: what stands where, and what no lab may do."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode

from labsupport.book import notebooks

ROOT = Path(__file__).parents[2]
SLUGS = notebooks.slugs(ROOT)

# What Colab shows as raw text: directives, roles, labels, macros, displayed equations, {{ ... }}.
MYST = re.compile(
    r"^\s*(`{3,}|:{3,})\s*\{|\{[a-z:-]+\}`|^\([\w-]+\)=|\\(re)?newcommand|\\def\b|\$\$|\{\{", re.M
)
FORBIDDEN = [
    "```{note}\nx\n```",
    ":::{tip}",
    "see {eq}`eq-a`",
    "(eq-a)=",
    r"$\newcommand{\a}{b}$",
    "$$x$$",
    "{{ x }}",
]


@pytest.fixture(params=SLUGS)
def lab(request: pytest.FixtureRequest) -> NotebookNode:
    return notebooks.loads(notebooks.lab_text(ROOT, request.param))


def tags(cell: NotebookNode) -> list[str]:
    return cell.metadata.get("tags", [])


def code(lab: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in lab.cells if cell.cell_type == "code"]


def figures(lab: NotebookNode) -> Iterator[int]:
    """Positions of the cells that draw."""
    for i, cell in enumerate(lab.cells):
        if cell.cell_type == "code" and re.search(r"\bplots\.\w+\(|\bplt\.", cell.source):
            yield i


def test_there_are_labs_to_test():
    assert {"start", "vae"} <= set(SLUGS)


def test_the_setup_cell_comes_first_and_there_is_one(lab):
    assert [i for i, cell in enumerate(code(lab)) if "setup" in tags(cell)] == [0]


def test_setting_up_installs_only_what_is_missing_and_never_what_colab_has(lab):
    # lark reads formulas; it depends on nothing, and not every Colab has it.
    source = TransformerManager().transform_cell(code(lab)[0].source)
    guard, *rest = ast.parse(source).body
    assert isinstance(guard, ast.Try)
    assert [ast.unparse(line) for line in guard.body] == ["import labsupport"]
    (handler,) = guard.handlers
    assert handler.type is not None
    assert ast.unparse(handler.type) == "ImportError"
    assert not guard.orelse + guard.finalbody
    assert not any("run_line_magic" in ast.unparse(line) for line in rest)
    assert lab.cells[0].cell_type == "markdown"
    assert source.count("SystemExit") == 3  # no address, no network, an older package


def test_nothing_but_the_setup_cell_installs_or_leaves_python(lab):
    for cell in code(lab)[1:]:
        assert TransformerManager().transform_cell(cell.source).strip() == cell.source.strip()
        assert "subprocess" not in cell.source
        assert "os.system" not in cell.source


def test_the_minutes_at_the_top_are_the_ones_that_setup_prints(lab):
    stated = re.search(r"about (\d+) minutes", lab.cells[0].source)
    printed = re.search(r"setup\(\"\w+\", minutes=(\d+)\)", code(lab)[0].source)
    assert stated is not None
    assert printed is not None
    assert stated[1] == printed[1]


def test_every_exercise_says_its_minutes_gives_a_hint_and_is_checked_by_the_next_cell(lab):
    cells = lab.cells
    written = [i for i, cell in enumerate(cells) if "exercise" in tags(cell)]
    for i in written:
        name = notebooks.name_of(notebooks.exercise(cells[i]))
        before = "\n".join(cell.source for cell in cells[:i] if cell.cell_type == "markdown")
        headings = re.findall(r"^## (.*)", before, re.M)
        assert re.search(r"\(\d+ minutes\)$", headings[-1]), name
        assert "# Hint: " in cells[i].source, name
        check = next(cell for cell in cells[i + 1 :] if cell.cell_type == "code")
        assert tags(check) == ["check"], name
        assert check.source == f"check.{name}({name})"
    assert sum("check" in tags(cell) for cell in cells) == len(written)


def test_the_exercises_come_in_the_order_of_the_solutions(lab):
    slug = lab.metadata["lab"]
    answers = list(notebooks.definitions(notebooks.solutions_text(ROOT, slug)))
    assert list(notebooks.exercises(lab)) == answers


def test_every_figure_has_a_text_a_question_before_it_and_an_answer_after_it(lab):
    assert list(figures(lab))
    for i in figures(lab):
        before, cell, after = lab.cells[i - 1 : i + 2]
        text = cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "")
        assert len(text.split()) >= 5, cell.source
        assert before.cell_type == "markdown"
        assert re.search(r"Before you run the next cell\b[^\n]*\?", before.source), before.source
        assert after.cell_type == "markdown"
        assert after.source.startswith("<details><summary>Answer</summary>\n\n"), after.source
        assert "\n\n</details>" in after.source  # blank lines, or Markdown is not read inside


def test_the_text_is_markdown_that_every_notebook_shows(lab):
    for cell in lab.cells:
        if cell.cell_type == "markdown":
            found = MYST.search(cell.source)
            assert found is None, cell.source


@pytest.mark.parametrize("text", FORBIDDEN)
def test_what_colab_cannot_show_would_be_found(text):
    assert MYST.search(f"A line.\n{text}\n")


def test_every_lab_tells_how_to_borrow_before_the_last_exercise_and_how_to_hand_in_at_the_end(lab):
    slug = lab.metadata["lab"]
    lines = [i for i, cell in enumerate(lab.cells) if f'lab.borrow("{slug}", "' in cell.source]
    assert lines
    assert all(lab.cells[i].cell_type == "markdown" for i in lines)
    for name in re.findall(r'lab\.borrow\("\w+", "(\w+)"\)', lab.cells[lines[0]].source):
        assert name in notebooks.exercises(lab)
    assert "Download .ipynb" in lab.cells[-1].source
