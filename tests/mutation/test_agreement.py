"""In one process and across the boundary, mutants and variants get the same verdicts.

Here a sample is judged in both; all of them are, in minutes, with

    EVERY=1 python -m pytest tests/mutation/test_agreement.py
"""

import os
import random
import re

import pytest

from labsupport.grading.sandbox import Launcher, Limits
from labsupport.grading.student import Student
from tests.mutation.mutants import Mutant, mutants
from tests.mutation.score import graded
from tests.variants.build import SLUGS, Variant, variants

MUTANTS: list[Mutant | Variant] = [m for slug in SLUGS for m in mutants(slug)]
VARIANTS: list[Mutant | Variant] = [
    v for slug in SLUGS for kind in ("right", "wrong") for v in variants(slug, kind)
]
SAMPLE = MUTANTS + VARIANTS
if "EVERY" not in os.environ:
    SAMPLE = random.Random(1).sample(MUTANTS, 14) + random.Random(1).sample(VARIANTS, 8)
SEED = 5000


@pytest.fixture(scope="module")
def launcher():
    """Starts the workers."""
    launcher = Launcher(Limits())
    yield launcher
    launcher.close()


@pytest.mark.filterwarnings("ignore")  # those of the submission
@pytest.mark.parametrize("answer", SAMPLE, ids=lambda a: a.id)
def test_both_modes_agree(answer, launcher, tmp_path):
    path = tmp_path / "answer.py"
    path.write_text(answer.text, "utf-8")
    here = graded(path, answer.slug, answer.exercise, SEED)
    there = graded(
        path,
        answer.slug,
        answer.exercise,
        SEED,
        lambda source: Student(source, Limits(), {answer.exercise}, launcher),
    )
    assert bool(here) == bool(there), (here, there)
    # Numbers of an error message may be of another process: addresses, versions of tensors.
    assert re.sub(r"\d+", "", here) == re.sub(r"\d+", "", there)
