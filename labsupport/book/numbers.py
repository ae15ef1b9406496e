"""Numbers that a page prints in its text, and what its cells found.

A row of ``tests/book/printed_numbers.json`` says where a number stands and how the page's own code
gives it::

    {"says": "rises to about 1.2 nats", "after": "rho = torch.linspace", "number": "1.2",
     "found": "figure.axes[0].lines[0].get_ydata()[-1]"}

``after`` is a piece of the code of one cell; ``found`` is Python that is evaluated after that cell,
where ``last_output`` is what a cell showed last. A row without ``number`` is a statement: what
``found`` gives must be true. A number agrees if it is what was found, rounded to the digits that
are printed; ``within`` allows more, for what is read off a figure.
"""

import json
import tempfile
from pathlib import Path

from labsupport.book import execution, kernels, notebooks, reader
from labsupport.book.kernels import Row


def found(root: Path, page: str) -> list[tuple[Row, float | str]]:
    """The rows of a page, and what its cells found, or why they could not say.

    The page is executed as for the site, if it was not; if that was before the rows were as they
    are, once more.

    Raises:
        ValueError: a row names no cell, or several.
    """
    slug, kind = page.split("/")
    path = root / "chapters" / slug / f"{kind}.md"
    if kind == "lab":
        text = notebooks.lab_text(root, slug)
        notebook = reader.solved(root, slug, text)
    else:
        notebook = execution.as_notebook(path)
    asked = kernels.rows(root, page)
    for row in asked:
        if not kernels.once(notebook, row):
            raise ValueError(f"{page}: not exactly one cell has {row['after']!r}")
    _, order = kernels.probed(notebook, asked)
    kept = kernels.numbers_file(root, page, notebook, order)
    if not kept.is_file():
        if kind == "lab":
            reader.executed(root, slug, text)
        else:
            execution.execute_page(root, path, kernels.pages_cache(root), reader.CELL_SECONDS)
    if not kept.is_file():
        with tempfile.TemporaryDirectory() as folder:
            where = Path(folder) if kind == "lab" else path.parent
            kernels.execute(notebook, root, page, where, reader.CELL_SECONDS)
    return list(zip(order, json.loads(kept.read_text("utf-8")), strict=True))


def disagreement(row: Row, value: float | str) -> str:
    """What is wrong with a printed number, or nothing."""
    if isinstance(value, str):
        return f"{row['says']!r}: {row['found']} gives {value}"
    if "number" not in row:
        return "" if value == 1 else f"{row['says']!r} is not true: {row['found']} is {value}"
    printed = float(row["number"].replace(",", "").replace("−", "-"))
    digits = len(row["number"].partition(".")[2])
    within = float(row.get("within", 0.5000001 * 10.0**-digits))
    if abs(value - printed) <= within:
        return ""
    return f"{row['says']!r}: printed {row['number']}, found {value:.6g} ({row['found']})"
