"""However a solution is written, it passes the graded suite and gets ✓ from every public check.

Ten refactorings of each solution are tried here, with ``EVERY=1`` a hundred.
"""

import ast
import os

import pytest

from tests.mutation import refactor as tool
from tests.mutation.refactor import AROUND, NOISE, RULES, refactor
from tests.mutation.score import rejections
from tests.variants.build import SLUGS

SEEDS = range(1000, 1100 if "EVERY" in os.environ else 1010)


@pytest.mark.filterwarnings("ignore")  # those of the submission
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("slug", SLUGS)
def test_a_refactoring_loses_nothing(slug, seed):
    text = refactor(slug, seed)
    assert not rejections(slug, text, seed), text


def test_the_refactorings_differ_and_use_all_that_there_is():
    texts = {refactor(slug, seed) for slug in SLUGS for seed in range(20)}
    assert len(texts) == 20 * len(SLUGS)
    together = "\n".join(texts)
    unparsed = ast.unparse(ast.parse(together))
    for noise in NOISE:
        assert noise.splitlines()[0].replace('"', "'") in together
    for name, wholes in AROUND.items():
        for whole in wholes:
            line = max(ast.unparse(ast.parse(whole)).splitlines(), key=len).strip()
            exercise = name or "elbo"
            line = line.replace("NAME", exercise).replace("inner", f"{exercise}_before")
            assert line in unparsed, line
    assert refactor("vae", 3) == refactor("vae", 3)


@pytest.mark.parametrize("pattern", RULES)
def test_each_rule_changes_something(pattern, monkeypatch):
    (rule,) = [r for r in tool.PATTERNS if ast.unparse(r[0]) == ast.unparse(ast.parse(pattern))]

    def text(slug, seed, rules):
        monkeypatch.setattr(tool, "PATTERNS", rules)
        return refactor(slug, seed)

    every = [(slug, seed) for seed in range(20) for slug in SLUGS]
    assert any(text(*each, [rule]) != text(*each, []) for each in every)


@pytest.mark.filterwarnings("ignore")
def test_a_wrong_rule_is_noticed(monkeypatch):
    wrong = ast.parse("A ** 2", mode="eval").body, [ast.parse("A ** 3", mode="eval").body]
    monkeypatch.setattr(tool, "PATTERNS", 20 * [wrong])
    assert {e for e, _ in rejections("vae", refactor("vae", 0), 0)} >= {"gaussian_kl"}
