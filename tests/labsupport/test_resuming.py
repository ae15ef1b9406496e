"""Checkpoints: a training that stops and goes on gives the same bits as one that never stopped."""

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from labsupport import checkpoints, training
from labsupport.errors import InputError
from labsupport.models.vae import VAE
from labsupport.training import fit
from tests.labsupport.small import SETTINGS, X, assert_same_bits, make, train


def differ(one: nn.Module, other: nn.Module) -> bool:
    pairs = zip(one.parameters(), other.parameters(), strict=True)
    return any(not torch.equal(a, b) for a, b in pairs)


def test_the_same_seed_gives_the_same_bits_and_another_seed_others():
    (one, records), (two, records_again) = train(seed=3), train(seed=3)
    assert_same_bits(one, two)
    assert records == records_again
    assert differ(one, train(seed=4)[0])


def test_validation_changes_nothing_in_training():
    assert_same_bits(train()[0], train(x_validation=None)[0])


def test_validation_meets_the_same_noise_every_time():
    _, records = train(schedule=lambda step: 0.0)
    assert len({record["validation"] for record in records}) == 1
    assert len({record["train"] for record in records}) == 3


def flatten(state: Any) -> Iterator[Any]:
    """All numbers and tensors in nested dicts and lists."""
    if isinstance(state, dict | list | tuple):
        for part in state.values() if isinstance(state, dict) else state:
            yield from flatten(part)
    elif state is not None:
        yield state


def frozen() -> VAE:
    """A model of which a part is not trained."""
    model = make()
    model.encoder.requires_grad_(False)
    return model


def halving(step: int) -> float:
    return 0.5**step


@pytest.mark.parametrize("schedule", [None, halving])
def test_training_resumes_to_the_same_bits(tmp_path, schedule):
    straight, expected = train(
        epochs=5, schedule=schedule, checkpoint=tmp_path / "s.pt", log=tmp_path / "s"
    )
    files = {"schedule": schedule, "checkpoint": tmp_path / "c.pt", "log": tmp_path / "log.jsonl"}
    train(epochs=2, **files)
    torch.rand(99)  # what happens in between must not matter ...
    resumed, records = train(make(9), epochs=5, resume=True, **files)  # ... nor the new weights
    assert_same_bits(resumed, straight)
    assert records == expected
    saved = [torch.load(tmp_path / name, weights_only=True) for name in ("s.pt", "c.pt")]
    assert saved[0]["settings"] == saved[1]["settings"]
    for key in ("model", "optimizer", "data_order", "noise"):
        one, other = ([*flatten(state[key])] for state in saved)
        assert all(
            torch.equal(torch.as_tensor(a), torch.as_tensor(b))
            for a, b in zip(one, other, strict=True)
        )
    assert len((tmp_path / "log.jsonl").read_text().splitlines()) == 5


def test_a_finished_training_resumes_to_itself_and_a_shorter_one_is_refused(tmp_path):
    model, records = train(checkpoint=tmp_path / "c.pt")
    again, same = train(make(9), checkpoint=tmp_path / "c.pt", resume=True)
    assert_same_bits(model, again)
    assert same == records
    with pytest.raises(InputError, match="has 3 epochs already"):
        train(make(9), epochs=2, checkpoint=tmp_path / "c.pt", resume=True)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"lr": 0.1}, "lr"),
        ({"batch_size": 7}, "batch size"),
        ({"seed": 1}, "seed"),
        ({"binarize": False}, "binarize"),
        ({"mixed_precision": True}, "mixed precision"),
        ({"schedule": halving}, "schedule"),
        ({"objective": training.elbo_with_exact_kl}, "objective"),
        ({"model": VAE(6, (4,), 2)}, "model"),
        ({"model": VAE(6, (5,), 2, nn.ReLU)}, "model"),
        ({"model": VAE(6, (5,), 2, min_log_var=-1)}, "model"),
        ({"model": make().double()}, "model"),  # would be rounded
        ({"model": frozen()}, "model"),
        ({"optimizer": torch.optim.SGD}, "optimizer"),
        ({"max_norm": 1.0}, "max norm"),
        ({"compile": True}, "compile"),
    ],
)
def test_a_checkpoint_of_other_settings_is_refused(tmp_path, change, name):
    train(epochs=1, checkpoint=tmp_path / "c.pt")
    before = (tmp_path / "c.pt").read_bytes()
    with pytest.raises(InputError, match=f"made with another {name}") as error:
        train(**{"checkpoint": tmp_path / "c.pt", "resume": True, **change})
    assert len(str(error.value)) - len(str(tmp_path)) < 120
    assert "\n" not in str(error.value)
    assert (tmp_path / "c.pt").read_bytes() == before


