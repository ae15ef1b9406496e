"""Nearly all messages about wrong answers name the mistake that was made; labels fit mutants.

Here the labelled mutants and a sample of the wrong variants are judged; all of them are with

    EVERY=1 python -m pytest tests/mutation/test_messages.py
"""

import os
import random

import pytest

from benchmarks.messages import ENOUGH, all_wrong, messages, share
from tests.mutation import score
from tests.mutation.mutants import mutants
from tests.mutation.score import labelled
from tests.variants.build import SLUGS

SAMPLE = 20  # variants of each topic


@pytest.mark.filterwarnings("ignore")  # those of the submission
@pytest.mark.parametrize("slug", SLUGS)
def test_nearly_all_messages_name_the_mistake(slug):
    wrong = all_wrong(slug)
    if "EVERY" not in os.environ:
        found = [w for w in wrong if w.kind == "variants"]
        found = random.Random(1).sample(found, min(SAMPLE, len(found)))
        wrong = found + [w for w in wrong if w.kind == "mutants"]
    rows = [messages(w) for w in wrong]
    named = [row.names(place) for row in rows for place in ("suite", "check")]
    missed = [(r.wrong.id, r.messages) for r in rows if not (r.names("suite") and r.names("check"))]
    assert 100 * sum(named) >= (ENOUGH - 3) * len(named), missed


def test_a_label_of_no_mutant_is_an_error(monkeypatch, tmp_path):
    text = (score.LABELLED / "start.toml").read_text("utf-8")
    (tmp_path / "start.toml").write_text(text.replace("(2 * log_w).max", "(3 * log_w).max"))
    monkeypatch.setattr(score, "LABELLED", tmp_path)
    with pytest.raises(ValueError, match="there is no mutant start-log_mean_exp"):
        labelled(mutants("start"))


def test_a_message_that_says_something_else_is_not_counted():
    (first, *_) = all_wrong("start")
    right = messages(first)
    other = messages(first._replace(words="something else"))
    counts = [share([row], first.kind, "suite")["named"] for row in (right, other)]
    assert counts == [1, 0]
