"""Every row of the page names tests that exist or a source, and every test is named by a row."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "chapters/errata.md").read_text("utf-8")
HEADER = ["where", "it prints", "what is true", "shown by"]


def tables() -> dict[str, list[list[str]]]:
    """The rows of each table, as cells, by the heading above it."""
    found: dict[str, list[list[str]]] = {}
    heading = ""
    for line in PAGE.splitlines():
        if line.startswith("## "):
            heading = line[3:]
        elif line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            found.setdefault(heading, []).append(cells)
    return found


def test_every_table_has_its_four_columns():
    assert len(tables()) == 5
    for rows in tables().values():
        assert rows[0] == HEADER
        assert all(len(row) == 4 and all(row) for row in rows)  # a stray | would add a cell


def test_every_row_names_a_test_and_every_test_a_row():
    tests = {
        function.name
        for path in Path(__file__).parent.glob("test_*.py")
        if path.name != Path(__file__).name
        for function in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef) and function.name.startswith("test_")
    }
    named = set()
    for rows in tables().values():
        for row in rows[2:]:
            names = set(re.findall(r"`(test_\w+)`", row[3]))
            assert names or re.fullmatch(r"by definition, \{cite:t\}`\w+`", row[3]), row
            named |= names
    assert named == tests


def test_no_mistake_is_listed_twice():
    rows = [tuple(row[:3]) for table in tables().values() for row in table[2:]]
    assert len(rows) == len(set(rows))
