"""Suites and checks reject nearly all wrong mutants of the solutions; the tool makes each kind.

Here a sample of the mutants of each exercise is judged; all of them are, in minutes, with

    EVERY=1 python -m pytest tests/mutation/test_mutants.py
"""

import os
import random
import warnings
from collections import Counter

import pytest

from tests.mutation.mutants import SOLUTIONS, Mutant, lines, mutants, of_source
from tests.mutation.score import EQUIVALENT, Row, equivalents, judge
from tests.variants.build import SLUGS, exercises

SAMPLE = 24  # of each exercise

TINY = '''
class Net:
    def __init__(self, n: int) -> None:
        super().__init__()
        self.one = nn.Linear(n, 2)
        self.two = nn.Linear(n, 2)

    def forward(self, x: Tensor) -> Tensor:
        return self.one(x), self.two(x)


def f(x: Tensor, y: Tensor, flag: bool) -> Tensor:
    """Not to be changed."""
    if x.max() < 1 and not flag:
        y = x - torch.tanh(y)[0]
    with torch.no_grad():
        y = torch.randn_like(y)
    optimizer.step()
    loss.backward()
    return -x.sum(-1, keepdim=True) if flag else 0.5 * y
'''


@pytest.fixture(scope="module")
def every() -> list[Mutant]:
    """All mutants of all solutions."""
    return [mutant for slug in SLUGS for mutant in mutants(slug)]


@pytest.fixture(scope="module")
def right(every) -> dict[str, str]:
    """The mutants that are right, and why."""
    return equivalents(every)


@pytest.fixture(scope="module", params=SLUGS)
def judged(request) -> list[Row]:
    """Mutants of each exercise of a topic, each graded once."""
    draw, rows = random.Random(1), []
    for exercise in exercises(request.param):
        found = [mutant for mutant in mutants(request.param) if mutant.exercise == exercise]
        if "EVERY" not in os.environ:
            spoils = [m for m in found if m.operator.startswith("spoils")]
            found = spoils + draw.sample(found, min(SAMPLE, len(found)))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            rows += [judge(mutant, [1000]) for mutant in found]
    return rows


def test_nearly_all_wrong_mutants_of_each_exercise_fail(judged, right):
    for exercise in dict.fromkeys(row.mutant.exercise for row in judged):
        wrong = [r for r in judged if r.mutant.exercise == exercise and r.mutant.id not in right]
        survivors = [r.mutant.id for r in wrong if not r.killed]
        assert len(survivors) <= 0.03 * len(wrong), survivors
        accepted = [r.mutant.id for r in wrong if not r.crossed]
        assert len(accepted) <= 0.05 * len(wrong), accepted


def test_mutants_that_are_right_pass(judged, right):
    rows = [row for row in judged if row.mutant.id in right]
    assert not [(r.mutant.id, r.sentences, r.printed) for r in rows if r.killed or r.crossed]


def test_a_verdict_on_a_mutant_is_one_sentence_and_no_error_of_the_suite(judged):
    for row in judged:
        (sentence,) = row.sentences
        assert "\n" not in sentence, row.mutant.id
        assert not sentence.startswith("the suite raised"), (row.mutant.id, sentence)
        assert row.printed.startswith(("✓", "✗", "…")) or row.raises or not row.printed, row.printed


def test_a_check_says_that_an_input_is_changed_in_place(judged):
    rows = [r for r in judged if r.mutant.operator.startswith("spoils")]
    functions = [r for r in rows if not r.mutant.exercise[0].isupper()]
    assert functions
    assert all("changed in place" in r.printed for r in functions), functions


def test_an_entry_for_no_mutant_is_an_error(every, monkeypatch, tmp_path):
    text = (EQUIVALENT / "start.toml").read_text("utf-8")
    text = text.replace("log_w.max(-2).values", "log_w.max(-3).values", 1)
    (tmp_path / "start.toml").write_text(text, "utf-8")
    monkeypatch.setattr("tests.mutation.score.EQUIVALENT", tmp_path)
    with pytest.raises(ValueError, match=r"there is no mutant start-log_mean_exp-.*max"):
        equivalents(every)


