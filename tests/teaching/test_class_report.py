"""What a student reads again, and what a teacher sees of a class."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from labsupport import lab
from labsupport.book import notebooks
from labsupport.grading import measuring, report, run, sections
from labsupport.grading.judge import Grade, Result
from labsupport.grading.sandbox import Limits
from labsupport.teaching import class_report

ROOT = Path(__file__).parents[2]


def grade(name: str, *verdicts: tuple[str, float, str], error: str = "") -> Grade:
    """A grade of tests: exercise, points, and the sentence of a failure."""
    results = [
        Result(f"t{n}", exercise, points, passed=not said, sentence=said)
        for n, (exercise, points, said) in enumerate(verdicts)
    ]
    return Grade(name, name, results, 1, error=error)


CLASS = [
    grade("a", ("kl", 2, ""), ("draw", 1, ""), ("draw", 1, "")),
    grade("b", ("kl", 2, "the half is missing: 3.1 instead"), ("draw", 1, ""), ("draw", 1, "")),
    grade("c", ("kl", 2, "the half is missing: 0.5 instead"), ("draw", 1, ""), ("draw", 1, "<b>")),
    grade("d", ("kl", 2, "=1"), ("draw", 1, "x 1"), ("draw", 1, "x 2")),
    grade("e", ("kl", 2, "nothing"), error="broken"),
]


def test_mistakes_are_counted_by_submissions_whatever_their_numbers():
    found = class_report.mistakes(CLASS[:4])
    assert [(m.exercise, m.submissions) for m in found][:1] == [("kl", 2)]
    assert found[0].sentence == "the half is missing: 3.1 instead"
    assert [m.submissions for m in found if m.exercise == "draw"] == [1, 1]  # x 1 and x 2 are one


def test_the_hardest_exercise_comes_first_with_its_numbers():
    rows = class_report.exercises(CLASS[:4])
    assert rows[0] == ("kl", pytest.approx(1 / 4), 1, 3)
    assert rows[1] == ("draw", pytest.approx((1 + 1 + 0.5 + 0) / 4), 2, 1)


def test_points_are_spread_over_tenths_and_nobody_is_lost():
    spread = class_report.histogram([0, 3.9, 4, 2], 4)
    assert [count for _, count in spread] == [1, 0, 0, 0, 0, 1, 0, 0, 0, 2]
    assert spread[0][0] == "0 to 0.4"
    assert class_report.histogram([0.0], 0)[0][1] == 1


def test_the_page_is_whole_escaped_and_of_the_graded_alone(tmp_path):
    class_report.write(tmp_path, CLASS, "vae")
    page = (tmp_path / "class.html").read_text("utf-8")
    assert "4 graded, 1 unreadable" in page
    assert "Mean 1.8 of 4 points, median 1.5, from 0 to 4" in page.replace("\n", " ")
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
    assert "nothing" not in page
    assert not re.search(r"<script|src=|url\(", page)
    lines = list(csv.reader(io.StringIO((tmp_path / "mistakes.csv").read_text("utf-8"))))
    assert lines[1] == ["2", "kl", "the half is missing: 3.1 instead"]
    assert "'=1" in [line[2] for line in lines]
    class_report.write(tmp_path, CLASS[4:], "vae")
    assert "0 graded, 1 unreadable" in (tmp_path / "class.html").read_text("utf-8")


@pytest.mark.parametrize("slug", [s for s in notebooks.slugs(ROOT) if s in sections.known()])
def test_each_exercise_names_a_section_that_is_there(slug):
    found = sections.of_lab(slug)
    asked = {*lab.lender(slug).__all__, *({measuring.NAME} if slug in measuring.TASKS else ())}
    assert set(found) == sections.known()[slug].keys() == asked
    assert all(section.heading for section in found.values())


def course(tmp_path: Path, site: str) -> Path:
    (tmp_path / "chapters" / "vae").mkdir(parents=True)
    (tmp_path / "chapters/vae/theory.md").write_text("(vae-kl)=\n## The KL <term>\n")
    (tmp_path / "_config.yml").write_text(f"html:\n  baseurl: {site} # where\n")
    return tmp_path


def test_a_report_leads_to_the_section(tmp_path):
    found = sections.of_lab("vae", course(tmp_path, "https://uni.edu/course/"))
    wrong = grade("a", ("gaussian_kl", 2, "no half"), ("elbo", 1, ""))
    wrong.examples = {"gaussian_kl": "mu = [1]: yours <1>, should be 0.5", "elbo": "never shown"}
    page = report.student_page(wrong, "vae", found)
    assert (
        'Read again: <a href="https://uni.edu/course/chapters/vae/theory.html#vae-kl">'
        "“The KL &lt;term&gt;”</a>" in page
    )
    assert "mu = [1]: yours &lt;1&gt;, should be 0.5" in page
    assert "never shown" not in page  # nothing is wrong with it
    outputs = [t["output"] for t in json.loads(report.results_json(wrong, "vae"))["tests"]]
    assert outputs == ["no half\nThe smallest example: mu = [1]: yours <1>, should be 0.5", ""]


def test_without_an_address_the_section_is_named_and_without_pages_nothing(tmp_path):
    found = sections.of_lab("vae", course(tmp_path, "https://example.github.io/vae-course"))
    page = report.student_page(grade("a", ("gaussian_kl", 2, "no half")), "vae", found)
    assert "Read again: “The KL &lt;term&gt;”<" in page
    assert "href" not in page
    assert sections.of_lab("vae", tmp_path / "nowhere") == {}
    assert sections.of_lab("../vae", tmp_path) == {}


HALF = "def log_mean_exp(x, dim=0):\n    return x.logsumexp(0)\n"
ENDLESS = "def log_mean_exp(x, dim=0):\n    while True: pass\n"
LEAVES = "import os\ndef log_mean_exp(x, dim=0):\n    os._exit(1)\n"


def test_the_smallest_example_of_a_wrong_formula_is_shown(tmp_path):
    """By the whole road; what hangs or ends its process has none, and nobody else is disturbed."""
    (tmp_path / "in").mkdir()
    right = (ROOT / "solutions" / "start.py").read_text("utf-8")
    for name, text in {"a": HALF, "b": ENDLESS, "c": LEAVES, "d": right}.items():
        (tmp_path / "in" / f"{name}.py").write_text(text)
    grades = run.grade_class(
        "start", [tmp_path / "in"], tmp_path / "out", limits=Limits(2.0, 5.0), seed=1
    )
    shown, *others = [grade.examples for grade in grades]
    assert re.fullmatch(r"\w+ = \[.*\].*: yours .*, should be .*", shown["log_mean_exp"])
    assert shown["log_mean_exp"] in (tmp_path / "out/a/report.html").read_text("utf-8")
    assert others == [{}, {}, {}]
    assert grades[-1].score == grades[-1].max_score
    again = run.grade_class(
        *("start", [tmp_path / "in"], tmp_path / "out"),
        limits=Limits(2.0, 5.0),
        seed=1,
        resume=True,
    )
    assert again[0].examples == shown


def test_the_same_mistake_at_other_sizes_is_one():
    same = grade("a", ("kl", 1, "for inputs of shape (5, 3): no half"), ("kl", 1, "no half"))
    assert [m.sentence for m in class_report.mistakes([same, same])] == ["no half"]
    assert class_report.mistakes([same, same])[0].submissions == 2
