"""One source: lab.md becomes lab.ipynb, and with the solutions the solved lab."""

import contextlib
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import nbclient
import nbformat
import pytest

import labsupport
from labsupport.__main__ import main
from labsupport.book import notebooks
from labsupport.errors import InputError

ROOT = Path(__file__).parents[2]
SLUGS = notebooks.slugs(ROOT)

LAB = """\
---
kernelspec: {display_name: Python 3, language: python, name: python3}
---

# A lab

```{code-cell} ipython3
:tags: [setup]
%pip install "labsupport @ git+{{ repository_url }}"
import torch
from torch import Tensor
```

The same text.

```{code-cell} ipython3
:tags: [exercise]
def double(x: Tensor) -> Tensor:
    \"\"\"Twice ``x``.\"\"\"
    raise NotImplementedError
```

```{code-cell} ipython3
:mystnb: {image: {alt: "a number"}}
double(torch.ones(2))
```

```{code-cell} ipython3
:tags: [exercise]
class Double:
    \"\"\"Twice.\"\"\"

    def __call__(self, x: Tensor) -> Tensor:
        \"\"\"Twice ``x``.\"\"\"
        raise NotImplementedError
```

+++

The same text.
"""

SOLUTIONS = """\
import math

import torch
from torch import Tensor


def double(x: Tensor) -> Tensor:
    \"\"\"Twice ``x``.\"\"\"
    return x * math.sqrt(4)


class Double:
    \"\"\"Twice.\"\"\"

    def __call__(self, x: Tensor) -> Tensor:
        \"\"\"Twice ``x``.\"\"\"
        return double(x)
"""


def lab(text: str = LAB) -> nbformat.NotebookNode:
    return notebooks.loads(notebooks.pair(text, "toy", "https://host/a/b"))


def source_of(notebook: nbformat.NotebookNode, name: str) -> str:
    return next(cell.source for cell in notebook.cells if cell.id == name)


class Answer(NamedTuple):
    returncode: int
    stderr: str


Command = Callable[..., Answer]


@pytest.fixture
def command(
    course: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Run ``python -m labsupport ARGUMENTS`` in the toy course (in this process: it is faster)."""
    monkeypatch.chdir(course)

    def run(*arguments: str) -> Answer:
        monkeypatch.setattr(sys, "argv", ["labsupport", *arguments])
        with pytest.raises(SystemExit) as stopped:
            main()
        code = stopped.value.code
        return Answer(code if isinstance(code, int) else 0, capsys.readouterr().err)

    return run


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with one toy lab."""
    (tmp_path / "chapters/toy").mkdir(parents=True)
    (tmp_path / "solutions").mkdir()
    (tmp_path / "_config.yml").write_text("repository: {url: https://host/a/b}\n")
    (tmp_path / "chapters/toy/lab.md").write_text(LAB)
    (tmp_path / "solutions/toy.py").write_text(SOLUTIONS)
    return tmp_path


# --- pair ---


def test_pairing_twice_gives_the_same_bytes() -> None:
    assert notebooks.pair(LAB, "toy", "https://host/a/b") == notebooks.pair(
        LAB, "toy", "https://host/a/b"
    )


def test_a_paired_notebook_is_valid_has_no_outputs_and_keeps_tags_and_alt_texts() -> None:
    notebook = lab()
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)
    assert code[0].metadata.tags == ["setup"]
    assert code[2].metadata.mystnb == {"image": {"alt": "a number"}}
    assert notebook.metadata.kernelspec.name == "python3"
    assert notebook.metadata.language_info.name == "python"


def test_cell_ids_are_unique_and_survive_a_change_elsewhere() -> None:
    before = {cell.id: cell.source for cell in lab().cells}
    after = {cell.id: cell.source for cell in lab(LAB.replace("# A lab", "# Another lab")).cells}
    assert len(before) == len(lab().cells)
    assert {"exercise-double", "exercise-Double"} < set(before)
    assert len(before.keys() & after.keys()) == len(before) - 1


def test_the_address_of_the_repository_is_filled_in() -> None:
    text = notebooks.pair(LAB, "toy", "https://host/a/b")
    assert "git+https://host/a/b" in text
    assert "repository_url" not in text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "no code cell"),
        ("# Words alone\n", "no code cell"),
        (LAB.replace("def double(x:", "def double(x::"), "not Python"),
        (LAB.replace("def double", "import math\n\ndef double"), "exactly one function or class"),
        (LAB.replace("class Double:", "class double:"), "two exercises"),
    ],
)
def test_a_lab_that_cannot_be_paired_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        lab(text)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_committed_notebook_agrees_with_its_source(slug: str) -> None:
    path = ROOT / "chapters" / slug / "lab.ipynb"
    assert path.read_text("utf-8") == notebooks.lab_text(ROOT, slug), "run: make labs"


