"""The picture of a wrong exercise: what is kept for it, by whom, and where its marks stand."""

import json
import math
import re
import xml.etree.ElementTree as ElementTree

import pytest
import torch

from labsupport.checks import evidence, noise
from labsupport.checks.vae import formulas
from labsupport.grading import ledger, pictures, report, run
from labsupport.grading.sandbox import Limits


def kept_of(function):
    with evidence.first() as kept:
        function()
    return kept


def test_nothing_is_kept_where_nobody_asks_and_the_first_where_somebody_does():
    x = torch.arange(6.0)
    evidence.values(x, x + 1)
    assert kept_of(lambda: None) == []
    with evidence.first() as found:
        evidence.values(x, x + 1, "means")
        evidence.values(x, x)
    (kept,) = found
    assert kept["right"] == [1, 2, 3, 4, 5, 6]
    assert kept["yours"] == [0, 1, 2, 3, 4, 5]
    assert kept["what"] == "means"


@pytest.mark.parametrize(
    ("actual", "right"),
    [
        (torch.zeros(5), torch.zeros(6)),  # of another shape
        (torch.zeros(2), torch.zeros(2)),  # too few
        (torch.full((6,), math.nan), torch.zeros(6)),
        ([0.0] * 6, torch.zeros(6)),
        (torch.zeros(6) + 1j, torch.zeros(6)),
    ],
)
def test_what_cannot_be_drawn_is_not_kept(actual, right):
    assert kept_of(lambda: evidence.values(actual, right)) == []


def test_many_numbers_are_thinned_and_what_is_not_finite_is_counted():
    right = torch.arange(1000.0)
    actual = torch.where(right < 100, math.inf, 2 * right)
    (kept,) = kept_of(lambda: evidence.values(actual, right))
    assert kept["missing"] == 100
    assert len(kept["right"]) == len(kept["yours"]) <= evidence.MOST
    assert kept["yours"] == [2 * x for x in kept["right"]]
    json.dumps(kept, allow_nan=False)


def test_a_wrong_formula_and_wrong_draws_leave_evidence_and_right_ones_none():
    generator = torch.Generator().manual_seed(1)

    def without_half(mu, log_var):
        return 2 * formulas.KL.reference(mu, log_var)

    (kept,) = kept_of(lambda: formulas.KL.on_random_inputs(without_half, generator))
    assert kept["yours"] == pytest.approx([2 * x for x in kept["right"]], rel=2e-3)
    assert kept_of(lambda: formulas.KL.on_random_inputs(formulas.KL.reference, generator)) == []
    draws = torch.randn(5000, 2, generator=generator)
    assert kept_of(lambda: noise.standard_normal(draws)) == []
    (kept,) = kept_of(lambda: noise.standard_normal(1.5 * draws))
    assert kept["deviation"] == pytest.approx(1.5, abs=0.05)
    assert sum(kept["counts"]) + kept["outside"] == 10_000


def drawn(kept):
    """The marks, the line and the words of a picture."""
    text = pictures.picture(kept)
    figure = ElementTree.fromstring(text.replace("&nbsp;", " "))
    (svg,), (line,), (caption,) = (figure.findall(n) for n in ("svg", "svg/polyline", "figcaption"))
    points = str(line.get("points")).split()
    return svg, [tuple(map(float, p.split(","))) for p in points], caption.text


def test_a_mark_stands_on_the_line_where_the_value_is_right():
    right = [-3.0, -1.0, 0.0, 2.0, 5.0]
    yours = [-3.0, -1.0, 1.0, 2.0, 1e9]
    kept = {"kind": "values", "what": "<b>", "right": right, "yours": yours, "missing": 2}
    svg, ((x0, y0), (x1, y1)), words = drawn(kept)
    marks = [(float(c.get("cx")), float(c.get("cy"))) for c in svg.iter("circle")]
    assert len(marks) == 4
    off = [y - (y0 + (x - x0) / (x1 - x0) * (y1 - y0)) for x, y in marks]
    assert [abs(o) < 0.2 for o in off] == [True, True, False, True]
    assert off[2] < 0  # above: a picture's y grows downwards
    assert "2 of 5 lie above it, 0 below; 1 are too far away to be shown; 2 more" in words
    assert svg.get("aria-label") == words
    assert "(<b>)" in words


