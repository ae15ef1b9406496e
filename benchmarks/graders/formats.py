"""The same notebook and the same checks in the form that each grader asks for."""

import ast
import inspect
import json
import textwrap
import types
from pathlib import Path

from benchmarks.graders import checks, functions

FUNCTIONS = [name for name, value in vars(functions).items() if inspect.isfunction(value)]
IMPORTS = "import math\n\nimport torch"


def sources(module: types.ModuleType) -> dict[str, str]:
    """The text of each function of a module."""
    found = {k: v for k, v in vars(module).items() if inspect.isfunction(v)}
    return {name: inspect.getsource(value).strip() for name, value in found.items()}


def bodies() -> list[tuple[str, str, str]]:
    """Name, function and statements of each check."""
    found = []
    for name, source in sources(checks).items():
        function = ast.parse(source).body[0]
        assert isinstance(function, ast.FunctionDef)
        lines = source.splitlines()[function.body[0].lineno - 1 :]
        judged = function.args.args[0].arg
        found.append((name, judged, textwrap.dedent("\n".join(lines))))
    return found


def code_cell(source: str, **metadata: object) -> dict:
    """A code cell without outputs."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": metadata,
        "outputs": [],
        "source": source,
    }


def notebook(cells: list[dict]) -> str:
    """A notebook as text."""
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    whole = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=1) + "\n"


def submission(answers: dict[str, str], first: str = "") -> str:
    """A submission: imports, code of its own, and one cell for each function."""
    cells = [code_cell(IMPORTS), *([code_cell(first)] if first else [])]
    return notebook(cells + [code_cell(answers[name]) for name in FUNCTIONS])


def our_suite() -> str:
    """A graded suite of `labsupport.grading`."""
    parts = ["import math\n\nimport pytest\nimport torch\n"]
    for name, judged, body in bodies():
        parts.append(
            f'\n@pytest.mark.exercise("{judged}", points=1)\ndef test_{name}(student):\n'
            f"    {judged} = student.{judged}\n{textwrap.indent(body, '    ')}\n"
        )
    return "\n".join(parts)


def otter_test(judged: str) -> str:
    """The test file of otter-grader for one function."""
    parts = [
        "import math\n\nimport torch\nfrom otter.test_files import test_case\n\n"
        f'OK_FORMAT = False\nname = "{judged}"\npoints = 2\n'
    ]
    for name, of, body in bodies():
        if of == judged:
            parts.append(
                f"\n@test_case(points=1, hidden=True)\ndef test_{name}({judged}):\n"
                f"{textwrap.indent(body, '    ')}\n"
            )
    return "\n".join(parts)


def marks(name: str, grade: bool) -> dict:
    """The metadata of a cell of nbgrader: an answer, or with ``grade`` a check for one point."""
    found = {"grade": grade, "grade_id": name, "locked": grade, "schema_version": 3}
    found |= {"solution": not grade, "task": False}
    return {"nbgrader": found | ({"points": 1} if grade else {})}


def nbgrader_notebook(answers: dict[str, str], first: str = "", *, solution: bool = False) -> str:
    """A notebook of nbgrader: a cell for each answer, and a locked cell for each check.

    Args:
        answers: the cell of each function.
        first: code of the student's own.
        solution: mark the answers as solutions, for the instructor's version.
    """
    cells = [code_cell(IMPORTS), *([code_cell(first)] if first else [])]
    for judged in FUNCTIONS:
        text = answers[judged]
        if solution:
            text = f"### BEGIN SOLUTION\n{text}\n### END SOLUTION"
        cells.append(code_cell(text, **marks(judged, False)))
        cells += [code_cell(b, **marks(n, True)) for n, of, b in bodies() if of == judged]
    return notebook(cells)


def write(path: Path, text: str) -> Path:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path
