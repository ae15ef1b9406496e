"""The worker and the in-process twin give the same verdicts on the same submissions."""

import pytest

from labsupport.grading import extract, judge
from labsupport.grading.local import LocalStudent
from labsupport.grading.sandbox import Launcher, Limits

SQUARE, LOSS, STEP = "return x ** 2", "loss.item()", "    optimizer.step()\n"
# Name -> replacements in a right submission, and the score that is left of 7.
CHANGES: dict[str, tuple[dict[str, str], int]] = {
    "right": ({}, 7),
    "wrong numbers": ({SQUARE: "return x ** 3", STEP: STEP + STEP}, 1),
    "detached, a tensor for a number": ({SQUARE: "return (x ** 2).detach()", LOSS: "loss"}, 5),
    "in place, wrong sign": ({SQUARE: "x *= x; return x", "loss.backward": "(-loss).backward"}, 1),
    "another type, a class that is no module": (
        {SQUARE: "return object()", "class Scale(nn.Module)": "class Scale"},
        1,
    ),
    "nothing, a class that cannot be made": (
        {SQUARE: "pass", "(nn.Module)": "(missing)"},
        1,
    ),
    "unwritten, borrowed": (
        {
            SQUARE: "raise NotImplementedError",
            "def step(": 'step = lab.borrow("x", "step")\ndef s(',
        },
        0,
    ),
    "an exception": ({SQUARE: "1 / 0"}, 4),
    "exit, missing": ({SQUARE: "raise SystemExit", "class Scale": "class Other"}, 1),
    "warnings and prints": (
        {SQUARE: "import warnings; warnings.warn('x'); print(x); return x ** 2"},
        7,
    ),
}


@pytest.fixture(scope="module")
def launcher():
    launcher = Launcher(Limits())
    yield launcher
    launcher.close()


def both(tmp_path, suite, text, changes, launcher):
    """The results of a changed submission across the boundary, and those in process."""
    path = tmp_path / "x.py"
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)
    local = judge.Judge(lambda needed: LocalStudent(path))
    judge.run_pytest(suite, local, ["--grading-seed=5"])
    grade = judge.grade(
        extract.read(path),
        name="x",
        folder="x",
        suite=suite,
        exercises={result.exercise for result in local.results.values()},
        seed=5,
        limits=Limits(),
        launcher=launcher,
        ahead=True,
    )
    return grade.results, list(local.results.values())


@pytest.mark.parametrize(("changes", "score"), CHANGES.values(), ids=CHANGES.keys())
def test_both_modes_agree(tmp_path, tiny_suite, right, launcher, changes, score):
    ours, theirs = both(tmp_path, tiny_suite, right, changes, launcher)
    for across, inside in zip(ours, theirs, strict=True):
        assert (across.name, across.passed) == (inside.name, inside.passed)
        # In one process an error of `backward` is raised in the suite, not in the student's code.
        assert across.sentence == inside.sentence or "RuntimeError" in inside.suite_error
    assert sum(r.points for r in ours if r.passed) == pytest.approx(score)
    assert all("\n" not in r.sentence and bool(r.sentence) != r.passed for r in ours)