def test_a_histogram_has_the_area_of_what_is_inside():
    counts = [0] * evidence.BINS
    counts[16], counts[17] = 30, 10
    kept = {"kind": "draws", "edge": evidence.LIMIT, "counts": counts, "outside": 10}
    kept |= {"mean": 0.2, "deviation": 0.1}
    svg, curve, words = drawn(kept)
    bars = [*svg.find("g").iter("rect")]
    heights = [float(bar.get("height")) for bar in bars]
    assert heights[16] == pytest.approx(3 * heights[17], abs=0.2)
    assert sum(h > 0 for h in heights) == 2
    zero = float(bars[0].get("y")) + heights[0]
    peak = zero - min(y for _, y in curve)  # 0.399 of the density
    width = 2 * evidence.LIMIT / evidence.BINS
    assert heights[16] / peak == pytest.approx(30 / 50 / width / 0.3989, rel=0.02)
    assert "50 of your draws" in words
    assert "10 lie outside" in words


@pytest.mark.parametrize("right", [[2.0] * 4, [0.0] * 4, [1e-300, 2e-300, 3e-300, 4e-300]])
def test_any_range_can_be_drawn(right):
    kept = {"kind": "values", "what": "", "right": right, "yours": [1.0] * 4, "missing": 0}
    text = pictures.picture(kept)
    assert "nan" not in text
    assert "inf" not in text


SUITE = """
import pytest, torch
from labsupport.checks import evidence
from labsupport.grading.suite import with_own_or_right

def judge(student, what):
    x = torch.arange(6.0)
    y = student.square(x)
    if not torch.allclose(y, x * x):
        evidence.values(y, x * x, what)
        return "wrong"

@pytest.mark.hidden
@pytest.mark.exercise("square", 1)
def test_square_hidden(student):
    assert judge(student, "hidden") is None, "wrong"

@pytest.mark.exercise("square", 1)
def test_square(student):
    assert judge(student, "seen") is None, "wrong"

@pytest.mark.exercise("other", 1)
def test_other(student):
    calls = []
    def verdict():
        calls.append(evidence.values(torch.zeros(6), torch.ones(6), f"call {len(calls)}"))
        return "wrong"
    student.substitute = lambda *lent: None
    with_own_or_right(student, verdict)
"""


def test_the_report_draws_what_a_visible_test_compared(tmp_path):
    suite = tmp_path / "test_mine.py"
    suite.write_text(SUITE)
    (tmp_path / "in").mkdir()
    wrong = "def square(x):\n    return x + x\n\ndef other():\n    pass\n"
    (tmp_path / "in" / "a.py").write_text(wrong)
    (tmp_path / "in" / "b.py").write_text(wrong.replace("x + x", "x * x"))
    arguments = {"suite": suite, "limits": Limits(5.0, 20.0), "seed": 1}
    grades = run.grade_class("mine", [tmp_path / "in"], tmp_path / "out", **arguments)
    first, second = [grade.pictures for grade in grades]
    assert first["square"]["what"] == "seen"
    assert first["square"]["yours"] == [0, 2, 4, 6, 8, 10]
    assert first["other"]["what"] == second["other"]["what"] == "call 1"  # beside right parts
    assert "square" not in second
    page = (tmp_path / "out" / "a" / "report.html").read_text("utf-8")
    assert len(re.findall("<svg", page)) == 2
    assert "hidden" not in re.findall(r"<figcaption.*", page)[0]
    lines = (tmp_path / "out" / "ledger.jsonl").read_text("utf-8").splitlines()
    again = [ledger.as_grade(json.loads(line)) for line in lines]
    assert {g.name: g.pictures for g in again} == {g.name: g.pictures for g in grades}
    assert "<svg" not in report.student_page(grades[0].cleaned(), "mine").split("<section>")[0]
