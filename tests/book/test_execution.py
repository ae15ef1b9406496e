"""Pages are executed before they are read: at once, once, and none that fails goes unnoticed."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jupyter_cache import get_cache

from labsupport.book import execution, notebooks
from tests.book.test_extension import CONFIG, build
from tests.book.toy import EXERCISE, SOLUTIONS

HEAD = """\
---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {display_name: Python 3, language: python, name: python3}
---
# A page

```{code-cell} ipython3
"""
# The page leaves a file and waits for that of another page, which must be running meanwhile.
MEET = """\
import pathlib, time
pathlib.Path("MINE").touch()
end = time.monotonic() + 300
while not pathlib.Path("OTHERS").exists():
    assert time.monotonic() < end, "the other page never began"
    time.sleep(0.05)
"""


def page(code: str) -> str:
    return f"{HEAD}{code}\n```\n"


def plain(text: str) -> str:
    """Drop the colours of a traceback."""
    return re.sub(r"\x1b\[[\d;]*m", "", text)


def execute(folder: Path, *names: str) -> None:
    """What Sphinx would call before it reads these pages."""
    config = {
        "nb_execution_mode": "cache",
        "nb_execution_cache_path": str(folder / "cache"),
        "nb_execution_timeout": 400,
    }
    app: Any = SimpleNamespace(srcdir=folder, verbosity=0, config=SimpleNamespace(**config))
    env: Any = SimpleNamespace(doc2path=lambda name: str(folder / name))
    execution.execute_pages(app, env, list(names))


def kept(folder: Path) -> set[str]:
    return {Path(each.uri).name for each in get_cache(folder / "cache").list_cache_records()}


def test_pages_run_at_the_same_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    for mine, others in [("a", "b"), ("b", "a")]:
        code = MEET.replace("MINE", mine).replace("OTHERS", others)
        (tmp_path / f"{mine}.md").write_text(page(code))
    execute(tmp_path, "a.md", "b.md")
    assert kept(tmp_path) == {"a.md", "b.md"}


def test_every_page_that_fails_is_named_with_its_cell_and_the_traceback(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(page("6 * 7"))
    (tmp_path / "divides.md").write_text(page("six = 6\nsix / 0"))
    (tmp_path / "looks.md").write_text(page("{}['seven']"))
    (tmp_path / "plain.md").write_text("# No cells\n")
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions/toy.py").write_text(SOLUTIONS.replace("6 * 7", "[][0]"))
    lab = f"{EXERCISE}\n```{{code-cell}} ipython3\nanswer()\n```\n"
    (tmp_path / "lab.ipynb").write_text(notebooks.pair(lab, "toy", "https://host/a/b"))
    with pytest.raises(execution.PageError) as caught:
        execute(tmp_path, "good.md", "divides.md", "looks.md", "plain.md", "lab.ipynb")
    told = plain(str(caught.value))
    assert "divides.md fails" in told
    assert "six / 0" in told
    assert "ZeroDivisionError: division by zero" in told
    assert "looks.md fails" in told
    assert "KeyError: 'seven'" in told
    assert "The solved lab 'toy' fails" in told
    assert "IndexError: list index out of range" in told
    assert kept(tmp_path) == {"good.md"}


def test_what_a_cell_prints_slowly_is_shown_as_it_was_printed(tmp_path: Path) -> None:
    """A kernel sends what it has after 0.2 s, and MyST-NB ends a line after each such piece."""
    (tmp_path / "_config.yml").write_text(CONFIG.replace('"off"', "cache"))
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: index\n")
    code = "import time\nfor text in ('one ', 'line', '\\nand another'):\n"
    code += "    print(text, end='')\n    time.sleep(0.5)"
    (tmp_path / "index.md").write_text(page(code))
    result = build(tmp_path)
    assert result.returncode == 0, result.stderr
    shown = (tmp_path / "_build/html/index.html").read_text()
    assert "one line\nand another\n" in shown


def test_the_build_shows_what_was_executed_once_and_fails_where_a_cell_does(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text(CONFIG.replace('"off"', "cache"))
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: index\n")
    code = "with open('log', 'a') as file:\n    print('run', file=file)\nsix = 6\nsix / ZERO"
    (tmp_path / "index.md").write_text(page(code.replace("ZERO", "0")))
    failed = build(tmp_path)
    assert failed.returncode != 0
    assert "six / 0" in failed.stderr
    assert "ZeroDivisionError: division by zero" in plain(failed.stderr)
    (tmp_path / "log").unlink()
    (tmp_path / "index.md").write_text(page(code.replace("ZERO", "8")))
    for _ in range(2):
        result = build(tmp_path)
        assert result.returncode == 0, result.stderr
        assert "0.75" in (tmp_path / "_build/html/index.html").read_text()
    assert (tmp_path / "log").read_text() == "run\n"
