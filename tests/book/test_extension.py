"""The Sphinx extension, in builds of a toy book."""

import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from labsupport.book import notebooks
from tests.book.toy import EXERCISE, REASONS, SOLUTIONS

CONFIG = """\
title: Toy
only_build_toc_files: true
copyright: "2026"
repository: {url: https://github.com/a/b, branch: main}
exclude_patterns: [_build, solutions, "chapters/*/lab.md"]
launch_buttons: {colab_url: "https://colab.research.google.com"}
execute: {execute_notebooks: "off"}
sphinx:
  extra_extensions: [labsupport.book.extension]
  recursive_update: true
"""
TOC = "format: jb-book\nroot: index\nchapters: [{file: chapters/toy/lab}]\n"
LAB = f"""{EXERCISE}
```{{code-cell}} ipython3
answer()
```
"""
# A cell that shows an image of one pixel, so that nothing but a kernel is needed.
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
FIGURE = f"""
```{{code-cell}} ipython3
METADATA
import base64
from IPython.display import Image
Image(base64.b64decode("{PIXEL}"))
```
"""


def write_lab(folder: Path, text: str) -> None:
    lab = folder / "chapters/toy/lab.ipynb"
    lab.write_text(notebooks.pair(text, "toy", "https://github.com/a/b"))


def build(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = shutil.which("jupyter-book", path=Path(sys.executable).parent)
    assert command, "jupyter-book is not installed beside this Python"
    return subprocess.run(
        [command, "build", ".", "-W", "-n", "--keep-going", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with one lab."""
    folder = tmp_path_factory.mktemp("book")
    (folder / "chapters/toy").mkdir(parents=True)
    (folder / "solutions").mkdir()
    (folder / "solutions/toy.py").write_text(SOLUTIONS)
    (folder / "_config.yml").write_text(CONFIG)
    (folder / "_toc.yml").write_text(TOC)
    (folder / "index.md").write_text("# Toy\n\nA page.\n")
    write_lab(folder, LAB)
    return folder


def test_a_change_of_the_solution_alone_changes_the_page(book: Path) -> None:
    first = build(book)
    assert first.returncode == 0, first.stderr
    page = book / "_build/html/chapters/toy/lab.html"
    assert '<p class="expected-output-label">Expected output</p>' in page.read_text()
    assert ">42" in page.read_text()
    (book / "solutions/toy.py").write_text(SOLUTIONS.replace("6 * 7", "6 + 7"))
    assert build(book).returncode == 0
    assert ">13" in page.read_text()
    source = book / "_build/html/_sources/chapters/toy/lab.ipynb"
    assert source.read_bytes() == (book / "chapters/toy/lab.ipynb").read_bytes()


def test_only_labs_have_launch_buttons_and_no_page_names_thebe(book: Path) -> None:
    build(book)
    lab = (book / "_build/html/chapters/toy/lab.html").read_text()
    index = (book / "_build/html/index.html").read_text()
    link = "https://colab.research.google.com/github/a/b/blob/main/chapters/toy/lab.ipynb"
    assert link in lab
    assert "colab" not in index
    assert "unpkg.com" not in lab + index


def test_a_figure_without_alt_text_fails_the_build_each_time(book: Path) -> None:
    figure = FIGURE.replace("METADATA\n", "")
    write_lab(book, LAB + figure)
    for _ in range(2):  # a build that failed must not be taken for done
        failed = build(book)
        assert failed.returncode != 0
        assert "a figure has no alt text" in failed.stderr
    described = FIGURE.replace("METADATA", ':mystnb: {image: {alt: "one red pixel"}}')
    write_lab(book, LAB + described)
    fixed = build(book)
    assert fixed.returncode == 0, fixed.stderr
    assert 'alt="one red pixel"' in (book / "_build/html/chapters/toy/lab.html").read_text()


def test_a_cell_behind_a_folded_warning_folds_with_it_and_no_other_does(book: Path) -> None:
    boxes = (
        "\n```{{admonition}} Wrong\n:class: warning dropdown\nNot so.\n```\n"
        "\n```{{code-cell}} ipython3\nprint('shown {0}')\n```\n"
        "\n```{{admonition}} Answer\n:class: dropdown\nIt is so.\n```\n"
        "\n```{{code-cell}} ipython3\nprint('open {0}')\n```\n"
    )
    write_lab(book, LAB + boxes.format(1) + boxes.format(2))
    made = build(book)
    assert made.returncode == 0, made.stderr
    page = (book / "_build/html/chapters/toy/lab.html").read_text()
    parts = page.split('<div class="warning dropdown admonition">')[1:]
    for number, part in enumerate(parts, 1):
        open_elements, end = 1, 0
        for tag in re.finditer("<div|</div", part):  # until the box is closed
            open_elements += 1 if tag[0] == "<div" else -1
            end = tag.start()
            if not open_elements:
                break
        assert f"<pre>shown {number}" in re.sub("<span[^>]*>|</span>", "", part[:end])
        assert f"open {number}" not in part[:end]
    assert len(parts) == 2


def test_the_self_study_edition_shows_each_solution_folded(book: Path) -> None:
    write_lab(book, LAB)
    (book / "solutions/toy.md").write_text(REASONS.replace("forty-two", "$42$"))
    (book / "_config.yml").write_text(CONFIG + "  config: {edition: self-study}\n")
    made = build(book)
    assert made.returncode == 0, made.stderr
    page = (book / "_build/html/chapters/toy/lab.html").read_text()
    box = page[page.index('<div class="dropdown solution admonition"') :]
    title, body, wrong = (box.index(text) for text in (">answer<", r"\(42\)", "<li><p>Six plus"))
    assert title < body < wrong < box.index("</ul>\n</div>")
    assert ":class:" not in page
    (book / "_config.yml").write_text(CONFIG)
    assert build(book).returncode == 0
    assert "solution" not in (book / "_build/html/chapters/toy/lab.html").read_text()


def test_a_link_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    (tmp_path / "there.html").write_text("<p>Here.</p>")
    serve = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        (tmp_path / "_config.yml").write_text(CONFIG)
        (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: index\n")
        (tmp_path / "index.md").write_text(
            f"# Toy\n\n<{address}/there.html>, <{address}/gone.html>\n"
        )
        asked = build(tmp_path, "--builder", "linkcheck")
        server.shutdown()
    assert asked.returncode != 0
    (report,) = (tmp_path / "_build").rglob("output.txt")
    told = report.read_text()
    assert f"[broken] {address}/gone.html: 404" in told
    assert "there.html" not in told


def test_a_solved_lab_that_fails_fails_the_build(book: Path) -> None:
    (book / "solutions/toy.py").write_text(SOLUTIONS.replace("6 * 7", "6 / 0"))
    failed = build(book)
    assert failed.returncode != 0
    assert "ZeroDivisionError" in failed.stderr
