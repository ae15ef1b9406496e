"""The first topics end with questions and pencil exercises, folded solutions, and the way on."""

import math
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FIRST = ["start", "generative", "autoencoders", "monte_carlo", "elbo", "gradients", "vae"]
# Numbers of the solutions: the words in which they stand, and how they come about.
NUMBERS = [
    ("generative", "The mean price is 1.65", math.exp(0.5)),
    ("monte_carlo", "With 0.75 it is 1.59", 0.75**2 / math.sqrt(2 * 0.75**2 - 1)),
    ("monte_carlo", "with 3 it is 2.18", 9 / math.sqrt(17)),
    ("elbo", "With $s = 3$ these are 0.654", 0.5 * (1 / 9 - 1 + math.log(9))),
    ("elbo", "these are 0.654 and 2.901", 0.5 * (9 - 1 - math.log(9))),
    ("autoencoders", "at $z = 1$ already 0.88", 1 / (1 + math.exp(-2))),
]


def page(slug: str) -> str:
    return (ROOT / f"chapters/{slug}/theory.md").read_text("utf-8")


@pytest.mark.parametrize("slug", FIRST)
def test_a_page_ends_with_questions_exercises_and_the_way_on(slug: str) -> None:
    text = page(slug)
    end = text[text.index("## Test yourself") :]
    questions, _, rest = end.partition("````{admonition} Answers\n:class: dropdown\n")
    answers, _, rest = rest.partition("**With a pencil.**")
    exercises, _, rest = rest.partition("````{admonition} Solutions\n:class: dropdown\n")
    solutions, _, way = rest.partition("\n````\n")
    for asked, answered, least in ((questions, answers, 3), (exercises, solutions, 2)):
        numbers = [re.findall(r"^(\d)\. ", each, re.M) for each in (asked, answered)]
        assert numbers[0] == numbers[1]
        assert len(numbers[0]) >= least
    assert re.search(rf"\$\$ \(eq-{slug}-", solutions)  # computed from its print, as all are
    assert "**Needed by:**" in way
    assert "[the lab](lab.ipynb)" in way


@pytest.mark.parametrize(("slug", "words", "value"), NUMBERS)
def test_a_number_of_a_solution_is_right(slug: str, words: str, value: float) -> None:
    assert words in page(slug)
    printed = re.findall(r"\d+\.\d+", words)[-1]
    assert float(printed) == pytest.approx(value, abs=0.50001 * 10 ** -len(printed.split(".")[1]))
