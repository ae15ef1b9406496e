"""Submissions that share what few others have: a copy is found, a usual form is not."""

import ast
import csv
import io
import random
import re
from pathlib import Path

import pytest

from labsupport.errors import InputError
from labsupport.grading import words
from labsupport.grading.collect import Given, collect
from labsupport.grading.extract import Cell, Submission
from labsupport.teaching import similar
from tests.variants.build import SOLUTIONS, exercises, variants

COPIED = "s07.py"


def given(name: str, *cells: str) -> Given:
    """A submission with these cells."""
    return Given(name, submission=Submission(name, [Cell("cell", text) for text in cells]))


def right_answers(slug: str) -> dict[str, list[str]]:
    """The right variants of each exercise and its solution."""
    solution = (SOLUTIONS / f"{slug}.py").read_text("utf-8")
    found: dict[str, list[str]] = {name: [] for name in exercises(slug)}
    for node in ast.parse(solution).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found[node.name].append(ast.unparse(node))
    for variant in variants(slug, "right"):
        found[variant.exercise].append(variant.text.removeprefix(solution))
    return found


def disguised(text: str) -> str:
    """The same code with other names, a comment on every third line, and blank lines."""
    tree = ast.parse(text)
    own = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    for number, name in enumerate(sorted(own)):
        text = re.sub(rf"\b{name}\b(?!=)", f"other_{number}", text)
    lines = text.split("\n")
    return "\n".join(f"{line}  # mine\n" if n % 3 == 0 and line[-1:] == ")" else line
                     for n, line in enumerate(lines))  # fmt: skip


@pytest.fixture(scope="module")
def the_class(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty people who each found one of the right answers; one more copied all of another."""
    folder, draw = tmp_path_factory.mktemp("class"), random.Random(0)
    answers = right_answers("vae")
    for number in range(20):
        text = "\n\n".join(draw.choice(forms) for forms in answers.values())
        (folder / f"s{number:02}.py").write_text(f"import math\n\nimport torch\n\n{text}\n")
    copy = disguised((folder / COPIED).read_text())
    (folder / "copy.py").write_text(copy)
    return folder


def test_a_disguised_copy_comes_first_and_stands_apart(the_class):
    found = similar.pairs(collect([the_class]))
    assert set(found[0].names) == {"copy.py", COPIED}
    assert found[0].similarity > 0.8
    assert found[1].similarity < found[0].similarity - 0.1
    shared = [line for line, common in found[0].lines[0] if common]
    assert len(shared) > 30


def test_names_comments_texts_and_layout_are_no_words():
    one = "def f(x):\n    '''A text.'''\n    return torch.sum(x * x)  # why\n"
    other = 'def f(values):\n\n    """Another."""\n    return torch.sum(values\n      * values)\n'
    assert [w for w, _ in words.words(one)] == [w for w, _ in words.words(other)]
    mean = one.replace("sum", "mean")
    assert [w for w, _ in words.words(one)] != [w for w, _ in words.words(mean)]
    assert words.words(one)[-1] == (")", 3)


def test_a_text_that_ends_too_early_has_the_words_before():
    assert [w for w, _ in words.words("a = 1\nb = (")][:3] == ["name", "=", "1"]


def test_what_many_have_counts_less_than_what_two_have():
    usual = "def f(a, b):\n    return a * a + b * b - 2 * a * b + a - b\n"
    rare = "def g(a):\n    while a > 0:\n        a = a // 2 - 1 if a % 3 else a - [7][0]\n"
    many = [given(f"s{n}", usual, f"x = {'[' * n}{n}{']' * n}, {n}") for n in range(10)]
    two = [given("t0", usual, rare), given("t1", rare, usual)]
    found = similar.pairs(many + two)
    best = {frozenset(pair.names): pair.similarity for pair in found}
    assert set(found[0].names) == {"t0", "t1"}
    assert best[frozenset({"t0", "s1"})] < 0.5 * found[0].similarity


def test_what_the_lab_gave_is_nobodys():
    lab = "def show(images):\n    return [image.reshape(8, 8).tolist() for image in images][:10]\n"
    assert similar.pairs([given("a", lab), given("b", lab)], lab) == []
    assert similar.pairs([given("a", lab), given("b", lab)])[0].similarity == pytest.approx(1)


def test_one_alone_cannot_be_compared():
    unread = Given("b", error="broken")
    with pytest.raises(InputError, match="takes two submissions, and 1 could be read"):
        similar.pairs([given("a", "x = 1"), unread])


def test_the_page_and_the_table_hold_no_code_that_runs(the_class, tmp_path):
    evil = "a = '<script>alert(1)</script>'; b = [a, a, a, a, a, a, a, a, a]\n"
    people = [given("=cmd()", evil), given("</summary><b>", evil), *collect([the_class])]
    found = similar.write(tmp_path / "similar.html", "vae", people)
    text = (tmp_path / "similar.html").read_text()
    assert "<script>" not in text
    assert "</summary><b>" not in text
    assert "&lt;script&gt;" in text
    assert "23 submissions were compared" in text
    rows = list(csv.reader(io.StringIO((tmp_path / "similar.csv").read_text())))
    assert len(rows) == 1 + len(found)
    assert not any(name.startswith("=") for row in rows for name in row)


def test_the_walled_reader_says_what_the_words_are():
    text = "def f(x):\n    return x + 1\n"
    assert words.read(text) == words.words(text)
    assert words.read("\0") == words.words("\0")
    assert words.read(text) == words.words(text)  # whatever came before
