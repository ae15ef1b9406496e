"""Numbers in texts, tables, captions, answers and alt texts are those that the page's cells find.

``printed_numbers.json`` lists them by page, as `labsupport.book.numbers` says.
"""

import json
from pathlib import Path

import pytest
from jupyter_cache import get_cache

from labsupport.book import execution, kernels, numbers
from tests.book.test_execution import HEAD

ROOT = Path(__file__).resolve().parents[2]
ROWS = json.loads(Path(__file__).with_name("printed_numbers.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", ROWS)
def test_what_is_listed_still_stands_on_the_page(page):
    text = " ".join((ROOT / "chapters" / f"{page}.md").read_text(encoding="utf-8").split())
    for row in ROWS[page]:
        assert row["says"] in text
        assert row.get("number", "") in row["says"]


@pytest.mark.parametrize("page", ROWS)
def test_printed_numbers_are_those_that_the_cells_find(page):
    found = numbers.found(ROOT, page)
    assert len(found) == len(ROWS[page])
    assert [wrong for row, value in found if (wrong := numbers.disagreement(row, value))] == []


@pytest.mark.parametrize(
    ("row", "value", "wrong"),
    [
        ({"number": "1.2"}, 1.249, False),
        ({"number": "1.2"}, 1.251, True),
        ({"number": "8", "within": "1"}, 8.9, False),
        ({"number": "8", "within": "1"}, 9.1, True),
        ({"number": "1,297"}, 1297, False),
        ({"number": "−3"}, -3.2, False),
        ({}, 1, False),
        ({}, 0, True),
        ({}, "NameError: name 'elbo' is not defined", True),
    ],
)
def test_a_number_agrees_as_it_is_rounded(row, value, wrong):
    row = {"says": "", "found": "", **row}
    assert bool(numbers.disagreement(row, value)) is wrong


# --- asking a page, as the site executes it ---

CELLS = """\
```{code-cell} ipython3
import torch
seed = torch.manual_seed(0)
first = torch.randn(())
first
```

```{code-cell} ipython3
second = torch.randn(())
second
```
"""
FOUND = [
    {"says": "one", "after": "first =", "found": "torch.randn(9).numel() * 2"},
    {"says": "two", "after": "second =", "found": "last_output - second + 5", "number": "5"},
    {"says": "three", "after": "second =", "found": "third"},
]


def course(folder: Path, asked: list[dict[str, str]]) -> Path:
    """A course of one page."""
    page = folder / "chapters/toy/theory.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(HEAD.replace("```{code-cell} ipython3\n", CELLS))
    path = folder / "tests/book/printed_numbers.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"toy/theory": asked}))
    return page


def outputs(folder: Path) -> list[str]:
    """What the page of the site would show, and how its cells are counted."""
    page, place = folder / "chapters/toy/theory.md", kernels.pages_cache(folder)
    execution.execute_page(folder, page, place, 60)
    _, shown = get_cache(place).merge_match_into_notebook(execution.as_notebook(page))
    code = [cell for cell in shown.cells if cell.cell_type == "code"]
    return [f"{cell.execution_count} {cell.outputs[0].data['text/plain']}" for cell in code]


def test_questions_are_answered_and_change_nothing(tmp_path):
    plain, asked = tmp_path / "plain", tmp_path / "asked"
    course(plain, [])
    course(asked, FOUND)
    found = numbers.found(asked, "toy/theory")
    assert [value for _, value in found] == [18, 5, "NameError: name 'third' is not defined"]
    assert [bool(numbers.disagreement(*each)) for each in found] == [True, False, True]
    assert outputs(asked) == outputs(plain)
    assert [text.split()[0] for text in outputs(plain)] == ["1", "2"]


def test_a_page_is_executed_once_for_the_site_and_for_its_numbers(tmp_path, monkeypatch):
    ran, execute = [], kernels.execute

    def counted(notebook, root, page, *others, **variables):
        ran.append(page)
        return execute(notebook, root, page, *others, **variables)

    monkeypatch.setattr(kernels, "execute", counted)
    course(tmp_path, FOUND)
    outputs(tmp_path)
    numbers.found(tmp_path, "toy/theory")
    assert ran == ["toy/theory"]
    course(tmp_path, FOUND[:1])  # other questions: the numbers alone are asked for again
    assert numbers.found(tmp_path, "toy/theory") == [(FOUND[0], 18)]
    outputs(tmp_path)
    numbers.found(tmp_path, "toy/theory")
    assert ran == ["toy/theory"] * 2


def test_a_row_names_one_cell(tmp_path):
    for after, cells in (("no such code", 0), ("torch.randn", 2)):
        course(tmp_path, [{"says": "", "after": after, "found": "1"}])
        with pytest.raises(ValueError, match="toy/theory: not exactly one cell has"):
            numbers.found(tmp_path, "toy/theory")
        outputs(tmp_path)  # the site is built all the same
        assert not list((tmp_path / "_build/.numbers").glob("*.json")), cells
