"""What a lab calls first, and what it calls when its reader is stuck."""

import importlib
import inspect
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import torch

from labsupport import lab
from labsupport.errors import InputError
from tests.variants.build import SLUGS, everything

ROOT = Path(__file__).parents[2]


def exercises(slug: str) -> list[str]:
    """Names that the reference solutions of a chapter define, in their order."""
    names = re.findall(r"^(?:def|class) (\w+)", (ROOT / f"solutions/{slug}.py").read_text(), re.M)
    return [name for name in names if not name.startswith("_")]


def solutions(slug: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"_{slug}", ROOT / f"solutions/{slug}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def arguments(function: Any) -> list[tuple[str, object]]:
    """Names and defaults of the arguments of a function or a class."""
    return [(p.name, p.default) for p in inspect.signature(function).parameters.values()]


def test_setup_says_device_and_minutes_and_returns_the_cpu_where_there_is_no_gpu(
    capsys, monkeypatch
):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch, "get_num_threads", lambda: 3)
    assert lab.setup("vae", minutes=35) == torch.device("cpu")
    output = capsys.readouterr().out
    assert "the CPU, 3 threads" in output
    assert "35 minutes" in output
    assert len(output.splitlines()) <= 2


def test_setup_names_the_gpu_and_returns_it(capsys, monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda: "Tesla T4")
    assert lab.setup("vae", minutes=35) == torch.device("cuda")
    assert "Tesla T4" in capsys.readouterr().out


@pytest.mark.parametrize("slug", SLUGS)
def test_every_exercise_can_be_borrowed_and_takes_the_exercises_arguments(slug, capsys):
    answers = solutions(slug)
    for name in exercises(slug):
        borrowed = lab.borrow(slug, name)
        said = capsys.readouterr().out
        assert said.startswith(f"{name} is now labsupport's version")
        assert "not be graded as yours" in said
        assert arguments(borrowed) == arguments(getattr(answers, name))
    assert importlib.import_module(f"labsupport.borrow.{slug}").__all__ == everything(slug)


@pytest.mark.parametrize(("slug", "name"), [(s, n) for s in SLUGS for n in exercises(s)])
def test_what_is_borrowed_passes_the_labs_own_check(slug, name, capsys):
    borrowed = lab.borrow(slug, name)
    capsys.readouterr()
    getattr(importlib.import_module(f"labsupport.checks.{slug}"), name)(borrowed)
    assert capsys.readouterr().out.startswith("✓")


TERMS = ("gaussian_kl", "bernoulli_log_likelihood", "gaussian_log_likelihood")


@pytest.mark.parametrize("name", TERMS)
def test_borrowed_terms_have_the_values_and_gradients_of_the_solutions(name):
    generator = torch.Generator().manual_seed(0)
    inputs = [
        torch.randn(3, 4, 5, generator=generator, dtype=torch.float64, requires_grad=True)
        for _ in arguments(lab.borrow("vae", name))
    ]
    theirs, ours = lab.borrow("vae", name)(*inputs), getattr(solutions("vae"), name)(*inputs)
    torch.testing.assert_close(theirs, ours)
    weights = torch.randn(3, 4, generator=generator, dtype=torch.float64)
    for a, b in zip(
        torch.autograd.grad(theirs, inputs, weights),
        torch.autograd.grad(ours, inputs, weights),
        strict=True,
    ):
        torch.testing.assert_close(a, b)


def test_borrowed_networks_and_steps_do_what_the_solutions_do_with_the_same_noise():
    """Both learn a fixed batch alike: the same networks, the same draws, three steps of SGD."""
    answers = solutions("vae")
    x = torch.bernoulli(torch.full((20, 6), 0.3), generator=torch.Generator().manual_seed(0))
    torch.manual_seed(0)
    networks = [lab.borrow("vae", "Encoder")(6, 5, 2), lab.borrow("vae", "Decoder")(6, 5, 2)]
    start = [
        parameter.detach().clone() for network in networks for parameter in network.parameters()
    ]
    losses = {}
    for source in ("borrowed", "solution"):
        for parameter, value in zip(
            [p for network in networks for p in network.parameters()], start, strict=True
        ):
            parameter.data.copy_(value)
        optimizer = torch.optim.SGD([p for n in networks for p in n.parameters()], lr=0.1)
        step = lab.borrow("vae", "train_step") if source == "borrowed" else answers.train_step
        torch.manual_seed(1)
        losses[source] = [step(*networks, optimizer, x) for _ in range(3)]
    assert losses["borrowed"] == pytest.approx(losses["solution"], rel=1e-5)
    assert losses["borrowed"][2] < losses["borrowed"][0]

    torch.manual_seed(2)
    borrowed = lab.borrow("vae", "generate")(networks[1], 7, 2)
    torch.manual_seed(2)
    for theirs, ours in zip(borrowed, answers.generate(networks[1], 7, 2), strict=True):
        torch.testing.assert_close(theirs, ours)
        assert not theirs.requires_grad


@pytest.mark.parametrize(
    ("slug", "name", "sentence"),
    [
        ("vea", "gaussian_kl", f"No chapter 'vea' lends exercises; these do: {', '.join(SLUGS)}."),
        ("start", "gaussian_kl", "'start' has no exercise 'gaussian_kl'; it has log_mean_exp,"),
        ("vae", "nn", "Chapter 'vae' has no exercise 'nn'; it has reparameterize, gaussian_kl,"),
    ],
)
def test_borrowing_what_there_is_not_says_what_there_is(slug, name, sentence, capsys):
    with pytest.raises(InputError, match=re.escape(sentence)):
        lab.borrow(slug, name)
    assert not capsys.readouterr().out
