"""The engine that computes printed formulas: what it reads, refuses, computes and judges."""

import pytest
import torch

from labsupport.equations import (
    Draw,
    Family,
    FormulaError,
    Function,
    Gaussian,
    Law,
    World,
    finite,
    formulas,
    judge,
    pick,
    read,
)
from labsupport.equations.mutations import mutants


def world(draw: Draw) -> World:
    """Numbers, columns, matrices, tables of z (four values) and a Gaussian law."""
    q, p, tight = draw.probabilities(4), draw.probabilities(4), draw.seed == 2
    if tight:
        q = p
    precision = draw.covariance(3)
    if tight:
        precision = torch.diag(precision.diagonal())
    table = draw.normal(4)
    return World(
        {
            "a": draw.normal(3), "A": draw.normal(3, 3), "S": draw.covariance(3),
            "x": draw.normal(3),
            "Lambda": precision, "t": draw.positive(), "u": draw.positive(), "d": 3, "N": 4,
            "q": Family({"z": lambda z: pick(q, z)}), "p": Family({"z": lambda z: pick(p, z)}),
            "f": Function("z", lambda z: pick(table, z)), "z": 1.0, "b": draw.normal(3),
            "g": Family({"y": Law(lambda t, u: Gaussian(t, u**2))}), "y": draw.normal(),
            "theta": draw.normal(4),
            "r": Family({"z": lambda z, theta: pick(torch.softmax(theta, 0), z)}),
            "n_": torch.tensor([1.0, 2.0, 3.0]).double(),
        },
        domains={"z": finite(torch.arange(4.0).double())}, ranges={"i": 3, "j": 3},
        several={"t": [0.3, 1.1, 2.0]}, limits={"N": [10, 1000, 100_000]}, tight=tight,
    )  # fmt: skip


RIGHT = [
    r"(x - a)^\top S^{-1} (x - a) = x^\top S^{-1} x - 2 a^\top S^{-1} x + a^\top S^{-1} a",
    r"\operatorname{tr}(A x x^\top) = x^\top A x = \sum_{i,j} A_{ij} x_i x_j",
    r"\log \det S = 2 \log \det S^{1/2}, \qquad \lVert x \rVert^2 = \sum_{j=1}^d x_j^2",
    r"(A S)^\top = S A^\top, \qquad A (I + S) = A + A S",
    r"\operatorname{diag}(a) x = a \odot x",
    r"\frac{1}{\Lambda_{jj}} \le (\Lambda^{-1})_{jj}",
    r"\nabla_x \tfrac12 x^\top S x = S x, \qquad \frac{\partial x^\top a}{\partial x_j} = a_j",
    r"\frac{d}{dt} \log t^2 = 2 / t, \qquad \log 2 t = \log 2 + \log t",
    r"\mathrm{KL}(q \,\|\, p) = \mathbb{E}_q[\log q - \log p]",
    r"\mathrm{KL}(q \,\|\, p) \ge 0",
    r"\operatorname{Var}_q[f] = \mathbb{E}_q[f(z)^2] - \mathbb{E}_q[f]^2",
    r"\operatorname{Var}_q[f] = \operatorname{Cov}_q[f, f]",
    r"\mathbb{E}_g[y] = t, \qquad \mathbb{E}_{y \sim \mathcal{N}(t, u^2)}[(y - t)^4] = 3 u^4",
    r"\sum_{z} q(z) \log \frac{q(z)}{p(z)} = \int q(z) \, (\log q(z) - \log p(z)) \, dz",
    r"\nabla_\theta \, \mathbb{E}_r[f] = \mathbb{E}_r[f(z) \, \nabla_\theta \log r(z)]",
    r"t^2 \propto 3 t^2, \qquad t^2 + u = t^2 + \dots",
    r"\frac{N + 3}{2 N} \to \frac12 \quad \text{as } N \to \infty, \qquad \log N \to \infty",
    r"\max_j n_j = 3, \qquad 6 = \prod_{j=1}^{3} n_j",
    r"\sum_i n_i = \sum_{i \ne j} n_i + n_j \quad \text{for each } j",
    r"\underbrace{t - t}_{= \, 0} + u = \left| -u \right| = \sqrt{u^2}",
    r"\begin{aligned} \log t &= \tfrac12 (\log t \\ &+ \log t), \\ u &= u \end{aligned}",
    r"\log 10 = 2.30, \qquad 161^8 \approx 5 \cdot 10^{17}",
    r"E_q[f(z)] = \mathbb{E}_q[f(z)], \qquad x^T S x = x^\top S x",
    r"d t^3 / d t = 3 t^2, \qquad \partial x^\top a / \partial x = a",
]  # fmt: skip
WRONG = [
    (r"x^\top S x = x S x", "stand side by side"),
    (r"S + x = x", "are added"),
    (r"\frac{1}{\Lambda_{jj}} \ge (\Lambda^{-1})_{jj}", "fails"),
    (r"\mathrm{KL}(q \,\|\, p) = \mathbb{E}_p[\log p - \log q]", "is ["),
    (r"\mathrm{KL}(q \,\|\, p) \ge -1", "attained in no world"),
    (r"\operatorname{Var}_q[f] = \mathbb{E}_q[f^2] + \mathbb{E}_q[f]^2", "is ["),
    (r"t^2 \propto 3 t", "not constant"),
    (r"\frac{N + 3}{3 N} \to \frac12", "does not come near"),
    (r"\frac{N + 3}{2 N} \to \frac12 \quad \text{as } N \to 0", "the limit is not"),
    (r"\log 10 = 2.31", "is ["),
    (r"161^8 \approx 6 \cdot 10^{17}", "not nearly"),
    (r"\underbrace{t + t}_{= \, 0} = 2 t", "is ["),
    (r"v = v", "does not know v"),
    (r"x_4 = x_4", "out of range"),
    (r"\log q = \log q", "holds"),
    (r"t", "nothing is claimed"),
    (r"= t", "begins with a relation"),
]
UNREADABLE = [
    ("t = \\mp t", 1, 5, "not known"),
    ("t\n= (u", 2, 5, "not closed"),
    ("t = u)", 1, 6, "closes none"),
    ("a / b c", 1, 7, "what does the slash divide by"),
    (r"\log a / b", 1, 8, "brackets are needed"),
    (r"\int f(x)", 1, 1, "without dx"),
    (r"\nabla f", 1, 1, "by what"),
    (r"\begin{array} a \end{array}", 1, 1, "environment"),
    ("x^12", 1, 3, "one digit or braces"),
    (r"\mathrm{KL}(q, p)", 1, 12, "KL stands before"),
    ("", 1, 1, "without anything"),
    ("a + + b", 1, 5, "not understood"),
]
HOSTILE = [
    "x" * 5000,
    "(" * 2000 + ")" * 2000,
    "{" * 500 + "x" + "}" * 500,
    r"\log " * 700 + "x",
    r"\hat" * 300 + "x",
    "x" + "^{x" * 200 + "}" * 200,
    r"\frac" * 900,
    "|" * 999,
    r"\mathbb{E}_{" * 100 + "x" + "}" * 100,
    "\x00",
    "é = 1",
]


