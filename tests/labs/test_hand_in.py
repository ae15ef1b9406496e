"""The labs' optional last step: what the text says about a model that is handed in is so."""

import re
from pathlib import Path
from typing import Any

import pytest
import torch

from labsupport import data, lab
from labsupport.grading import measuring

ROOT = Path(__file__).parents[2]
# What is changed in the cell, and what it should earn then.
CHANGES = {
    "vae": [({}, 2.0), ({"latent=2": "latent=16", "range(50)": "range(200)"}, 4.0)],
    "iwae": [({}, 2.0), ({"draws = 1\n": "draws = 10\n", "range(60)": "range(200)"}, 4.0)],
}
CASES = [(slug, changes, points) for slug, cases in CHANGES.items() for changes, points in cases]


def cell(slug: str) -> str:
    """The code of the lab's optional cell."""
    text = (ROOT / "chapters" / slug / "lab.md").read_text("utf-8")
    (found,) = [
        c for c in re.findall(r"```\{code-cell\}.*?\n(.*?)```", text, re.S) if "hand_in" in c
    ]
    return found


def run(slug: str, changes: dict[str, str], answers: dict[str, Any]) -> None:
    """Run the cell, changed, with these answers and for the rest those that can be borrowed."""
    code = cell(slug).replace("HAND_IN = False", "HAND_IN = True")
    for old, new in changes.items():
        assert code.count(old) == 1
        code = code.replace(old, new)
    around = {"torch": torch, "nn": torch.nn, "Tensor": torch.Tensor, "data": data, "lab": lab}
    around["digits"] = data.load("digits")
    lender = lab.lender(slug)
    around |= {name: getattr(lender, name) for name in lender.__all__}
    exec(code, around | answers)


@pytest.mark.parametrize(("slug", "changes", "points"), CASES)
def test_the_cell_earns_what_the_text_says(slug, changes, points, monkeypatch):
    handed_in = []
    monkeypatch.setattr(lab, "hand_in", lambda slug, model: handed_in.append((slug, model)))
    run(slug, changes, {})
    ((named, model),) = handed_in
    assert named == slug
    task = measuring.TASKS[slug]
    found = measuring.measure(measuring.model_of(model), task, 1, measuring.here)
    assert found.points == pytest.approx(points), found.sentence


def test_an_answer_may_take_what_it_gets_for_modules(monkeypatch):
    """As the docstring of ``train_step`` says."""
    monkeypatch.setattr(lab, "hand_in", lambda slug, model: None)
    borrowed, steps = lab.lender("vae").train_step, []

    def train_step(encoder, decoder, optimizer, x):
        encoder.zero_grad()
        decoder.zero_grad()
        steps.append(borrowed(encoder, decoder, optimizer, x))

    run("vae", {"range(50)": "range(1)"}, {"train_step": train_step})
    assert len(steps) > 10


@pytest.mark.parametrize("slug", measuring.TASKS)
def test_the_text_states_the_thresholds_and_nothing_runs_unasked(slug):
    text = (ROOT / "chapters" / slug / "lab.md").read_text("utf-8")
    section = text.partition("## Hand in a model, if you like")[2].partition("\n## ")[0]
    task = measuring.TASKS[slug]
    stated = f"All points need at most {task.full:g} nats, half of them {task.part:g} nats"
    assert stated in section
    assert f"{task.k:,} draws" in section
    assert f"{len(measuring.test_images(task.data))} test images" in section
    assert "HAND_IN = False" in cell(slug)
