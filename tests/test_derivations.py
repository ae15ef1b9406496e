"""Exercises that are derivations: right by every road, and the first wrong line is named."""

import importlib
import re
import time
from pathlib import Path
from typing import Any

import pytest
import torch

from labsupport.book import notebooks
from labsupport.checks import steps
from labsupport.checks.derivation import Derivation, InWorlds, Lines
from tests.variants.build import SLUGS, Answer, answers, derivations

ROOT = Path(__file__).parents[1]
ALL = [(slug, name) for slug in SLUGS for name in derivations(slug)]
ANSWERS = [answer for slug, name in ALL for answer in answers(slug, name)]
RIGHT = [answer for answer in ANSWERS if answer.line is None]
WRONG = [answer for answer in ANSWERS if answer.line is not None]


def declared(slug: str, name: str) -> Derivation:
    module = importlib.import_module(f"labsupport.checks.{slug}.derivations")
    return getattr(module, name.upper())


def said(slug: str, name: str, lines: Any, capsys: Any) -> str:
    """What the public check prints."""
    capsys.readouterr()
    getattr(importlib.import_module(f"labsupport.checks.{slug}"), name)(lines)
    return capsys.readouterr().out


@pytest.mark.parametrize("answer", RIGHT, ids=lambda a: a.id)
def test_a_right_derivation_is_accepted_in_all_worlds(answer: Answer):
    one = declared(answer.slug, answer.exercise)
    for seed in range(5):
        assert one.arrives(answer.lines, torch.Generator().manual_seed(seed)) is None


@pytest.mark.parametrize("answer", WRONG, ids=lambda a: a.id)
def test_the_first_wrong_line_is_named_with_the_mistake(answer: Answer, capsys):
    printed = said(answer.slug, answer.exercise, answer.lines, capsys)
    assert printed.startswith(f"✗ {answer.exercise}: ")
    assert answer.message in printed
    if answer.line:
        assert re.search(rf"\bline {answer.line}\b|takes at least", printed), printed
    one = declared(answer.slug, answer.exercise)
    for seed in range(3):
        finding = one.arrives(answer.lines, torch.Generator().manual_seed(seed))
        assert finding is not None
        assert answer.message in finding.sentence
        assert "\n" not in finding.sentence


@pytest.mark.parametrize(("slug", "name"), ALL)
def test_solution_and_what_is_borrowed_get_a_tick_in_time(slug, name, capsys):
    began = time.process_time()
    assert said(slug, name, derivations(slug)[name], capsys) == f"✓ {name}\n"
    assert time.process_time() - began < 2
    lent = getattr(importlib.import_module(f"labsupport.borrow.{slug}"), name)
    assert isinstance(lent, Lines)
    assert said(slug, name, lent, capsys) == f"✓ {name} (borrowed: earns no points)\n"


@pytest.mark.parametrize(("slug", "name"), ALL)
def test_there_are_enough_derivations_to_judge_with(slug, name):
    assert sum((a.slug, a.exercise) == (slug, name) for a in RIGHT) >= 6
    assert sum((a.slug, a.exercise) == (slug, name) for a in WRONG) >= 10


@pytest.mark.parametrize(("slug", "name"), ALL)
def test_the_lab_starts_and_ends_where_the_declaration_says_and_shows_steps_that_hold(
    slug, name, capsys
):
    lab = notebooks.loads(notebooks.lab_text(ROOT, slug))
    cell = notebooks.exercises(lab)[name]
    stub = notebooks.lines_of(notebooks.exercise(cell))
    assert (
        said(slug, name, [line or ... for line in stub], capsys) == f"… {name}: not written yet\n"
    )
    one = declared(slug, name)
    assert stub[0] == one.start
    assert (stub[-1] or "").partition(" ")[2] == one.end
    at = lab.cells.index(cell)
    folded = next(each.source for each in lab.cells[at + 2 :] if each.cell_type == "markdown")
    assert folded.startswith("<details><summary>Expected steps</summary>\n\n")
    shown = re.findall(r"^\d+\. \$(.*?)\$", folded, re.M)
    assert one.arrives(shown) is None


@pytest.mark.parametrize(("slug", "name"), ALL)
def test_no_usual_mistake_is_worth_as_much_as_a_right_line(slug, name):
    one = declared(slug, name)
    judge = InWorlds(one, None)
    right = steps.of_lines(derivations(slug)[name]).sides
    for sentence, sides in one.mistakes.items():
        for wrong in sides:
            for side in right:
                assert judge.compare("=", side, wrong)[0] is not None, (sentence, side)
