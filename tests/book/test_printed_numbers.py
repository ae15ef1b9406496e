"""Numbers in texts, tables, captions, answers and alt texts are those that the page's cells find.

``printed_numbers.json`` lists them by page, as `labsupport.book.numbers` says.
"""

import json
from pathlib import Path

import pytest

from labsupport.book import numbers

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
    found = numbers.found(ROOT, page, ROWS[page])
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
    ],
)
def test_a_number_agrees_as_it_is_rounded(row, value, wrong):
    row = {"says": "", "found": "", **row}
    assert bool(numbers.disagreement(row, value)) is wrong


def test_a_row_names_one_cell():
    notebook = numbers.page_notebook(ROOT, "elbo/theory")
    with pytest.raises(ValueError, match="not exactly one"):
        numbers.probed(notebook, [{"after": "no such code", "found": "1"}])
