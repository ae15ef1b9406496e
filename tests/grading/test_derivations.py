r"""Derivations are read as data, in this process as across the boundary, and cannot do harm.

Hostile lines get one sentence within seconds: they are capped before they are computed, and a
budget is spent while they are.
"""

import random
import re
import time
from pathlib import Path

import pytest
import torch

from labsupport.checks.autoencoders.derivations import M_STEP_MEAN
from labsupport.checks.derivation import Derivation
from labsupport.checks.elbo.derivations import ELBO_DERIVATION, KL_IDENTITY
from labsupport.checks.gradients.derivations import SCORE_IDENTITY
from labsupport.grading import extract
from labsupport.grading.errors import GradingError, NotWritten, StudentError
from labsupport.grading.local import LocalStudent
from labsupport.grading.student import Student
from tests.test_suites import failures
from tests.variants.build import SOLUTIONS, answers, derivations

START = r"\log p(x)"
DEEP = r"\mathbb{E}_{q(z)}[" * 12 + r"\log p(x)" + "]" * 12
HOSTILE = {
    "means inside means": rf"= {DEEP}",
    "sums inside sums": "= " + r"\sum_z " * 30 + r"\log p(x)",
    "sums to a thousand": "= " + r"\sum_{i=1}^{999} " * 3 + r"\log p(x)",
    "sums over many indices": r"= \sum_{i=1,j=1,k=1}^{999} \log p(x)",
    "variances inside variances": "= " + r"\mathrm{Var}_q[" * 20 + "x" + "]" * 20,
    "divergences inside": "= " + r"\mathrm{KL}(q \| p) " * 60,
    "gradients of gradients": "= " + r"\nabla_\theta " * 35 + r"\log p(x)",
    "functions of functions": "= " + r"\exp " * 120 + "x",
    "brackets": "= " + "(" * 400 + "x" + ")" * 400,
    "braces": "= " + "{" * 300 + "x" + "}" * 300,
    "fractions": "= " + r"\frac{1}{" * 23 + "x" + "}" * 23,
    "slashes": "= x" + " / x" * 200,
    "powers": "= 9" + "^{9" * 20 + "}" * 20,
    "a long number": "= " + "9" * 790,
    "signs": "= " + "-" * 700 + "x",
    "primes": "= x" + "'" * 700,
    "indices": "= x" + "_{x" * 20 + "}" * 20,
    "bars": "= " + "|" * 700,
    "one very long line": "= " + "x + " * 100_000 + "x",
    "a long sum": r"= \mathbb{E}_q[\log p(x, z)] + " + r"\log p(x) + " * 60 + "1",
    "dots": r"= \dots",
    "nothing": "=",
    "a relation alone": r"\ge",
    "relations": "= " * 300,
    "our own names": r"= \mathrm{meaning} + \mathrm{self} + \mathrm{__class__} + \mathrm{theta}",
    "a mean over our names": r"= \mathbb{E}_{\mathrm{self} \sim q}[\mathrm{self}]",
    "binds a parameter": r"= \int \log p_\theta(x) \, d\theta",
    "a sum that is bound twice": r"= \sum_{\theta} \log p(x)",
    "code": r"= \text{__import__('os').system('true')}",
    "input": r"= \input{/etc/passwd}",
    "definitions": r"\def\a{\a\a} = \a",
    "macros": r"= \newcommand{\x}{\x\x}\x",
    "environments": r"= \begin{verbatim} x \end{verbatim}",
    "surrogate": "= \ud800",
    "control characters": "= \x1b[2J\x07 x",
    "other alphabets": "= ζητα ∮ ☃",
    "infinity": r"= \infty - \infty",
    "nan": r"= \log(-1)",
    "zero": r"= \frac{0}{0}",
    "search": r"\ge \max_q \mathbb{E}_q[\log p(x, z)]",
    "a min without end": r"= \min_\theta \log p(x)",
    "matrix": r"= \det(x) \operatorname{tr}(x) x^\top x^{-1}",
}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize(
    "declared", [ELBO_DERIVATION, SCORE_IDENTITY, M_STEP_MEAN], ids=lambda d: d.name
)
def test_a_hostile_line_gets_one_short_sentence_in_little_time(declared: Derivation, kind):
    began = time.process_time()
    finding = declared.arrives([declared.start, HOSTILE[kind], f"= {declared.end}"])
    assert time.process_time() - began < 4
    assert finding is not None
    assert "\n" not in finding.sentence
    assert len(finding.sentence) < 400
    assert finding.sentence.isprintable()


@pytest.mark.parametrize(
    "lines",
    [
        [],
        "text",
        None,
        3,
        {},
        [START],
        [START] * 41,
        [START, 3],
        [START, ""],
        [START, ["="]],
        [b"x"],
    ],
    ids=repr,
)
def test_what_is_no_list_of_lines_gets_one_sentence(lines):
    finding = ELBO_DERIVATION.arrives(lines)
    assert finding is not None
    assert "\n" not in finding.sentence