@pytest.mark.parametrize("latex", RIGHT)
def test_what_is_right_holds(latex):
    assert judge(read(latex), world).failures == []


@pytest.mark.parametrize(("latex", "words"), WRONG)
def test_what_is_wrong_fails_and_says_why(latex, words):
    if words == "holds":  # with z bound a density alone is its value
        assert judge(read(latex), world).failures == []
    else:
        assert words in judge(read(latex), world).failures[0]


@pytest.mark.parametrize(("latex", "line", "column", "words"), UNREADABLE)
def test_what_cannot_be_read_is_an_error_with_its_place(latex, line, column, words):
    with pytest.raises(FormulaError) as caught:
        read(latex)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert words in caught.value.sentence


@pytest.mark.parametrize("latex", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_refused_and_breaks_nothing(latex):
    with pytest.raises(FormulaError):
        read(latex)


@pytest.mark.parametrize("latex", [each for each in RIGHT if "dots" not in each])
def test_most_small_changes_of_what_is_right_fail(latex):
    made = mutants(latex)
    assert len(made) > 3
    killed = [each for each in made if judge(read(each.latex), world).failures]
    assert len(killed) >= 0.6 * len(made), [e.change for e in made if e not in killed]


def test_a_page_gives_its_formulas_with_their_lines():
    page = "\n".join(
        [
            "# A page with $a = b + c$ and `$no$` and \\$5",
            "```{code-cell}",
            "x = '$code$'",
            "```",
            "$$",
            "p = q^2",
            "$$ (eq-one)",
            "<!-- $hidden$ -->",
            "then $d = 2$, $q > 0$ and $x$.",
        ]
    )
    found = formulas(page)
    assert [(each.latex, each.line, each.label) for each in found] == [
        ("a = b + c", 1, ""),
        ("p = q^2", 6, "eq-one"),
        ("d = 2", 9, ""),
        ("q > 0", 9, ""),
        ("x", 9, ""),
    ]
    assert [each.claims for each in found] == [True, True, False, False, False]
    assert [each.key for each in found] == ["a", "eq-one", "d", "q", "x"]


@pytest.mark.parametrize(
    ("latex", "holds"),
    [("(a + b)^2", True), ("(a - b)^2", False), ("a", False), ("a, b", False), ("c + a", False)],
)
def test_an_expression_without_a_relation_is_worth_what_the_world_says(latex, holds):
    def sides(draw: Draw) -> World:
        a, b = draw.normal(), draw.normal()
        return World({"a": a, "b": b}, worth={"(a+b)^2": a**2 + 2 * a * b + b**2})

    assert judge(read(latex), sides, key="(a+b)^2").holds is holds
    assert not judge(read(latex), sides).holds


@pytest.mark.parametrize(
    ("latex", "more"),
    [(r"\log p(x)", False), (r"\sigma^2", False), (r"p(x \mid z)", False), ("N(0, s^2)", False),
     (r"\log 2", False), ("z - m", True), (r"d \log 2", True), (r"\sum_i x_i", True), ("1/k", True),
     (r"\nabla \log w_i", True), ("a = b + c", False)],
)  # fmt: skip
def test_an_expression_is_more_than_a_name(latex, more):
    (found,) = formulas(f"Text ${latex}$.")
    assert found.expression is more