FEATURES = """
import pytest
import torch
from torch import distributions as d


@pytest.mark.exercise("posterior", points=1)
def test_the_posterior_is_a_distribution(student, generator):
    mu = torch.randn(3, 2, generator=generator, requires_grad=True)
    q = student.posterior(mu)
    assert type(q) is d.Independent, f"a {type(q).__name__} is no Independent"
    gradient, = torch.autograd.grad(q.log_prob(torch.zeros(3, 2)).sum(), mu)
    assert torch.allclose(gradient, -mu / 4), "the gradient is wrong"


@pytest.mark.exercise("entropy", points=1)
def test_the_entropy_is_that_of_the_distribution(student, generator):
    q = d.Categorical(logits=torch.randn(4, 3, generator=generator))
    found = student.entropy(q)
    assert torch.allclose(found, q.entropy()), "the entropy is wrong"


@pytest.mark.exercise("draw", points=1)
def test_draws_come_from_the_generator(student, generator):
    twin = torch.Generator()
    twin.set_state(generator.get_state())
    found = student.draw(3, generator)
    assert torch.equal(found, torch.randn(3, generator=twin)), "these are other draws"
    assert torch.equal(torch.rand(2, generator=generator), torch.rand(2, generator=twin)), "moved"


@pytest.mark.exercise("Net", points=1)
def test_the_network_can_be_trained_from_outside(student, generator):
    net = student.Net()
    parameters = dict(net.named_parameters())
    optimizer = torch.optim.SGD(parameters.values(), lr=0.1)
    x = torch.randn(8, 2, generator=generator)
    losses = []
    for _ in range(20):
        optimizer.zero_grad()
        losses.append(net.functional_call(parameters, x).out.square().mean())
        losses[-1].backward()
        optimizer.step()
    assert losses[-1] < 0.5 * losses[0], "it does not learn"


@pytest.mark.exercise("integrate", points=1)
def test_the_integral_is_right(student, generator):
    x = torch.rand(3, generator=generator, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(lambda x: student.integrate(torch.sin, x), (x,))
    student.integrate(lambda x: x.square() if x.sum() < 100 else x / 0, x)
"""
FEATURES_RIGHT = """
from collections import namedtuple
import torch
from torch import distributions, nn

Result = namedtuple("Result", "out other")

def posterior(mu):
    return distributions.Independent(distributions.Normal(mu, 2 * torch.ones_like(mu)), 1)

def entropy(q):
    return q.entropy()

def draw(n, generator):
    return torch.randn(n, generator=generator)

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 2)
    def forward(self, x):
        return Result(self.layer(x) + 1, None)

def integrate(f, x):
    return (f(x) + f(0.5 * x) + f(0 * x)).sum()
"""
NORMAL = "distributions.Normal(mu, 2 * torch.ones_like(mu))"
FEATURE_CHANGES: dict[str, tuple[dict[str, str], int]] = {
    "right": ({}, 5),
    "a scale that cannot be": (
        {NORMAL: "distributions.Normal(mu, -torch.ones_like(mu), validate_args=False)"},
        4,
    ),
    "a detached mean": ({"Normal(mu,": "Normal(mu.detach(),"}, 4),
    "no Independent, wrong entropy": (
        {f"distributions.Independent({NORMAL}, 1)": NORMAL, "q.entropy()": "-q.entropy()"},
        3,
    ),
    "a subclass, probabilities changed in place": (
        {
            NORMAL: "type('Mine', (distributions.Normal,), {})(mu, 2.0)",
            "q.entropy()": "(q.logits.zero_(), q.entropy())[1]",
        },
        3,
    ),
    "a generator of its own": ({"generator=generator": "generator=None"}, 4),
    "a generator that is seeded": (
        {"return torch.randn": "return generator.manual_seed(1) and torch.randn"},
        4,
    ),
    "a network without gradients": ({"self.layer(x) + 1": "self.layer(x).detach() + 1"}, 4),
    "a network that changes its input": ({"return Result": "x *= 2; return Result"}, 5),
    "sparse and meta": (
        {"return q.entropy()": "return q.entropy().to_sparse()", "(f(x)": "(f(x.to('meta'))"},
        3,
    ),
    "a callback called wrongly": ({"f(0 * x)": "f(None)"}, 4),
}  # fmt: skip


@pytest.fixture(scope="module")
def features(tmp_path_factory):
    path = tmp_path_factory.mktemp("suite") / "test_features.py"
    path.write_text(FEATURES)
    return path


@pytest.mark.parametrize(("changes", "score"), FEATURE_CHANGES.values(), ids=FEATURE_CHANGES.keys())
def test_both_modes_agree_on_what_crosses(tmp_path, features, launcher, changes, score):
    ours, theirs = both(tmp_path, features, FEATURES_RIGHT, changes, launcher)
    assert [(r.name, r.passed) for r in ours] == [(r.name, r.passed) for r in theirs]
    assert sum(r.points for r in ours if r.passed) == pytest.approx(score)