def test_random_lines_never_raise_and_never_take_long():
    """What breaks the reader becomes a case above."""
    pieces = [
        r"\log",
        r"\mathbb{E}_{q(z)}",
        r"[",
        r"]",
        r"(",
        r")",
        r"{",
        r"}",
        r"p",
        r"q",
        r"z",
        r"x",
        r"\mid",
        r"|",
        r",",
        r"+",
        r"-",
        r"=",
        r"\ge",
        r"\frac",
        r"\int",
        r"dz",
        r"\sum_z",
        r"^",
        r"_",
        r"\nabla",
        r"\theta",
        r"\mathrm{KL}",
        r"\|",
        r"\dots",
        r"&",
        r"\\",
        r"\left",
        r"\right",
        r"/",
        r"\exp",
        r"\sqrt",
        r"\underbrace",
        r"\hat",
        r"'",
        r"\text{as}",
        r"\mathcal{N}",
        r";",
        r"\propto",
    ]
    generator = random.Random(0)
    began = time.process_time()
    for _ in range(300):
        line = "= " + " ".join(generator.choices(pieces, k=generator.randint(1, 25)))
        finding = KL_IDENTITY.arrives([START, line, f"= {KL_IDENTITY.end}"])
        assert finding is not None, line
        assert finding.sentence.isprintable(), line
    assert time.process_time() - began < 60


def submission(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "answer.py"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "error", "sentence"),
    [
        ("", NotWritten, "not written yet"),
        ("d = ['a', ..., 'b']", NotWritten, "not written yet"),
        ("d = ['a', None]", NotWritten, "not written yet"),
        ("d = list('ab')", StudentError, "one list of texts"),
        ("d = [f'{1}']", StudentError, "one list of texts"),
        ("d = ['a', str(1)]", StudentError, "one list of texts"),
        ("d = ['a'] + ['b']", StudentError, "one list of texts"),
        ("d = ['a']\nd.append('= b')", StudentError, "one list of texts"),
        ("d = ['a']\nd[0] = 'b'", StudentError, "one list of texts"),
        ("d = ['a']\nd += ['= b']", StudentError, "one list of texts"),
        ("def d():\n    return ['a']", StudentError, "one list of texts"),
        ("if 1:\n    d = ['a']", StudentError, "one list of texts"),
    ],
)
def test_what_is_not_written_out_says_so(tmp_path, text, error, sentence):
    path = submission(tmp_path, f"other = 1\n{text}\n")
    with pytest.raises(error, match=sentence):
        extract.read(path).derivation("d")


def test_lines_are_read_as_they_are_and_the_last_list_counts(tmp_path):
    text = 'd = ["old"]\nd = (\n    r"\\log p(x)",  # where it starts\n    r"= a" r"b",\n)\n'
    assert extract.read(submission(tmp_path, text)).derivation("d") == [r"\log p(x)", "= ab"]


def test_very_many_and_very_long_lines_are_cut_before_they_cross(tmp_path):
    text = "d = [" + "'= x', " * 5000 + "]\ne = ['" + "x" * 100_000 + "']\n"
    found = extract.read(submission(tmp_path, text))
    assert len(found.derivation("d")) <= 50
    assert len(found.derivation("e")[0] or "") <= 1000


def text_of(name: str, lines: list[str]) -> str:
    return f"{name} = [\n" + "".join(f"    {line!r},\n" for line in lines) + "]\n"


@pytest.mark.parametrize("make", [LocalStudent, Student])
def test_verdicts_are_the_same_on_both_sides_of_the_boundary(make, tmp_path):
    (wrong, *_) = [a for a in answers("elbo", "kl_identity") if a.line is not None]
    text = text_of("kl_identity", wrong.lines)
    text += text_of("elbo_derivation", derivations("elbo")["elbo_derivation"])
    path = submission(tmp_path, text)
    only = {"kl_identity", "elbo_derivation"}
    found = failures("elbo", path, make=make, only=only)
    assert found["elbo_derivation"] == []
    assert len(found["kl_identity"]) == 2
    assert all(wrong.message in sentence for sentence in found["kl_identity"])


def test_nothing_of_a_derivation_is_run(tmp_path):
    mark = tmp_path / "ran"
    text = f"kl_identity = [open({str(mark)!r}, 'w').name]\n"
    path = submission(tmp_path, text)
    found = failures("elbo", path, make=Student, only={"kl_identity"})["kl_identity"]
    assert all("one list of texts" in sentence for sentence in found)
    assert not mark.exists()


def test_a_borrowed_derivation_earns_nothing(tmp_path):
    text = 'from labsupport import lab\nkl_identity = lab.borrow("elbo", "kl_identity")\n'
    with pytest.raises(NotWritten, match="earns no points"):
        LocalStudent(submission(tmp_path, text)).begin(0, "kl_identity")


def test_a_missing_derivation_costs_only_itself(tmp_path):
    text = (SOLUTIONS / "elbo.py").read_text("utf-8")
    text = re.sub(r"kl_identity = \[\n", "kl_identity = [\n    ...,\n", text)
    found = failures("elbo", submission(tmp_path, text), only={"elbo_derivation", "kl_identity"})
    assert found["kl_identity"] == ["kl_identity is not written yet"] * 2
    assert found["elbo_derivation"] == []
    student = LocalStudent(tmp_path / "answer.py")
    with pytest.raises(GradingError):
        student.derivation("kl_identity")


def test_reseeded_worlds_refuse_no_right_derivation():
    for seed in range(20):  # benchmarks.false_alarms goes on to 2,000
        generator = torch.Generator().manual_seed(seed)
        for declared in (ELBO_DERIVATION, KL_IDENTITY):
            assert declared.arrives(derivations("elbo")[declared.name], generator) is None