# --- solve and stubs ---


def test_solving_replaces_exercises_and_nothing_else() -> None:
    given, solved = lab(), notebooks.solve(lab(), SOLUTIONS)
    for before, after in zip(given.cells, solved.cells, strict=True):
        assert before.id == after.id
        is_exercise = before.id.startswith("exercise")
        assert (before.source == after.source) != is_exercise
    first = source_of(solved, "exercise-double")
    assert first.startswith("import math\n\n\ndef double")  # the lab imports torch, not math
    assert first.endswith("return x * math.sqrt(4)")
    assert source_of(given, "exercise-double").endswith("raise NotImplementedError")


def test_a_solution_that_leans_on_a_helper_is_refused() -> None:
    helped = SOLUTIONS.replace("math.sqrt(4)", "_two()") + "\n\ndef _two():\n    return 2\n"
    with pytest.raises(InputError, match="'double' uses '_two'"):
        notebooks.solve(lab(), helped)


def test_a_missing_solution_is_refused() -> None:
    with pytest.raises(InputError, match="does not define 'Double'"):
        notebooks.solve(lab(), SOLUTIONS[: SOLUTIONS.index("class")])


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("def double(x: Tensor)", "def double(y: Tensor)", "double: .* signatures"),
        ("def double(x: Tensor)", "def double(x: Tensor = 1)", "double: .* signatures"),
        ("Tensor) -> Tensor", "Tensor) -> float", "double: .* signatures"),
        ("Twice ``x``", "Thrice ``x``", "double: .* docstrings"),
        ('"""Twice."""', '"""Once."""', "Double: .* docstrings"),
        ("class Double:", "class Double(dict):", "Double: .* bases"),
        ("def __call__", "def call", "Double.__call__: .* no such method"),
        ("class Double:", "class Treble:", "Treble: .* never asks"),
        ("class Double:", "class Treble:", "Double: .* no solution"),
    ],
)
def test_a_solution_that_promises_something_else_is_named(
    old: str, new: str, sentence: str
) -> None:
    assert notebooks.check_stubs(lab(), SOLUTIONS) == []
    found = notebooks.check_stubs(lab(), SOLUTIONS.replace(old, new))
    assert any(re.match(sentence, each) for each in found), found


def test_a_stub_that_is_already_written_is_named() -> None:
    written = LAB.replace("raise NotImplementedError", "return x", 1)
    assert notebooks.check_stubs(lab(written), SOLUTIONS) == [
        "double: the stub does not end in 'raise NotImplementedError'."
    ]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_stub_of_the_course_promises_what_its_solution_keeps(slug: str) -> None:
    given = notebooks.loads(notebooks.lab_text(ROOT, slug))
    assert notebooks.check_stubs(given, notebooks.solutions_text(ROOT, slug)) == []


# --- the commands ---


def test_pair_writes_and_then_finds_no_drift_until_there_is_some(
    course: Path, command: Command
) -> None:
    assert command("pair").returncode == 0
    written = (course / "chapters/toy/lab.ipynb").read_bytes()
    os.utime(course / "chapters/toy/lab.ipynb", (1, 1))
    assert command("pair").returncode == 0
    assert (course / "chapters/toy/lab.ipynb").stat().st_mtime < 2  # or the site is built anew
    assert command("pair", "--check").returncode == 0
    source = course / "chapters/toy/lab.md"
    source.write_text(LAB.replace("# A lab", "# Another lab"))
    drifted = command("pair", "--check", "toy")
    assert drifted.returncode == 1
    assert drifted.stderr.count("\n") == 1
    assert "chapters/toy/lab.ipynb differs from lab.md" in drifted.stderr
    assert (course / "chapters/toy/lab.ipynb").read_bytes() == written


def test_pair_check_names_a_stub_that_disagrees_with_its_solution(
    course: Path, command: Command
) -> None:
    command("pair")
    (course / "solutions/toy.py").write_text(SOLUTIONS.replace("Twice.", "Once."))
    found = command("pair", "--check")
    assert found.returncode == 1
    assert "Double: stub and solution have different docstrings" in found.stderr