def test_the_tool_makes_each_kind_of_change():
    made = of_source("tiny", TINY)
    assert len({m.id for m in made}) == len({m.text for m in made}) == len(made)
    assert not any("Not to be changed" in m.before for m in made)
    changes = {(m.before, m.after) for m in made}
    for before, after in [
        ("y = x - torch.tanh(y)[0]", "y = x + torch.tanh(y)[0]"),
        ("y = x - torch.tanh(y)[0]", "y = torch.tanh(y)[0] - x"),
        ("y = x - torch.tanh(y)[0]", "y = x"),
        ("y = x - torch.tanh(y)[0]", "y = y - torch.tanh(y)[0]"),
        ("y = x - torch.tanh(y)[0]", "y = x - torch.relu(y)[0]"),
        ("y = x - torch.tanh(y)[0]", "y = x - y[0]"),
        ("y = x - torch.tanh(y)[0]", "y = x - torch.tanh(y)[1]"),
        ("y = x - torch.tanh(y)[0]", "y = x - torch.tanh(y)"),
        ("y = x - torch.tanh(y)[0]", "y = x.detach() - torch.tanh(y)[0]"),
        ("y = x - torch.tanh(y)[0]", "y = x - torch.tanh(y.float())[0]"),
        ("y = x - torch.tanh(y)[0]", "y = x - torch.tanh(y.double())[0]"),
        ("y = x - torch.tanh(y)[0]", "with torch.no_grad():; y = x - torch.tanh(y)[0]"),
        ("y = x - torch.tanh(y)[0]", "pass"),
        ("if x.max() < 1 and (not flag):", "if x.max() <= 1 and (not flag):"),
        ("if x.max() < 1 and (not flag):", "if x.max() < 1 or not flag:"),
        ("if x.max() < 1 and (not flag):", "if x.max() < 1 and flag:"),
        ("if x.max() < 1 and (not flag):", "if not (x.max() < 1 and (not flag)):"),
        ("if x.max() < 1 and (not flag):", "if True:"),
        ("if x.max() < 1 and (not flag):", "if False:"),
        ("if x.max() < 1 and (not flag):", "if x.min() < 1 and (not flag):"),
        ("if x.max() < 1 and (not flag):", "if x.max() < 2 and (not flag):"),
        ("with torch.no_grad():; y = torch.randn_like(y)", "y = torch.randn_like(y)"),
        ("y = torch.randn_like(y)", "y = torch.zeros_like(y)"),
        ("y = torch.randn_like(y)", "y = torch.randn_like(y)[:1].expand_as(torch.randn_like(y))"),
        ("optimizer.step()", "nothing"),
        ("nothing", "optimizer.step()"),
        ("optimizer.step(); loss.backward()", "loss.backward(); optimizer.step()"),
        ("nothing", "loss.backward(retain_graph=True)"),
        ("nothing", "torch.manual_seed(0)"),
        ("self.one = nn.Linear(n, 2)", "self.one = nn.Linear(2, n)"),
        ("self.one = nn.Linear(n, 2)", "self.one = nn.Linear(n + 1, 2)"),
        ("self.one = nn.Linear(n, 2)", "self.one = nn.Linear(n, 2, bias=False)"),
        ("return (self.one(x), self.two(x))", "return (self.two(x), self.two(x))"),
        ("return (self.one(x), self.two(x))", "return (self.two(x), self.one(x))"),
        ("return (self.one(x), self.two(x))", "return self.one(x)"),
        ("return (self.one(x), self.two(x))", "print((self.one(x), self.two(x)))"),
    ]:
        assert (before, after) in changes, (before, after)
    spoiled = {m.operator for m in made if m.operator.startswith("spoils")}
    assert spoiled == {"spoils-x"}  # y is assigned, so that it is the caller's no longer
    last = "return -x.sum(-1, keepdim=True) if flag else 0.5 * y"
    for old, new in [
        ("-x.sum", "x.sum"),
        ("x.sum", "x.mean"),
        ("x.sum(-1", "x.sum(0"),
        ("x.sum(-1", "x.sum(-2"),
        (", keepdim=True", ""),
        ("True", "False"),
        ("0.5", "1"),
        ("0.5", "-0.5"),
        ("0.5 *", "0.5 /"),
        (last.removeprefix("return "), "None"),
    ]:
        expected = last.replace(old, new, 1)
        assert any(a.replace("(-0)", "0") == expected for b, a in changes if b == last), expected


def test_no_two_names_are_the_same_and_all_lead_back_to_the_solution():
    for slug in SLUGS:
        found = mutants(slug)
        assert max(Counter(m.id for m in found).values()) == 1
        assert all(m.before != m.after for m in found)
    assert list(mutants("start")) == of_source("start", (SOLUTIONS / "start.py").read_text("utf-8"))


def test_the_changed_lines_are_found():
    assert lines("a\nb\nc", "a\nx\nc") == ("b", "x")
    assert lines("a\nb", "a\nb\nb") == ("nothing", "b")
