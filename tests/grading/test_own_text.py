"""Who hands in labsupport's own text keeps the points; the instructor is told, the student not."""

import ast
import csv
import inspect
import time
from pathlib import Path

import pytest

from labsupport.borrow import monte_carlo, vae
from labsupport.grading import extract, own_text, report, run

ROOT = Path(__file__).parents[2]
HEAD = "import math, torch\nfrom torch import Tensor, nn\nfrom torch.nn import functional as F\n"
TERMS = [vae.reparameterize, vae.gaussian_kl, vae.bernoulli_log_likelihood]
EXERCISES = {"reparameterize", "gaussian_kl", "bernoulli_log_likelihood", "elbo", "train_step"}


def remark(text: str, folder: Path) -> str:
    path = folder / "x.py"
    path.write_text(HEAD + text, "utf-8")
    return own_text.remark(extract.read(path).prints, EXERCISES)


def bare(function: object) -> str:
    """The text without its docstring."""
    tree = ast.parse(inspect.getsource(function))  # type: ignore[arg-type]
    del tree.body[0].body[0]  # type: ignore[attr-defined]
    return ast.unparse(tree)


def test_a_docstring_of_ours_says_that_a_text_is_copied(tmp_path):
    text = inspect.getsource(vae.elbo)
    assert remark(text, tmp_path) == "labsupport's own text, docstring included: elbo"
    spaced = text.replace("z = ", "# the draw\n    z  =  ").replace('"""', '""" ')
    assert "elbo" in remark(spaced, tmp_path)
    assert remark(text.replace("z", "latent"), tmp_path) == ""


def test_answers_that_are_alike_are_told_of_where_most_of_them_are(tmp_path):
    texts = [bare(function) for function in TERMS]
    assert remark("\n".join(texts[:2]), tmp_path) == ""
    said = remark("\n".join(texts), tmp_path)
    assert said.startswith("as labsupport writes them, 3 of 3: ")
    own = "\ndef elbo(e, d, x): return x\ndef train_step(e, d, o, x): return 0.0\n"
    assert "3 of 5" in remark("\n".join(texts) + own, tmp_path)


@pytest.mark.parametrize("slug", ["vae", "elbo", "monte_carlo", "gradients", "start"])
def test_the_solutions_are_nobodys_copy(slug):
    submission = extract.read(ROOT / f"solutions/{slug}.py")
    assert own_text.remark(submission.prints, submission.names()) == ""


def test_the_instructor_is_told_and_the_student_is_not(tmp_path):
    path = tmp_path / "x.py"
    path.write_text(
        (ROOT / "solutions/monte_carlo.py").read_text("utf-8")
        + "\n\n"
        + inspect.getsource(monte_carlo.rejection_sample),
        "utf-8",
    )
    (grade,) = run.grade_class("monte_carlo", [path], tmp_path / "out")
    assert grade.score == pytest.approx(grade.max_score)
    said = "labsupport's own text, docstring included: rejection_sample"
    assert grade.remark == said
    text = (tmp_path / "out/grades.csv").read_text("utf-8")
    (row,) = csv.DictReader(text.splitlines())
    assert row["remark"] == said
    assert "own text" in (tmp_path / "out/index.html").read_text("utf-8")
    assert "own text" not in report.student_page(grade, "monte_carlo")
    assert "own text" not in report.results_json(grade, "monte_carlo")


def test_a_long_or_deep_definition_costs_no_time():
    deep = "def f():\n    return " + "-" * 80 + "1"
    long = "def f():\n" + "    x = [1, 2]\n" * 20_000
    begin = time.process_time()
    for text in (deep, long):
        (statement,) = ast.parse(text).body
        assert isinstance(statement, ast.FunctionDef)
        own_text.prints(statement)
    assert time.process_time() - begin < 5
