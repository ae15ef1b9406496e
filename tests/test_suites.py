"""The graded suites, judged like products.

They pass on the solutions and on every right variant, fail every wrong one with the message that
names its mistake, and leave the points of all other exercises alone. Most of it happens in this
process; a few submissions cross the real boundary, and get the same verdicts there.
"""

import importlib.util
from pathlib import Path
from typing import Any

import pytest
import torch

from labsupport.grading.errors import GradingError
from labsupport.grading.local import LocalStudent
from tests.variants.build import SOLUTIONS, Variant, exercises, variants

SLUGS = ["start", "vae"]
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


def failures(slug: str, path: Path, seed: int = 0) -> dict[str, list[str]]:
    """Exercise -> the sentences of its failing tests; an error of the suite itself is raised."""
    student = LocalStudent(path)
    found: dict[str, list[str]] = {name: [] for name in exercises(slug)}
    for number, test in enumerate(SUITES[slug]):
        student.begin(seed + number, exercise_of(test))
        generator = torch.Generator().manual_seed(seed + number)
        try:
            test(student, generator)
        except (GradingError, pytest.fail.Exception) as error:
            found[exercise_of(test)].append(str(error))
    return found


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_the_solution_passes(slug, seed):
    found = failures(slug, SOLUTIONS / f"{slug}.py", 1000 * seed)
    assert found == {name: [] for name in exercises(slug)}


@pytest.mark.parametrize("variant", RIGHT, ids=lambda v: v.id)
def test_a_right_variant_passes(variant: Variant, tmp_path):
    found = failures(variant.slug, variant.write(tmp_path))
    assert found == {name: [] for name in exercises(variant.slug)}


@pytest.mark.parametrize("variant", WRONG, ids=lambda v: v.id)
def test_a_wrong_variant_fails_with_its_message_and_alone(variant: Variant, tmp_path):
    found = failures(variant.slug, variant.write(tmp_path))
    sentences = found.pop(variant.exercise)
    assert any(variant.message in s for s in sentences), sentences
    assert all("\n" not in s for s in sentences)
    assert not any(found.values())


@pytest.mark.parametrize("slug", SLUGS)
def test_every_exercise_has_variants_and_points(slug):
    judged = {exercise_of(test) for test in SUITES[slug]}
    assert judged == set(exercises(slug))
    for name in exercises(slug):
        assert sum(v.slug == slug and v.exercise == name for v in RIGHT) >= 3, name
        assert sum(v.slug == slug and v.exercise == name for v in WRONG) >= 8, name


@pytest.mark.parametrize("slug", SLUGS)
def test_a_missing_exercise_costs_only_itself(slug, tmp_path):
    text = (SOLUTIONS / f"{slug}.py").read_text("utf-8")
    for name in exercises(slug):
        path = tmp_path / f"{name}.py"
        path.write_text(f"{text}\n\ndef {name}(*args):\n    raise NotImplementedError\n", "utf-8")
        found = failures(slug, path)
        assert all(f"{name} is not written yet" in s for s in found[name])
        del found[name]
        assert not any(found.values()), name
