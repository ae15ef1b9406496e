"""The two editions: what is said of each solution, and that the course edition has none of it."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
import pytest
from markdown_it import MarkdownIt
from sphinx.errors import ConfigError

from labsupport.book import editions, extension, leaks, notebooks, reader
from labsupport.errors import InputError
from tests.book.toy import EXERCISE, REASONS, SOLUTIONS

ROOT = Path(__file__).parents[2]
LONGEST = 30  # characters of a line of code that may be said again
CHECK = """
```{code-cell} ipython3
:tags: [check]
print("right")
```
"""
USE = """
```{code-cell} ipython3
answer()
```
"""


def labels() -> set[str]:
    """Every label that a page of the book defines."""
    pages = "\n".join(path.read_text("utf-8") for path in ROOT.glob("chapters/**/*.md"))
    return set(re.findall(r"^\(([\w-]+)\)=$", pages, re.M))


def code_lines(slug: str) -> set[str]:
    """The lines of a lab's solutions, without what the stubs show."""
    text = notebooks.solutions_text(ROOT, slug)
    nodes = notebooks.definitions(text).values()
    codes = [editions.without_docstring(notebooks.segment(text, node)) for node in nodes]
    return {line.strip() for code in codes for line in code.splitlines()}


@pytest.mark.parametrize("slug", notebooks.slugs(ROOT))
def test_every_solution_has_a_reason_and_wrong_turns(slug):
    found = editions.reasons(ROOT, slug)
    exercises = notebooks.exercises(notebooks.loads(notebooks.lab_text(ROOT, slug)))
    assert [*found] == [*exercises]
    for name, text in found.items():
        why, there, turns = text.partition(f"\n\n{editions.TURNS}\n\n")
        assert why.endswith("."), name
        assert "\n" not in why, f"{name}: one paragraph"
        assert there, f"{name}: no line '{editions.TURNS}'"
        assert 2 <= len(turns.splitlines()) <= 4, name
        assert all(re.fullmatch(r"- .+[.?]", line) for line in turns.splitlines()), name


@pytest.mark.parametrize("slug", notebooks.slugs(ROOT))
def test_it_links_to_the_derivation_and_does_not_say_the_code_again(slug):
    known, lines = labels(), {line for line in code_lines(slug) if len(line) > LONGEST}
    for name, text in editions.reasons(ROOT, slug).items():
        linked = set(re.findall(r"\]\(([^)]+)\)", text))
        assert linked, f"{name}: no link"
        assert linked <= known, name
        assert [line for line in lines if line in text] == [], name


# --- a toy course ---


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions/toy.py").write_text(SOLUTIONS)
    (tmp_path / "solutions/toy.md").write_text(REASONS)
    return tmp_path


def read(course: Path, edition: str, lab: str = EXERCISE + CHECK + USE) -> nbformat.NotebookNode:
    text = notebooks.pair(lab, "toy", "https://host/a/b")
    return reader.read(text, root=str(course), edition=edition)


def test_the_course_edition_shows_nothing_of_it(course):
    shown = nbformat.writes(read(course, "course"))
    assert "6 * 7" not in shown
    assert "forty-two" not in shown
    assert "thirteen" not in shown


def test_the_self_study_edition_has_the_solution_folded_below_the_check(course):
    shown = read(course, "self-study")
    _, exercise, check, solution, use = shown.cells
    assert exercise.source.endswith("raise NotImplementedError")
    assert "check" in check.metadata.tags
    assert solution.cell_type == "markdown"
    (box,) = MarkdownIt().parse(solution.source)  # one fence, with all of it inside
    assert box.info == "{admonition} Solution: `answer`"
    assert box.content.startswith(":class: dropdown solution\n")
    assert "def answer() -> int:\n    return 6 * 7\n" in solution.source
    assert "forty-two" in solution.source
    assert "- Six plus seven" in solution.source
    assert use.source == "answer()"
    nbformat.validate(shown)


def test_without_a_check_it_stands_below_the_exercise(course):
    kinds = [cell.cell_type for cell in read(course, "self-study", EXERCISE + USE).cells]
    assert kinds == ["markdown", "code", "markdown", "code"]


def test_a_second_edition_does_not_change_the_first(course):
    before = read(course, "course")
    read(course, "self-study")
    assert read(course, "course") == before


def test_an_unknown_edition_is_a_sentence(tmp_path):
    config: Any = SimpleNamespace(edition="teacher")
    app: Any = SimpleNamespace(srcdir=tmp_path)
    with pytest.raises(ConfigError, match="edition has to be course or self-study, not 'teacher'"):
        extension.configure(app, config)


def test_a_missing_file_stops_the_build_of_the_self_study_edition_alone(course):
    (course / "solutions/toy.md").unlink()
    read(course, "course")
    with pytest.raises(reader.LabError, match=r"toy\.md is missing: it says why"):
        read(course, "self-study")


def test_a_file_about_other_exercises_is_a_sentence(course):
    (course / "solutions/toy.md").write_text(REASONS.replace("## answer", "## question"))
    with pytest.raises(InputError, match="not about the same exercises: answer, question"):
        editions.reasons(course, "toy")


def test_the_page_is_made_again_when_something_else_is_said(course):
    lab = course / "chapters/toy/lab.ipynb"
    lab.parent.mkdir(parents=True)
    lab.write_text(notebooks.pair(EXERCISE, "toy", "https://host/a/b"))
    env: Any = SimpleNamespace(found_docs={"lab"}, doc2path=lambda name: str(lab))

    def outdated(edition: str) -> list[str]:
        app: Any = SimpleNamespace(srcdir=course, config=SimpleNamespace(edition=edition))
        return extension.outdated_labs(app, env, set(), set(), set())

    assert outdated("self-study") == ["lab"]
    assert outdated("self-study") == []
    (course / "solutions/toy.md").write_text(REASONS.replace("thirteen", "too little"))
    assert outdated("self-study") == ["lab"]
    assert outdated("course") == ["lab"]
    (course / "solutions/toy.md").write_text(REASONS)
    assert outdated("course") == []


# --- it does not leak ---


@pytest.mark.parametrize("slug", notebooks.slugs(ROOT))
def test_the_search_for_leaks_knows_every_section(slug):
    text = (ROOT / "solutions" / f"{slug}.md").read_text("utf-8").splitlines()
    numbers = {int(place.rpartition(" ")[2]) for place in leaks.secret_prose(ROOT, slug).values()}
    said = {n for n, line in enumerate(text, 1) if line and line[0] != "#"}
    assert {n for n in said if text[n - 1] != editions.TURNS} == numbers


@pytest.mark.parametrize(
    "shown",
    [
        "<li>The <em>mean</em> of <code>x</code>, in which <b>\\(q &lt; p\\)</b> is lost.</li>",
        "<p>The mean of x, in <a href='#there'>which</a> \\(q < p\\) is lost.</p>",
    ],
)
def test_a_line_is_found_on_a_page_and_in_its_source(shown, tmp_path):
    line = "- The *mean* of `x`, in [which](flows-iaf) $q < p$ is lost."
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions/toy.md").write_text(f"## answer\n\n{line}\n")
    secrets = leaks.secret_prose(tmp_path, "toy")
    site = tmp_path / "site"
    site.mkdir()
    (site / "page.html").write_text(f"<html><body>{shown}</body></html>")
    cell = nbformat.v4.new_markdown_cell(line)
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), site / "page.ipynb")
    assert leaks.leaks(site, secrets) == [
        "page.html holds solutions/toy.md, line 3",
        "page.ipynb holds solutions/toy.md, line 3",
    ]