def test_solve_writes_the_solved_lab(course: Path, command: Command) -> None:
    assert command("solve", "toy", "--output", "new/toy.ipynb").returncode == 0
    solved = nbformat.read(course / "new/toy.ipynb", as_version=4)
    assert "math.sqrt(4)" in source_of(solved, "exercise-double")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["pair", "nothing"], "There is no lab 'nothing'; there are: toy."),
        (["solve", "nothing", "--output", "x.ipynb"], "There is no lab 'nothing'"),
        (["solve", "toy", "--output", "_config.yml/x.ipynb"], "cannot be written"),
    ],
)
def test_bad_input_is_one_sentence_and_leaves_nothing(
    course: Path, command: Command, arguments: list[str], sentence: str
) -> None:
    before = sorted(course.rglob("*"))
    result = command(*arguments)
    assert result.returncode == 2
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1
    assert sorted(course.rglob("*")) == before


def test_outside_the_course_the_commands_say_so(course: Path, command: Command) -> None:
    (course / "_config.yml").unlink()
    result = command("pair")
    assert result.returncode == 2
    assert "_config.yml" in result.stderr


def test_a_file_that_is_no_notebook_is_refused() -> None:
    with pytest.raises(InputError, match="not a notebook"):
        notebooks.loads("{broken")


# --- the first cell ---

SETUP = notebooks.INSTALL + '\nfrom labsupport import lab\n\ndevice = lab.setup("vae", minutes=1)'


def first_cell(address: str, package: str = "") -> str:
    text = f"# A lab\n\n```{{code-cell}} ipython3\n:tags: [setup]\n\n{SETUP}\n```\n"
    made = notebooks.loads(notebooks.pair(text, "toy", address, package))
    return str(made.cells[1].source)


def run_first_cell(source: str, folder: Path, version: str = "") -> list[str]:
    """What a notebook shows where labsupport is missing, or is of that version."""
    if version:
        (folder / "labsupport").mkdir()
        (folder / "labsupport" / "__init__.py").write_text(f'__version__ = "{version}"\n')
        (folder / "labsupport" / "lab.py").write_text("def setup(slug, minutes): print('Ready')\n")
    else:
        (folder / "labsupport.py").write_text("raise ImportError('it is not here')\n")
    new = nbformat.v4.new_code_cell
    notebook = nbformat.v4.new_notebook(cells=[new(source), new("print('went on')")])
    environment = {**os.environ, "PYTHONPATH": str(folder), "PIP_NO_INDEX": "1"}
    environment |= {"GIT_ALLOW_PROTOCOL": "file", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    client = nbclient.NotebookClient(notebook, timeout=100, resources={})
    with contextlib.suppress(nbclient.exceptions.CellExecutionError):
        client.execute(env=environment, cwd=str(folder))
    return [
        output.get("evalue") or output.get("text", "")
        for cell in notebook.cells
        for output in cell.outputs
        if output.get("name") != "stderr"
    ]


def test_a_lab_whose_address_nobody_has_set_says_so_and_stops(tmp_path: Path) -> None:
    shown = run_first_cell(first_cell("https://github.com/example/vae-course"), tmp_path)
    assert len(shown) == 1
    assert shown[0].startswith("This copy of the lab does not know where to get labsupport")


def test_a_lab_without_a_network_says_so_and_stops(tmp_path: Path) -> None:
    shown = run_first_cell(first_cell("https://host.invalid/a/b"), tmp_path)
    assert shown[-1].startswith("labsupport could not be installed: is there a network?")
    assert "went on" not in "".join(shown)


@pytest.mark.parametrize("version", ["0.0.9", labsupport.__version__, "0.10.0"])
def test_a_lab_with_an_older_package_says_so_and_stops(tmp_path: Path, version: str) -> None:
    shown = run_first_cell(first_cell("https://host.invalid/a/b"), tmp_path, version)
    if version == "0.0.9":
        assert len(shown) == 1
        assert "and 0.0.9 is installed" in shown[0]
    else:
        assert shown == ["Ready\n", "went on\n"]


@pytest.mark.parametrize(
    ("package", "installed"),
    [
        ("", '"labsupport @ git+https://host/a/b"'),
        ("https://host/x-1-py3-none-any.whl", '"labsupport @ https://host/x-1-py3-none-any.whl"'),
        ("labsupport", '"labsupport"'),
        ("labsupport>=0.1.0", '"labsupport>=0.1.0"'),
    ],
)
def test_a_lab_installs_a_wheel_or_a_package_of_an_index(package: str, installed: str) -> None:
    line = f"    %pip install -q --no-deps lark {installed}\n"
    assert line in first_cell("https://host/a/b", package)
    without_address = first_cell("https://github.com/example/b", package)
    assert ("does not know where" in without_address) == (not package)


@pytest.mark.parametrize("package", ['labsupport"; rm x', "torch", "http://a/b.whl", "-e ."])
def test_what_pip_would_misunderstand_is_refused(package: str) -> None:
    with pytest.raises(InputError, match="has to be the address of a wheel"):
        first_cell("https://host/a/b", package)