def test_a_checkpoint_of_other_data_of_the_same_shape_is_refused(tmp_path):
    files = {"checkpoint": tmp_path / "c.pt", **SETTINGS}
    fit(make(), X, epochs=1, **files)
    other = X.clone()
    other[3, 2] = 0.5
    with pytest.raises(InputError, match="made with other data: use that again"):
        fit(make(), other, epochs=2, resume=True, **files)
    assert len(fit(make(), X.clone(), epochs=2, resume=True, **files)) == 2
    with pytest.raises(InputError, match="made with other validation data: use that again"):
        fit(make(), X, epochs=3, x_validation=X[:9], resume=True, **files)
    with pytest.raises(InputError, match="made with other data: use that again"):
        fit(make(), (X, X[:, 0]), epochs=3, resume=True, **files)


def weighted(model: Any, x: Tensor, weight: float = 1.0, *, other: float = 1.0) -> Tensor:
    reconstruction, kl = model.reconstruction_and_kl(x)
    return reconstruction - weight * other * kl


def make_objective(weight: float) -> Any:
    return lambda model, x: weighted(model, x, weight)


class Weighted:
    """An object that is called."""

    def __init__(self, weight: float) -> None:
        self.weight = weight

    def __call__(self, model: Any, x: Tensor) -> Tensor:
        return weighted(model, x, self.weight)

    def method(self, model: Any, x: Tensor) -> Tensor:
        return weighted(model, x, self.weight)


def helped(weight: float) -> Any:
    """Looks the same from outside: what differs is in a function inside of a function."""

    def help_it(model: Any, x: Tensor) -> Tensor:
        return weighted(model, x, weight)

    return lambda model, x: next(help_it(model, y) for y in (x,))


def scaled(scale: Tensor, model: Any, x: Tensor) -> Tensor:
    return weighted(model, x) * scale[0]


def compiled(source: str) -> Any:
    """A function of a program that was edited between two runs."""
    names: dict[str, Any] = {"weighted": weighted}
    exec(source, names)
    return names["objective"]


PROGRAM = """
W = {0}
def inner(model, x):
    return weighted(model, x, {1})
def objective(model, x):
    "A bound."
    return inner(model, x) if W == 1.0 else weighted(model, x, W)
"""
OBJECTIVES: dict[str, tuple[Any, Any, Any]] = {  # twice the same one, and another
    "lambda": (
        lambda: lambda model, x: weighted(model, x, 1.0),
        lambda: lambda model, x: weighted(model, x, 1.0),
        lambda: lambda model, x: weighted(model, x, 0.5),
    ),
    "operation": (
        lambda: lambda model, x: weighted(model, x) + 1.0,
        lambda: lambda model, x: weighted(model, x) + 1.0,
        lambda: lambda model, x: weighted(model, x) - 1.0,
    ),
    "closure": (
        lambda: make_objective(1.0),
        lambda: make_objective(1.0),
        lambda: make_objective(0.5),
    ),
    "closure of a closure": (lambda: helped(1.0), lambda: helped(1.0), lambda: helped(0.5)),
    "default": (
        lambda: lambda model, x, w=1.0: weighted(model, x, w),
        lambda: lambda model, x, w=1.0: weighted(model, x, w),
        lambda: lambda model, x, w=0.5: weighted(model, x, w),
    ),
    "keyword default": (
        lambda: lambda model, x, *, w=1.0: weighted(model, x, w),
        lambda: lambda model, x, *, w=1.0: weighted(model, x, w),
        lambda: lambda model, x, *, w=0.5: weighted(model, x, w),
    ),
    "partial": (
        lambda: functools.partial(weighted, weight=1.0),
        lambda: functools.partial(weighted, weight=1.0),
        lambda: functools.partial(weighted, weight=0.5),
    ),
    "partial of a lambda": (
        lambda: functools.partial(lambda w, model, x: weighted(model, x, w), 1.0),
        lambda: functools.partial(lambda w, model, x: weighted(model, x, w), 1.0),
        lambda: functools.partial(lambda w, model, x: weighted(model, x, w), 0.5),
    ),
    "object": (lambda: Weighted(1.0), lambda: Weighted(1.0), lambda: Weighted(0.5)),
    "method": (
        lambda: Weighted(1.0).method,
        lambda: Weighted(1.0).method,
        lambda: Weighted(0.5).method,
    ),
    "constant of the module": (
        lambda: compiled(PROGRAM.format(1.0, 1.0)),
        lambda: compiled(PROGRAM.format(1.0, 1.0)),
        lambda: compiled(PROGRAM.format(0.5, 1.0)),
    ),
    "function of the module": (
        lambda: compiled(PROGRAM.format(1.0, 1.0)),
        lambda: compiled("\n\n" + PROGRAM.format(1.0, 1.0)),  # other lines, the same code
        lambda: compiled(PROGRAM.format(1.0, 0.5)),
    ),
    "tensor": (
        lambda: functools.partial(scaled, torch.ones(2)),
        lambda: functools.partial(scaled, torch.ones(2)),
        lambda: functools.partial(scaled, torch.tensor([1.0, 2.0])),
    ),
    "name": (lambda: weighted, lambda: weighted, lambda: training.elbo_with_exact_kl),
}


