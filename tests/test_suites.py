"""The graded suites, judged like products.

They pass on the solutions and on every right variant, fail every wrong one with the message that
names its mistake, and leave the points of all other exercises alone. Most of it happens in this
process; a few submissions cross the real boundary, and get the same verdicts there.
"""

import contextlib
import functools
import importlib.util
import json
import subprocess
import sys
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch

from labsupport.grading.errors import GradingError
from labsupport.grading.local import LocalStudent
from labsupport.grading.student import Student
from tests.declared import DECLARED, EDITED, SAMPLERS, answers, mistakes, solution
from tests.variants.build import (
    SLUGS,
    SOLUTIONS,
    Variant,
    all_at_once,
    calls,
    everything,
    exercises,
    variants,
)

RIGHT = [v for slug in SLUGS for v in variants(slug, "right")]
WRONG = [v for slug in SLUGS for v in variants(slug, "wrong")]
GRADED = Path(__file__).parent / "graded"


def suite(slug: str) -> list[Any]:
    """The test functions of a graded suite, in their order."""
    spec = importlib.util.spec_from_file_location(f"suite_{slug}", GRADED / f"test_{slug}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return [value for name, value in vars(module).items() if name.startswith("test_")]


SUITES = {slug: suite(slug) for slug in SLUGS}


def exercise_of(test: Any) -> str:
    """The exercise that a test judges."""
    (mark,) = test.pytestmark
    return mark.args[0]


def failures(
    slug: str,
    path: Path,
    seed: int = 0,
    make: Any = LocalStudent,
    only: Container[str] | None = None,
) -> dict[str, list[str]]:
    """Exercise -> the sentences of its failing tests; an error of the suite itself is raised."""
    found: dict[str, list[str]] = {name: [] for name in everything(slug)}
    for name, sentence in failing(slug, path, seed, make, only):
        found[name].append(sentence)
    return found


def failing(
    slug: str, path: Path, seed: int, make: Any, only: Container[str] | None
) -> Iterator[tuple[str, str]]:
    """Exercise and sentence of each failing test, one after the other."""
    with contextlib.closing(make(path)) as student:
        for number, test in enumerate(SUITES[slug]):
            if only is not None and exercise_of(test) not in only:
                continue
            student.begin(seed + number, exercise_of(test))
            torch.manual_seed(seed + number)
            try:
                test(student, torch.Generator().manual_seed(seed + number))
            except (GradingError, pytest.fail.Exception) as error:
                yield exercise_of(test), str(error)


@functools.cache
def touched(slug: str, name: str) -> set[str]:
    """An exercise and those whose solutions call it, themselves or through others."""
    found = {name}
    while more := {caller for caller, used in calls(slug).items() if used & found} - found:
        found |= more
    return found


def test_an_exercise_touches_those_that_call_it():
    assert touched("vae", "gaussian_kl") == {"gaussian_kl", "elbo", "train_step"}
    assert touched("vae", "generate") == {"generate"}


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_the_solution_passes(slug, seed):
    found = failures(slug, SOLUTIONS / f"{slug}.py", 1000 * seed)
    assert found == {name: [] for name in everything(slug)}


@pytest.mark.parametrize("variant", RIGHT, ids=lambda v: v.id)
def test_a_right_variant_passes(variant: Variant, tmp_path):
    only = touched(variant.slug, variant.exercise)
    found = failures(variant.slug, variant.write(tmp_path), only=only)
    assert found == {name: [] for name in everything(variant.slug)}


@pytest.mark.parametrize("variant", WRONG, ids=lambda v: v.id)
def test_a_wrong_variant_fails_with_its_message_and_alone(variant: Variant, tmp_path):
    only = touched(variant.slug, variant.exercise)
    found = failures(variant.slug, variant.write(tmp_path), only=only)
    sentences = found.pop(variant.exercise)
    assert any(variant.message in s for s in sentences), sentences
    assert all("\n" not in s for s in sentences)
    assert not any(found.values())


@pytest.mark.parametrize("name", [n for n in (*DECLARED, *SAMPLERS, *EDITED) if solution(n)])
def test_a_declared_mistake_fails_by_its_name(name):
    """No variant needs to repeat it: a suite sees values alone."""
    slug, exercise = name.split("-")
    named = mistakes(name)
    for sentence, answer in answers(name).items():

        class Mistaken(LocalStudent):
            def _get(self, asked, answer=answer):
                return answer if asked == exercise else super()._get(asked)

        found = failing(slug, SOLUTIONS / f"{slug}.py", 0, Mistaken, {exercise})
        assert any(s in said for _, said in found for s in named), sentence


@pytest.mark.parametrize("slug", SLUGS)
def test_every_exercise_has_variants_and_points(slug):
    judged = {exercise_of(test) for test in SUITES[slug]}
    assert judged == set(everything(slug))
    for name in exercises(slug):
        assert sum(v.slug == slug and v.exercise == name for v in RIGHT) >= 3, name
        written = sum(v.slug == slug and v.exercise == name for v in WRONG)
        assert written >= 2, name
        assert written + len(mistakes(f"{slug}-{name}")) >= 8, name


STRANGE = {
    "text": "'0.5'",
    "number": "0.5",
    "pair": "(1, None)",
    "integers": "torch.ones(2, dtype=torch.int64)",
    "complex": "torch.ones(2, 3, dtype=torch.complex64)",
    "empty": "torch.empty(0)",
    "half": "torch.ones(4, 3, dtype=torch.float16)",
    "not a number": "torch.full((4, 3), torch.nan)",
    "pair of tensors": "(torch.ones(2), torch.full((2,), torch.nan))",
    "number with gradients": "sum(a.double().sum() for a in args if torch.is_tensor(a))",
    "of one axis, with gradients": (
        "torch.cat([a.double().flatten() for a in args if torch.is_tensor(a)] or [torch.ones(3)])"
    ),
    "same shape": "args[0] if isinstance(args[0], torch.Tensor) else torch.nn.Linear(2, 2)",
    "same shape in integers": "args[-1].long() if torch.is_tensor(args[-1]) else 1",
}


@pytest.mark.parametrize("kind", STRANGE)
@pytest.mark.parametrize("slug", SLUGS)
def test_a_strange_result_fails_in_words_and_earns_nothing(slug, kind, tmp_path):
    for name in exercises(slug):
        text = f"import torch\n\ndef {name}(*args):\n    return {STRANGE[kind]}\n"
        if name in ("Encoder", "Decoder"):
            text = (
                f"import torch\n\nclass {name}(torch.nn.Module):\n    def __init__(self, *args):\n"
                "        super().__init__()\n        self.w = torch.nn.Linear(args[0], args[1])\n"
                f"    def forward(self, *args):\n        return {STRANGE[kind]}\n"
            )
        path = tmp_path / f"{name}.py"
        path.write_text(text, "utf-8")
        found = failures(slug, path, only={name})[name]
        assert len(found) == sum(exercise_of(test) == name for test in SUITES[slug]), (name, found)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_missing_exercise_costs_only_itself(slug, tmp_path):
    text = (SOLUTIONS / f"{slug}.py").read_text("utf-8")
    for name in exercises(slug):
        path = tmp_path / f"{name}.py"
        path.write_text(f"{text}\n\ndef {name}(*args):\n    raise NotImplementedError\n", "utf-8")
        found = failures(slug, path, only=touched(slug, name))
        assert all(f"{name} is not written yet" in s for s in found[name])
        del found[name]
        assert not any(found.values()), name


@pytest.mark.parametrize("slug", SLUGS)
def test_mistakes_are_told_apart_and_the_boundary_changes_no_verdict(slug, tmp_path):
    # One mistake in every exercise at once. (Not the first of each: a wrong sign in all of them
    # makes an elbo that is right.)
    number = 1
    chosen = [
        [v for v in WRONG if (v.slug, v.exercise) == (slug, e)][number] for e in exercises(slug)
    ]
    path = all_at_once(chosen, tmp_path)
    inside, across = failures(slug, path), failures(slug, path, make=Student)
    for variant in chosen:
        assert any(variant.message in s for s in inside[variant.exercise]), variant.id
        assert any(variant.message in s for s in across[variant.exercise]), variant.id
        assert len(inside[variant.exercise]) == len(across[variant.exercise])


@pytest.mark.parametrize("slug", SLUGS)
def test_right_answers_pass_across_the_boundary(slug, tmp_path):
    chosen = [[v for v in RIGHT if (v.slug, v.exercise) == (slug, e)][1] for e in exercises(slug)]
    for path in (SOLUTIONS / f"{slug}.py", all_at_once(chosen, tmp_path)):
        assert failures(slug, path, make=Student) == {name: [] for name in everything(slug)}


@pytest.mark.parametrize(
    "body", ["import os; os._exit(1)", "while True: pass"], ids=["exits", "hangs"]
)
def test_a_part_that_never_returns_costs_its_own_exercise_alone(body, tmp_path):
    submission = tmp_path / "lost.py"
    solution = (SOLUTIONS / "vae.py").read_text("utf-8")
    submission.write_text(f"{solution}\n\ndef gaussian_kl(mu, log_var):\n    {body}\n", "utf-8")
    command = [sys.executable, "-m", "labsupport", "grade", "vae", str(submission)]
    command += ["--output", str(tmp_path / "out"), "--seconds-per-call", "1"]
    subprocess.run(command, cwd=SOLUTIONS.parent, check=True, capture_output=True)
    (results,) = (tmp_path / "out").glob("*/results.json")
    tests = json.loads(results.read_text("utf-8"))["tests"]
    lost = {t["name"].split(":")[0] for t in tests if t["score"] < t["max_score"]}
    assert lost == {"gaussian_kl"}