@pytest.mark.parametrize("name", OBJECTIVES)
def test_another_function_of_the_same_name_is_refused_and_the_same_one_accepted(tmp_path, name):
    path = {"checkpoint": tmp_path / "c.pt"}
    once, same, other = (make_it() for make_it in OBJECTIVES[name])
    train(epochs=1, objective=once, **path)
    with pytest.raises(InputError, match="made with another objective") as caught:
        train(epochs=2, objective=other, resume=True, **path)
    assert len(str(caught.value)) - len(str(tmp_path)) < 160
    assert len(train(epochs=2, objective=same, resume=True, **path)[1]) == 2
    assert len(train(epochs=3, objective=once, resume=True, **path)[1]) == 3


def test_another_schedule_of_the_same_name_is_refused(tmp_path):
    path = {"checkpoint": tmp_path / "c.pt"}
    train(epochs=1, schedule=lambda step: 0.5**step, **path)
    with pytest.raises(InputError, match="made with another schedule"):
        train(epochs=2, schedule=lambda step: 0.4**step, resume=True, **path)
    train(epochs=2, schedule=lambda step: 0.5**step, resume=True, **path)


def test_what_changes_while_training_goes_on_is_no_reason_to_refuse(tmp_path):
    path = {"checkpoint": tmp_path / "c.pt"}
    seen: list[float] = []
    model = make()

    def objective(model: Any, x: Tensor) -> Tensor:
        value = training.elbo(model, x)
        seen.append(value.sum().item())
        return value

    train(epochs=1, objective=objective, **path)
    train(epochs=2, objective=objective, resume=True, **path)
    both = {"objective": lambda _, x: training.elbo(model, x)}  # the model from outside
    train(model, epochs=1, **path, **both)
    train(model, epochs=2, resume=True, **path, **both)


def test_a_set_of_constants_has_no_order():
    one, other = frozenset([0, 8]), frozenset([8, 0])  # as sets of words are between two runs
    assert list(one) != list(other)

    def using(constants: frozenset[int]) -> Any:
        return lambda x: x in constants

    assert checkpoints.identity(using(one)) == checkpoints.identity(using(other))
    assert checkpoints.identity(using(one)) != checkpoints.identity(using(frozenset([0, 9])))


def test_a_checkpoint_of_another_version_says_so(tmp_path):
    train(epochs=1, checkpoint=tmp_path / "c.pt")
    state = torch.load(tmp_path / "c.pt", weights_only=True)
    del state["settings"]["max_norm"]
    torch.save(state, tmp_path / "c.pt")
    with pytest.raises(InputError, match="made by another version of labsupport"):
        train(checkpoint=tmp_path / "c.pt", resume=True)


@pytest.mark.parametrize("content", [b"", b"not a checkpoint", None])
def test_a_broken_checkpoint_is_one_sentence(tmp_path, content):
    train(epochs=1, checkpoint=tmp_path / "c.pt")
    whole = (tmp_path / "c.pt").read_bytes()
    (tmp_path / "c.pt").write_bytes(whole[: len(whole) // 2] if content is None else content)
    with pytest.raises(InputError, match="no readable checkpoint"):
        train(checkpoint=tmp_path / "c.pt", resume=True)


def test_a_checkpoint_that_would_run_code_is_not_run(tmp_path):
    class Bomb:
        def __reduce__(self):
            return (Path(tmp_path / "ran").touch, ())

    torch.save({"settings": Bomb()}, tmp_path / "c.pt")
    with pytest.raises(InputError, match="no readable checkpoint"):
        train(checkpoint=tmp_path / "c.pt", resume=True)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("name", ["nothing.pt", None])
def test_resuming_without_a_checkpoint_is_one_sentence(tmp_path, name):
    with pytest.raises(InputError, match="no checkpoint to resume from"):
        train(checkpoint=name and tmp_path / name, resume=True)


@pytest.mark.parametrize("argument", ["checkpoint", "log"])
def test_a_file_that_cannot_be_written_stops_training_before_it_begins(tmp_path, argument):
    (tmp_path / "file").touch()

    def objective(model: nn.Module, x: Tensor) -> Tensor:
        raise AssertionError("training has begun")

    with pytest.raises(InputError, match="cannot be written"):
        train(objective=objective, **{argument: tmp_path / "file/inside"})
